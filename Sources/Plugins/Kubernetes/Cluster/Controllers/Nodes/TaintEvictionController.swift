import KubernetesAPI
import Simulation

/// Deletes pods from nodes whose NoExecute taints they do not tolerate, or no longer (N10).
final class TaintEvictionController: Controller {
  /// The pods that will be evicted, by their key.
  private var planned: [String: ScheduledEvent] = [:]

  init(_ cluster: Cluster) { super.init(cluster, named: "taint-eviction-controller") }

  override func start() {
    watch(.nodes) { [unowned(unsafe) self] event in
      guard let node = event.object as? Node, event.change != .deleted else { return }
      let before = (event.old as? Node).map { TaintEvictionController.taints(of: $0) } ?? []
      let taints = TaintEvictionController.taints(of: node)
      guard before != taints else { return }
      for pod in server.pods(onNode: node.name) { plan(pod, taints) }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      guard let pod = event.object as? Pod else { return }
      if event.change == .deleted {
        planned.removeValue(forKey: pod.key)?.cancel()
        return
      }
      let old = event.old as? Pod
      guard !pod.spec.nodeName.isEmpty,
        old?.spec.nodeName != pod.spec.nodeName || old?.spec.tolerations != pod.spec.tolerations,
        let node = server.get(Node.self, name: pod.spec.nodeName)
      else { return }
      let taints = TaintEvictionController.taints(of: node)
      if !taints.isEmpty { plan(pod, taints) }
    }
  }

  private static func taints(of node: Node) -> [Taint] {
    node.spec.taints.filter { $0.effect == "NoExecute" }
  }

  private func plan(_ pod: Pod, _ taints: [Taint]) {
    let key = pod.key
    guard !pod.isBeingDeleted else { return }
    guard let delay = TaintEvictionController.delay(for: pod, taints) else {
      if let event = planned.removeValue(forKey: key), !event.isCancelled {
        event.cancel()
        tell("Cancelling deletion of Pod \(key)", key)
      }
      return
    }
    if let event = planned[key], !event.isCancelled {
      if event.time <= world.now + delay { return }
      event.cancel()
    }
    let uid = pod.metadata.uid
    planned[key] = world.schedule(after: delay) { [unowned(unsafe) self] in
      planned[key] = nil
      evict(key, uid: uid)
    }
  }

  /// The pod is named without its uid, so a description of the pod does not find the event (l).
  private func tell(_ message: String, _ key: String) {
    var reference = ObjectReference()
    reference.apiVersion = "v1"
    reference.kind = "Pod"
    (reference.namespace, reference.name) = Controller.parts(of: key)
    recorder.normal(reference, "TaintManagerEviction", message)
  }

  /// How long a pod may stay; nil for as long as it likes.
  static func delay(for pod: Pod, _ taints: [Taint]) -> VirtualDuration? {
    var shortest: VirtualDuration?
    for taint in taints {
      let tolerations = pod.spec.tolerations.filter { $0.tolerates(taint) }
      if tolerations.isEmpty { return .zero }
      for toleration in tolerations {
        guard let seconds = toleration.tolerationSeconds else { continue }
        let time = VirtualDuration.seconds(min(max(0, seconds), 1 << 40))
        if shortest == nil || time < shortest! { shortest = time }
      }
    }
    return shortest
  }

  private func evict(_ key: String, uid: String) {
    let (namespace, name) = Controller.parts(of: key)
    guard cluster.controlPlane.isUp,
      let pod = server.get(Pod.self, namespace: namespace, name: name),
      pod.metadata.uid == uid, !pod.isBeingDeleted
    else { return }
    tell("Marking for deletion Pod \(key)", key)
    let marked = pod.copy()
    var condition = PodCondition()
    condition.type = "DisruptionTarget"
    condition.status = "True"
    condition.reason = "DeletionByTaintManager"
    condition.message = "Taint manager: deleting due to NoExecute taint"
    condition.lastTransitionTime = world.now.wholeSeconds
    marked.status.conditions.removeAll { $0.type == condition.type }
    marked.status.conditions.append(condition)
    do throws(APIError) {
      try client.updateStatus(marked)
      try client.delete(pod)
    } catch {
      return
    }
  }
}
