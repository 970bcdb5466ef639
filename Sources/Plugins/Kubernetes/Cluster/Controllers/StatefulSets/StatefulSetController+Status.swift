import KubernetesAPI

extension StatefulSetController {
  /// What the set's status has to say now (S15).
  func status(
    of set: StatefulSet, _ view: StatefulSetView, _ revisions: Revisions
  ) -> StatefulSetStatus {
    let tally = view.tally
    var status = set.status
    status.observedGeneration = set.metadata.generation
    status.replicas = Int32(tally.created)
    status.readyReplicas = Int32(tally.ready)
    status.availableReplicas = Int32(tally.available)
    status.currentRevision = revisions.current
    status.updateRevision = revisions.update
    status.currentReplicas = Int32(tally.byRevision[revisions.current] ?? 0)
    status.updatedReplicas = Int32(tally.byRevision[revisions.update] ?? 0)
    if status.collisionCount == nil { status.collisionCount = 0 }
    return status
  }

  func writeStatus(_ report: StatefulSetStatus, of set: StatefulSet) throws(APIError) {
    var report = report
    let wanted = set.spec.replicas ?? 1
    if set.spec.updateStrategy.type == "RollingUpdate", report.updatedReplicas == report.replicas,
      report.readyReplicas == report.replicas, report.replicas == wanted
    {
      report.currentReplicas = report.updatedReplicas
      report.currentRevision = report.updateRevision
    }
    guard report != set.status else { return }
    let changed = set.copy()
    changed.status = report
    changed.metadata.resourceVersion = ""
    try client.updateStatus(changed)
  }
}
