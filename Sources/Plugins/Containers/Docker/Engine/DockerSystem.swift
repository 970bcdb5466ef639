import OrderedCollections
import Simulation

/// The container engines of a world, one on each host that has `docker`.
final class DockerSystem: WorldComponent {
  unowned(unsafe) let world: World
  private(set) var engines: OrderedDictionary<String, DockerEngine> = [:]
  private(set) var lanNames: LocalNetworkNames
  /// Where processes of the hosts' own run, by host.
  private var spaces: [String: ProcessSpace] = [:]

  private init(_ world: World) {
    self.world = world
    lanNames = LocalNetworkNames(world)
    super.init()
    let router = Host(name: "router")
    world.network.serveNames(at: LocalNetworkNames.address, by: lanNames, on: router)
    world.network.serveNamesLocally(at: EmbeddedNames.address, by: EmbeddedNames(self))
  }

  /// The engines of a world, if it has some.
  static func known(in world: World) -> DockerSystem? {
    world.component("docker") as? DockerSystem
  }

  /// The engines of a world; made when they are first asked for.
  static func of(_ world: World) -> DockerSystem {
    if let known = world.component("docker") as? DockerSystem { return known }
    let system = DockerSystem(world)
    world.add(system, named: "docker")
    return system
  }

  /// The engine of a host; nil when it has none.
  func engine(on host: Host) -> DockerEngine? {
    guard let engine = engines[host.name], engine.host === host else { return nil }
    return engine
  }

  /// Gives a host an engine. Containers of the first host are known by their names alone.
  func add(_ space: ProcessSpace, isFirst: Bool = false) {
    let host = space.host
    guard engine(on: host) == nil else { return }
    engines[host.name] = DockerEngine(
      self, host: host, files: space.fileSystem,
      subjects: isFirst ? "container/" : "container/\(host.name)/", isAlwaysDrawn: !isFirst)
    spaces[host.name] = space
  }

  /// Where processes of a host's own run.
  func space(of host: Host) -> ProcessSpace? { spaces[host.name] }

  /// The containers with a name, on one host or on any.
  func containers(
    named name: String, on host: String?
  ) -> [(engine: DockerEngine, container: DockerContainer)] {
    var found: [(engine: DockerEngine, container: DockerContainer)] = []
    for engine in engines.values where host == nil || engine.host.name == host {
      for container in engine.containers.values where container.name == name {
        found.append((engine, container))
      }
    }
    return found
  }
}
