import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

/// Nodes without kubelets: pods run and are Ready after a time, and end a second after they are
/// told to. It stands in for the real kubelets where only the control plane is tested.
final class FakeNodes: ClusterPart {
  /// How long a pod takes from its node to Ready.
  var startTime = VirtualDuration.seconds(1)
  /// How long it takes to end.
  var stopTime = VirtualDuration.seconds(1)
  /// Pods that never become Ready, by name.
  var broken: Set<String> = []
  /// Images that never start.
  var brokenImages: Set<String> = []
  /// Nodes that are lost: nothing is heard from them and nothing happens on them.
  private(set) var lost: Set<String> = []
  private var addresses: Int64 = 0
  private let client: Client

  override init(_ cluster: Cluster) {
    client = Client(cluster, actor: "kubelet")
    super.init(cluster)
  }

  override func start() {
    for node in cluster.nodes { register(node) }
    cluster.server.watch(ObjectSelection(.pods), sendsPresentObjects: true) { [self] event in
      guard event.change != .deleted, let pod = event.object as? Pod else { return }
      podChanged(pod, event.old as? Pod)
    }
    renewLeases()
  }

  private func register(_ node: ClusterNode) {
    let object = Node()
    object.metadata.name = node.name
    object.metadata.labels = ["kubernetes.io/hostname": node.name]
    object.status.allocatable["cpu"] = Quantity("4")
    object.status.allocatable["memory"] = Quantity("3840Mi")
    object.status.allocatable["pods"] = Quantity(String(cluster.configuration.podsPerNode))
    object.status.capacity = object.status.allocatable
    object.status.conditions = [FakeNodes.ready("True")]
    do {
      try cluster.server.create(object)
    } catch {
      Issue.record("\(node.name) is not registered: \(error)")
    }
  }

  private static func ready(_ status: String) -> NodeCondition {
    var condition = NodeCondition()
    condition.type = "Ready"
    condition.status = status
    return condition
  }

  // MARK: Leases

  private func renewLeases() {
    for node in cluster.nodes where !lost.contains(node.name) { renewLease(node.name) }
    cluster.world.schedule(after: cluster.configuration.timings.leaseInterval) { [self] in
      renewLeases()
    }
  }

  private func renewLease(_ name: String) {
    let old = cluster.server.get(Lease.self, namespace: "kube-node-lease", name: name)
    let lease = old?.copy() ?? Lease()
    lease.metadata.name = name
    lease.metadata.namespace = "kube-node-lease"
    lease.spec.renewTime = MicroTime(cluster.world.now)
    if old == nil { _ = try? client.create(lease) } else { _ = try? client.update(lease) }
  }

  /// Cuts a node off: its kubelet says nothing and does nothing.
  func lose(_ node: String) { lost.insert(node) }

  /// Lets a node be heard again; what was to end there ends.
  func restore(_ name: String) {
    lost.remove(name)
    renewLease(name)
    let node = cluster.server.get(Node.self, name: name)!.copy()
    node.status.conditions.removeAll { $0.type == "Ready" }
    node.status.conditions.append(FakeNodes.ready("True"))
    _ = try? client.updateStatus(node)
    for pod in cluster.server.pods(onNode: name) {
      if pod.isBeingDeleted { end(pod) } else if pod.status.phase == "Running" { report(pod, true) }
    }
  }

  // MARK: Pods

  private func podChanged(_ pod: Pod, _ old: Pod?) {
    guard !pod.spec.nodeName.isEmpty, !lost.contains(pod.spec.nodeName) else { return }
    if pod.isBeingDeleted {
      if old?.isBeingDeleted != true { end(pod) }
    } else if old?.spec.nodeName != pod.spec.nodeName {
      cluster.world.schedule(after: startTime) { [self] in begin(pod) }
    }
  }

  private func current(_ pod: Pod) -> Pod? {
    let found = cluster.server.get(Pod.self, namespace: pod.namespace, name: pod.name)
    guard let found, found.metadata.uid == pod.metadata.uid,
      !lost.contains(found.spec.nodeName)
    else { return nil }
    return found
  }

  private func begin(_ original: Pod) {
    guard let pod = current(original), !pod.isBeingDeleted, !pod.isFinished else { return }
    for name in pod.claimNames {
      let claim = cluster.server.get(
        PersistentVolumeClaim.self, namespace: pod.namespace, name: name)
      let volume = cluster.server.get(
        PersistentVolume.self, name: claim?.spec.volumeName ?? "")
      guard let volume, cluster.storage.isAttached(volume, to: pod.spec.nodeName) else {
        cluster.world.schedule(after: .milliseconds(100)) { [self] in begin(original) }
        return
      }
    }
    report(pod, !broken.contains(pod.name) && !brokenImages.contains(pod.spec.containers[0].image))
  }

  private func report(_ pod: Pod, _ isReady: Bool) {
    let changed = pod.copy()
    changed.metadata.resourceVersion = ""
    changed.status.phase = "Running"
    if changed.status.podIP.isEmpty {
      addresses += 1
      let node = cluster.node(named: pod.spec.nodeName)
      changed.status.podIP = node?.podAddress(at: addresses) ?? "10.0.0.1"
    }
    setReady(changed, isReady)
    _ = try? client.updateStatus(changed)
  }

  private func setReady(_ pod: Pod, _ isReady: Bool) {
    let status = isReady ? "True" : "False"
    if let old = pod.condition("Ready"), old.status == status { return }
    var condition = PodCondition()
    condition.type = "Ready"
    condition.status = status
    condition.lastTransitionTime = cluster.world.now
    pod.status.conditions.removeAll { $0.type == "Ready" }
    pod.status.conditions.append(condition)
  }

  /// Makes a running pod Ready, or not.
  func setReady(_ name: String, _ isReady: Bool) {
    if isReady { broken.remove(name) } else { broken.insert(name) }
    if let pod = cluster.server.get(Pod.self, namespace: "default", name: name),
      pod.status.phase == "Running"
    {
      report(pod, isReady)
    }
  }

  /// Lets a pod end with a phase, without anybody having asked for it.
  func finish(_ name: String, phase: String) {
    let pod = cluster.server.get(Pod.self, namespace: "default", name: name)!.copy()
    pod.status.phase = phase
    setReady(pod, false)
    _ = try? client.updateStatus(pod)
  }

  private func end(_ original: Pod) {
    cluster.world.schedule(after: stopTime) { [self] in
      guard let pod = current(original) else { return }
      let ended = pod.copy()
      ended.status.phase = "Succeeded"
      setReady(ended, false)
      _ = try? client.updateStatus(ended)
      _ = try? client.delete(pod, options: DeleteOptions(gracePeriodSeconds: 0))
    }
  }
}
