import KubernetesAPI

extension Kubelet {
  /// Why the node does not run a pod that is bound to it.
  struct Rejection {
    /// The reason of the pod's status and of the event: `OutOfcpu`, `NodePorts`, ….
    var reason: String
    var message: String
  }

  /// Whether a pod fits on the node after all: whoever sets `nodeName` by hand goes round the
  /// scheduler, so the kubelet looks for itself.
  func rejection(of pod: Pod) -> Rejection? {
    guard let object = server.get(Node.self, name: node.name) else { return nil }
    if let system = pod.spec.os, system.name != "linux" {
      return Rejection(
        reason: "PodOSNotSupported",
        message: "Failed to admit pod as the OS field doesn't match node OS")
    }
    return lackingResource(pod, object) ?? mismatch(pod, object)
  }

  private func lackingResource(_ pod: Pod, _ object: Node) -> Rejection? {
    let limit = object.status.allocatable["pods"]?.whole ?? Int64.max
    let share = PodShare(pod)
    guard share.processor > 0 || share.memory > 0 || Int64(workers.count) > limit else {
      return nil
    }
    var count: Int64 = 0
    var processor: Int64 = 0
    var memory: Int64 = 0
    for worker in workers.values where worker.uid != pod.metadata.uid && worker.takesRoom {
      let other = PodShare(worker.pod)
      count += 1
      processor += other.processor
      memory += other.memory
    }
    if count + 1 > limit {
      return Kubelet.lack(of: "pods", requested: 1, used: count, capacity: limit)
    }
    let offered = object.status.allocatable
    let capacity = offered["cpu"]?.inThousandths ?? 0
    if share.processor > 0, processor + share.processor > capacity {
      return Kubelet.lack(
        of: "cpu", requested: share.processor, used: processor, capacity: capacity)
    }
    let room = offered["memory"]?.whole ?? 0
    if share.memory > 0, memory + share.memory > room {
      return Kubelet.lack(of: "memory", requested: share.memory, used: memory, capacity: room)
    }
    return nil
  }

  private static func lack(
    of resource: String, requested: Int64, used: Int64, capacity: Int64
  ) -> Rejection {
    Rejection(
      reason: "OutOf" + resource,
      message: "Node didn't have enough resource: \(resource), requested: \(requested), used:"
        + " \(used), capacity: \(capacity)")
  }

  private func mismatch(_ pod: Pod, _ object: Node) -> Rejection? {
    if !NodeSelection.isWanted(object, by: pod) {
      return Kubelet.failed("NodeAffinity", "node(s) didn't match Pod's node affinity/selector")
    }
    let ports = PodShare.hostPorts(of: pod)
    if !ports.isEmpty {
      for worker in workers.values where worker.uid != pod.metadata.uid && worker.takesRoom {
        let others = PodShare.hostPorts(of: worker.pod)
        if ports.contains(where: { port in others.contains { $0.conflicts(with: port) } }) {
          return Kubelet.failed("NodePorts", HostPort.refusal)
        }
      }
    }
    return nil
  }

  private static func failed(_ name: String, _ reason: String) -> Rejection {
    Rejection(reason: name, message: "Predicate \(name) failed: \(reason)")
  }
}

extension PodWorker {
  /// Whether the pod was taken on and something of it runs or is going to run. Whoever came later
  /// does not count: the first come are the first served.
  var takesRoom: Bool { stage != .accepted && stage != .ended && !pod.isFinished }
}
