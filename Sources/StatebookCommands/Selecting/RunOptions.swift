import ArgumentParser

/// The options of all commands that run chapters.
struct RunOptions: ParsableArguments {
  @Flag(
    help: """
      Run every chapter, also those that have not changed since their last run. In continuous \
      integration that is always so.
      """)
  var fresh = false

  /// Whether results of runs are kept for later ones, and count unless `fresh` is given.
  static func keepsResults(in surroundings: Surroundings) -> Bool {
    !surroundings.isContinuousIntegration
  }
}
