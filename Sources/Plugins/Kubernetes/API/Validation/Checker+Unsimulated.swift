import Values

/// Fields of pods that Kubernetes has and the simulation has not: who writes one is told so by its
/// name, for a pod that ran as if it were not there would be a lie.
extension Checker {
  private static let refusal = "is not simulated"

  /// Fields that must not be there, or only with this value, which changes nothing.
  private static let podFields: [(name: String, harmless: JSON)] = [
    ("hostPID", false), ("hostIPC", false), ("shareProcessNamespace", false),
    ("topologySpreadConstraints", []), ("setHostnameAsFQDN", false), ("hostUsers", true),
    ("resourceClaims", []), ("resources", [:]),
  ]
  private static let podContextFields: [(name: String, harmless: JSON)] = [
    ("seLinuxOptions", [:]), ("windowsOptions", [:]), ("supplementalGroupsPolicy", "Merge"),
    ("sysctls", []), ("seLinuxChangePolicy", "MountOption"),
  ]
  private static let containerContextFields: [(name: String, harmless: JSON)] = [
    ("capabilities", [:]), ("seLinuxOptions", [:]), ("windowsOptions", [:]),
    ("procMount", "Default"),
  ]

  mutating func unsimulated(_ field: @autoclosure () -> String, _ spec: PodSpec) {
    unsimulated(field(), spec.kept, Checker.podFields)
    if let containers = spec.kept.values["ephemeralContainers"], containers != [] {
      // It is only added later, through a subresource of its own, which is not there.
      add(.forbidden("\(field()).ephemeralContainers", "cannot be set on create"))
    }
    if let context = spec.securityContext {
      var place: String { "\(field()).securityContext" }
      unsimulated(place, context.kept, Checker.podContextFields)
      user(place, context.runAsUser, context.runAsGroup)
      profiles(place, context.kept)
    }
    terms("\(field()).affinity.podAffinity", spec.affinity?.podAffinity)
    terms("\(field()).affinity.podAntiAffinity", spec.affinity?.podAntiAffinity)
    for (index, container) in spec.containers.enumerated() {
      unsimulated("\(field()).containers[\(index)]", container)
    }
    for (index, container) in spec.initContainers.enumerated() {
      unsimulated("\(field()).initContainers[\(index)]", container)
    }
  }

  private mutating func unsimulated(
    _ place: @autoclosure () -> String, _ container: Container
  ) {
    if let context = container.securityContext {
      var own: String { "\(place()).securityContext" }
      unsimulated(own, context.kept, Checker.containerContextFields)
      user(own, context.runAsUser, context.runAsGroup)
      profiles(own, context.kept)
      if context.privileged == true {
        add(.forbidden("\(own).privileged", Checker.refusal))
      }
    }
    unsimulated("\(place()).resources", container.resources.kept, [("claims", [])])
    for (index, mount) in container.volumeMounts.enumerated() {
      unsimulated(
        "\(place()).volumeMounts[\(index)]", mount.kept,
        [("mountPropagation", "None"), ("recursiveReadOnly", "Disabled")])
    }
    let probes = [
      ("livenessProbe", container.livenessProbe), ("readinessProbe", container.readinessProbe),
      ("startupProbe", container.startupProbe),
    ]
    for (name, probe) in probes where probe?.grpc != nil {
      add(.forbidden("\(place()).\(name).grpc", Checker.refusal))
    }
  }

  private mutating func unsimulated(
    _ place: @autoclosure () -> String, _ kept: KeptFields,
    _ fields: [(name: String, harmless: JSON)]
  ) {
    if kept.values.isEmpty { return }
    for field in fields {
      if let value = kept.values[field.name], value != field.harmless {
        add(.forbidden("\(place()).\(field.name)", Checker.refusal))
      }
    }
  }

  /// Root may do everything; what another user may not is not known here.
  private mutating func user(
    _ place: @autoclosure () -> String, _ user: Int64?, _ group: Int64?
  ) {
    let detail = "users other than root are not simulated; leave it out"
    if user ?? 0 != 0 { add(.forbidden("\(place()).runAsUser", detail)) }
    if group ?? 0 != 0 { add(.forbidden("\(place()).runAsGroup", detail)) }
  }

  /// No program here does what the usual profiles forbid; one of the node's own may forbid more.
  private mutating func profiles(_ place: @autoclosure () -> String, _ kept: KeptFields) {
    for name in ["seccompProfile", "appArmorProfile"] {
      if kept.values[name]?["type"] == "Localhost" {
        add(.forbidden("\(place()).\(name)", "profiles of the node are not simulated"))
      }
    }
  }

  private mutating func terms(_ place: @autoclosure () -> String, _ affinity: PodAffinity?) {
    guard let affinity else { return }
    let wish = "DuringSchedulingIgnoredDuringExecution"
    for (index, term) in affinity.requiredDuringSchedulingIgnoredDuringExecution.enumerated() {
      self.term("\(place()).required\(wish)[\(index)]", term)
    }
    for (index, term) in affinity.preferredDuringSchedulingIgnoredDuringExecution.enumerated() {
      self.term("\(place()).preferred\(wish)[\(index)].podAffinityTerm", term.podAffinityTerm)
    }
  }

  private mutating func term(_ place: @autoclosure () -> String, _ term: PodAffinityTerm) {
    if let selector = term.namespaceSelector, selector != LabelSelector() {
      add(.forbidden("\(place()).namespaceSelector", Checker.refusal))
    }
    if !term.matchLabelKeys.isEmpty {
      add(.forbidden("\(place()).matchLabelKeys", Checker.refusal))
    }
    if !term.mismatchLabelKeys.isEmpty {
      add(.forbidden("\(place()).mismatchLabelKeys", Checker.refusal))
    }
  }
}
