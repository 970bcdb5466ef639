import KubernetesAPI
import KubernetesCluster
import Simulation

/// Keeps a pod for each `Queue`, of its name and with its limit.
final class MessageQueueController: Controller {
  init(_ cluster: Cluster) {
    super.init(cluster, named: "queue-controller", manager: "message-book")
  }

  override func start() {
    watchAndQueue(MessageQueue.resource)
    watch(.pods) { [unowned(unsafe) self] event in
      guard let owner = event.object.controller, owner.kind == "Queue" else { return }
      queue.add(event.object.namespace + "/" + owner.name)
    }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let wanted = server.get(MessageQueue.self, namespace: namespace, name: name),
      !wanted.isBeingDeleted
    else { return .done }
    do throws(APIError) {
      let pod = server.get(Pod.self, namespace: namespace, name: name)
      if let pod, pod.controller?.uid != wanted.metadata.uid {
        wait("queue/" + key, "there is a pod of this name that is not its own")
        return .done
      }
      if pod == nil {
        try client.create(MessageQueueController.pod(for: wanted))
        recorder.normal(wanted, "SuccessfulCreate", "create Pod \(name) successful")
      } else if let pod, !pod.isBeingDeleted, pod.limit != wanted.spec.limit {
        // The environment of a pod cannot change: the next look makes another one.
        try client.delete(pod)
      }
      try report(wanted, isReady: pod?.isReady ?? false)
      return .done
    } catch {
      return .failed
    }
  }

  private func report(_ queue: MessageQueue, isReady: Bool) throws(APIError) {
    guard queue.status.ready != isReady else { return }
    let changed = queue.copy()
    changed.status.ready = isReady
    changed.metadata.resourceVersion = ""
    try client.updateStatus(changed)
  }

  private static func pod(for queue: MessageQueue) -> Pod {
    var limit = EnvVar()
    limit.name = Pod.limitVariable
    limit.value = String(queue.spec.limit ?? 0)
    var container = Container()
    container.name = "queue"
    container.image = "queue:1"
    container.env = [limit]
    let pod = Pod()
    pod.metadata.name = queue.name
    pod.metadata.namespace = queue.namespace
    pod.metadata.labels["queue"] = queue.name
    pod.metadata.ownerReferences = [queue.controllerReference()]
    pod.spec.containers = [container]
    return pod
  }
}

extension Pod {
  fileprivate static let limitVariable = "QUEUE_LIMIT"

  /// The limit with which the pod of a queue was made.
  fileprivate var limit: Int32? {
    spec.containers.first?.env.first { $0.name == Pod.limitVariable }.flatMap { Int32($0.value) }
  }
}
