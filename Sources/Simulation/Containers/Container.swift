public import OrderedCollections

/// Processes over a writable layer on an image, as Docker and the kubelet run them.
///
/// The writable layer lives as long as the container, over restarts; memory dies with the main
/// process; a mounted disk belongs to somebody else.
public final class Container {
  /// Names it and its writable layer in traces; nothing here looks whether it is unique.
  public let name: String
  /// What it was made from. Its tree is copied when the container is made: a later pull changes
  /// nothing.
  public let image: Image
  /// The world whose clock and limits it runs by.
  public let world: World
  /// Where it runs and whose network name and addresses it has; the layer lies on this host's
  /// hardware.
  public let host: Host
  /// The writable layer at `/` with what was mounted into it since. Both stay when the container
  /// stops.
  public let fileSystem: FileSystem
  /// The image's variables, with those given to the container in their place or after them.
  public let environment: OrderedDictionary<String, String>
  /// Where the main process starts: the image's folder unless another was given.
  public let workingDirectory: String
  /// The command line of the main process.
  public let arguments: [String]
  /// What it is doing. After a power cut it stays `running` until somebody looks for it.
  public private(set) var state = State.created
  /// What the main process wrote, both streams in order.
  public let log: ContainerLog
  /// The standard input of the main process, open until ``closeInput()``; nil while it has none.
  public private(set) var input: Pipe?
  /// Called after the main process has ended, later in the same virtual time.
  public var onExit: ((Container) -> Void)?
  /// Whether its machine lost its power, and nobody has looked for it since.
  private var isMissing = false
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
    /// 0 to 255; 128 and the signal's number if a signal ended it.
    public var status: Int32
    /// The signal that ended it; nil when it exited by itself.
    public var signal: Signal?
    /// When this run began, not when the container was made.
    public var startedAt: VirtualTime
    /// When it ended.
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

  /// Whether the state says so; see ``state`` about a power cut.
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
          output: log, errorOutput: log.errors))
    } catch {
      space.dispose()
      throw error
    }
    self.space = space
    main = process
    isMissing = false
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
  /// - Parameters:
  ///   - environment: added to the container's.
  ///   - folder: its working directory; nil for the container's.
  public func execute(
    _ arguments: [String], environment: OrderedDictionary<String, String> = [:],
    workingDirectory folder: String? = nil, input: any InputSource, output: any OutputSink,
    errorOutput: any OutputSink
  ) throws(SpawnError) -> Process? {
    guard isRunning, let space, host.isUp else { return nil }
    var variables = processEnvironment
    for (key, value) in environment { variables[key] = value }
    return try space.spawn(
      Launch(
        arguments: arguments, environment: variables,
        workingDirectory: folder ?? workingDirectory, input: input, output: output,
        errorOutput: errorOutput))
  }

  /// The processes that run in it, in the order of their start.
  public var processes: [Process] { space?.processes ?? [] }

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

  /// Sends a signal, the image's stop signal unless given, and SIGKILL when the main process still
  /// runs after `grace`.
  public func stop(signal: Signal? = nil, grace: VirtualDuration) {
    guard let process = main else { return }
    process.send(signal ?? image.stopSignal)
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
    isMissing = true
  }

  /// Whoever looks after containers is there again, and finds this one ended: nobody knows when it
  /// did, so it counts as having ended now.
  public func noteFound() {
    guard isMissing, case .exited(var record) = state else { return }
    isMissing = false
    record.finishedAt = world.now
    state = .exited(record)
  }
}
