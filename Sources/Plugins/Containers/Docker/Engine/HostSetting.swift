import Sessions
import Shell
import Simulation
import Values

/// The setting `hosts` of a chapter's front matter: machines with `docker` besides the laptop.
struct HostSetting {
  /// What is wrong with it, one sentence each.
  private(set) var problems: [String] = []
  private var count: Int64 = 0

  static let limit: Int64 = 20

  mutating func read(_ value: JSON?) {
    switch value {
    case nil, .null: break
    case .integer(let number) where number >= 0 && number <= HostSetting.limit: count = number
    default:
      problems.append("hosts: a whole number from 0 to \(HostSetting.limit) is needed")
    }
  }

  /// Makes the hosts: `host-1`, `host-2`, …, known to each other and to the laptop by name.
  func make(_ laptop: ProcessSpace) {
    let world = laptop.world
    var entries = [
      ResolverConfiguration.HostsEntry(address: laptop.host.address, names: [laptop.host.name])
    ]
    var spaces = [laptop]
    for number in 0..<count {
      let host = Host(name: "host-\(number + 1)")
      let address = "192.168.56.\(11 + number)"
      world.network.assign(address, to: host)
      entries.append(ResolverConfiguration.HostsEntry(address: address, names: [host.name]))
      let disk = Disk(name: host.name, location: host, tree: HostSetting.files)
      let space = ProcessSpace(world: world, host: host, fileSystem: FileSystem(root: disk))
      DockerSystem.of(world).add(space)
      spaces.append(space)
    }
    let lines = entries.map { $0.address + "\t" + $0.names[0] + "\n" }.joined()
    for space in spaces {
      space.host.resolver.hosts += entries
      do throws(FileError) {
        try space.fileSystem.write(lines, to: "/etc/hosts", appending: true, now: world.now)
      } catch {
        // A system without /etc has no such file either.
      }
    }
  }

  private static var files: FileTree {
    var tree = StandardSystem.debian
    tree.addProgram("usr/bin/docker", "docker")
    tree.addProgram("usr/bin/curl", "curl")
    tree.makeFolders("home/learner", "srv", "opt")
    return tree
  }
}
