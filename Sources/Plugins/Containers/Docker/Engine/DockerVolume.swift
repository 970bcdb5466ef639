import OrderedCollections
import Simulation

/// A volume of an engine: a disk that goes with nobody but `docker volume rm`.
final class DockerVolume {
  let name: String
  let disk: Disk
  let created: VirtualTime
  /// Whether it came without a name, with a container: then it can go with that one.
  let isAnonymous: Bool
  let labels: OrderedDictionary<String, String>

  init(
    name: String, host: Host, created: VirtualTime, isAnonymous: Bool = false,
    labels: OrderedDictionary<String, String> = [:]
  ) {
    self.name = name
    self.created = created
    self.isAnonymous = isAnonymous
    self.labels = labels
    disk = Disk(name: name, location: host)
  }

  /// Where the real engine keeps its files.
  var mountpoint: String { "/var/lib/docker/volumes/\(name)/_data" }

  var isEmpty: Bool { disk.tree.root.isEmpty }
}
