import OrderedCollections

/// What a process runs: one instance for each process.
///
/// A program starts, schedules what it does on its process, and ends by `process.exit`.
///
///     final class BellServer: Program {
///       func start(_ process: Process) {
///         let isListening = process.listen(on: 7000) { socket in
///           socket.send("ring\n")
///           socket.close()
///         }
///         if !isListening { process.exit(1) }
///       }
///
///       func handle(_ signal: Signal, in process: Process) -> Bool {
///         guard signal == .terminate else { return false }
///         process.exit(0)
///         return true
///       }
///     }
public protocol Program: AnyObject {
  /// Begins. The process is running; arguments, environment and streams are set.
  func start(_ process: Process)
  /// Reacts to a signal. Returns false to let the default happen, which ends the process.
  /// `SIGKILL` never gets here.
  func handle(_ signal: Signal, in process: Process) -> Bool
}

extension Program {
  public func handle(_ signal: Signal, in process: Process) -> Bool { false }
}

/// A signal, with its number on Linux.
public enum Signal: Int32, Hashable, Sendable {
  case hangup = 1
  case interrupt = 2
  case quit = 3
  case kill = 9
  case user1 = 10
  case user2 = 12
  case pipe = 13
  case terminate = 15

  /// The name without `SIG`: `TERM`.
  public var name: String {
    switch self {
    case .hangup: "HUP"
    case .interrupt: "INT"
    case .quit: "QUIT"
    case .kill: "KILL"
    case .user1: "USR1"
    case .user2: "USR2"
    case .pipe: "PIPE"
    case .terminate: "TERM"
    }
  }

  /// The signal of a name with or without `SIG`, or of a number.
  public init?(named name: String) {
    let short = name.hasPrefix("SIG") ? String(name.dropFirst(3)) : name
    for signal in [Signal.hangup, .interrupt, .quit, .kill, .user1, .user2, .pipe, .terminate]
    where signal.name == short || String(signal.rawValue) == short {
      self = signal
      return
    }
    return nil
  }
}

/// A program that does its work at once and returns its exit status.
public final class ImmediateProgram: Program {
  private let body: (Process) -> Int32

  /// The body runs once, when the process begins; its result is the exit status, 0 to 255.
  public init(_ body: @escaping (Process) -> Int32) { self.body = body }

  public func start(_ process: Process) { process.exit(body(process)) }
}

/// Every program that a file can run, by name. Several files may run the same one.
public final class ProgramRegistry {
  private var makers: OrderedDictionary<String, () -> any Program> = [:]

  /// A registry without programs.
  public init() {}

  /// Registers a program. Returns false, and changes nothing, when the name is taken.
  @discardableResult
  public func register(_ name: String, _ make: @escaping () -> any Program) -> Bool {
    guard makers[name] == nil else { return false }
    makers[name] = make
    return true
  }

  /// A new instance of a program.
  public func make(_ name: String) -> (any Program)? { makers[name]?() }

  /// The names, in the order of registration.
  public var names: [String] { Array(makers.keys) }
}
