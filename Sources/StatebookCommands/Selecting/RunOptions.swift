import ArgumentParser

/// The options of all commands that run chapters.
struct RunOptions: ParsableArguments {
  @Flag(
    help: """
      Run every chapter, also those that have not changed since their last run. In continuous \
      integration that is always so.
      """)
  var fresh = false

  /// Whether the results of earlier runs count.
  func usesResults(in surroundings: Surroundings) -> Bool {
    !fresh && !surroundings.isContinuousIntegration
  }
}
