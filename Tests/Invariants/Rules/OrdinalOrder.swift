import KubernetesAPI
import KubernetesCluster
import Simulation

/// The StatefulSet controller does what the rules ask for and nothing else: pods are made in
/// order, deleted in order, updated from the top (S3–S14), and made at the right revision (S11,
/// S13). And it does it soon: when nothing has happened for a second, nothing is left to do.
final class OrdinalOrder: Rule {
  /// When something about a set last changed, its own controller's doing left out, by uid.
  private var foreignChanges: [String: VirtualTime] = [:]
  /// The same with the controller's doing, and the next look at the set.
  private var changes: [String: VirtualTime] = [:]
  private var looks: [String: ScheduledEvent] = [:]
  /// When pods could last not be made.
  private var held: [String: VirtualTime] = [:]

  static let name = "statefulset-controller"
  static let delay = VirtualDuration.seconds(1)

  override func changed(_ event: ObjectEvent, by actor: String) {
    if let set = event.object as? StatefulSet {
      note(set.metadata.uid, set.key, actor)
    } else if let pod = event.object as? Pod {
      podChanged(pod, event, actor)
    } else if let claim = event.object as? PersistentVolumeClaim {
      // Only claims that are going matter, and only until they are gone.
      guard event.change == .deleted else { return }
      for set in server.list(StatefulSet.self, namespace: claim.namespace) {
        for template in set.spec.volumeClaimTemplates {
          let start = template.metadata.name + "-" + set.name
          if let ordinal = OrdinalOrder.ordinal(of: claim.name, behind: start) {
            noteRelease(of: ordinal, set)
          }
        }
        note(set.metadata.uid, set.key, actor)
      }
    }
  }

  private func podChanged(_ pod: Pod, _ event: ObjectEvent, _ actor: String) {
    let owner = pod.controller ?? event.old?.controller
    if event.change == .deleted {
      // It may have had the name of one that is wanted: of another set's, or of a set that was
      // deleted and is there again.
      for set in server.list(StatefulSet.self, namespace: pod.namespace)
      where set.metadata.uid != owner?.uid {
        guard let ordinal = OrdinalOrder.ordinal(of: pod.name, behind: set.name) else { continue }
        noteRelease(of: ordinal, set)
        note(set.metadata.uid, set.key, actor)
      }
    }
    guard let owner, owner.kind == "StatefulSet" else { return }
    if actor == OrdinalOrder.name {
      judge(pod, event, owner)
      note(owner.uid, pod.namespace + "/" + owner.name, actor)
    } else {
      note(owner.uid, pod.namespace + "/" + owner.name, actor)
    }
  }

  /// Notes that something is gone that may have kept a pod from being made.
  private func noteRelease(of ordinal: Int32, _ set: StatefulSet) {
    held["\(set.metadata.uid) \(ordinal)"] = now
  }

  // MARK: Only what the rules ask for

  private func judge(_ pod: Pod, _ event: ObjectEvent, _ owner: OwnerReference) {
    guard let rules = rules(pod.namespace, owner.name, owner.uid),
      let ordinal = OrdinalOrder.ordinal(of: pod.name),
      foreignChanges[owner.uid] != now
    else { return }
    if event.change == .added {
      if !rules.with(nil, at: ordinal).answer().steps.contains(.create(ordinal)) {
        referee.fail(
          .order, "\(pod.name) was created: \(explanation(rules.with(nil, at: ordinal)))")
      }
      judgeRevision(of: pod, ordinal, rules)
    } else if let old = event.old as? Pod, !old.isBeingDeleted, pod.isBeingDeleted {
      let before = rules.with(old, at: ordinal)
      if !before.answer().steps.contains(.delete(ordinal)) {
        referee.fail(.order, "\(pod.name) was deleted: \(explanation(before))")
      }
    }
  }

  private func judgeRevision(of pod: Pod, _ ordinal: Int32, _ rules: OrdinalRules) {
    let set = rules.set
    let place = ordinal - rules.start
    var kept: Int32 = 0
    if set.spec.updateStrategy.type == "RollingUpdate" {
      if let rolling = set.spec.updateStrategy.rollingUpdate {
        kept = rolling.partition ?? 0
      } else {
        kept = set.status.currentReplicas
      }
    }
    var wanted = rules.updateRevision
    let current = set.status.currentRevision
    if place < kept, !current.isEmpty,
      server.get(ControllerRevision.self, namespace: set.namespace, name: current) != nil
    {
      wanted = current
    }
    let revision = pod.metadata.labels["controller-revision-hash"] ?? ""
    if revision != wanted {
      referee.fail(
        .order, "\(pod.name) was created at revision \(revision); the rules say \(wanted)")
    }
  }

  private func explanation(_ rules: OrdinalRules) -> String {
    let pods = rules.pods.keys.sorted().map { ordinal -> String in
      let pod = rules.pods[ordinal]!
      let state =
        pod.isBeingDeleted
        ? "terminating" : pod.isRunningAndReady ? "ready" : "not ready, " + pod.status.phase
      return "\(ordinal) \(state)"
    }
    return "there are [\(pods.joined(separator: "; "))], \(rules.set.spec.replicas ?? 1) wanted"
      + " from \(rules.start) on, and the rules ask for \(OrdinalOrder.text(rules.answer()))"
  }

  static func text(_ answer: OrdinalRules.Answer) -> String {
    if answer.steps.isEmpty { return "nothing" }
    return answer.steps.map { text($0) }.sorted().joined(separator: ", ")
  }

  private static func text(_ step: OrdinalRules.Step) -> String {
    switch step {
    case .create(let ordinal): "create \(ordinal)"
    case .delete(let ordinal): "delete \(ordinal)"
    }
  }

  /// The number of `start-7`; nil for another name.
  static func ordinal(of name: String, behind start: String) -> Int32? {
    guard let ordinal = ordinal(of: name), name == "\(start)-\(ordinal)" else { return nil }
    return ordinal
  }

  static func ordinal(of name: String) -> Int32? {
    guard let dash = name.lastIndex(of: "-") else { return nil }
    return Int32(name[name.index(after: dash)...])
  }

  /// The situation of a set now; nil when it is gone.
  func rules(_ namespace: String, _ name: String, _ uid: String) -> OrdinalRules? {
    guard let set = server.get(StatefulSet.self, namespace: namespace, name: name),
      set.metadata.uid == uid
    else { return nil }
    var pods: [Int32: Pod] = [:]
    var revisions: [ControllerRevision] = []
    for object in server.dependents(ofOwner: uid) {
      if let pod = object as? Pod, let ordinal = OrdinalOrder.ordinal(of: pod.name) {
        pods[ordinal] = pod
      } else if let revision = object as? ControllerRevision {
        revisions.append(revision)
      }
    }
    let update = revisions.max { $0.revision < $1.revision }?.name ?? ""
    return OrdinalRules(set: set, pods: pods, updateRevision: update, now: now)
  }

  // MARK: And all of it, soon

  private func note(_ uid: String, _ key: String, _ actor: String) {
    if actor != OrdinalOrder.name { foreignChanges[uid] = now }
    changes[uid] = now
    look(at: key, uid, at: now + OrdinalOrder.delay)
  }

  private func look(at key: String, _ uid: String, at time: VirtualTime) {
    if let planned = looks[uid], !planned.isCancelled {
      if planned.time <= time { return }
      planned.cancel()
    }
    looks[uid] = world.schedule(at: time) { [unowned(unsafe) self] in
      looks[uid] = nil
      let quiet = (changes[uid] ?? now) + OrdinalOrder.delay
      if quiet > now { look(at: key, uid, at: quiet) } else { review(key, uid) }
    }
  }

  private func review(_ key: String, _ uid: String) {
    let (namespace, name) = Referee.parts(of: key)
    guard hasWorked(for: OrdinalOrder.delay) else {
      if server.get(StatefulSet.self, namespace: namespace, name: name) != nil {
        look(at: key, uid, at: now + .seconds(5))
      }
      return
    }
    guard let rules = rules(namespace, name, uid) else { return }
    var answer = rules.answer()
    if let noticed = rules.unnoticedUntil {
      look(at: key, uid, at: noticed + OrdinalOrder.delay)
      return
    }
    // Nothing tells the controller that a pod has become available: it looks again and again,
    // every minReadySeconds.
    let grace = OrdinalOrder.delay + .seconds(Int64(rules.set.spec.minReadySeconds))
    if let next = rules.nextAvailability(since: now - grace) {
      look(at: key, uid, at: next + grace)
      if next <= now { return }
    }
    OrdinalOrder.excuse(&answer, rules) { ordinal, isThere in
      !isOverdue(ordinal, key, rules.set, isThere: isThere)
    }
    if !answer.steps.isEmpty {
      referee.fail(
        .progress,
        "nothing has changed for a second, but \(rules.set.name) still has to"
          + " \(OrdinalOrder.text(answer))")
    }
  }

  /// Takes out what cannot be done because something is refused. Places are tried in batches of
  /// 1, 2, 4, …; a refusal in one ends the look. True when something is refused.
  @discardableResult
  static func excuse(
    _ answer: inout OrdinalRules.Answer, _ rules: OrdinalRules,
    isRefused: (_ ordinal: Int32, _ isThere: Bool) -> Bool
  ) -> Bool {
    var end = Int32.max
    for ordinal in rules.range {
      let isPending = rules.pods[ordinal]?.status.phase == "Pending"
      guard isPending || answer.steps.contains(.create(ordinal)), isRefused(ordinal, isPending)
      else { continue }
      answer.steps.remove(.create(ordinal))
      var batch: Int32 = 1
      while batch <= ordinal - rules.start { batch = batch * 2 + 1 }
      end = min(end, batch)
    }
    guard end < .max else { return false }
    answer.steps = answer.steps.filter { step in
      if case .create(let ordinal) = step { return ordinal - rules.start < end }
      return false
    }
    return true
  }

  /// Whether a pod that is wanted could have been made by now. What is refused is tried again,
  /// ever later: nothing tells the controller that the obstacle is gone.
  private func isOverdue(
    _ ordinal: Int32, _ key: String, _ set: StatefulSet, isThere: Bool
  ) -> Bool {
    let identity = "\(set.metadata.uid) \(ordinal)"
    if isHeldUp(ordinal, set, isThere: isThere) {
      held[identity] = now
      look(at: key, set.metadata.uid, at: now + .seconds(1))
      return false
    }
    guard let obstacle = held[identity] else { return true }
    let patience = obstacle + .minutes(12)
    if patience > now {
      look(at: key, set.metadata.uid, at: patience)
      return false
    }
    return true
  }

  /// Whether a pod cannot be made, or not be completed: somebody else has its name, or its claim
  /// is still going.
  func isHeldUp(_ ordinal: Int32, _ set: StatefulSet, isThere: Bool) -> Bool {
    let podName = "\(set.name)-\(ordinal)"
    if !isThere, server.get(Pod.self, namespace: set.namespace, name: podName) != nil {
      return true
    }
    for template in set.spec.volumeClaimTemplates {
      let claim = server.get(
        PersistentVolumeClaim.self, namespace: set.namespace,
        name: "\(template.metadata.name)-\(podName)")
      guard let claim else { continue }
      if claim.isBeingDeleted { return true }
      if !isThere, claim.metadata.ownerReferences.contains(where: { $0.kind == "Pod" }) {
        return true
      }
    }
    return false
  }
}
