public import OrderedCollections

/// A running program: its memory is the program's instance and is gone when the process ends.
///
/// A program gets its process when it starts, and does everything through it. It never waits: what
/// comes later comes in a closure.
///
///     final class EggTimer: Program {
///       func start(_ process: Process) {
///         process.write("on the stove\n")
///         process.schedule(after: .minutes(3)) {
///           process.write("done\n")
///           process.exit(0)
///         }
///       }
///     }
public final class Process {
  /// What it shares with the processes beside it: files and numbers.
  public let space: ProcessSpace
  /// Its process id, counted from 1 within its space and never given twice.
  public let number: Int32
  /// The command line, the program's name first.
  public private(set) var arguments: [String]
  /// Its own variables; changing them changes no process that runs already.
  public var environment: OrderedDictionary<String, String>
  /// An absolute path, from which its relative ones start.
  public var workingDirectory: String
  /// When it was started; another program that it runs later does not change that.
  public let startedAt: VirtualTime
  /// Who started it, if a process did. It is not told when this one ends.
  public let parent: Process?
  /// Where it reads. A program that `exec` starts may have another.
  public private(set) var input: any InputSource
  /// Where its standard output goes.
  public private(set) var output: any OutputSink
  /// Where its standard error goes.
  public private(set) var errorOutput: any OutputSink
  /// The exit status once it has ended: 0 to 255; 128 and the signal's number if killed.
  public private(set) var exitStatus: Int32?
  /// The signal that ended it, if one did.
  public private(set) var endedBy: Signal?
  private var program: any Program
  /// Whether the program has begun: before that it handles no signals.
  private var hasBegun = false
  private var onExit: [(Process) -> Void] = []
  private var timers: [ScheduledEvent] = []
  /// With so many, those that are done are let go.
  private var timerLimit = 16
  var sockets: [Socket] = []
  private var ports: [Int] = []

  init(
    space: ProcessSpace, program: any Program, arguments: [String],
    environment: OrderedDictionary<String, String>, workingDirectory: String, parent: Process?,
    input: any InputSource, output: any OutputSink, errorOutput: any OutputSink
  ) {
    self.space = space
    self.program = program
    number = space.nextNumber()
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.parent = parent
    startedAt = space.world.now
    self.input = input
    self.output = output
    self.errorOutput = errorOutput
    input.openReader()
    output.open()
    errorOutput.open()
    space.add(self)
    world.onProcessChange?(self)
  }

  /// The world of its space.
  public var world: World { space.world }
  /// The host whose network and power it has.
  public var host: Host { space.host }
  /// The files that it sees.
  public var fileSystem: FileSystem { space.fileSystem }
  /// Whether it has neither ended nor gone with its host's power.
  public var isRunning: Bool { exitStatus == nil && !isGone }
  /// Whether it went with its host's power, without an exit status.
  public private(set) var isGone = false

  // MARK: Program

  /// Lets the program begin, unless the process ended or runs another one meanwhile.
  func begin(_ program: any Program) {
    guard isRunning, self.program === program else { return }
    hasBegun = true
    program.start(self)
  }

  /// Runs another program from now on. What the old one had scheduled is taken back.
  func become(_ program: any Program, _ launch: Launch) {
    guard isRunning else { return }
    release()
    launch.input.openReader()
    launch.output.open()
    launch.errorOutput.open()
    input.closeReader()
    output.close()
    errorOutput.close()
    self.program = program
    hasBegun = false
    arguments = launch.arguments
    environment = launch.environment
    workingDirectory = launch.workingDirectory
    input = launch.input
    output = launch.output
    errorOutput = launch.errorOutput
  }

  // MARK: Output

  /// Writes to the standard output; the process dies of SIGPIPE when nobody reads it.
  public func write(_ text: String) {
    guard isRunning, !text.isEmpty else { return }
    world.spend(text.utf8.count + World.moveCost)
    if !output.write(text) { send(.pipe) }
  }

  /// Writes to the standard error.
  public func writeError(_ text: String) {
    guard isRunning, !text.isEmpty else { return }
    world.spend(text.utf8.count + World.moveCost)
    _ = errorOutput.write(text)
  }

  // MARK: Input

  /// Calls `body` with all of the standard input, when its end is reached.
  public func readAll(_ body: @escaping (String) -> Void) { readOn(Collected(), body) }

  /// What was read so far, in one place, so that it grows without being copied.
  private final class Collected {
    var text = ""
  }

  private func readOn(_ collected: Collected, _ body: @escaping (String) -> Void) {
    let more = input.take()
    world.spend(more.utf8.count)
    collected.text += more
    if input.isAtEnd {
      body(collected.text)
      return
    }
    input.whenReadable { [self] in if isRunning { readOn(collected, body) } }
  }

  /// Calls `body` with the next line, its line feed included; nil at the end of the input.
  public func readLine(_ body: @escaping (String?) -> Void) {
    if let line = input.takeLine() {
      body(line)
    } else if input.isAtEnd {
      body(nil)
    } else {
      input.whenReadable { [self] in if isRunning { readLine(body) } }
    }
  }

  // MARK: Time

  /// Lets `action` happen after `delay`, unless the process has ended by then.
  @discardableResult
  public func schedule(
    after delay: VirtualDuration, _ action: @escaping () -> Void
  ) -> ScheduledEvent {
    let event = world.schedule(after: delay) { [self] in if isRunning { action() } }
    if timers.count >= timerLimit {
      timers.removeAll { $0.isCancelled }
      timerLimit = max(16, 2 * timers.count)
    }
    timers.append(event)
    return event
  }

  // MARK: Network

  /// Accepts connections on a port of the host. Returns false when the port is taken.
  public func listen(on port: Int, accept: @escaping (Socket) -> Void) -> Bool {
    guard host.listeners[port] == nil else { return false }
    host.listeners[port] = Listener(owner: self, accept: accept)
    ports.append(port)
    return true
  }

  /// Accepts no more connections on a port; those that are open go on.
  public func stopListening(on port: Int) {
    guard let place = ports.firstIndex(of: port) else { return }
    ports.remove(at: place)
    host.listeners[port] = nil
  }

  /// Opens a connection; see ``Network/connect(from:to:port:completion:)``.
  public func connect(
    to address: String, port: Int, completion: @escaping (ConnectionResult) -> Void
  ) {
    world.network.connect(from: self, to: address, port: port) { [self] result in
      if isRunning {
        completion(result)
      } else if case .connected(let socket) = result {
        socket.abort()
      }
    }
  }

  // MARK: End

  /// Calls `action` after the process has ended, at the same virtual time but not at once.
  /// It is never called when the process goes with its host's power.
  public func whenExited(_ action: @escaping (Process) -> Void) {
    if exitStatus != nil {
      world.soon { [self] in action(self) }
    } else {
      onExit.append(action)
    }
  }

  /// Ends the process. Only the first call counts.
  public func exit(_ status: Int32) { end(status & 255, nil) }

  /// Sends it a signal: the program may handle it once it has begun; otherwise the process ends. The
  /// first process of a container ignores what its program does not handle, as on Linux.
  public func send(_ signal: Signal) {
    guard isRunning else { return }
    if signal != .kill {
      if hasBegun, program.handle(signal, in: self) { return }
      if number == 1, space.isContainer { return }
    }
    end(128 + signal.rawValue, signal)
  }

  private func end(_ status: Int32, _ signal: Signal?) {
    guard isRunning else { return }
    exitStatus = status
    endedBy = signal
    release()
    space.remove(self)
    world.onProcessChange?(self)
    for socket in sockets { socket.abort() }
    sockets = []
    input.closeReader()
    output.close()
    errorOutput.close()
    let actions = onExit
    onExit = []
    for action in actions { world.soon { [self] in action(self) } }
  }

  func vanish() {
    isGone = true
    release()
    sockets = []
    onExit = []
    world.onProcessChange?(self)
  }

  private func release() {
    for timer in timers { timer.cancel() }
    timers = []
    for port in ports { host.listeners[port] = nil }
    ports = []
  }
}
