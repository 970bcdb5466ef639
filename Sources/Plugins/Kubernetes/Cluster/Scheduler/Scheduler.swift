import KubernetesAPI
import Simulation
import Values

/// Gives each pod a node: which nodes can take it, which of those is best, one of the best (N1).
final class Scheduler: Controller {
  private var situations: [String: NodeSituation] = [:]
  private let spread = OwnerSpread()
  /// The names of the nodes there are, in order.
  private var nodeNames: [String] = []
  /// Where each pod counts now, by its key.
  private var places: [String: String] = [:]
  /// Pods that fitted nowhere: how often they were tried, and when they may be tried again.
  private var rejected: [String: Rejection] = [:]
  private var nodes: [NodeSituation] = []
  /// Pods that have a node and wait for their volumes to be made there.
  private var reservations: [String: String] = [:]

  /// Rejected pods by the claims that they wait for; the others wait for nodes.
  private var waitingForClaims: [String: [String]] = [:]
  private var unplaced: Set<String> = []
  private var isRetryDue = false
  private var users = ClaimUsers()

  private struct Rejection {
    var uid: String
    var attempts: Int
    var again: VirtualTime
    var claims: [String]
  }

  init(_ cluster: Cluster) {
    super.init(
      cluster, named: "default-scheduler",
      instance: "default-scheduler-" + cluster.controlPlane.name)
  }

  override func start() {
    watch(.nodes) { [unowned(unsafe) self] event in nodeChanged(event) }
    watch(.pods) { [unowned(unsafe) self] event in
      _ = users.take(event)
      if let pod = event.object as? Pod { podChanged(pod, event) }
    }
    watch(.persistentVolumeClaims) { [unowned(unsafe) self] event in
      for pod in waitingForClaims[event.object.key] ?? [] { retry(pod) }
    }
    watch(.persistentVolumes) { [unowned(unsafe) self] event in
      if event.change == .added { retryUnplaced() }
    }
    watch(.storageClasses) { [unowned(unsafe) self] _ in retryUnplaced() }
  }

  // MARK: What changed

  private func situation(_ name: String) -> NodeSituation {
    if let known = situations[name] { return known }
    let new = NodeSituation(name: name, number: situations.count, spread)
    situations[name] = new
    return new
  }

  private func nodeChanged(_ event: ObjectEvent) {
    guard let node = event.object as? Node else { return }
    let situation = situation(node.name)
    situation.take(event.change == .deleted ? nil : node)
    if event.change != .modified {
      nodeNames.removeAll { $0 == node.name }
      if event.change == .added {
        let index = nodeNames.firstIndex { node.name.precedesByBytes($0) } ?? nodeNames.count
        nodeNames.insert(node.name, at: index)
      }
      nodes = nodeNames.compactMap { situations[$0] }
    }
    if let old = event.old as? Node, event.change == .modified, old.spec == node.spec,
      old.status.allocatable == node.status.allocatable,
      old.metadata.labels == node.metadata.labels
    {
      return
    }
    retryUnplaced()
  }

  private func podChanged(_ pod: Pod, _ event: ObjectEvent) {
    let key = pod.key
    let node = pod.spec.nodeName
    if event.change == .deleted || pod.isFinished {
      let place = places.removeValue(forKey: key) ?? node
      situations[place]?.remove(key)
      if event.change == .deleted {
        forgetRejection(of: key)
        reservations[key] = nil
        world.trace.stopWaiting("pod/" + key)
      }
      if !place.isEmpty { retryUnplaced() }
      return
    }
    if !node.isEmpty {
      guard places[key] != node else {
        // It goes on taking room there, but new siblings need not avoid it any more.
        if pod.isBeingDeleted, !((event.old as? Pod)?.isBeingDeleted ?? false) {
          situation(node).put(pod)
        }
        return
      }
      if let place = places[key] { situations[place]?.remove(key) }
      places[key] = node
      situation(node).put(pod)
      return
    }
    guard !pod.isBeingDeleted, pod.spec.schedulerName == name else { return }
    if event.change == .added { queue.add(key) }
  }

  /// Tries pods again that fitted nowhere, each when its time to wait is over. Many changes at
  /// the same time become one round.
  private func retryUnplaced() {
    guard !unplaced.isEmpty, !isRetryDue else { return }
    isRetryDue = true
    world.soon { [self] in
      isRetryDue = false
      for key in unplaced.sorted(by: { $0.precedesByBytes($1) }) { retry(key) }
    }
  }

  private func retry(_ key: String) {
    guard let rejection = rejected[key] else { return }
    if rejection.again <= world.now {
      queue.add(key)
    } else {
      queue.add(key, after: rejection.again - world.now)
    }
  }

  private func forgetRejection(of key: String) {
    unplaced.remove(key)
    guard let rejection = rejected.removeValue(forKey: key) else { return }
    for claim in rejection.claims {
      waitingForClaims[claim]?.removeAll { $0 == key }
      if waitingForClaims[claim]?.isEmpty == true { waitingForClaims[claim] = nil }
    }
  }

  // MARK: Scheduling

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, podName) = Controller.parts(of: key)
    guard let pod = server.get(Pod.self, namespace: namespace, name: podName),
      pod.spec.nodeName.isEmpty, !pod.isBeingDeleted
    else {
      forgetRejection(of: key)
      reservations[key] = nil
      return .done
    }
    if let rejection = rejected[key], rejection.uid == pod.metadata.uid,
      rejection.again > world.now
    {
      return .again(after: rejection.again - world.now)
    }
    if !pod.spec.schedulingGates.isEmpty { return .again(after: .seconds(1)) }
    let volumes = PodVolumes(pod, server: server)
    if let node = reservations[key] { return bindReserved(pod, to: node, volumes) }
    if nodes.isEmpty {
      reject(pod, "no nodes available to schedule pods")
      return .done
    }
    if let refusal = volumes.refusal {
      reject(
        pod, SchedulingMessage.text(refusal, nodes: nodes.count),
        claims: pod.claimNames.map { namespace + "/" + $0 })
      return .done
    }
    switch choose(pod, volumes) {
    case .success(let node):
      if !volumes.waiting.isEmpty { return reserve(pod, on: node.name, volumes) }
      return bind(pod, to: node.name)
    case .failure(let refusals):
      reject(pod, SchedulingMessage.text(refusals.byNode))
      return .done
    }
  }

  private struct Refusals: Error { var byNode: [[SchedulingRefusal]] }

  private func choose(_ pod: Pod, _ volumes: PodVolumes) -> Result<NodeSituation, Refusals> {
    let share = PodShare(pod)
    let siblings = spread.counts(of: share.owner)
    let filter = NodeFilter(pod, share, volumes, users, server: server, nodes: nodes)
    var refusals: [[SchedulingRefusal]] = []
    var best: [NodeSituation] = []
    var bestScore = NodeScore.worst
    for situation in nodes {
      guard let node = situation.node else { continue }
      let refused = filter.refusals(situation, node)
      if !refused.isEmpty {
        refusals.append(refused)
        continue
      }
      let score = NodeScore(
        liking: filter.liking(of: situation, node),
        siblings: situation.number < siblings.count ? siblings[situation.number] : 0,
        load: situation.load(with: share))
      if bestScore < score {
        bestScore = score
        best = [situation]
      } else if score == bestScore {
        best.append(situation)
      }
    }
    if best.isEmpty { return .failure(Refusals(byNode: refusals)) }
    if best.count == 1 { return .success(best[0]) }
    return .success(
      best[world.random.pick(below: best.count, "node of a pod", pod.metadata.uid)])
  }

  private func bind(_ pod: Pod, to node: String) -> Reconciliation {
    do throws(APIError) {
      let bound = try client.write { () throws(APIError) in
        try server.bind(namespace: pod.namespace, pod: pod.name, node: node)
      }
      let key = pod.key
      places[key] = node
      situation(node).put(bound)
      forgetRejection(of: key)
      reservations[key] = nil
      world.trace.stopWaiting("pod/" + key)
      recorder.normal(
        pod, "Scheduled", "Successfully assigned \(pod.key) to \(node)", action: "Binding")
      return .done
    } catch {
      return .failed
    }
  }

  /// Chooses the node on which claims are to get their volumes, and waits for these (V2).
  private func reserve(_ pod: Pod, on node: String, _ volumes: PodVolumes) -> Reconciliation {
    for claim in volumes.waiting {
      let selected = claim.copy()
      selected.metadata.annotations[VolumeAnnotations.selectedNode] = node
      selected.metadata.resourceVersion = ""
      do throws(APIError) { try client.update(selected) } catch { return .failed }
    }
    reservations[pod.key] = node
    return .again(after: .seconds(1))
  }

  private func bindReserved(
    _ pod: Pod, to node: String, _ volumes: PodVolumes
  ) -> Reconciliation {
    if volumes.refusal == nil, volumes.waiting.isEmpty { return bind(pod, to: node) }
    if !volumes.waiting.isEmpty { return .again(after: .seconds(1)) }
    reservations[pod.key] = nil
    return .again(after: .seconds(1))
  }

  // MARK: Rejecting

  private func reject(_ pod: Pod, _ message: String, claims: [String] = []) {
    let key = pod.key
    let known = rejected[key]
    forgetRejection(of: key)
    let attempts = known?.uid == pod.metadata.uid ? known!.attempts + 1 : 1
    var backoff = timings.schedulingBackoff * (Int64(1) << Int64(min(attempts - 1, 10)))
    backoff = min(backoff, timings.schedulingBackoffLimit)
    rejected[key] = Rejection(
      uid: pod.metadata.uid, attempts: attempts,
      again: world.now + backoff + timings.schedulingFlush, claims: claims)
    if claims.isEmpty { unplaced.insert(key) }
    for claim in claims { waitingForClaims[claim, default: []].append(key) }
    wait("pod/" + key, message)
    recorder.warning(pod, "FailedScheduling", message, action: "Scheduling")
    var condition = PodCondition()
    condition.type = "PodScheduled"
    condition.status = "False"
    condition.reason = "Unschedulable"
    condition.message = message
    condition.lastTransitionTime = world.now.wholeSeconds
    if let old = pod.condition("PodScheduled") {
      if old.status == "False", old.message == message { return }
      if old.status == "False" { condition.lastTransitionTime = old.lastTransitionTime }
    }
    let changed = pod.copy()
    changed.status.conditions.removeAll { $0.type == "PodScheduled" }
    changed.status.conditions.append(condition)
    do throws(APIError) { try client.updateStatus(changed) } catch { queue.add(key) }
  }
}
