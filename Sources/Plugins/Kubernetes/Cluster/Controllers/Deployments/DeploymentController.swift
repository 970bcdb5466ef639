import KubernetesAPI
import Simulation
import Values

/// Replaces the ReplicaSet of a Deployment by another one when the template changes, within the
/// limits of its strategy (D7, D8, D10–D14).
final class DeploymentController: Controller {
  let limits: (Deployment) -> DeploymentArithmetic
  /// The ReplicaSets of each namespace that belong to nobody, by name.
  private(set) var orphans: [String: Set<String>] = [:]

  init(_ cluster: Cluster, limits: @escaping (Deployment) -> DeploymentArithmetic) {
    self.limits = limits
    super.init(cluster, named: "deployment-controller")
  }

  override func start() {
    watchAndQueue(.deployments)
    watch(.replicaSets) { [unowned(unsafe) self] event in
      noteOrphan(event)
      if let owner = event.object.controller {
        if owner.kind == "Deployment" { queue.add(event.object.namespace + "/" + owner.name) }
      } else if event.change != .deleted {
        queueMatching(event.object)
      }
      if let before = event.old?.controller, before.kind == "Deployment",
        before.uid != event.object.controller?.uid
      {
        queue.add(event.object.namespace + "/" + before.name)
      }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      if event.change == .deleted { podVanished(event.object) }
    }
  }

  private func noteOrphan(_ event: ObjectEvent) {
    let set = event.object
    if set.controller == nil, event.change != .deleted {
      orphans[set.namespace, default: []].insert(set.name)
    } else {
      orphans[set.namespace]?.remove(set.name)
    }
  }

  private func queueMatching(_ set: KubernetesObject) {
    for deployment in server.list(Deployment.self, namespace: set.namespace)
    where Selector(deployment.spec.selector).matches(set.metadata.labels) {
      queue.add(deployment.key)
    }
  }

  /// Recreate waits for the last old pod to be gone (D11).
  private func podVanished(_ pod: KubernetesObject) {
    guard let owner = pod.controller, owner.kind == "ReplicaSet",
      let set = server.get(ReplicaSet.self, namespace: pod.namespace, name: owner.name),
      let deployment = set.controller, deployment.kind == "Deployment"
    else { return }
    queue.add(pod.namespace + "/" + deployment.name)
  }

  /// A Deployment with its ReplicaSets, during one look.
  struct Rollout {
    var deployment: Deployment
    /// The set of the present template, if it exists.
    var new: ReplicaSet?
    /// The others, in the order of their creation.
    var old: [ReplicaSet]
    var arithmetic: DeploymentArithmetic

    var all: [ReplicaSet] { old + (new.map { [$0] } ?? []) }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let deployment = server.get(Deployment.self, namespace: namespace, name: name) else {
      world.trace.stopWaiting("deployment/" + key)
      return .done
    }
    do throws(APIError) {
      var rollout = try gather(deployment)
      if deployment.isBeingDeleted {
        return try finish(&rollout)
      }
      try notePause(&rollout)
      if rollout.deployment.spec.paused || isScaling(rollout) {
        try bringNewSet(&rollout, creating: false)
        try scale(&rollout)
        return try finish(&rollout)
      }
      if rollout.deployment.spec.strategy.type == "Recreate" {
        try recreate(&rollout)
      } else {
        try roll(&rollout)
      }
      return try finish(&rollout)
    } catch {
      return .failed
    }
  }

  // MARK: Strategies

  private func roll(_ rollout: inout Rollout) throws(APIError) {
    try bringNewSet(&rollout, creating: true)
    guard let new = rollout.new else { return }
    let total = rollout.all.reduce(0) { $0 + $1.replicas }
    let size = rollout.arithmetic.newSize(new: new.replicas, total: total)
    if try scale(new, to: size, &rollout) { return }
    let sizes = rollout.arithmetic.oldSizes(
      rollout.old.map { DeploymentController.numbers(of: $0) },
      new: DeploymentController.numbers(of: new))
    guard let sizes else {
      throw APIError(.internalError, "the status of an old ReplicaSet is out of date")
    }
    for (set, size) in zip(rollout.old, sizes.cleaned) { try scale(set, to: size, &rollout) }
    for (set, size) in zip(rollout.old, sizes.final) { try scale(set, to: size, &rollout) }
  }

  /// All old pods go and are gone before the first new one comes (D11).
  private func recreate(_ rollout: inout Rollout) throws(APIError) {
    var hasScaled = false
    if rollout.new != nil { try bringNewSet(&rollout, creating: false) }
    for set in rollout.old where set.replicas > 0 {
      if try scale(set, to: 0, &rollout) { hasScaled = true }
    }
    if hasScaled || hasOldPods(rollout) { return }
    try bringNewSet(&rollout, creating: true)
    if let new = rollout.new {
      try scale(new, to: rollout.arithmetic.replicas, &rollout)
    }
  }

  private func hasOldPods(_ rollout: Rollout) -> Bool {
    for set in rollout.old {
      for object in server.dependents(ofOwner: set.metadata.uid) {
        if let pod = object as? Pod, !pod.isFinished { return true }
      }
    }
    return false
  }

  // MARK: Scaling without rolling

  /// Whether the number that is wanted in all has changed since the sets were last scaled.
  private func isScaling(_ rollout: Rollout) -> Bool {
    rollout.all.contains { set in
      guard set.replicas > 0,
        let desired = set.metadata.annotations[DeploymentAnnotations.desired]
      else { return false }
      return desired != String(rollout.arithmetic.replicas)
    }
  }

  private func scale(_ rollout: inout Rollout) throws(APIError) {
    let wanted = rollout.arithmetic.replicas
    let active = rollout.all.filter { $0.replicas > 0 }
    if active.count <= 1 {
      if let only = active.first ?? rollout.new ?? rollout.old.last {
        try scale(only, to: wanted, &rollout)
      }
      return
    }
    if let new = rollout.new, new.replicas == wanted,
      new.metadata.annotations[DeploymentAnnotations.desired] == String(wanted),
      Int(new.status.availableReplicas) == wanted
    {
      for set in rollout.old where set.replicas > 0 { try scale(set, to: 0, &rollout) }
      return
    }
    guard rollout.deployment.spec.strategy.type != "Recreate" else { return }
    let total = active.reduce(0) { $0 + $1.replicas }
    let isGrowing = (wanted > 0 ? wanted + rollout.arithmetic.maxSurge : 0) > total
    let sets = active.sorted { left, right in
      if left.replicas != right.replicas { return left.replicas > right.replicas }
      return DeploymentController.isOlder(left, right) != isGrowing
    }
    let sizes = rollout.arithmetic.proportionalSizes(
      sets.map { DeploymentController.numbers(of: $0) },
      reported: Int(rollout.deployment.status.replicas))
    for (set, size) in zip(sets, sizes) {
      try scale(set, to: size, &rollout, marksAlways: true)
    }
  }

  static func numbers(of set: ReplicaSet) -> DeploymentArithmetic.SetNumbers {
    DeploymentArithmetic.SetNumbers(
      replicas: set.replicas, available: Int(set.status.availableReplicas),
      maxReplicas: set.metadata.annotations[DeploymentAnnotations.maximum].flatMap { Int32($0) }
        .map { Int($0) })
  }

  static func isOlder(_ left: ReplicaSet, _ right: ReplicaSet) -> Bool {
    let times = (
      left.metadata.creationTimestamp ?? .zero, right.metadata.creationTimestamp ?? .zero
    )
    if times.0 != times.1 { return times.0 < times.1 }
    return left.name.precedesByBytes(right.name)
  }

  /// Writes the size of a set, with an event when it changes; true then.
  @discardableResult
  private func scale(
    _ set: ReplicaSet, to size: Int, _ rollout: inout Rollout, marksAlways: Bool = false
  ) throws(APIError) -> Bool {
    let isChange = set.replicas != size
    let changed = set.copy()
    DeploymentAnnotations.setScale(rollout.arithmetic, of: changed)
    guard isChange || (marksAlways && changed.metadata != set.metadata) else { return false }
    changed.metadata.resourceVersion = ""
    changed.spec.replicas = Int32(size)
    let stored = try client.update(changed)
    if rollout.new?.metadata.uid == set.metadata.uid { rollout.new = stored }
    for index in rollout.old.indices
    where rollout.old[index].metadata.uid == set.metadata.uid { rollout.old[index] = stored }
    if isChange {
      let direction = size > set.replicas ? "up" : "down"
      recorder.normal(
        rollout.deployment, "ScalingReplicaSet",
        "Scaled \(direction) replica set \(set.name) from \(set.replicas) to \(size)")
    }
    return isChange
  }
}
