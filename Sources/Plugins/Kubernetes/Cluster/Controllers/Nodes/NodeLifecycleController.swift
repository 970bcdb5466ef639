import KubernetesAPI
import Simulation
import Values

/// Notices that a node no longer renews its lease, says so, and keeps pods off it (N9, N11).
///
/// The times after the last lease of a node that dies: 55 s until it is NotReady and taken out of
/// the Endpoints, 5 s more until the clock of its pods' tolerations starts.
final class NodeLifecycleController: Controller {
  /// The Ready condition of each node at the last round.
  private var known: [String: String] = [:]
  /// What made each node Ready or not last.
  private var turns: [String: TraceNumber] = [:]
  private var evictions = EvictionPace()

  init(_ cluster: Cluster) { super.init(cluster, named: "node-controller") }

  override func start() {
    watch(.nodes) { [unowned(unsafe) self] event in
      guard let node = event.object as? Node else { return }
      if event.change == .deleted {
        turns[node.name] = nil
        if known.removeValue(forKey: node.name) != nil {
          recorder.normal(
            node, "RemovingNode",
            "Node \(node.name) event: Removing Node \(node.name) from Controller")
        }
        return
      }
      let old = event.old as? Node
      let turned = old?.condition("Ready")?.status != node.condition("Ready")?.status
      if turned { turns[node.name] = world.trace.cause }
      if old == nil || old!.spec != node.spec || turned { queue.add(node.name) }
    }
    cluster.every(timings.nodeMonitorInterval) { [unowned(unsafe) self] in monitor() }
  }

  // MARK: Signs of life

  private func monitor() {
    let nodes = server.list(Node.self)
    let before = known
    var isQuiet = true
    for node in nodes {
      if known[node.name] == nil {
        recorder.normal(
          node, "RegisteredNode",
          "Node \(node.name) event: Registered Node \(node.name) in Controller")
      }
      let status = review(node)
      if known[node.name] != status { known[node.name] = status }
      if status != "True" || node.spec.taints.contains(where: { $0.effect == "NoExecute" }) {
        isQuiet = false
      }
    }
    if isQuiet {
      evictions.take(nodes: nodes.count, troubled: 0)
    } else {
      pace(nodes.map { $0.name }, before: before)
    }
  }

  /// Looks at the lease of a node; gives the status of its Ready condition as it is afterwards.
  private func review(_ node: Node) -> String {
    let status = node.condition("Ready")?.status ?? ""
    if lastSign(of: node) + timings.nodeGrace < world.now {
      if status != "Unknown" {
        lose(node)
      } else {
        markPods(of: node)
      }
      return "Unknown"
    }
    if status == "False" { markPods(of: node) }
    return status
  }

  private func lastSign(of node: Node) -> VirtualTime {
    let lease = server.get(Lease.self, namespace: "kube-node-lease", name: node.name)
    let created = node.metadata.creationTimestamp ?? .zero
    let sign = lease?.spec.renewTime?.time ?? node.condition("Ready")?.lastHeartbeatTime ?? created
    // A control plane that was off itself has to wait for a sign before it misses one.
    return max(sign, cluster.upSince)
  }

  private func lose(_ node: Node) {
    let lost = node.copy()
    for type in ["MemoryPressure", "DiskPressure", "PIDPressure", "Ready"] {
      guard let index = lost.status.conditions.firstIndex(where: { $0.type == type }) else {
        var condition = NodeCondition()
        condition.type = type
        condition.status = "Unknown"
        condition.reason = "NodeStatusNeverUpdated"
        condition.message = "Kubelet never posted node status."
        condition.lastHeartbeatTime = node.metadata.creationTimestamp
        condition.lastTransitionTime = world.now.wholeSeconds
        lost.status.conditions.append(condition)
        continue
      }
      lost.status.conditions[index].status = "Unknown"
      lost.status.conditions[index].reason = "NodeStatusUnknown"
      lost.status.conditions[index].message = "Kubelet stopped posting node status."
      lost.status.conditions[index].lastTransitionTime = world.now.wholeSeconds
    }
    world.causing(cluster.node(named: node.name).flatMap { cluster.silence(of: $0.host) }) {
      do throws(APIError) { try client.updateStatus(lost) } catch { return }
      recorder.normal(
        node, "NodeNotReady", "Node \(node.name) status is now: NodeNotReady")
      turns[node.name] = world.trace.last(about: ChangeDescription.subject(of: node))?.number
      markPods(of: node)
    }
  }

  /// The pods of a lost node are not Ready, so that no Service leads to them.
  private func markPods(of node: Node) {
    for pod in server.pods(onNode: node.name) where pod.isReady {
      let changed = pod.copy()
      changed.metadata.resourceVersion = ""
      for index in changed.status.conditions.indices
      where changed.status.conditions[index].type == "Ready" {
        changed.status.conditions[index].status = "False"
        changed.status.conditions[index].lastTransitionTime = world.now.wholeSeconds
      }
      world.causing(turns[node.name]) {
        do throws(APIError) { try client.updateStatus(changed) } catch { return }
        recorder.warning(pod, "NodeNotReady", "Node is not ready")
      }
    }
  }

  // MARK: Taints

  /// Keeps new pods off a node as soon as its condition says so.
  override func reconcile(_ key: String) -> Reconciliation {
    guard let node = server.get(Node.self, name: key) else { return .done }
    let ready = node.condition("Ready")?.status
    var wanted: Set<String> = []
    if ready == "Unknown" { wanted.insert(NodeTaint.unreachable) }
    if ready == "False" { wanted.insert(NodeTaint.notReady) }
    if node.spec.unschedulable { wanted.insert(NodeTaint.unschedulable) }
    let changed = node.copy()
    changed.metadata.resourceVersion = ""
    changed.spec.taints.removeAll {
      $0.effect == "NoSchedule" && NodeLifecycleController.own.contains($0.key)
        && !wanted.contains($0.key)
    }
    for taint in NodeLifecycleController.own where wanted.contains(taint) {
      add(taint, "NoSchedule", to: changed)
    }
    return write(changed, old: node) ? .done : .failed
  }

  private static let own = [NodeTaint.notReady, NodeTaint.unreachable, NodeTaint.unschedulable]

  private func add(_ key: String, _ effect: String, to node: Node) {
    guard !node.hasTaint(key, effect) else { return }
    var taint = Taint()
    taint.key = key
    taint.effect = effect
    taint.timeAdded = world.now.wholeSeconds
    node.spec.taints.append(taint)
  }

  private func write(_ node: Node, old: Node) -> Bool {
    guard node.spec != old.spec else { return true }
    do throws(APIError) {
      try client.update(node)
      return true
    } catch {
      return false
    }
  }

  /// Has the pods of lost nodes evicted, one node after the other; those of nodes that are back
  /// are left alone at once (N11). A round acts on what the round before saw.
  private func pace(_ nodes: [String], before: [String: String]) {
    let troubled = nodes.filter { (known[$0] ?? "") != "True" }
    evictions.take(nodes: nodes.count, troubled: troubled.count)
    for name in nodes {
      guard let node = server.get(Node.self, name: name) else { continue }
      let status = before[name]
      let now = known[name] ?? ""
      if now == "True", !node.spec.taints.contains(where: { $0.effect == "NoExecute" }) { continue }
      var wanted: String?
      if let status, status == now, !evictions.areStopped {
        if status == "Unknown" { wanted = NodeTaint.unreachable }
        if status == "False" { wanted = NodeTaint.notReady }
      }
      let changed = node.copy()
      changed.metadata.resourceVersion = ""
      changed.spec.taints.removeAll {
        $0.effect == "NoExecute" && $0.key != wanted
          && ($0.key == NodeTaint.notReady || $0.key == NodeTaint.unreachable)
          && (now == "True" || evictions.isTotal || wanted != nil)
      }
      if let wanted, !node.hasTaint(wanted, "NoExecute") {
        guard evictions.allows(at: world.now) else { continue }
        add(wanted, "NoExecute", to: changed)
      }
      _ = world.causing(turns[name]) { write(changed, old: node) }
    }
  }
}
