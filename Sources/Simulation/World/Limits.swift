/// How much one console command may use before it is ended as the author's mistake.
public struct Limits: Sendable {
  /// Virtual time that one command may take.
  public var virtualTime = VirtualDuration.seconds(24 * 3600)
  /// Events that may run during one command.
  public var events: Int64 = 20_000_000
  /// Commands that shells may interpret during one command.
  public var shellSteps: Int64 = 200_000
  /// Bytes that one command may print, or one variable hold.
  public var outputBytes = 1 << 20
  /// How deep `$(…)`, groups, loops and scripts calling scripts may nest.
  public var nesting = 100
  /// Processes that may be alive at the same time on one host.
  public var processes = 1000

  public init() {}
}

/// Which limit a command exceeded.
public enum LimitExceeded: Hashable, Sendable {
  case virtualTime
  case events
  case shellSteps
  case outputBytes
  case nesting
  case processes
}
