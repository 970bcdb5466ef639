import Simulation

/// How a run went.
struct Outcome {
  var violation: Violation?
  /// How many commands had ended when it stopped.
  var commandsRun: Int
  /// Events of the world, and its time at the end.
  var events: Int64
  var end: VirtualTime
  /// How long it took from the last repair until everything was as it is wanted.
  var settling: VirtualDuration
  /// What happened, as the world's trace tells it, the newest last.
  var trace: [String] = []
}
