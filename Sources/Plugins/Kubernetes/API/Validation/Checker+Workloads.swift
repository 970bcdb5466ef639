import Values

extension Checker {
  mutating func statefulSet(_ set: StatefulSet) {
    let spec = set.spec
    if spec.podManagementPolicy != "OrderedReady", spec.podManagementPolicy != "Parallel" {
      add(
        .invalid(
          "spec.podManagementPolicy", text: spec.podManagementPolicy,
          "must be 'OrderedReady' or 'Parallel'"))
    }
    let strategy = spec.updateStrategy
    switch strategy.type {
    case "RollingUpdate":
      notNegative(
        "spec.updateStrategy.rollingUpdate.partition", strategy.rollingUpdate?.partition)
    case "OnDelete":
      if strategy.rollingUpdate != nil {
        add(
          .invalid(
            "spec.updateStrategy.rollingUpdate", GoText.show(strategy),
            "only allowed for updateStrategy 'RollingUpdate'"))
      }
    default:
      add(
        .invalid(
          "spec.updateStrategy", GoText.show(strategy), "must be 'RollingUpdate' or 'OnDelete'"))
    }
    if let retention = spec.persistentVolumeClaimRetentionPolicy {
      let field = "spec.persistentVolumeClaimRetentionPolicy"
      supported("\(field).whenDeleted", retention.whenDeleted, ["Delete", "Retain"])
      supported("\(field).whenScaled", retention.whenScaled, ["Delete", "Retain"])
    }
    notNegative("spec.replicas", spec.replicas)
    notNegative("spec.minReadySeconds", spec.minReadySeconds)
    notNegative("spec.ordinals.start", spec.ordinals?.start)
    workloadSelector(spec.selector, template: spec.template, kind: "statefulset")
    restartPolicy(spec.template, of: "StatefulSet")
    // The rest of the template is only looked at when a pod is made.
    unsimulated("spec.template.spec", spec.template.spec)
  }

  mutating func replicaSet(_ set: ReplicaSet) {
    notNegative("spec.replicas", set.spec.replicas)
    notNegative("spec.minReadySeconds", set.spec.minReadySeconds)
    workloadSelector(set.spec.selector, template: set.spec.template, kind: "deployment")
    template(set.spec.template)
  }

  mutating func deployment(_ deployment: Deployment) {
    let spec = deployment.spec
    notNegative("spec.replicas", spec.replicas)
    workloadSelector(spec.selector, template: spec.template, kind: "deployment")
    template(spec.template)
    self.strategy(spec.strategy)
    notNegative("spec.minReadySeconds", spec.minReadySeconds)
    notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit)
    if let deadline = spec.progressDeadlineSeconds {
      notNegative("spec.progressDeadlineSeconds", deadline)
      if deadline <= spec.minReadySeconds {
        add(
          .invalid(
            "spec.progressDeadlineSeconds", String(deadline), "must be greater than minReadySeconds"
          ))
      }
    }
  }

  /// The selector has to be there, usable, not empty, and to match the template's labels.
  mutating func workloadSelector(
    _ selector: LabelSelector?, template: PodTemplateSpec, kind: String
  ) {
    let before = causes.count
    if let selector {
      self.selector("spec.selector", selector)
      if causes.count > before {
        add(.invalid("spec.selector", GoText.show(selector), ""))
        return
      }
      if selector.matchLabels.isEmpty, selector.matchExpressions.isEmpty {
        add(
          .invalid(
            "spec.selector", GoText.show(selector), "empty selector is invalid for \(kind)"))
      }
    } else {
      add(.required("spec.selector"))
    }
    if !Selector(selector).matches(template.metadata.labels) {
      add(
        .invalid(
          "spec.template.metadata.labels", GoText.show(template.metadata.labels),
          "`selector` does not match template `labels`"))
    }
  }

  mutating func restartPolicy(_ template: PodTemplateSpec, of kind: String) {
    supported("spec.template.spec.restartPolicy", template.spec.restartPolicy, ["Always"])
    if template.spec.activeDeadlineSeconds != nil {
      add(
        .forbidden(
          "spec.template.spec.activeDeadlineSeconds",
          "activeDeadlineSeconds in \(kind) is not Supported"))
    }
  }

  mutating func template(_ template: PodTemplateSpec) {
    labels("spec.template.labels", template.metadata.labels)
    annotations("spec.template.annotations", template.metadata.annotations)
    podSpec("spec.template.spec", template.spec)
    restartPolicy(template, of: "ReplicaSet")
  }

  mutating func strategy(_ strategy: DeploymentStrategy) {
    switch strategy.type {
    case "Recreate":
      if strategy.rollingUpdate != nil {
        add(
          .forbidden(
            "spec.strategy.rollingUpdate",
            "may not be specified when strategy `type` is 'Recreate'"))
      }
    case "RollingUpdate":
      guard let rolling = strategy.rollingUpdate else {
        add(
          .required(
            "spec.strategy.rollingUpdate",
            "this should be defaulted and never be nil"))
        return
      }
      let field = "spec.strategy.rollingUpdate"
      amount("\(field).maxUnavailable", rolling.maxUnavailable, isAtMostAll: true)
      amount("\(field).maxSurge", rolling.maxSurge, isAtMostAll: false)
      if let unavailable = rolling.maxUnavailable, isZero(unavailable),
        let surge = rolling.maxSurge, isZero(surge)
      {
        add(
          .invalid(
            "\(field).maxUnavailable", GoText.show(unavailable),
            "may not be 0 when `maxSurge` is 0"))
      }
    default: add(.unsupported("spec.strategy.type", strategy.type, ["Recreate", "RollingUpdate"]))
    }
  }

  func isZero(_ value: IntOrString) -> Bool { value == .integer(0) || value.percentage == 0 }

  mutating func amount(_ field: String, _ value: IntOrString?, isAtMostAll: Bool) {
    switch value {
    case nil: return
    case .integer(let number): notNegative(field, number)
    case .string(let text):
      guard let percentage = value?.percentage, percentage >= 0 else {
        add(
          .invalid(
            field, GoText.show(IntOrString.string(text)),
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',"
              + "  or '93%', regex used for validation is '[0-9]+%')"))
        return
      }
      if isAtMostAll, percentage > 100 {
        add(.invalid(field, GoText.show(IntOrString.string(text)), "must not be greater than 100%"))
      }
    }
  }
}

extension GoText {
  static func show(_ strategy: StatefulSetUpdateStrategy) -> String {
    let rolling =
      strategy.rollingUpdate == nil
      ? "(*apps.RollingUpdateStatefulSetStrategy)(nil)"
      : "(*apps.RollingUpdateStatefulSetStrategy){}"
    return "apps.StatefulSetUpdateStrategy{Type:\(APIError.Cause.quoted(strategy.type)),"
      + " RollingUpdate:\(rolling)}"
  }
}
