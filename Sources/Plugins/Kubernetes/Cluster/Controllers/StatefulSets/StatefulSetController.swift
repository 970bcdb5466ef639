import KubernetesAPI
import OrderedCollections
import Simulation

/// Makes the pods of StatefulSets in order, each with its claims, and keeps their names (S1–S29).
final class StatefulSetController: Controller {
  /// What is known of each set, by its uid.
  var views: [String: StatefulSetView] = [:]
  /// The sets of each namespace, by name.
  private var sets: [String: OrderedDictionary<String, StatefulSet>] = [:]
  /// Templates of older revisions, by the revision's uid.
  var templates: [String: PodTemplateSpec] = [:]

  private let decide: (StatefulSetView, StatefulSet, VirtualTime) -> StatefulSetDecision

  init(
    _ cluster: Cluster,
    decide: @escaping (StatefulSetView, StatefulSet, VirtualTime) -> StatefulSetDecision
  ) {
    self.decide = decide
    super.init(cluster, named: "statefulset-controller")
  }

  override func start() {
    watch(.statefulSets) { [unowned(unsafe) self] event in
      if let set = event.object as? StatefulSet { setChanged(set, event.change) }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      if let pod = event.object as? Pod { podChanged(pod, event) }
    }
    watch(.controllerRevisions) { [unowned(unsafe) self] event in
      guard let owner = event.object.controller, let view = views[owner.uid] else { return }
      view.areRevisionsStale = true
      if event.change == .deleted { queue.add(event.object.namespace + "/" + owner.name) }
    }
    watch(.persistentVolumeClaims) { [unowned(unsafe) self] event in
      if event.change == .deleted { claimVanished(event.object) }
    }
  }

  // MARK: What changed

  private func setChanged(_ set: StatefulSet, _ change: ObjectEvent.Change) {
    if change == .deleted {
      sets[set.namespace]?.removeValue(forKey: set.name)
      if let view = views.removeValue(forKey: set.metadata.uid) { stopWaiting(view) }
      return
    }
    sets[set.namespace, default: [:]][set.name] = set
    if views[set.metadata.uid] == nil {
      let view = StatefulSetView(set)
      views[set.metadata.uid] = view
      for pod in server.list(Pod.self, namespace: set.namespace) where pod.controller == nil {
        offer(pod, to: set, view)
      }
    }
    queue.add(set.key)
  }

  private func podChanged(_ pod: Pod, _ event: ObjectEvent) {
    let before = event.old?.controller
    if let before, before.kind == "StatefulSet", before.uid != pod.controller?.uid,
      let view = views[before.uid], let (_, ordinal) = StatefulSetNaming.parse(pod.name)
    {
      view.put(nil, at: ordinal, isMatching: true, now: world.now)
      queue.add(pod.namespace + "/" + before.name)
    }
    guard let owner = pod.controller else {
      guard let (name, _) = StatefulSetNaming.parse(pod.name),
        let set = sets[pod.namespace]?[name], let view = views[set.metadata.uid]
      else { return }
      view.adoptable.remove(pod.name)
      if event.change != .deleted { offer(pod, to: set, view) }
      return
    }
    guard owner.kind == "StatefulSet", let view = views[owner.uid],
      let (_, ordinal) = StatefulSetNaming.parse(pod.name)
    else { return }
    if event.change == .deleted {
      if view.pods[ordinal]?.metadata.uid == pod.metadata.uid {
        view.put(nil, at: ordinal, isMatching: true, now: world.now)
      }
    } else {
      view.put(
        pod, at: ordinal, isMatching: view.selector.matches(pod.metadata.labels), now: world.now)
      if pod.isReady, (event.old as? Pod)?.isReady != true,
        let seconds = sets[pod.namespace]?[owner.name]?.spec.minReadySeconds, seconds > 0
      {
        // One second more, because Ready is noted in whole seconds.
        queue.add(pod.namespace + "/" + owner.name, after: .seconds(Int64(seconds) + 1))
      }
    }
    queue.add(pod.namespace + "/" + owner.name)
  }

  /// Notes a pod without an owner that has the name and the labels of a set's (S23, S24).
  private func offer(_ pod: Pod, to set: StatefulSet, _ view: StatefulSetView) {
    guard let (name, _) = StatefulSetNaming.parse(pod.name), name == set.name,
      Selector(set.spec.selector).matches(pod.metadata.labels), !pod.isBeingDeleted
    else { return }
    view.adoptable.insert(pod.name)
    queue.add(set.key)
  }

  private func claimVanished(_ claim: KubernetesObject) {
    guard let named = sets[claim.namespace],
      let (start, ordinal) = StatefulSetNaming.parse(claim.name)
    else { return }
    for set in named.values {
      let isOwn = set.spec.volumeClaimTemplates.contains {
        start == $0.metadata.name + "-" + set.name
      }
      guard isOwn, let view = views[set.metadata.uid] else { continue }
      view.markUnchecked(ordinal, now: world.now)
      queue.add(set.key)
    }
  }

  // MARK: Reconciling

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let set = server.get(StatefulSet.self, namespace: namespace, name: name),
      let view = views[set.metadata.uid]
    else { return .done }
    view.take(set, now: world.now)
    if view.generation != set.metadata.generation {
      if view.generation >= 0 { view.markUnchecked(now: world.now) }
      view.generation = set.metadata.generation
      view.areRevisionsStale = true
    }
    do throws(APIError) {
      if !set.isBeingDeleted { try adoptAndRelease(set, view) }
      let revisions = try currentAndUpdateRevision(of: set, view)
      view.setUpdateRevision(revisions.update, now: world.now)
      _ = view.mature(now: world.now)
      var report = status(of: set, view, revisions)
      var failure: APIError?
      var hasMore = false
      if !set.isBeingDeleted {
        let decision = decide(view, set, world.now)
        do throws(APIError) {
          try perform(decision, set, view, revisions, &report)
        } catch {
          failure = error
        }
        noteWaiting(decision.hold, set, view)
        hasMore = decision.actions.count >= StatefulSetDecision.limit
      }
      try writeStatus(report, of: set)
      if let failure { throw failure }
      try trimHistory(of: set, view, revisions)
      if hasMore { return .again(after: timings.reaction) }
      // Availability comes with time: looked at again and again until all are available (s2).
      let seconds = Int64(set.spec.minReadySeconds)
      if seconds > 0,
        report.availableReplicas != set.spec.replicas ?? 1
          || report.availableReplicas != report.replicas
      {
        return .again(after: .seconds(seconds))
      }
      return .done
    } catch {
      return .failed
    }
  }

  private func adoptAndRelease(_ set: StatefulSet, _ view: StatefulSetView) throws(APIError) {
    if !view.adoptable.isEmpty {
      for name in view.adoptable.sorted() {
        view.adoptable.remove(name)
        guard let pod = server.get(Pod.self, namespace: set.namespace, name: name),
          pod.controller == nil, !pod.isBeingDeleted,
          Selector(set.spec.selector).matches(pod.metadata.labels)
        else { continue }
        let adopted = pod.copy()
        adopted.metadata.ownerReferences.append(set.controllerReference())
        let stored = try client.update(adopted)
        // This look already counts it.
        if let (_, ordinal) = StatefulSetNaming.parse(name) {
          view.put(stored, at: ordinal, isMatching: true, now: world.now)
        }
      }
    }
    for ordinal in view.strays {
      guard let pod = view.pods[ordinal], !pod.isBeingDeleted else { continue }
      let released = pod.copy()
      released.metadata.resourceVersion = ""
      released.metadata.ownerReferences.removeAll { $0.uid == set.metadata.uid }
      try client.update(released)
      view.put(nil, at: ordinal, isMatching: true, now: world.now)
    }
  }

  // MARK: Waiting

  private func noteWaiting(
    _ hold: StatefulSetDecision.Hold?, _ set: StatefulSet, _ view: StatefulSetView
  ) {
    let wait = hold.map { hold in
      (
        subject: "pod/\(set.namespace)/\(StatefulSetNaming.podName(set.name, hold.waiting))",
        reason: "\(StatefulSetNaming.podName(set.name, hold.blocker)) \(hold.reason)"
      )
    }
    if let old = view.wait, old.subject != wait?.subject { world.trace.stopWaiting(old.subject) }
    view.wait = wait
    if let wait { self.wait(wait.subject, wait.reason) }
  }

  private func stopWaiting(_ view: StatefulSetView) {
    if let wait = view.wait { world.trace.stopWaiting(wait.subject) }
    view.wait = nil
  }
}
