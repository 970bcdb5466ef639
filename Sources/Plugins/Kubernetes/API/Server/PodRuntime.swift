public import Simulation

/// The door to what runs on the nodes: what the API server asks kubelets for `exec` and `logs`.
public protocol PodRuntime: AnyObject {
  /// Asks the kubelet of a pod for one of its containers (init containers included). `previous`
  /// asks for the instance before the last restart.
  func container(
    namespace: String, pod: String, container: String, previous: Bool
  ) -> PodRuntimeAnswer
}

/// What a kubelet answered.
public enum PodRuntimeAnswer {
  case container(Simulation.Container)
  /// The pod is known, but the container was never created.
  case notCreated
  /// The kubelet of the node cannot be reached; the node's name and address.
  case unreachable(node: String, address: String)
}
