public import OrderedCollections

/// Processes over a writable layer on an image, as Docker and the kubelet run them.
///
/// The writable layer lives as long as the container, over restarts; memory dies with the main
/// process; a mounted disk belongs to somebody else.
public final class Container {
  public let name: String
  public let image: Image
  public let world: World
  public let host: Host
  public let fileSystem: FileSystem
  public let environment: OrderedDictionary<String, String>
  public let workingDirectory: String
  /// The command line of the main process.
  public let arguments: [String]
  public private(set) var state = State.created
  /// What the main process wrote, both streams in order.
  public let log: ContainerLog
  /// The standard input of the main process, open until ``closeInput()``; nil while it has none.
  public private(set) var input: Pipe?
  /// Called after the main process has ended, later in the same virtual time.
  public var onExit: ((Container) -> Void)?
  private let takesInput: Bool
  private var space: ProcessSpace?
  private var main: Process?

  /// What a container is doing.
  public enum State: Hashable, Sendable {
    case created
    case running(since: VirtualTime)
    case exited(ExitRecord)
  }

  /// How the main process ended.
  public struct ExitRecord: Hashable, Sendable {
    public var status: Int32
    public var signal: Signal?
    public var startedAt: VirtualTime
    public var finishedAt: VirtualTime
  }

  /// - Parameters:
  ///   - command: replaces the image's entrypoint, as Kubernetes' `command` does; nil keeps it.
  ///   - arguments: replaces the image's command. With `command` set and this nil the image's
  ///     command is left out, too.
  ///   - environment: added to the image's.
  ///   - takesInput: whether the main process has a standard input that others may write to;
  ///     else its input is empty.
  public init(
    world: World, name: String, image: Image, host: Host, command: [String]? = nil,
    arguments: [String]? = nil, environment: OrderedDictionary<String, String> = [:],
    workingDirectory: String? = nil, takesInput: Bool = false
  ) {
    self.takesInput = takesInput
    self.world = world
    self.name = name
    self.image = image
    self.host = host
    let layer = Disk(name: name, location: host.hardware, tree: image.files)
    fileSystem = FileSystem(root: layer)
    self.arguments =
      (command ?? image.entrypoint) + (arguments ?? (command == nil ? image.command : []))
    var merged = image.environment
    for (key, value) in environment { merged[key] = value }
    self.environment = merged
    self.workingDirectory = workingDirectory ?? image.workingDirectory
    log = ContainerLog(world: world)
  }

  public var isRunning: Bool { if case .running = state { true } else { false } }

  /// Starts the main process. Throws when its command cannot be started; the state stays.
  public func start() throws(SpawnError) {
    guard !isRunning else { return }
    let space = ProcessSpace(
      world: world, host: host, fileSystem: fileSystem, isContainer: true)
    if takesInput {
      let pipe = Pipe(world: world)
      pipe.open()
      input = pipe
    }
    let process: Process
    do throws(SpawnError) {
      process = try space.spawn(
        Launch(
          arguments: arguments, environment: processEnvironment,
          workingDirectory: workingDirectory, input: input ?? TextSource(world: world),
          output: log, errorOutput: log))
    } catch {
      space.dispose()
      throw error
    }
    self.space = space
    main = process
    let started = world.now
    state = .running(since: started)
    process.whenExited { [self] process in
      self.space?.dispose()
      self.space = nil
      main = nil
      state = .exited(
        ExitRecord(
          status: process.exitStatus ?? 0, signal: process.endedBy, startedAt: started,
          finishedAt: world.now))
      onExit?(self)
    }
  }

  /// Starts another process in the container, as `exec` does. Nil is returned when it is not
  /// running.
  public func execute(
    _ arguments: [String], input: any InputSource, output: any OutputSink,
    errorOutput: any OutputSink
  ) throws(SpawnError) -> Process? {
    guard isRunning, let space, host.isUp else { return nil }
    return try space.spawn(
      Launch(
        arguments: arguments, environment: processEnvironment,
        workingDirectory: workingDirectory, input: input, output: output,
        errorOutput: errorOutput))
  }

  /// Tells the main process that its standard input has come to its end.
  public func closeInput() {
    input?.close()
    input = nil
  }

  private var processEnvironment: OrderedDictionary<String, String> {
    var result: OrderedDictionary<String, String> = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      "HOSTNAME": host.name, "HOME": "/root",
    ]
    for (key, value) in environment { result[key] = value }
    return result
  }

  /// Sends a signal to the main process.
  public func send(_ signal: Signal) { main?.send(signal) }

  /// Sends the stop signal, and SIGKILL when the main process still runs after `grace`.
  public func stop(grace: VirtualDuration) {
    guard let process = main else { return }
    process.send(image.stopSignal)
    guard process.isRunning else { return }
    world.schedule(after: grace) { process.send(.kill) }
  }

  /// What remains after the host lost power: the layer and its files, no process.
  public func noteVanished() {
    guard case .running(let since) = state, let main, main.isGone else { return }
    space?.dispose()
    space = nil
    self.main = nil
    state = .exited(
      ExitRecord(status: 255, signal: nil, startedAt: since, finishedAt: world.now))
  }
}

/// The lines that a container's main process wrote, with their times.
public final class ContainerLog: OutputSink {
  /// A line without its line feed.
  public struct Line: Hashable, Sendable {
    public var time: VirtualTime
    public var text: String
  }

  private let world: World
  public private(set) var lines: [Line] = []
  private var partial = ""
  private var bytes = 0
  private var followers: [() -> Void] = []
  /// Lines beyond this number, or these bytes, push the oldest ones out, as log rotation does.
  public static let capacity = 10_000
  public static let byteCapacity = 1 << 20

  public init(world: World) { self.world = world }

  public func write(_ text: String) -> Bool {
    var rest = text[...].utf8
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      partial += String(Substring(rest[..<end]))
      rest = rest[rest.index(after: end)...]
      world.spend(World.lineCost)
      bytes += partial.utf8.count
      lines.append(Line(time: world.now, text: partial))
      partial = ""
    }
    partial += String(Substring(rest))
    if lines.count > ContainerLog.capacity + 1000 || bytes > 2 * ContainerLog.byteCapacity {
      var excess = max(0, lines.count - ContainerLog.capacity)
      bytes -= lines[..<excess].reduce(0) { $0 + $1.text.utf8.count }
      while bytes > ContainerLog.byteCapacity, excess < lines.count - 1 {
        bytes -= lines[excess].text.utf8.count
        excess += 1
      }
      lines.removeFirst(excess)
    }
    for follower in followers { world.soon(follower) }
    return true
  }

  /// Calls `action` after each write, until the world ends; the follower ignores it when done.
  public func follow(_ action: @escaping () -> Void) { followers.append(action) }

  public func open() {}
  public func close() {}
}
