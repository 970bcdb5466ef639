import Simulation

/// The ports of a running container as `docker ps` shows them: `443/tcp,
/// 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp`.
///
/// Neighbours that are the same inside and outside are shown as a range; ports that are another one
/// outside come last.
struct PortList {
  private struct Port {
    /// Where it is published; empty for a port that is only said to be open.
    var address: String
    var outside: Int
    var inside: Int
  }

  private var ports: [Port] = []

  init(_ container: DockerContainer) {
    var open = container.image.image.exposedPorts
    for port in container.settings.exposedPorts where !open.contains(port) { open.append(port) }
    for port in open where !container.ports.contains(where: { $0.containerPort == port }) {
      ports.append(Port(address: "", outside: port, inside: port))
    }
    for port in container.ports {
      for address in port.addresses {
        ports.append(Port(address: address, outside: port.hostPort, inside: port.containerPort))
      }
    }
    ports.sort { ($0.inside, $0.address, $0.outside) < ($1.inside, $1.address, $1.outside) }
  }

  var text: String {
    var ended: [String] = []
    var groups: [(address: String, first: Int, last: Int)] = []
    var moved: [String] = []
    for port in ports {
      if port.outside != port.inside {
        moved.append(
          PublishedPort.place(port.address, port.outside) + "->\(port.inside)/tcp")
      } else if let place = groups.firstIndex(where: { $0.address == port.address }) {
        if port.inside == groups[place].last + 1 {
          groups[place].last = port.inside
        } else {
          ended.append(PortList.text(of: groups[place]))
          groups[place] = (port.address, port.inside, port.inside)
        }
      } else {
        groups.append((port.address, port.inside, port.inside))
      }
    }
    return (ended + groups.map { PortList.text(of: $0) } + moved).joined(separator: ", ")
  }

  private static func text(of group: (address: String, first: Int, last: Int)) -> String {
    let range = group.first == group.last ? "\(group.first)" : "\(group.first)-\(group.last)"
    let address = group.address == "::" ? "[::]" : group.address
    return address.isEmpty ? range + "/tcp" : "\(address):\(range)->\(range)/tcp"
  }
}
