import KubernetesAPI

/// A port of a node that a pod wants for itself.
struct HostPort: Hashable {
  var port: Int32
  var `protocol`: String
  /// Empty for all addresses of the node.
  var address: String
  /// Where it leads.
  var containerPort: Int32

  /// Why a node is no good when somebody there has the port.
  static let refusal = "node(s) didn't have free ports for the requested pod ports"

  /// Whether two pods cannot both have what they want.
  func conflicts(with other: HostPort) -> Bool {
    port == other.port && self.protocol == other.protocol
      && (address == other.address || address.isEmpty || other.address.isEmpty)
  }
}

extension PodShare {
  /// The ports of its node that a pod asks for.
  static func hostPorts(of pod: Pod) -> [HostPort] {
    var ports: [HostPort] = []
    for container in pod.spec.containers {
      for port in container.ports where port.hostPort > 0 {
        ports.append(
          HostPort(
            port: port.hostPort, protocol: port.protocol.isEmpty ? "TCP" : port.protocol,
            address: port.hostIP == "0.0.0.0" ? "" : port.hostIP,
            containerPort: port.containerPort))
      }
    }
    return ports
  }
}
