import Values

extension Description {
  /// The template that a workload makes its pods from.
  mutating func podTemplate(_ template: JSON) {
    line("Pod Template:")
    labels("Labels", template.labels, indent: "  ")
    if !template.annotations.isEmpty {
      annotations("Annotations", template.annotations, indent: "  ")
    }
    let account = template.text("spec", "serviceAccountName")
    if !account.isEmpty { row("Service Account", account, level: 1) }
    let initial = template.items("spec", "initContainers")
    if !initial.isEmpty {
      containers("Init Containers", initial, statuses: [], pod: nil, indent: "  ")
    }
    containers(
      "Containers", template.items("spec", "containers"), statuses: [], pod: nil, indent: "  ")
    volumes(template.items("spec", "volumes"), indent: "  ")
    spreading(template.items("spec", "topologySpreadConstraints"), indent: "  ")
    let priority = template.text("spec", "priorityClassName")
    if !priority.isEmpty { row("Priority Class Name", priority, level: 1) }
    labels("Node-Selectors", template.map("spec", "nodeSelector"), indent: "  ")
    tolerations(template.items("spec", "tolerations"), indent: "  ")
  }

  mutating func tolerations(_ tolerations: [JSON], indent: String = "") {
    let sorted = tolerations.sorted { $0.text("key").precedesByBytes($1.text("key")) }
    let texts = sorted.map { toleration in
      var text = toleration.text("key")
      let value = toleration.text("value")
      let effect = toleration.text("effect")
      if !value.isEmpty { text += "=\(value)" }
      if !effect.isEmpty { text += ":\(effect)" }
      if toleration.text("operator") == "Exists", value.isEmpty {
        text += text.isEmpty ? "op=Exists" : " op=Exists"
      }
      if let seconds = toleration["tolerationSeconds"]?.integer { text += " for \(seconds)s" }
      return text
    }
    rows("Tolerations", texts, indent: indent)
  }

  /// How pods are to be spread over parts of the cluster; nothing where nothing is said.
  mutating func spreading(_ constraints: [JSON], indent: String = "") {
    if constraints.isEmpty { return }
    let sorted = constraints.sorted {
      $0.text("topologyKey").precedesByBytes($1.text("topologyKey"))
    }
    let texts = sorted.map { constraint in
      let start =
        "\(constraint.text("topologyKey")):\(constraint.text("whenUnsatisfiable"))"
        + " when max skew \(constraint.number("maxSkew")) is exceeded"
      guard let selector = constraint["labelSelector"], !selector.isNull else { return start }
      return "\(start) for selector \(labelSelectorText(selector))"
    }
    for (index, text) in texts.enumerated() {
      line(index == 0 ? "\(indent)Topology Spread Constraints:\t\(text)" : "\(indent)\t\(text)")
    }
  }
}
