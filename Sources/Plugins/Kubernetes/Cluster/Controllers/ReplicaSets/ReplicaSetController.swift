import KubernetesAPI
import OrderedCollections
import Simulation

/// Keeps the number of a ReplicaSet's pods: makes what is missing, deletes what is too many
/// (D1–D6, D9).
final class ReplicaSetController: Controller {
  private var views: [String: ReplicaSetView] = [:]
  private var sets: [String: OrderedDictionary<String, ReplicaSet>] = [:]

  /// At most so many pods are made or deleted in one look (D4).
  static let burst = 500

  init(_ cluster: Cluster) { super.init(cluster, named: "replicaset-controller") }

  override func start() {
    watch(.replicaSets) { [unowned(unsafe) self] event in
      if let set = event.object as? ReplicaSet { setChanged(set, event.change) }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      if let pod = event.object as? Pod { podChanged(pod, event) }
    }
  }

  private func setChanged(_ set: ReplicaSet, _ change: ObjectEvent.Change) {
    if change == .deleted {
      sets[set.namespace]?.removeValue(forKey: set.name)
      views[set.metadata.uid] = nil
      return
    }
    sets[set.namespace, default: [:]][set.name] = set
    if views[set.metadata.uid] == nil {
      let view = ReplicaSetView(set)
      views[set.metadata.uid] = view
      for pod in server.list(
        Pod.self, namespace: set.namespace, labels: Selector(set.spec.selector))
      where pod.controller == nil && pod.isActive {
        view.adoptable.insert(pod.name)
      }
    }
    queue.add(set.key)
  }

  private func podChanged(_ pod: Pod, _ event: ObjectEvent) {
    if let before = event.old?.controller, before.kind == "ReplicaSet",
      before.uid != pod.controller?.uid, let view = views[before.uid]
    {
      view.put(nil, named: pod.name, now: world.now)
      queue.add(pod.namespace + "/" + before.name)
    }
    guard let owner = pod.controller else {
      offer(pod, isGone: event.change == .deleted)
      return
    }
    guard owner.kind == "ReplicaSet", let view = views[owner.uid] else { return }
    if event.change == .deleted {
      if view.pods[pod.name]?.metadata.uid == pod.metadata.uid {
        view.put(nil, named: pod.name, now: world.now)
      }
    } else {
      view.put(pod, named: pod.name, now: world.now)
    }
    queue.add(pod.namespace + "/" + owner.name)
  }

  private func offer(_ pod: Pod, isGone: Bool) {
    guard let named = sets[pod.namespace] else { return }
    for set in named.values {
      guard let view = views[set.metadata.uid] else { continue }
      if view.adoptable.remove(pod.name) == nil, isGone || !pod.isActive { continue }
      if !isGone, pod.isActive, view.matches(pod) {
        view.adoptable.insert(pod.name)
        queue.add(set.key)
      }
    }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let set = server.get(ReplicaSet.self, namespace: namespace, name: name),
      let view = views[set.metadata.uid]
    else { return .done }
    view.take(set, now: world.now)
    do throws(APIError) {
      if !set.isBeingDeleted { try adoptAndRelease(set, view) }
      let next = view.mature(now: world.now)
      let report = ReplicaSetController.status(of: set, view)
      var failure: APIError?
      if !set.isBeingDeleted {
        do throws(APIError) { try manage(set, view) } catch { failure = error }
      }
      try writeStatus(
        report, of: set, failure: failure, isTooMany: view.active > set.replicas)
      if failure != nil { return .failed }
      if let next { return .again(after: next - world.now) }
      return .done
    } catch {
      return .failed
    }
  }

  private func adoptAndRelease(_ set: ReplicaSet, _ view: ReplicaSetView) throws(APIError) {
    for name in view.adoptable.sorted() {
      view.adoptable.remove(name)
      guard let pod = server.get(Pod.self, namespace: set.namespace, name: name),
        pod.controller == nil, pod.isActive, view.matches(pod)
      else { continue }
      let adopted = pod.copy()
      adopted.metadata.ownerReferences.append(set.controllerReference())
      // It counts at once, so that no pod is made in its place.
      view.put(try client.update(adopted), named: name, now: world.now)
    }
    for name in view.strays.sorted() {
      guard let pod = view.pods[name], !pod.isBeingDeleted else { continue }
      let released = pod.copy()
      released.metadata.resourceVersion = ""
      released.metadata.ownerReferences.removeAll { $0.uid == set.metadata.uid }
      try client.update(released)
    }
  }

  // MARK: Making and deleting pods

  private func manage(_ set: ReplicaSet, _ view: ReplicaSetView) throws(APIError) {
    let difference = set.replicas - view.active
    if difference > 0 {
      try createPods(min(difference, ReplicaSetController.burst), set)
    } else if difference < 0 {
      try deletePods(min(-difference, ReplicaSetController.burst), set, view)
    }
  }

  /// Makes pods in batches of 1, 2, 4, …. The pods of a batch are asked for at the same time; one
  /// that cannot be made ends it with its batch, so that not all of hundreds fail (D4).
  private func createPods(_ count: Int, _ set: ReplicaSet) throws(APIError) {
    var left = count
    var batch = 1
    while left > 0, world.exceeded == nil {
      var failure: APIError?
      for _ in 0..<min(batch, left) where world.exceeded == nil {
        do throws(APIError) { try createPod(set) } catch { failure = failure ?? error }
      }
      if let failure { throw failure }
      left -= batch
      batch *= 2
    }
  }

  private func createPod(_ set: ReplicaSet) throws(APIError) {
    let pod = Pod()
    pod.metadata.namespace = set.namespace
    pod.metadata.generateName = set.name + "-"
    pod.metadata.labels = set.spec.template.metadata.labels
    pod.metadata.annotations = set.spec.template.metadata.annotations
    pod.metadata.finalizers = set.spec.template.metadata.finalizers
    pod.metadata.ownerReferences = [set.controllerReference()]
    pod.spec = set.spec.template.spec
    do throws(APIError) {
      let created = try client.create(pod)
      recorder.normal(set, "SuccessfulCreate", "Created pod: \(created.name)")
    } catch {
      recorder.warning(set, "FailedCreate", "Error creating: \(error.message)")
      throw error
    }
  }

  private func deletePods(
    _ count: Int, _ set: ReplicaSet, _ view: ReplicaSetView
  ) throws(APIError) {
    let pods = view.pods.keys.sorted().compactMap { view.pods[$0] }
      .filter { $0.isActive && view.matches($0) }
    let order = DeletionOrder(now: world.now, neighbours: neighbours(of: set, view))
    for pod in order.victims(count, of: pods) {
      do throws(APIError) {
        try client.delete(pod)
      } catch {
        recorder.warning(set, "FailedDelete", "Error deleting: \(error.message)")
        throw error
      }
      recorder.normal(set, "SuccessfulDelete", "Deleted pod: \(pod.name)")
    }
  }

  /// Active pods by node, those of the sets with the same owner included.
  private func neighbours(of set: ReplicaSet, _ view: ReplicaSetView) -> [String: Int] {
    var related = [view]
    if let owner = set.controller {
      related = (sets[set.namespace] ?? [:]).values
        .filter { $0.controller?.uid == owner.uid }.compactMap { views[$0.metadata.uid] }
    }
    var counts: [String: Int] = [:]
    for view in related {
      for pod in view.pods.values where pod.isActive && !pod.spec.nodeName.isEmpty {
        counts[pod.spec.nodeName, default: 0] += 1
      }
    }
    return counts
  }

  // MARK: Status

  private static func status(of set: ReplicaSet, _ view: ReplicaSetView) -> ReplicaSetStatus {
    var status = set.status
    status.replicas = Int32(view.active)
    status.fullyLabeledReplicas = Int32(view.fullyLabelled)
    status.readyReplicas = Int32(view.ready)
    status.availableReplicas = Int32(view.available)
    status.observedGeneration = set.metadata.generation
    return status
  }

  private func writeStatus(
    _ report: ReplicaSetStatus, of set: ReplicaSet, failure: APIError?, isTooMany: Bool
  ) throws(APIError) {
    var report = report
    let known = report.conditions.first { $0.type == "ReplicaFailure" }
    if let failure, known == nil {
      var condition = WorkloadCondition()
      condition.type = "ReplicaFailure"
      condition.status = "True"
      condition.reason = isTooMany ? "FailedDelete" : "FailedCreate"
      condition.message = failure.message
      condition.lastTransitionTime = world.now.wholeSeconds
      report.conditions.append(condition)
    } else if failure == nil, known != nil {
      report.conditions.removeAll { $0.type == "ReplicaFailure" }
    }
    guard report != set.status else { return }
    let changed = set.copy()
    changed.status = report
    changed.metadata.resourceVersion = ""
    try client.updateStatus(changed)
  }
}

extension ReplicaSet {
  var replicas: Int { Int(spec.replicas ?? 1) }
}
