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
    let priority = template.text("spec", "priorityClassName")
    if !priority.isEmpty { row("Priority Class Name", priority, level: 1) }
    labels("Node-Selectors", template.map("spec", "nodeSelector"), indent: "  ")
    tolerations(template.items("spec", "tolerations"), indent: "  ")
  }

  mutating func tolerations(_ tolerations: [JSON], indent: String = "") {
    let texts = tolerations.map { toleration in
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
}
