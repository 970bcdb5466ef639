import OrderedCollections
import Values

extension Description {
  /// Containers with, for a pod, their states; `indent` is that of a pod template.
  mutating func containers(
    _ title: String, _ containers: [JSON], statuses: [JSON], pod: JSON?, indent: String = ""
  ) {
    text += containers.isEmpty ? "\(indent)\(title): <none>\n" : "\(indent)\(title):\n"
    for container in containers {
      let name = container.text("name")
      line("\(indent.isEmpty ? "" : " ")\(name):", level: 1)
      let status = statuses.first { $0.text("name") == name }
      basics(container, status)
      words("Command", container.items("command"))
      words("Args", container.items("args"))
      if let status { state(status) }
      amounts("Limits", container.at("resources", "limits"))
      amounts("Requests", container.at("resources", "requests"))
      for (key, title) in [
        ("livenessProbe", "Liveness"), ("readinessProbe", "Readiness"), ("startupProbe", "Startup"),
      ] {
        if let probe = container[key], !probe.isNull {
          row(title, ProbeText.of(probe), level: 2)
        }
      }
      environment(container, pod)
      mounts(container)
    }
  }

  private mutating func basics(_ container: JSON, _ status: JSON?) {
    if let status { row("Container ID", status.text("containerID"), level: 2) }
    row("Image", container.text("image"), level: 2)
    if let status { row("Image ID", status.text("imageID"), level: 2) }
    let ports = container.items("ports")
    for (member, title) in [("containerPort", "Port"), ("hostPort", "Host Port")] {
      let texts = ports.map { port in
        let transport = port.text("protocol")
        return "\(port.number(member))/\(transport.isEmpty ? "TCP" : transport)"
      }
      let value = texts.isEmpty ? "<none>" : texts.joined(separator: ", ")
      row(texts.count > 1 ? title + "s" : title, value, level: 2)
    }
    seccomp(container["securityContext"], level: 2)
  }

  /// The profile that system calls are filtered by, where one is asked for.
  mutating func seccomp(_ context: JSON?, level: Int) {
    guard let profile = context?["seccompProfile"], !profile.isNull else { return }
    row("SeccompProfile", profile.text("type"), level: level)
    if profile.text("type") == "Localhost" {
      row(
        "LocalhostProfile", profile.text("localhostProfile"), level: level == 0 ? 0 : level + 1)
    }
  }

  private mutating func words(_ title: String, _ words: [JSON]) {
    if words.isEmpty { return }
    line("\(title):", level: 2)
    for word in words {
      let parts = (word.string ?? "").split(separator: "\n", omittingEmptySubsequences: false)
      for part in parts { line(String(part), level: 3) }
    }
  }

  private mutating func state(_ status: JSON) {
    state("State", status["state"] ?? .null)
    let last = status["lastState"] ?? .null
    if last["terminated"] != nil { state("Last State", last) }
    row("Ready", status["ready"]?.bool == true ? "True" : "False", level: 2)
    row("Restart Count", String(status.number("restartCount")), level: 2)
  }

  private mutating func state(_ title: String, _ state: JSON) {
    if let running = state["running"] {
      row(title, "Running", level: 2)
      row("Started", Description.date(running.time("startedAt")), level: 3)
    } else if let ended = state["terminated"] {
      row(title, "Terminated", level: 2)
      if !ended.text("reason").isEmpty { row("Reason", ended.text("reason"), level: 3) }
      if !ended.text("message").isEmpty { row("Message", ended.text("message"), level: 3) }
      row("Exit Code", String(ended.number("exitCode")), level: 3)
      if ended.number("signal") > 0 { row("Signal", String(ended.number("signal")), level: 3) }
      row("Started", Description.date(ended.time("startedAt")), level: 3)
      row("Finished", Description.date(ended.time("finishedAt")), level: 3)
    } else {
      row(title, "Waiting", level: 2)
      let reason = state.text("waiting", "reason")
      if !reason.isEmpty { row("Reason", reason, level: 3) }
    }
  }

  private mutating func amounts(_ title: String, _ amounts: JSON?) {
    guard let members = amounts?.object, !members.isEmpty else { return }
    line("\(title):", level: 2)
    for name in members.keys.sorted(by: { $0.precedesByBytes($1) }) {
      row(name, JSONPath.text(members[name] ?? .null), level: 3)
    }
  }

  private mutating func environment(_ container: JSON, _ pod: JSON?) {
    let sources = container.items("envFrom")
    if !sources.isEmpty { line("Environment Variables from:", level: 2) }
    for source in sources {
      let isMap = source["configMapRef"] != nil
      let reference = source[isMap ? "configMapRef" : "secretRef"] ?? .null
      let prefix = source.text("prefix")
      let kind =
        (isMap ? "ConfigMap" : "Secret") + (prefix.isEmpty ? "" : " with prefix '\(prefix)'")
      let optional = reference["optional"]?.bool == true
      line("\(reference.text("name"))\t\(kind)\tOptional: \(optional)", level: 3)
    }
    let variables = container.items("env")
    line(variables.isEmpty ? "Environment:\t<none>" : "Environment:", level: 2)
    for variable in variables { self.variable(variable, of: container, pod) }
  }

  private mutating func variable(_ variable: JSON, of container: JSON, _ pod: JSON?) {
    let name = variable.text("name")
    guard let source = variable["valueFrom"], !source.isNull else {
      let parts = variable.text("value").split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        line(index == 0 ? "\(name):\t\(part)" : "\t\(part)", level: 3)
      }
      return
    }
    if let field = source["fieldRef"] {
      let path = field.text("fieldPath")
      let version = field.text("apiVersion")
      let value = pod.map { FieldPathText.value(of: path, in: $0) } ?? ""
      row(name, "\(value) (\(version.isEmpty ? "v1" : version):\(path))", level: 3)
    } else if let secret = source["secretKeyRef"] {
      let optional = secret["optional"]?.bool == true
      line(
        "\(name):\t<set to the key '\(secret.text("key"))' in secret '\(secret.text("name"))'>\t"
          + "Optional: \(optional)", level: 3)
    } else if let map = source["configMapKeyRef"] {
      let optional = map["optional"]?.bool == true
      line(
        "\(name):\t<set to the key '\(map.text("key"))' of config map '\(map.text("name"))'>\t"
          + "Optional: \(optional)", level: 3)
    } else if let resource = source["resourceFieldRef"] {
      let value = ContainerAmount.text(of: resource, in: container)
      row(name, "\(value) (\(resource.text("resource")))", level: 3)
    }
  }

  private mutating func mounts(_ container: JSON) {
    let mounts = container.items("volumeMounts").sorted {
      $0.text("mountPath").precedesByBytes($1.text("mountPath"))
    }
    line(mounts.isEmpty ? "Mounts:\t<none>" : "Mounts:", level: 2)
    for mount in mounts {
      var flags = mount["readOnly"]?.bool == true ? "ro" : "rw"
      let subPath = mount.text("subPath")
      if !subPath.isEmpty { flags += ",path=\(quoted(subPath))" }
      line("\(mount.text("mountPath")) from \(mount.text("name")) (\(flags))", level: 3)
    }
    let devices = container.items("volumeDevices").sorted {
      $0.text("devicePath").precedesByBytes($1.text("devicePath"))
    }
    if devices.isEmpty { return }
    line(mounts.isEmpty ? "Devices:\t<none>" : "Devices:", level: 2)
    for device in devices {
      line("\(device.text("devicePath")) from \(device.text("name"))", level: 3)
    }
  }
}
