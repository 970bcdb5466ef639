import Scenes
public import Simulation

/// What one command of a session did: the value that everything downstream reads.
public struct StepRecording: Sendable, Hashable {
  /// The command as it was typed.
  public var command: String
  /// What the terminal showed, both streams in order.
  public var output: String
  /// 0 to 255.
  public var exitStatus: Int32
  /// When the command began, on the world's clock.
  public var start: VirtualTime
  /// When its output was complete and it had exited, or was given up.
  public var end: VirtualTime
  /// What happened from the moment the previous command ended until this one did.
  public var events: [TraceEntry]
  /// What waited when the command had ended.
  public var waits: [TraceWait]
  /// Set when the command could not be run to its end.
  public var failure: SessionFailure?
  /// What could be seen change from the end of the previous command on, in the order of time; the
  /// last is how it looked in the end, if that was new. Empty unless the session is filmed, see
  /// ``Session/startFilming()``.
  public var moments: [SceneMoment]
  /// Who asked whom from the end of the previous command on, in the order of the answers; the first
  /// ``Simulation/Trace/messageLimit`` of them.
  public var messages: [TraceMessage]

  /// A recording as given; ``Session/run(_:)`` makes them.
  public init(
    command: String, output: String, exitStatus: Int32, start: VirtualTime, end: VirtualTime,
    events: [TraceEntry], waits: [TraceWait], failure: SessionFailure?,
    moments: [SceneMoment] = [], messages: [TraceMessage] = []
  ) {
    self.command = command
    self.output = output
    self.exitStatus = exitStatus
    self.start = start
    self.end = end
    self.events = events
    self.waits = waits
    self.failure = failure
    self.moments = moments
    self.messages = messages
  }
}

/// Why a command was not run to its end.
public enum SessionFailure: Hashable, Sendable {
  /// It used more than a limit allows; the session cannot go on.
  case exceeded(LimitExceeded)
  /// Nothing that could end it will ever happen.
  case stuck
  /// An earlier command could not be run to its end.
  case sessionEnded

  /// What happened and what to do, in one or two sentences.
  public func text(limits: Limits) -> String {
    switch self {
    case .exceeded(.virtualTime):
      "the command did not end within \(limits.virtualTime.seconds / 3600) hours of virtual time; "
        + "is it a loop without an end? Use timeout, or wait for something that happens"
    case .exceeded(.events):
      "the command did not end within \(limits.events) events; is it a loop without an end?"
    case .exceeded(.shellSteps):
      "the command ran more than \(limits.shellSteps) shell commands; is it a loop without an end?"
    case .exceeded(.work):
      "the command has too much to do: more than \(limits.work >> 20) MiB to read, write or compare, "
        + "where each program that starts counts as \(World.processCost) bytes; is it a loop that "
        + "never ends, or a pipe or a file that grows without an end?"
    case .exceeded(.outputBytes):
      "the command printed, or kept in a variable, more than \(limits.outputBytes / 1024) KiB; "
        + "is it a loop without an end? If not, print less, for example with head"
    case .exceeded(.nesting):
      "the command nests more than \(limits.nesting) levels deep"
    case .exceeded(.processes):
      "more than \(limits.processes) processes ran on one host"
    case .exceeded(.objects):
      "the command makes the cluster hold more objects than it can; ask for fewer"
    case .exceeded(.cancelled): "the command was ended because nobody waits for it any more"
    case .stuck: "the command waits for something that will never happen"
    case .sessionEnded: "not run, because an earlier command of this session did not end"
    }
  }
}
