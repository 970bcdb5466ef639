/// The ports of a node that lead to containers: what a container's `hostPort` asks for.
final class HostPorts {
  private var targets: [Target] = []

  struct Target {
    var hostPort: HostPort
    var address: String
    var port: Int
    var owner: String
  }

  /// Where TCP connections to a port of the node go; nil for a port that nobody asked for.
  func target(_ address: String, _ port: Int) -> Target? {
    targets.first {
      $0.hostPort.port == port && $0.hostPort.protocol == "TCP"
        && ($0.hostPort.address.isEmpty || $0.hostPort.address == address)
    }
  }

  /// Opens a port of the node for a pod. Ports of which only one can be open are never asked for
  /// at the same time: the kubelet admits no second pod.
  func open(_ hostPort: HostPort, to address: String, owner: String) {
    targets.append(
      Target(
        hostPort: hostPort, address: address, port: Int(hostPort.containerPort), owner: owner))
  }

  /// Closes the ports of a pod.
  func close(owner: String) { targets.removeAll { $0.owner == owner } }
}
