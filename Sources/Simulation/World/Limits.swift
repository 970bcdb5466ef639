/// How much one console command may use before it is ended as the author's mistake.
public struct Limits: Sendable {
  /// Virtual time that one command may take.
  public var virtualTime = VirtualDuration.seconds(24 * 3600)
  /// Events that may run during one command.
  public var events: Int64 = 20_000_000
  /// Commands that shells may interpret during one command.
  public var shellSteps: Int64 = 200_000
  /// Work that programs may do during one command, in about the time that a byte takes to be read
  /// and written. Whatever takes a program longer than a moment is counted: bytes and lines that
  /// go through pipes and files, characters that a pattern is compared with, processes.
  public var work: Int64 = 64 << 20
  /// Bytes that one command may print, or one variable hold.
  public var outputBytes = 1 << 20
  /// How deep `$(…)`, groups, loops and scripts calling scripts may nest.
  public var nesting = 100
  /// Processes that may be alive at the same time on one host.
  public var processes = 1000

  /// The limits that every chapter has; a chapter cannot raise them.
  public init() {}
}

/// Which limit a command exceeded.
public enum LimitExceeded: Hashable, Sendable {
  case virtualTime
  case events
  case shellSteps
  case work
  case outputBytes
  case nesting
  case processes
  /// More objects than a cluster, or the like, may hold.
  case objects
  /// None: nobody wants to know any more what the command does. See ``World/isCancelled``.
  case cancelled
}
