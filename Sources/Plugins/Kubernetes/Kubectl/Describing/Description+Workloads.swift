import Values

extension Description {
  mutating func pod(_ pod: JSON) {
    metadata(pod, withLabels: false)
    if let priority = pod.at("spec", "priority")?.integer { row("Priority", String(priority)) }
    let priorityClass = pod.text("spec", "priorityClassName")
    if !priorityClass.isEmpty { row("Priority Class Name", priorityClass) }
    let account = pod.text("spec", "serviceAccountName")
    if !account.isEmpty { row("Service Account", account) }
    let node = pod.text("spec", "nodeName")
    row("Node", node.isEmpty ? "<none>" : "\(node)/\(pod.text("status", "hostIP"))")
    if let start = pod.time("status", "startTime") { row("Start Time", Description.date(start)) }
    labels("Labels", pod.labels)
    annotations("Annotations", pod.annotations)
    podStatus(pod)
    let initial = pod.items("spec", "initContainers")
    if !initial.isEmpty {
      containers(
        "Init Containers", initial, statuses: pod.items("status", "initContainerStatuses"),
        pod: pod)
    }
    containers(
      "Containers", pod.items("spec", "containers"),
      statuses: pod.items("status", "containerStatuses"), pod: pod)
    podConditions(pod)
    volumes(pod.items("spec", "volumes"))
    row("QoS Class", pod.text("status", "qosClass"))
    labels("Node-Selectors", pod.map("spec", "nodeSelector"))
    tolerations(pod.items("spec", "tolerations"))
    spreading(pod.items("spec", "topologySpreadConstraints"))
  }

  private mutating func podStatus(_ pod: JSON) {
    let phase = pod.text("status", "phase")
    if pod.isBeingDeleted, phase != "Failed", phase != "Succeeded" {
      row("Status", "Terminating (lasts \(age(pod.time("metadata", "deletionTimestamp"))))")
      row(
        "Termination Grace Period",
        "\(pod.number("metadata", "deletionGracePeriodSeconds"))s")
    } else {
      row("Status", phase)
    }
    let reason = pod.text("status", "reason")
    if !reason.isEmpty { row("Reason", reason) }
    let message = pod.text("status", "message")
    if !message.isEmpty { row("Message", message) }
    seccomp(pod.at("spec", "securityContext"), level: 0)
    row("IP", pod.text("status", "podIP"))
    let addresses = pod.items("status", "podIPs")
    if addresses.isEmpty {
      row("IPs", "<none>")
    } else {
      line("IPs:")
      for address in addresses { row("IP", address.text("ip"), level: 1) }
    }
    controller(pod)
    let nominated = pod.text("status", "nominatedNodeName")
    if !nominated.isEmpty { row("NominatedNodeName", nominated) }
  }

  private mutating func podConditions(_ pod: JSON) {
    let conditions = pod.items("status", "conditions")
    let gates = pod.items("spec", "readinessGates")
    if !gates.isEmpty {
      line("Readiness Gates:\n  Type\tStatus")
      for gate in gates {
        let type = gate.text("conditionType")
        let status = conditions.first { $0.text("type") == type }?.text("status")
        line("\(type) \t\(status ?? "<none>") ", level: 1)
      }
    }
    if conditions.isEmpty { return }
    line("Conditions:\n  Type\tStatus")
    for condition in conditions {
      line("\(condition.text("type")) \t\(condition.text("status")) ", level: 1)
    }
  }

  mutating func statefulSet(_ set: JSON, _ pods: PodCounts) {
    metadata(set, withLabels: false)
    row("CreationTimestamp", Description.date(set.time("metadata", "creationTimestamp")))
    row("Selector", selectorText(set))
    labels("Labels", set.labels)
    annotations("Annotations", set.annotations)
    row(
      "Replicas",
      "\(set.number("spec", "replicas")) desired | \(set.number("status", "replicas")) total")
    row("Update Strategy", set.text("spec", "updateStrategy", "type"))
    if let rolling = set.at("spec", "updateStrategy", "rollingUpdate") {
      if let partition = rolling["partition"]?.integer {
        row("Partition", String(partition), level: 1)
        if let most = rolling["maxUnavailable"], !most.isNull {
          row("MaxUnavailable", JSONPath.text(most), level: 1)
        }
      }
    }
    row("Pods Status", pods.text)
    podTemplate(set.at("spec", "template") ?? .null)
    claimTemplates(set.items("spec", "volumeClaimTemplates"))
  }

  private func selectorText(_ object: JSON) -> String {
    labelSelectorText(object.at("spec", "selector"))
  }

  private mutating func claimTemplates(_ templates: [JSON]) {
    if templates.isEmpty {
      row("Volume Claims", "<none>")
      return
    }
    line("Volume Claims:")
    for template in templates {
      row("Name", template.name, level: 1)
      row("StorageClass", template.text("spec", "storageClassName"), level: 1)
      labels("Labels", template.labels, indent: "  ")
      labels("Annotations", template.annotations, indent: "  ")
      let amount = template.at("spec", "resources", "requests", "storage")
      row("Capacity", amount.map { JSONPath.text($0) } ?? "<default>", level: 1)
      let modes = template.items("spec", "accessModes").compactMap { $0.string }
      row("Access Modes", "[\(modes.joined(separator: " "))]", level: 1)
    }
  }

  mutating func replicaSet(_ set: JSON, _ pods: PodCounts) {
    metadata(set, withLabels: false)
    row("Selector", selectorText(set))
    labels("Labels", set.labels)
    annotations("Annotations", set.annotations)
    controller(set)
    row(
      "Replicas",
      "\(set.number("status", "replicas")) current / \(set.number("spec", "replicas")) desired")
    row("Pods Status", pods.text)
    podTemplate(set.at("spec", "template") ?? .null)
    workloadConditions(set)
  }

  mutating func deployment(_ deployment: JSON, _ sets: ReplicaSetTexts) {
    metadata(deployment, withLabels: false)
    row("CreationTimestamp", Description.date(deployment.time("metadata", "creationTimestamp")))
    labels("Labels", deployment.labels)
    annotations("Annotations", deployment.annotations)
    row("Selector", selectorText(deployment))
    row(
      "Replicas",
      "\(deployment.number("spec", "replicas")) desired | "
        + "\(deployment.number("status", "updatedReplicas")) updated | "
        + "\(deployment.number("status", "replicas")) total | "
        + "\(deployment.number("status", "availableReplicas")) available | "
        + "\(deployment.number("status", "unavailableReplicas")) unavailable")
    row("StrategyType", deployment.text("spec", "strategy", "type"))
    row("MinReadySeconds", String(deployment.number("spec", "minReadySeconds")))
    if let rolling = deployment.at("spec", "strategy", "rollingUpdate") {
      let least = JSONPath.text(rolling["maxUnavailable"] ?? .null)
      let most = JSONPath.text(rolling["maxSurge"] ?? .null)
      row("RollingUpdateStrategy", "\(least) max unavailable, \(most) max surge")
    }
    podTemplate(deployment.at("spec", "template") ?? .null)
    workloadConditions(deployment)
    if sets.old.isEmpty, sets.new.isEmpty { return }
    row("OldReplicaSets", sets.old.isEmpty ? "<none>" : sets.old.joined(separator: ", "))
    row("NewReplicaSet", sets.new.isEmpty ? "<none>" : sets.new.joined(separator: ", "))
  }

  private mutating func workloadConditions(_ object: JSON) {
    let conditions = object.items("status", "conditions")
    if conditions.isEmpty { return }
    line("Conditions:\n  Type\tStatus\tReason\n  ----\t------\t------")
    for condition in conditions {
      line(
        "\(condition.text("type")) \t\(condition.text("status"))\t\(condition.text("reason"))",
        level: 1)
    }
  }
}
