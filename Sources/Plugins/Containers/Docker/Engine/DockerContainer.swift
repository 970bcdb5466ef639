import OrderedCollections
import Simulation

/// A container of an engine: its settings, its writable layer, and the process if it runs.
final class DockerContainer {
  let id: String
  var name: String
  let settings: ContainerSettings
  let image: LocalImage
  /// The name under which the image was found.
  let imageName: String
  let created: VirtualTime
  /// The layer and the processes.
  let instance: Simulation.Container
  /// Its place on the network; the host itself with `--network host`.
  let place: Host
  /// The networks that it is on, by name.
  var endpoints: OrderedDictionary<String, Endpoint> = [:]
  var mounts: [ContainerMount] = []
  /// The ports that are published now.
  var ports: [PublishedPort] = []
  /// How often the engine started it by itself since somebody else did.
  var restartCount = 0
  var restartDelay = RestartDelay()
  /// The start that the engine is about to make.
  var nextStart: ScheduledEvent?
  /// Whether somebody stopped or killed it since it was last started.
  var wasStoppedByHand = false
  /// Whether the next end is meant, so that no policy applies.
  var endIsMeant = false
  /// Why it could not be started, in the engine's words, and the status that this is.
  var startFailure: (message: String, status: Int32)?
  /// The number of its process on the host; 0 while there is none.
  var processNumber = 0
  /// Called once at its next end, with the status.
  var endWaiters: [(Int32) -> Void] = []

  init(
    id: String, name: String, settings: ContainerSettings, image: LocalImage, imageName: String,
    created: VirtualTime, instance: Simulation.Container, place: Host, subjects: String
  ) {
    self.subjects = subjects
    self.id = id
    self.name = name
    self.settings = settings
    self.image = image
    self.imageName = imageName
    self.created = created
    self.instance = instance
    self.place = place
  }

  var shortID: String { String(id.prefix(12)) }
  /// Its subject in the trace.
  var subject: String { subjects + name }
  private let subjects: String

  enum State: String {
    case created
    case running
    case restarting
    case exited
  }

  var state: State {
    if instance.isRunning { return .running }
    if nextStart != nil { return .restarting }
    if startFailure != nil { return .created }
    return instance.state == .created ? .created : .exited
  }

  var isRunning: Bool { instance.isRunning }

  /// The status of its last end; 0 before there was one.
  var exitStatus: Int32 {
    if let startFailure, !isRunning { return startFailure.status }
    if case .exited(let exit) = instance.state { return exit.status }
    return 0
  }

  var startedAt: VirtualTime? {
    switch instance.state {
    case .created: nil
    case .running(let since): since
    case .exited(let exit): exit.startedAt
    }
  }

  var finishedAt: VirtualTime? {
    if case .exited(let exit) = instance.state { return exit.finishedAt }
    return nil
  }

  /// The name by which it knows itself.
  var hostname: String { place.name }
}

/// What is mounted in a container, and from where.
struct ContainerMount {
  enum Source {
    case volume(DockerVolume)
    case path(String)
    case memory
  }

  var source: Source
  var target: String
  var isReadOnly: Bool

  var volume: DockerVolume? {
    if case .volume(let volume) = source { return volume }
    return nil
  }
}
