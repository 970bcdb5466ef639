import Values

extension Description {
  mutating func claim(_ claim: JSON, usedBy pods: [String]) {
    metadata(claim, withLabels: false)
    row("StorageClass", claim.text("spec", "storageClassName"))
    status(claim)
    let volume = claim.text("spec", "volumeName")
    row("Volume", volume)
    labels("Labels", claim.labels)
    annotations("Annotations", claim.annotations)
    finalizers(claim)
    let capacity = claim.at("status", "capacity", "storage").map { JSONPath.text($0) } ?? ""
    row("Capacity", volume.isEmpty ? "" : capacity)
    row(
      "Access Modes", volume.isEmpty ? "" : AccessModes.text(claim.items("status", "accessModes")))
    let mode = claim.text("spec", "volumeMode")
    if !mode.isEmpty { row("VolumeMode", mode) }
    if let source = claim.at("spec", "dataSource"), !source.isNull {
      line("DataSource:")
      if let group = source["apiGroup"]?.string { row("APIGroup", group, level: 1) }
      row("Kind", source.text("kind"), level: 1)
      row("Name", source.text("name"), level: 1)
    }
    rows("Used By", pods)
    let conditions = claim.items("status", "conditions")
    if !conditions.isEmpty {
      line("Conditions:\n  Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage")
      line("  ----\t------\t-----------------\t------------------\t------\t-------")
      for condition in conditions {
        line(
          "\(condition.text("type")) \t\(condition.text("status")) \t"
            + "\(Description.date(condition.time("lastProbeTime"))) \t"
            + "\(Description.date(condition.time("lastTransitionTime"))) \t"
            + "\(condition.text("reason")) \t\(condition.text("message"))", level: 1)
      }
    }
  }

  private mutating func status(_ object: JSON) {
    if object.isBeingDeleted {
      row("Status", "Terminating (lasts \(age(object.time("metadata", "deletionTimestamp"))))")
    } else {
      row("Status", object.text("status", "phase"))
    }
  }

  private mutating func finalizers(_ object: JSON) {
    let names = object.items("metadata", "finalizers").compactMap { $0.string }
    row("Finalizers", "[\(names.joined(separator: " "))]")
  }

  mutating func volume(_ volume: JSON) {
    row("Name", volume.name)
    labels("Labels", volume.labels)
    annotations("Annotations", volume.annotations)
    finalizers(volume)
    row("StorageClass", volume.text("spec", "storageClassName"))
    status(volume)
    if let claim = volume.at("spec", "claimRef") {
      row("Claim", "\(claim.text("namespace"))/\(claim.text("name"))")
    } else {
      row("Claim", "")
    }
    row("Reclaim Policy", volume.text("spec", "persistentVolumeReclaimPolicy"))
    row("Access Modes", AccessModes.text(volume.items("spec", "accessModes")))
    let mode = volume.text("spec", "volumeMode")
    if !mode.isEmpty { row("VolumeMode", mode) }
    row("Capacity", volume.at("spec", "capacity", "storage").map { JSONPath.text($0) } ?? "")
    nodeAffinity(volume.items("spec", "nodeAffinity", "required", "nodeSelectorTerms"))
    row("Message", volume.text("status", "message"))
    line("Source:")
    volumeSource(volume["spec"] ?? .null)
  }

  private mutating func nodeAffinity(_ terms: [JSON]) {
    if terms.isEmpty {
      row("Node Affinity", "<none>")
      return
    }
    line("Node Affinity:\t")
    line("Required Terms:\t", level: 1)
    for (index, term) in terms.enumerated() {
      let texts = term.items("matchExpressions").map { expression in
        let values = expression.items("values").compactMap { $0.string }
        let start = "\(expression.text("key")) \(expression.text("operator").lowercased())"
        return values.isEmpty ? start : "\(start) [\(values.joined(separator: ", "))]"
      }
      rows("Term \(index)", texts, indent: "    ")
    }
  }

  mutating func storageClass(_ object: JSON) {
    row("Name", object.name)
    let annotations = object.annotations
    let isDefault = annotations.contains {
      ($0.key == "storageclass.kubernetes.io/is-default-class"
        || $0.key == "storageclass.beta.kubernetes.io/is-default-class") && $0.value == "true"
    }
    row("IsDefaultClass", isDefault ? "Yes" : "No")
    row("Annotations", labelsText(annotations))
    row("Provisioner", object.text("provisioner"))
    row("Parameters", labelsText(object.map("parameters")))
    let grows = object["allowVolumeExpansion"]?.bool
    row("AllowVolumeExpansion", grows.map { $0 ? "True" : "False" } ?? "<unset>")
    let options = object.items("mountOptions").compactMap { $0.string }
    if options.isEmpty {
      row("MountOptions", "<none>")
    } else {
      line("MountOptions:")
      for option in options { line(option, level: 1) }
    }
    row("ReclaimPolicy", object.text("reclaimPolicy"))
    row("VolumeBindingMode", object.text("volumeBindingMode"))
  }
}

/// Access modes in their short forms, in Kubernetes' order: `RWO,ROX`.
enum AccessModes {
  static func text(_ modes: [JSON]) -> String {
    var result: [String] = []
    for (mode, short) in [
      ("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"),
      ("ReadWriteOncePod", "RWOP"),
    ] where modes.contains(.string(mode)) {
      result.append(short)
    }
    return result.joined(separator: ",")
  }
}
