import Values

/// Rules for parts of a pod that are seldom used.
extension Checker {
  /// N2: whole numbers of things that a node has or has not, never shared.
  mutating func resources(_ place: @autoclosure () -> String, _ resources: ResourceRequirements) {
    amounts("\(place()).limits", resources.limits)
    amounts("\(place()).requests", resources.requests)
    for entry in resources.requests {
      let limit = resources.limits[entry.key]
      let mustBeEqual = !Checker.isOvercommitted(entry.key)
      if let limit, mustBeEqual, limit.isLess(than: entry.value) || entry.value.isLess(than: limit)
      {
        add(
          .invalid(
            "\(place()).requests", text: entry.value.text,
            "must be equal to \(entry.key) limit of \(limit.text)"))
      } else if let limit, limit.isLess(than: entry.value) {
        add(
          .invalid(
            "\(place()).requests", text: entry.value.text,
            "must be less than or equal to \(entry.key) limit of \(limit.text)"))
      } else if limit == nil, mustBeEqual {
        add(.required("\(place()).limits", "Limit must be set for non overcommitable resources"))
      }
    }
  }

  private mutating func amounts(_ place: @autoclosure () -> String, _ list: ResourceList) {
    for entry in list {
      var field: String { "\(place())[\(entry.key)]" }
      if entry.key.utf8.contains(UInt8(ascii: "/")) {
        if entry.value.thousandths != 0 {
          add(.invalid(field, text: entry.value.text, "must be an integer"))
        }
      } else if !Checker.isOvercommitted(entry.key), !entry.key.hasPrefix("hugepages-") {
        add(
          .invalid(
            field, text: entry.key, "must be a standard resource type or fully qualified"))
        add(.invalid(field, text: entry.key, "must be a standard resource for containers"))
      }
    }
  }

  /// Of which a container may ask for less than its limit.
  private static func isOvercommitted(_ resource: String) -> Bool {
    resource == "cpu" || resource == "memory" || resource == "ephemeral-storage"
  }

  mutating func devices(
    _ place: @autoclosure () -> String, _ container: Container, volumes: [Volume]
  ) {
    for (index, device) in (container.kept.values["volumeDevices"]?.array ?? []).enumerated() {
      var field: String { "\(place())[\(index)]" }
      let name = device["name"]?.string ?? ""
      if name.isEmpty { add(.required("\(field).name")) }
      if device["devicePath"]?.string ?? "" == "" { add(.required("\(field).devicePath")) }
      guard let volume = volumes.first(where: { $0.name == name }) else {
        add(.notFound("\(field).name", name))
        continue
      }
      if volume.persistentVolumeClaim == nil, volume.kept.values["ephemeral"] == nil {
        add(
          .invalid(
            "\(field).name", text: name,
            "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"))
      } else {
        add(.forbidden(field, "volumes as block devices are not simulated"))
      }
    }
  }

  mutating func schedulingGates(_ field: @autoclosure () -> String, _ spec: PodSpec) {
    if spec.schedulingGates.isEmpty { return }
    if !spec.nodeName.isEmpty {
      add(
        .forbidden(
          "\(field()).nodeName", "cannot be set until all schedulingGates have been cleared"))
    }
    for (index, gate) in spec.schedulingGates.enumerated()
    where spec.schedulingGates[..<index].contains(gate) {
      add(.duplicate("\(field()).schedulingGates[\(index)].name", gate.name))
    }
  }

  /// Gates are taken away one by one; nothing is held back that was let go.
  mutating func schedulingGatesChange(_ spec: PodSpec, _ before: PodSpec) {
    for (index, gate) in spec.schedulingGates.enumerated()
    where !before.schedulingGates.contains(gate) {
      add(
        .forbidden(
          "spec.schedulingGates[\(index)].name",
          "only deletion is allowed, but found new scheduling gate '\(gate.name)'"))
    }
  }

  mutating func names(_ field: @autoclosure () -> String, of spec: PodSpec) {
    let config = spec.dnsConfig
    if spec.dnsPolicy == "None" {
      guard let config else {
        add(.required("\(field()).dnsConfig", "must provide `dnsConfig` when `dnsPolicy` is None"))
        return
      }
      if config.nameservers.isEmpty {
        add(
          .required(
            "\(field()).dnsConfig.nameservers",
            "must provide at least one DNS nameserver when `dnsPolicy` is None"))
      }
    }
    for (index, option) in (config?.options ?? []).enumerated() where option.name.isEmpty {
      add(.required("\(field()).dnsConfig.options[\(index)]", "must not be empty"))
    }
  }
}
