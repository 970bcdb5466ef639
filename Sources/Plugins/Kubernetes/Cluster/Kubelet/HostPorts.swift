/// The ports of a node that lead to containers: what a container's `hostPort` asks for.
final class HostPorts {
  private var targets: [Int: Target] = [:]

  struct Target {
    var address: String
    var port: Int
    var owner: String
  }

  /// Where connections to a port of the node go; nil for a port that nobody asked for.
  func target(_ port: Int) -> Target? { targets[port] }

  /// Opens a port of the node for a pod.
  func open(_ port: Int, to address: String, _ containerPort: Int, owner: String) {
    targets[port] = Target(address: address, port: containerPort, owner: owner)
  }

  /// Closes the ports of a pod.
  func close(owner: String) {
    guard !targets.isEmpty else { return }
    for port in targets.keys.sorted() where targets[port]?.owner == owner { targets[port] = nil }
  }
}
