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
  private var rejected = RejectedPods()
  private var nodes: [NodeSituation] = []
  /// Pods that have a node and wait for their volumes to be made there.
  private var reservations: [String: String] = [:]

  /// What changed since the rejected pods were looked at.
  private var changes: Set<SchedulingObstacle> = []
  /// The next look at pods that nothing helped for a long time.
  private var flush: ScheduledEvent?
  private var users = ClaimUsers()

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
      if event.change == .deleted { return }
      for pod in rejected.pods(waitingForClaim: event.object.key) { retry(pod) }
    }
    watch(.persistentVolumes) { [unowned(unsafe) self] event in
      if event.change != .deleted { retry(becauseOf: [.volumes]) }
    }
    watch(.storageClasses) { [unowned(unsafe) self] event in
      if event.change == .added { retry(becauseOf: [.volumes]) }
    }
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
    switch event.change {
    case .added: retry(becauseOf: Set(SchedulingObstacle.allCases))
    case .deleted: retry(becauseOf: [.neighbours])
    case .modified:
      if let old = event.old as? Node { retry(becauseOf: Scheduler.news(of: node, since: old)) }
    }
  }

  /// What a change of a node may help against.
  private static func news(of node: Node, since old: Node) -> Set<SchedulingObstacle> {
    var news: Set<SchedulingObstacle> = []
    if old.spec.unschedulable != node.spec.unschedulable || old.spec.taints != node.spec.taints {
      news.insert(.closedNodes)
    }
    if old.metadata.labels != node.metadata.labels {
      news.formUnion([.labels, .volumes, .neighbours])
    }
    if old.status.allocatable != node.status.allocatable { news.insert(.room) }
    return news
  }

  private func podChanged(_ pod: Pod, _ event: ObjectEvent) {
    let key = pod.key
    let node = pod.spec.nodeName
    if event.change == .deleted || pod.isFinished {
      let place = places.removeValue(forKey: key) ?? node
      situations[place]?.remove(key)
      if event.change == .deleted {
        rejected.forget(key)
        reservations[key] = nil
        world.trace.stopWaiting("pod/" + key)
      }
      if !place.isEmpty { retry(becauseOf: [.room, .neighbours]) }
      return
    }
    if !node.isEmpty {
      guard places[key] != node else {
        if let old = event.old, old.metadata.labels != pod.metadata.labels {
          retry(becauseOf: [.neighbours])
        }
        // It goes on taking room there, but new siblings need not avoid it any more.
        if pod.isBeingDeleted, !((event.old as? Pod)?.isBeingDeleted ?? false) {
          situation(node).put(pod)
        }
        return
      }
      if let place = places[key] { situations[place]?.remove(key) }
      places[key] = node
      situation(node).put(pod)
      retry(becauseOf: [.neighbours])
      return
    }
    guard !pod.isBeingDeleted, pod.spec.schedulerName == name else { return }
    if !pod.spec.schedulingGates.isEmpty {
      wait(
        "pod/" + key,
        "it is held back by " + pod.spec.schedulingGates.map { $0.name }.joined(separator: ", "))
      return
    }
    let wasHeldBack = (event.old as? Pod)?.spec.schedulingGates.isEmpty == false
    if event.change == .added || wasHeldBack { queue.add(key) }
  }

  /// Tries the pods again that a change may help, each when its time to wait is over. Many
  /// changes at the same time become one round.
  private func retry(becauseOf news: Set<SchedulingObstacle>) {
    let relevant = news.filter { rejected.hasPods(waitingFor: $0) }
    if relevant.isEmpty { return }
    let isRoundDue = !changes.isEmpty
    changes.formUnion(relevant)
    if isRoundDue { return }
    world.soon { [self] in
      var keys: Set<String> = []
      for obstacle in changes { keys.formUnion(rejected.pods(waitingFor: obstacle)) }
      changes = []
      for key in keys.sorted(by: { $0.precedesByBytes($1) }) { retry(key) }
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

  /// Pods that nothing helped are tried again after some minutes all the same.
  private func planFlush() {
    guard flush == nil, let oldest = rejected.oldest else { return }
    let round = timings.unschedulableRound.milliseconds
    let due = (oldest + timings.unschedulableLimit).milliseconds
    let next = (world.now.milliseconds / round + 1) * round
    let time = VirtualTime(milliseconds: max((due + round - 1) / round * round, next))
    flush = world.schedule(after: time - world.now) { [self] in
      flush = nil
      for key in rejected.pods(rejectedBefore: world.now - timings.unschedulableLimit) {
        retry(key)
      }
      planFlush()
    }
  }

  // MARK: Scheduling

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, podName) = Controller.parts(of: key)
    guard let pod = server.get(Pod.self, namespace: namespace, name: podName),
      pod.spec.nodeName.isEmpty, !pod.isBeingDeleted
    else {
      rejected.forget(key)
      reservations[key] = nil
      return .done
    }
    if let rejection = rejected[key], rejection.uid == pod.metadata.uid,
      rejection.again > world.now
    {
      return .again(after: rejection.again - world.now)
    }
    if !pod.spec.schedulingGates.isEmpty { return .done }
    let volumes = PodVolumes(pod, server: server)
    if let node = reservations[key] { return bindReserved(pod, to: node, volumes) }
    if nodes.isEmpty {
      reject(pod, "no nodes available to schedule pods", [.noNodes])
      return .done
    }
    if let refusal = volumes.refusal {
      reject(
        pod, SchedulingMessage.text(refusal, nodes: nodes.count), [.volumes],
        claims: pod.claimNames.map { namespace + "/" + $0 })
      return .done
    }
    switch choose(pod, volumes) {
    case .success(let node):
      if !volumes.waiting.isEmpty { return reserve(pod, on: node.name, volumes) }
      return bind(pod, to: node.name)
    case .failure(let refusals):
      reject(
        pod, SchedulingMessage.text(refusals.byNode),
        Set(refusals.byNode.joined().map { $0.obstacle }))
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
      retry(becauseOf: [.neighbours])
      rejected.forget(key)
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

  private func reject(
    _ pod: Pod, _ message: String, _ obstacles: Set<SchedulingObstacle>, claims: [String] = []
  ) {
    let key = pod.key
    var attempts = 1
    if let known = rejected[key], known.uid == pod.metadata.uid { attempts += known.attempts }
    var backoff = timings.schedulingBackoff * (Int64(1) << Int64(min(attempts - 1, 10)))
    backoff = min(backoff, timings.schedulingBackoffLimit)
    rejected.note(
      key,
      RejectedPods.Rejection(
        uid: pod.metadata.uid, attempts: attempts, since: world.now,
        again: world.now + backoff + timings.schedulingFlush, claims: claims,
        obstacles: obstacles))
    planFlush()
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
