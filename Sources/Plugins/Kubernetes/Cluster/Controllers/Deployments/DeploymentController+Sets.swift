import KubernetesAPI
import Simulation

extension DeploymentController {
  /// Finds the ReplicaSets of a Deployment: adopts those that match and belong to nobody, lets go
  /// of those that do not match any more.
  func gather(_ deployment: Deployment) throws(APIError) -> Rollout {
    let selector = Selector(deployment.spec.selector)
    var own: [ReplicaSet] = []
    for dependent in server.dependents(ofOwner: deployment.metadata.uid) {
      guard let set = dependent as? ReplicaSet, set.controller?.uid == deployment.metadata.uid
      else { continue }
      if selector.matches(set.metadata.labels) {
        own.append(set)
      } else if !deployment.isBeingDeleted, !set.isBeingDeleted {
        let released = set.copy()
        released.metadata.ownerReferences.removeAll { $0.uid == deployment.metadata.uid }
        try client.update(released)
      }
    }
    for name in orphans[deployment.namespace, default: []].sorted()
    where !deployment.isBeingDeleted {
      guard
        let set = server.get(ReplicaSet.self, namespace: deployment.namespace, name: name),
        set.controller == nil, !set.isBeingDeleted, selector.matches(set.metadata.labels)
      else { continue }
      let adopted = set.copy()
      adopted.metadata.ownerReferences.append(deployment.controllerReference())
      own.append(try client.update(adopted))
    }
    own.sort { DeploymentController.isOlder($0, $1) }
    let newIndex = own.firstIndex { hasTemplate(of: deployment, $0) }
    let new = newIndex.map { own.remove(at: $0) }
    return Rollout(
      deployment: deployment, new: new, old: own, arithmetic: limits(deployment))
  }

  /// Whether a set was made from the present template; the hash label does not count.
  private func hasTemplate(of deployment: Deployment, _ set: ReplicaSet) -> Bool {
    var template = set.spec.template
    template.metadata.labels[DeploymentAnnotations.templateHash] = nil
    var wanted = deployment.spec.template
    wanted.metadata.labels[DeploymentAnnotations.templateHash] = nil
    return template == wanted
  }

  /// Brings the set of the present template up to date: its revision number is the highest; with
  /// `creating` it is made when there is none (D13).
  func bringNewSet(_ rollout: inout Rollout, creating: Bool) throws(APIError) {
    let deployment = rollout.deployment
    let highest = rollout.old.reduce(Int64(0)) {
      max($0, DeploymentAnnotations.revision(of: $1))
    }
    guard let present = rollout.new else {
      if creating { try createNewSet(&rollout, revision: highest + 1) }
      return
    }
    let changed = present.copy()
    DeploymentAnnotations.copy(from: deployment, to: changed)
    DeploymentAnnotations.setRevision(highest + 1, of: changed)
    changed.spec.minReadySeconds = deployment.spec.minReadySeconds
    changed.metadata.resourceVersion = ""
    let stored = try client.update(changed)
    rollout.new = stored
    let number = String(DeploymentAnnotations.revision(of: stored))
    let isNewNumber =
      deployment.metadata.annotations[DeploymentAnnotations.revision] != number
    let isUnmentioned =
      deployment.status.condition("Progressing") == nil
      && deployment.spec.progressDeadlineSeconds != nil
    guard isNewNumber || isUnmentioned else { return }
    try writeRevision(number, &rollout) { status in
      guard isUnmentioned else { return }
      status.setCondition(
        "Progressing", "True", "FoundNewReplicaSet",
        "Found new replica set \"\(stored.name)\"", now: world.now)
    }
  }

  private func createNewSet(_ rollout: inout Rollout, revision: Int64) throws(APIError) {
    let deployment = rollout.deployment
    var collisions = deployment.status.collisionCount ?? 0
    while true {
      let hash = RevisionHash.suffix(
        ofTemplate: deployment.spec.template, collisionCount: collisions)
      let set = makeSet(of: rollout, hash: hash, revision: revision)
      do throws(APIError) {
        let created = try client.create(set)
        rollout.new = created
        if created.replicas > 0 {
          recorder.normal(
            deployment, "ScalingReplicaSet",
            "Scaled up replica set \(created.name) from 0 to \(created.replicas)")
        }
        break
      } catch {
        guard error.reason == .alreadyExists else {
          try noteFailure(error, &rollout)
          throw error
        }
        collisions += 1
        let copy = rollout.deployment.copy()
        copy.status.collisionCount = collisions
        copy.metadata.resourceVersion = ""
        rollout.deployment = try client.updateStatus(copy)
      }
    }
    let created = rollout.new?.name ?? ""
    try writeRevision(String(revision), &rollout) { status in
      guard deployment.spec.progressDeadlineSeconds != nil else { return }
      status.setCondition(
        "Progressing", "True", "NewReplicaSetCreated", "Created new replica set \"\(created)\"",
        now: world.now)
    }
  }

  private func makeSet(of rollout: Rollout, hash: String, revision: Int64) -> ReplicaSet {
    let deployment = rollout.deployment
    let set = ReplicaSet()
    set.metadata.name = deployment.name + "-" + hash
    set.metadata.namespace = deployment.namespace
    set.metadata.ownerReferences = [deployment.controllerReference()]
    set.spec.template = deployment.spec.template
    set.spec.template.metadata.labels[DeploymentAnnotations.templateHash] = hash
    set.metadata.labels = set.spec.template.metadata.labels
    var selector = deployment.spec.selector ?? LabelSelector()
    selector.matchLabels[DeploymentAnnotations.templateHash] = hash
    set.spec.selector = selector
    set.spec.minReadySeconds = deployment.spec.minReadySeconds
    let total = rollout.old.reduce(0) { $0 + $1.replicas }
    let isRecreate = deployment.spec.strategy.type == "Recreate"
    set.spec.replicas = Int32(
      isRecreate
        ? rollout.arithmetic.replicas : rollout.arithmetic.newSize(new: 0, total: total))
    DeploymentAnnotations.copy(from: deployment, to: set)
    DeploymentAnnotations.setRevision(revision, of: set)
    DeploymentAnnotations.setScale(rollout.arithmetic, of: set)
    return set
  }

  private func noteFailure(_ error: APIError, _ rollout: inout Rollout) throws(APIError) {
    guard rollout.deployment.spec.progressDeadlineSeconds != nil else { return }
    let copy = rollout.deployment.copy()
    copy.status.setCondition(
      "Progressing", "False", "ReplicaSetCreateError",
      "Failed to create new replica set: \(error.message)", now: world.now)
    copy.metadata.resourceVersion = ""
    rollout.deployment = try client.updateStatus(copy)
  }

  /// Writes the number of the revision together with what the status says of it.
  private func writeRevision(
    _ number: String, _ rollout: inout Rollout, _ note: (inout DeploymentStatus) -> Void
  ) throws(APIError) {
    let copy = rollout.deployment.copy()
    copy.metadata.annotations[DeploymentAnnotations.revision] = number
    note(&copy.status)
    copy.metadata.resourceVersion = ""
    rollout.deployment = try client.updateStatus(copy)
  }

  /// Says when a rollout is paused or goes on (D13).
  func notePause(_ rollout: inout Rollout) throws(APIError) {
    let deployment = rollout.deployment
    guard deployment.spec.progressDeadlineSeconds != nil else { return }
    let condition = deployment.status.condition("Progressing")
    if condition?.reason == "ProgressDeadlineExceeded" { return }
    let isNoted = condition?.reason == "DeploymentPaused"
    guard deployment.spec.paused != isNoted else { return }
    let copy = deployment.copy()
    copy.metadata.resourceVersion = ""
    if deployment.spec.paused {
      copy.status.setCondition(
        "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused", now: world.now)
    } else {
      copy.status.setCondition(
        "Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed", now: world.now)
    }
    rollout.deployment = try client.updateStatus(copy)
  }
}
