public import KubernetesAPI

extension Node {
  /// The condition of a type such as `Ready`; nil before the kubelet has told anything.
  public func condition(_ type: String) -> NodeCondition? {
    status.conditions.first { $0.type == type }
  }

  /// Whether the node's Ready condition is True.
  public var isReady: Bool { condition("Ready")?.status == "True" }

  func hasTaint(_ key: String, _ effect: String) -> Bool {
    spec.taints.contains { $0.key == key && $0.effect == effect }
  }
}

/// The taints that the control plane puts on nodes by itself.
enum NodeTaint {
  static let notReady = "node.kubernetes.io/not-ready"
  static let unreachable = "node.kubernetes.io/unreachable"
  static let unschedulable = "node.kubernetes.io/unschedulable"
}
