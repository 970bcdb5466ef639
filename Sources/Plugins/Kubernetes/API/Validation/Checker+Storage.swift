import Values

extension Checker {
  static let accessModes = [
    "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod",
  ]

  mutating func claim(_ field: @autoclosure () -> String, _ spec: PersistentVolumeClaimSpec) {
    if spec.accessModes.isEmpty {
      add(.required("\(field()).accessModes", "at least 1 access mode is required"))
    }
    for mode in spec.accessModes {
      supported("\(field()).accessModes", mode, Checker.accessModes)
    }
    if let size = spec.resources.requests["storage"] {
      positive("\(field()).resources[storage]", size)
    } else {
      add(.required("\(field()).resources[storage]"))
    }
    if let name = spec.storageClassName, !name.isEmpty {
      names("\(field()).storageClassName", name, NameRules.problemsOfSubdomain(name))
    }
    if let mode = spec.volumeMode {
      supported("\(field()).volumeMode", mode, ["Block", "Filesystem"])
    }
  }

  mutating func positive(_ field: @autoclosure () -> String, _ size: Quantity) {
    if size.inThousandths <= 0 {
      add(.invalid(field(), text: size.text, "must be greater than zero"))
    }
  }

  mutating func volume(_ volume: PersistentVolume) {
    let spec = volume.spec
    if spec.accessModes.isEmpty { add(.required("spec.accessModes")) }
    for mode in spec.accessModes { supported("spec.accessModes", mode, Checker.accessModes) }
    if let size = spec.capacity["storage"] {
      positive("spec.capacity[storage]", size)
    } else if spec.capacity.isEmpty {
      add(.required("spec.capacity"))
    } else {
      add(.unsupported("spec.capacity", spec.capacity.keys[0], ["storage"]))
    }
    var sources = spec.kept.values.filter { $0.key != "volumeAttributesClassName" }.count
    if spec.hostPath != nil { sources += 1 }
    if spec.csi != nil { sources += 1 }
    if spec.local != nil {
      sources += 1
      if spec.nodeAffinity == nil {
        add(.required("spec.nodeAffinity", "Local volume requires node affinity"))
      }
    }
    if sources == 0 { add(.required("spec", "must specify a volume type")) }
    if sources > 1 { add(.forbidden("spec", "may not specify more than 1 volume type")) }
    supported(
      "spec.persistentVolumeReclaimPolicy", spec.persistentVolumeReclaimPolicy,
      ["Delete", "Recycle", "Retain"])
  }

  mutating func storageClass(_ storageClass: StorageClass) {
    if storageClass.provisioner.isEmpty { add(.required("provisioner")) }
    if let policy = storageClass.reclaimPolicy {
      supported("reclaimPolicy", policy, ["Delete", "Retain"])
    }
    if let mode = storageClass.volumeBindingMode {
      supported("volumeBindingMode", mode, ["Immediate", "WaitForFirstConsumer"])
    }
  }
}
