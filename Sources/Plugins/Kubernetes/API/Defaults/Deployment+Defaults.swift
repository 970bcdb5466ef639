extension Deployment {
  /// One replica, rolling by a quarter (D7), ten old ReplicaSets, ten minutes to progress.
  func applyDefaults() {
    if spec.replicas == nil { spec.replicas = 1 }
    if spec.revisionHistoryLimit == nil { spec.revisionHistoryLimit = 10 }
    if spec.progressDeadlineSeconds == nil { spec.progressDeadlineSeconds = 600 }
    if spec.strategy.type.isEmpty { spec.strategy.type = "RollingUpdate" }
    if spec.strategy.type == "RollingUpdate" {
      var rolling = spec.strategy.rollingUpdate ?? RollingUpdateDeployment()
      if rolling.maxSurge == nil { rolling.maxSurge = .string("25%") }
      if rolling.maxUnavailable == nil { rolling.maxUnavailable = .string("25%") }
      spec.strategy.rollingUpdate = rolling
    }
    applyPodDefaults(&spec.template.spec)
  }
}
