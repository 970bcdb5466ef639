import KubernetesAPI
import Simulation

/// Removes pods that no kubelet will ever remove: those of vanished nodes (N12), those on nodes
/// that are out of service (N13), and unscheduled ones that are being deleted.
final class PodGarbageCollector: Controller {
  /// Names of nodes that pods are bound to and that may not exist, and since when they have been
  /// seen to be missing.
  private var missing: [String: VirtualTime?] = [:]
  /// Pods without a node that are being deleted.
  private var unscheduled: Set<String> = []

  /// What took nodes out of service or away, and what marked unscheduled pods.
  private var causes: [String: TraceNumber] = [:]

  static let outOfService = "node.kubernetes.io/out-of-service"

  private let isOutOfService: (Node) -> Bool

  init(_ cluster: Cluster, isOutOfService: @escaping (Node) -> Bool) {
    self.isOutOfService = isOutOfService
    super.init(cluster, named: "pod-garbage-collector")
  }

  override func start() {
    watch(.nodes) { [unowned(unsafe) self] event in
      let name = event.object.name
      missing[name] = event.change == .deleted ? .some(nil) : nil
      let isGone = event.change == .deleted || (event.object as? Node).map(isOutOfService) == true
      if !isGone {
        causes[name] = nil
      } else if causes[name] == nil || event.change == .deleted {
        causes[name] = world.trace.cause
      }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      guard let pod = event.object as? Pod, event.change != .deleted else { return }
      let node = pod.spec.nodeName
      if node.isEmpty {
        if pod.isBeingDeleted {
          unscheduled.insert(pod.key)
          causes[pod.key] = world.trace.cause
        }
      } else if (event.old as? Pod)?.spec.nodeName != node, missing[node] == nil,
        server.get(Node.self, name: node) == nil
      {
        missing[node] = .some(nil)
      }
    }
    cluster.every(timings.podCollectionInterval) { [unowned(unsafe) self] in collect() }
  }

  private func collect() {
    for node in server.list(Node.self) where isOutOfService(node) {
      for pod in server.pods(onNode: node.name) where pod.isBeingDeleted {
        remove(pod, reason: nil, because: causes[node.name])
      }
    }
    for name in missing.keys.sorted() {
      guard let since = missing[name]! else {
        missing[name] = .some(world.now)
        continue
      }
      guard world.now - since >= timings.nodeQuarantine else { continue }
      for pod in server.pods(onNode: name) {
        remove(pod, reason: "PodGC: node no longer exists", because: causes[name])
      }
    }
    for key in unscheduled.sorted() {
      let (namespace, name) = Controller.parts(of: key)
      if let pod = server.get(Pod.self, namespace: namespace, name: name), pod.isBeingDeleted,
        pod.spec.nodeName.isEmpty
      {
        remove(pod, reason: nil, because: causes[key])
      }
      causes[key] = nil
    }
    unscheduled = []
  }

  /// Whether a node is lost and somebody has said that nothing runs there any more (N13).
  static func isOutOfService(_ node: Node) -> Bool {
    !node.isReady && node.spec.taints.contains { $0.key == PodGarbageCollector.outOfService }
  }

  /// Marks a pod as failed, unless it has ended, and removes it at once.
  private func remove(_ pod: Pod, reason: String?, because cause: TraceNumber?) {
    world.causing(cause) { remove(pod, reason: reason) }
  }

  private func remove(_ pod: Pod, reason: String?) {
    do throws(APIError) {
      if !pod.isFinished {
        let failed = pod.copy()
        failed.metadata.resourceVersion = ""
        failed.status.phase = "Failed"
        if let reason {
          var condition = PodCondition()
          condition.type = "DisruptionTarget"
          condition.status = "True"
          condition.reason = "DeletionByPodGC"
          condition.message = reason
          condition.lastTransitionTime = world.now.wholeSeconds
          failed.status.conditions.append(condition)
        }
        try client.updateStatus(failed)
      }
      try client.delete(pod, options: DeleteOptions(gracePeriodSeconds: 0))
    } catch {
      // The next round tries again.
      return
    }
  }
}
