import Simulation

/// A standard command: how its options are read and what it does.
struct StandardCommand {
  var name: String
  /// The letters of its options, as ``CommandOptions`` takes them.
  var short = ""
  var long: [(name: String, letter: String)] = []
  /// What follows `Usage: `.
  var usage: String
  /// Options that the real command has and this one refuses.
  var refused = ""
  /// The status for a wrong command line.
  var errorStatus: Int32 = 1
  /// Does the work. The status ends the process; nil means that it ends later.
  var run: (CommandCall) -> Int32?
}
