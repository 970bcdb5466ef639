/// Processes that see each other and the same files: those of a container, or a host's own.
public final class ProcessSpace {
  /// The world whose clock and limits its processes have.
  public let world: World
  /// The host on which they run.
  public let host: Host
  /// What they see below `/`.
  public let fileSystem: FileSystem
  /// Whether the first process is the init of a container: signals that it does not handle are
  /// ignored, except SIGKILL.
  public let isContainer: Bool
  /// The processes that run, in the order of their start.
  public private(set) var processes: [Process] = []
  private var lastNumber: Int32 = 0

  /// A space without processes. It is on its host from now on, until ``dispose()``.
  public init(world: World, host: Host, fileSystem: FileSystem, isContainer: Bool = false) {
    self.world = world
    self.host = host
    self.fileSystem = fileSystem
    self.isContainer = isContainer
    host.spaces.append(self)
  }

  /// The number of a process that begins now; also of one that has only a number.
  package func nextNumber() -> Int32 {
    lastNumber += 1
    return lastNumber
  }

  /// Gives numbers to processes that are over before anything else happens.
  package func skipNumbers(_ count: Int32) { lastNumber += count }

  func add(_ process: Process) {
    processes.append(process)
    world.spend(World.processCost)
    if processes.count > world.limits.processes { world.exceed(.processes) }
  }

  func remove(_ process: Process) { processes.removeAll { $0 === process } }

  /// Ends every process with SIGKILL.
  public func killAll() { for process in processes { process.send(.kill) } }

  /// Ends every process as a power cut does: nobody is told.
  func vanish() {
    let all = processes
    processes = []
    for process in all { process.vanish() }
  }

  /// Takes the space off its host; its processes are killed.
  public func dispose() {
    killAll()
    host.spaces.removeAll { $0 === self }
  }
}
