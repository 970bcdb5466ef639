import OrderedCollections
import Simulation

/// What `docker create` is told about a container.
struct ContainerSettings {
  /// The image as it was named.
  var image: String
  /// Empty for a name that the engine chooses.
  var name = ""
  /// Replaces the image's command; empty keeps it.
  var command: [String] = []
  /// Replaces the image's entrypoint and leaves its command out; nil keeps both.
  var entrypoint: [String]?
  var environment: OrderedDictionary<String, String> = [:]
  var workingDirectory: String?
  /// Empty for the beginning of the container's id.
  var hostname = ""
  var domainname = ""
  /// The networks to join; none for the default bridge.
  var networks: [NetworkWish] = []
  var mounts: [MountWish] = []
  var ports: [PortWish] = []
  /// Further ports that are said to be open.
  var exposedPorts: [Int] = []
  var publishesAll = false
  var restart = RestartPolicy()
  var removesItself = false
  var isInteractive = false
  var hasTerminal = false
  var labels: OrderedDictionary<String, String> = [:]
  var extraHosts: [(name: String, address: String)] = []
  var stopSignal: Signal?
  /// How long `docker stop` waits; nil for ten seconds.
  var stopTimeout: Int64?

  init(image: String) { self.image = image }

  var networkMode: String { networks.first?.name ?? "bridge" }
}

/// A network to join, and what the container is called there besides its name.
struct NetworkWish: Hashable {
  var name: String
  var aliases: [String] = []
}

/// A volume or folder to be seen in a container.
struct MountWish: Hashable {
  enum Source: Hashable {
    /// A named volume; made when it is missing.
    case volume(String)
    /// A volume without a name of its own.
    case anonymous
    /// A folder or file of the host.
    case path(String, mustExist: Bool)
    /// Memory that goes with the container's process.
    case memory
  }

  var source: Source
  var target: String
  var isReadOnly = false
}

/// A port of a container that is reachable at the host.
struct PortWish: Hashable {
  /// The address of the host; empty for all.
  var address = ""
  /// 0 for one that the engine chooses.
  var hostPort: Int
  var containerPort: Int
}
