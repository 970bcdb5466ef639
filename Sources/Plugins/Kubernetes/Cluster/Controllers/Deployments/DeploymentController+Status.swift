import KubernetesAPI
import Simulation
import Values

extension DeploymentController {
  /// Ends a look: removes what is too old, and reports (D12, D14).
  func finish(_ rollout: inout Rollout) throws(APIError) -> Reconciliation {
    var status = counts(of: rollout)
    if isComplete(rollout.deployment, status), !rollout.deployment.isBeingDeleted {
      try trimHistory(rollout)
    }
    noteWaiting(status, rollout)
    noteProgress(&status, rollout)
    copyFailure(&status, rollout)
    let deployment = rollout.deployment
    if status == deployment.status { return nextDeadline(deployment) }
    let copy = deployment.copy()
    copy.status = status
    copy.metadata.resourceVersion = ""
    rollout.deployment = try client.updateStatus(copy)
    return nextDeadline(rollout.deployment)
  }

  /// Says what a rollout waits for.
  private func noteWaiting(_ status: DeploymentStatus, _ rollout: Rollout) {
    let deployment = rollout.deployment
    let subject = "deployment/" + deployment.key
    if deployment.isBeingDeleted || deployment.spec.paused || isComplete(deployment, status) {
      world.trace.stopWaiting(subject)
      return
    }
    let wanted = deployment.spec.replicas ?? 1
    let available = rollout.new?.status.availableReplicas ?? 0
    if available < wanted {
      wait(subject, "\(available) of \(wanted) pods of the present template are available")
    } else {
      wait(subject, "\(status.replicas - wanted) pods are too many")
    }
  }

  private func counts(of rollout: Rollout) -> DeploymentStatus {
    let deployment = rollout.deployment
    var status = deployment.status
    let all = rollout.all
    let available = all.reduce(0) { $0 + $1.status.availableReplicas }
    let wanted = all.reduce(0) { $0 + Int32($1.replicas) }
    status.observedGeneration = deployment.metadata.generation
    status.replicas = all.reduce(0) { $0 + $1.status.replicas }
    status.updatedReplicas = rollout.new?.status.replicas ?? 0
    status.readyReplicas = all.reduce(0) { $0 + $1.status.readyReplicas }
    status.availableReplicas = available
    status.unavailableReplicas = max(0, wanted - available)
    if Int(available) >= rollout.arithmetic.minAvailable {
      status.setCondition(
        "Available", "True", "MinimumReplicasAvailable",
        "Deployment has minimum availability.", now: world.now)
    } else {
      status.setCondition(
        "Available", "False", "MinimumReplicasUnavailable",
        "Deployment does not have minimum availability.", now: world.now)
    }
    return status
  }

  private func isComplete(_ deployment: Deployment, _ status: DeploymentStatus) -> Bool {
    let wanted = deployment.spec.replicas ?? 1
    return status.updatedReplicas == wanted && status.replicas == wanted
      && status.availableReplicas == wanted
      && status.observedGeneration >= deployment.metadata.generation
  }

  private func noteProgress(_ status: inout DeploymentStatus, _ rollout: Rollout) {
    let deployment = rollout.deployment
    guard deployment.spec.progressDeadlineSeconds != nil else {
      status.conditions.removeAll { $0.type == "Progressing" }
      return
    }
    guard !deployment.isBeingDeleted else { return }
    let isOldNews =
      status.replicas == status.updatedReplicas
      && status.condition("Progressing")?.reason == "NewReplicaSetAvailable"
    if isOldNews || deployment.spec.paused { return }
    let subject =
      rollout.new.map { "ReplicaSet \"\($0.name)\"" } ?? "Deployment \"\(deployment.name)\""
    if isComplete(deployment, status) {
      status.setCondition(
        "Progressing", "True", "NewReplicaSetAvailable",
        "\(subject) has successfully progressed.", now: world.now)
    } else if hasProgressed(from: deployment.status, to: status) {
      status.setProgressing("ReplicaSetUpdated", "\(subject) is progressing.", now: world.now)
    } else if isTimedOut(deployment, status) {
      status.setCondition(
        "Progressing", "False", "ProgressDeadlineExceeded",
        "\(subject) has timed out progressing.", now: world.now)
    }
  }

  private func hasProgressed(from old: DeploymentStatus, to new: DeploymentStatus) -> Bool {
    new.updatedReplicas > old.updatedReplicas
      || new.replicas - new.updatedReplicas < old.replicas - old.updatedReplicas
      || new.readyReplicas > old.readyReplicas || new.availableReplicas > old.availableReplicas
  }

  private func isTimedOut(_ deployment: Deployment, _ status: DeploymentStatus) -> Bool {
    guard let condition = status.condition("Progressing") else { return false }
    if condition.reason == "NewReplicaSetAvailable" { return false }
    if condition.reason == "ProgressDeadlineExceeded" { return true }
    guard let from = condition.lastUpdateTime else { return false }
    let deadline = VirtualDuration.seconds(Int64(deployment.spec.progressDeadlineSeconds ?? 600))
    return from + deadline < world.now
  }

  /// When to look again although nothing changes: just after the deadline.
  private func nextDeadline(_ deployment: Deployment) -> Reconciliation {
    guard let seconds = deployment.spec.progressDeadlineSeconds, !deployment.spec.paused,
      let condition = deployment.status.condition("Progressing"),
      condition.reason != "NewReplicaSetAvailable",
      condition.reason != "ProgressDeadlineExceeded", let from = condition.lastUpdateTime,
      !deployment.isBeingDeleted
    else { return .done }
    let deadline = from + .seconds(Int64(seconds) + 1)
    return deadline > world.now ? .again(after: deadline - world.now) : .done
  }

  private func copyFailure(_ status: inout DeploymentStatus, _ rollout: Rollout) {
    let sets = (rollout.new.map { [$0] } ?? []) + rollout.old
    var failure: WorkloadCondition?
    for set in sets where failure == nil {
      failure = set.status.conditions.first { $0.type == "ReplicaFailure" && $0.status == "True" }
    }
    guard let failure else {
      status.conditions.removeAll { $0.type == "ReplicaFailure" }
      return
    }
    status.setCondition(
      "ReplicaFailure", failure.status, failure.reason, failure.message, now: world.now)
  }

  /// Deletes the oldest empty ReplicaSets beyond the limit (D14).
  private func trimHistory(_ rollout: Rollout) throws(APIError) {
    guard let limit = rollout.deployment.spec.revisionHistoryLimit else { return }
    let candidates = rollout.old.filter { !$0.isBeingDeleted }
    guard candidates.count > Int(limit) else { return }
    let sorted = candidates.sorted {
      DeploymentAnnotations.revision(of: $0) < DeploymentAnnotations.revision(of: $1)
    }
    for set in sorted.prefix(candidates.count - Int(limit)) {
      let isEmpty =
        set.replicas == 0 && set.status.replicas == 0
        && set.metadata.generation <= set.status.observedGeneration
      if isEmpty { try client.delete(set) }
    }
  }
}
