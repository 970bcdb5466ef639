extension StatefulSet {
  /// S29. The partition is filled in only when the strategy's type was left out (S13).
  func applyDefaults() {
    if spec.podManagementPolicy.isEmpty { spec.podManagementPolicy = "OrderedReady" }
    if spec.updateStrategy.type.isEmpty {
      spec.updateStrategy.type = "RollingUpdate"
      var rolling = spec.updateStrategy.rollingUpdate ?? RollingUpdateStatefulSetStrategy()
      if rolling.partition == nil { rolling.partition = 0 }
      spec.updateStrategy.rollingUpdate = rolling
    } else if spec.updateStrategy.rollingUpdate != nil,
      spec.updateStrategy.rollingUpdate?.partition == nil
    {
      spec.updateStrategy.rollingUpdate?.partition = 0
    }
    // Its feature is switched off in v1.32: the server drops the field without a word (S14).
    spec.updateStrategy.rollingUpdate?.maxUnavailable = nil
    var retention =
      spec.persistentVolumeClaimRetentionPolicy
      ?? StatefulSetPersistentVolumeClaimRetentionPolicy()
    if retention.whenDeleted.isEmpty { retention.whenDeleted = "Retain" }
    if retention.whenScaled.isEmpty { retention.whenScaled = "Retain" }
    spec.persistentVolumeClaimRetentionPolicy = retention
    if spec.replicas == nil { spec.replicas = 1 }
    if spec.revisionHistoryLimit == nil { spec.revisionHistoryLimit = 10 }
    applyPodDefaults(&spec.template.spec)
    for index in spec.volumeClaimTemplates.indices {
      spec.volumeClaimTemplates[index].apiVersion = "v1"
      spec.volumeClaimTemplates[index].kind = "PersistentVolumeClaim"
      if spec.volumeClaimTemplates[index].spec.volumeMode == nil {
        spec.volumeClaimTemplates[index].spec.volumeMode = "Filesystem"
      }
      spec.volumeClaimTemplates[index].status.phase = "Pending"
    }
  }
}
