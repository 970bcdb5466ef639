import Values

extension Checker {
  mutating func podSpec(_ field: @autoclosure () -> String, _ spec: PodSpec) {
    var volumes: [String] = []
    for (index, volume) in spec.volumes.enumerated() {
      var place: String { "\(field()).volumes[\(index)]" }
      if volume.name.isEmpty {
        add(.required("\(place).name"))
      } else {
        names("\(place).name", volume.name, NameRules.problemsOfLabel(volume.name))
      }
      if volumes.contains(volume.name) { add(.duplicate("\(place).name", volume.name)) }
      volumes.append(volume.name)
      self.volume(place, volume)
    }
    if spec.containers.isEmpty { add(.required("\(field()).containers")) }
    var containers: [String] = []
    for (index, container) in spec.containers.enumerated() {
      var place: String { "\(field()).containers[\(index)]" }
      self.container(place, container, volumes: volumes)
      devices("\(place).volumeDevices", container, volumes: spec.volumes)
      if container.restartPolicy != nil {
        add(.forbidden("\(place).restartPolicy", "may not be set for non-init containers"))
      }
      if !container.name.isEmpty, containers.contains(container.name) {
        add(.duplicate("\(field()).containers[\(index)].name", container.name))
      }
      containers.append(container.name)
    }
    for (index, container) in spec.initContainers.enumerated() {
      self.container("\(field()).initContainers[\(index)]", container, volumes: volumes)
      if let policy = container.restartPolicy {
        supported("\(field()).initContainers[\(index)].restartPolicy", policy, ["Always"])
      }
      devices(
        "\(field()).initContainers[\(index)].volumeDevices", container, volumes: spec.volumes)
      if !container.name.isEmpty, containers.contains(container.name) {
        add(.duplicate("\(field()).initContainers[\(index)].name", container.name))
      }
      containers.append(container.name)
    }
    supported("\(field()).restartPolicy", spec.restartPolicy, ["Always", "Never", "OnFailure"])
    supported(
      "\(field()).dnsPolicy", spec.dnsPolicy,
      ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"])
    labels("\(field()).nodeSelector", spec.nodeSelector)
    if !spec.hostname.isEmpty {
      names("\(field()).hostname", spec.hostname, NameRules.problemsOfLabel(spec.hostname))
    }
    if !spec.subdomain.isEmpty {
      names("\(field()).subdomain", spec.subdomain, NameRules.problemsOfLabel(spec.subdomain))
    }
    if let grace = spec.terminationGracePeriodSeconds {
      notNegative("\(field()).terminationGracePeriodSeconds", grace)
    }
    if let deadline = spec.activeDeadlineSeconds, !(1...Checker.longestDeadline).contains(deadline)
    {
      add(
        .invalid(
          "\(field()).activeDeadlineSeconds", String(deadline),
          "must be between 1 and \(Checker.longestDeadline), inclusive"))
    }
    for (index, toleration) in spec.tolerations.enumerated() {
      self.toleration("\(field()).tolerations[\(index)]", toleration)
    }
    if let system = spec.os { supported("\(field()).os.name", system.name, ["linux", "windows"]) }
    names(field(), of: spec)
    schedulingGates(field(), spec)
    unsimulated(field(), spec)
  }

  /// The seconds that fit into 32 bits.
  private static let longestDeadline = Int64(Int32.max)

  mutating func toleration(_ place: @autoclosure () -> String, _ toleration: Toleration) {
    switch toleration.operator {
    case "", "Equal":
      if toleration.key.isEmpty {
        add(
          .invalid(
            "\(place()).operator", text: toleration.operator,
            "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\""))
      }
    case "Exists":
      if !toleration.value.isEmpty {
        add(
          .invalid(
            "\(place()).operator", "core.Toleration{}",
            "value must be empty when `operator` is 'Exists'"))
      }
    default: add(.unsupported("\(place()).operator", toleration.operator, ["Equal", "Exists"]))
    }
    if !toleration.effect.isEmpty {
      supported(
        "\(place()).effect", toleration.effect, ["NoExecute", "NoSchedule", "PreferNoSchedule"])
    }
    if toleration.tolerationSeconds != nil, toleration.effect != "NoExecute" {
      add(
        .invalid(
          "\(place()).effect", text: toleration.effect,
          "effect must be 'NoExecute' when `tolerationSeconds` is set"))
    }
  }

  mutating func volume(_ place: @autoclosure () -> String, _ volume: Volume) {
    var sources = volume.kept.values.count
    if volume.hostPath != nil { sources += 1 }
    if volume.emptyDir != nil { sources += 1 }
    if volume.projected != nil { sources += 1 }
    if let secret = volume.secret {
      sources += 1
      if secret.secretName.isEmpty { add(.required("\(place()).secret.secretName")) }
    }
    if let map = volume.configMap {
      sources += 1
      if map.name.isEmpty { add(.required("\(place()).configMap.name")) }
    }
    if let claim = volume.persistentVolumeClaim {
      sources += 1
      if claim.claimName.isEmpty { add(.required("\(place()).persistentVolumeClaim.claimName")) }
    }
    if sources == 0 { add(.required(place(), "must specify a volume type")) }
    if sources > 1 { add(.forbidden(place(), "may not specify more than 1 volume type")) }
  }

  mutating func container(
    _ place: @autoclosure () -> String, _ container: Container, volumes: [String]
  ) {
    if container.name.isEmpty {
      add(.required("\(place()).name"))
    } else {
      names("\(place()).name", container.name, NameRules.problemsOfLabel(container.name))
    }
    if container.image.isEmpty {
      add(.required("\(place()).image"))
    } else if container.image.hasPrefix(" ") || container.image.hasSuffix(" ") {
      add(
        .invalid(
          "\(place()).image", text: container.image, "must not have leading or trailing whitespace")
      )
    }
    for (index, port) in container.ports.enumerated() {
      var field: String { "\(place()).ports[\(index)]" }
      if !port.name.isEmpty {
        portName("\(field).name", port.name)
        if container.ports[..<index].contains(where: { $0.name == port.name }) {
          add(.duplicate("\(field).name", port.name))
        }
      }
      if port.containerPort == 0 {
        add(.required("\(field).containerPort"))
      } else {
        self.port("\(field).containerPort", port.containerPort)
      }
      supported("\(field).protocol", port.protocol, ["SCTP", "TCP", "UDP"])
    }
    environment(place(), container)
    for (index, mount) in container.volumeMounts.enumerated() {
      var field: String { "\(place()).volumeMounts[\(index)]" }
      if mount.name.isEmpty {
        add(.required("\(field).name"))
      } else if !volumes.contains(mount.name) {
        add(.notFound("\(field).name", mount.name))
      }
      if mount.mountPath.isEmpty {
        add(.required("\(field).mountPath"))
      } else if container.volumeMounts[..<index].contains(where: {
        $0.mountPath == mount.mountPath
      }) {
        add(.invalid("\(field).mountPath", text: mount.mountPath, "must be unique"))
      }
    }
    supported(
      "\(place()).imagePullPolicy", container.imagePullPolicy, ["Always", "IfNotPresent", "Never"])
    resources("\(place()).resources", container.resources)
    probe("\(place()).livenessProbe", container.livenessProbe)
    probe("\(place()).readinessProbe", container.readinessProbe)
    probe("\(place()).startupProbe", container.startupProbe)
    if let probe = container.livenessProbe, probe.successThreshold != 1 {
      add(
        .invalid(
          "\(place()).livenessProbe.successThreshold", String(probe.successThreshold), "must be 1"))
    }
  }

  mutating func environment(_ place: @autoclosure () -> String, _ container: Container) {
    for (index, variable) in container.env.enumerated() {
      var field: String { "\(place()).env[\(index)]" }
      if variable.name.isEmpty { add(.required("\(field).name")) }
      if variable.valueFrom != nil, !variable.value.isEmpty {
        add(
          .invalid(
            "\(field).valueFrom", "\"\"", "may not be specified when `value` is not empty"))
      }
    }
  }

  mutating func probe(_ field: @autoclosure () -> String, _ probe: Probe?) {
    guard let probe else { return }
    var handlers = 0
    if let exec = probe.exec {
      handlers += 1
      if exec.command.isEmpty { add(.required("\(field()).exec.command")) }
    }
    if let action = probe.httpGet {
      handlers += 1
      port("\(field()).httpGet.port", action.port)
    }
    if let action = probe.tcpSocket {
      handlers += 1
      port("\(field()).tcpSocket.port", action.port)
    }
    if probe.grpc != nil { handlers += 1 }
    if handlers == 0 { add(.required(field(), "must specify a handler type")) }
    if handlers > 1 { add(.forbidden(field(), "may not specify more than 1 handler type")) }
    notNegative("\(field()).initialDelaySeconds", probe.initialDelaySeconds)
    notNegative("\(field()).timeoutSeconds", probe.timeoutSeconds)
    notNegative("\(field()).periodSeconds", probe.periodSeconds)
    notNegative("\(field()).successThreshold", probe.successThreshold)
    notNegative("\(field()).failureThreshold", probe.failureThreshold)
  }
}
