import OrderedCollections
import Values

extension GoDump {
  static func dump(_ container: Container) -> String {
    let kept = container.kept.values
    var dump = GoDump()
    dump.string("Name", container.name)
    dump.string("Image", container.image)
    dump.list("Command", "string", container.command)
    dump.list("Args", "string", container.args)
    dump.string("WorkingDir", container.workingDir)
    dump.list("Ports", "v1.ContainerPort", container.ports.map { self.dump($0) })
    dump.list("EnvFrom", "v1.EnvFromSource", container.envFrom.map { self.dump($0) })
    dump.list("Env", "v1.EnvVar", container.env.map { self.dump($0) })
    var resources = GoDump()
    resources.resources("Limits", container.resources.limits)
    resources.resources("Requests", container.resources.requests)
    resources.kept("Claims", "[]v1.ResourceClaim", container.resources.kept.values["claims"])
    dump.add("Resources", "v1.ResourceRequirements", resources.text)
    dump.kept("ResizePolicy", "[]v1.ContainerResizePolicy", kept["resizePolicy"])
    dump.pointer("RestartPolicy", "v1.ContainerRestartPolicy", container.restartPolicy)
    dump.list("VolumeMounts", "v1.VolumeMount", container.volumeMounts.map { self.dump($0) })
    dump.kept("VolumeDevices", "[]v1.VolumeDevice", kept["volumeDevices"])
    dump.pointer("LivenessProbe", "v1.Probe", container.livenessProbe.map { self.dump($0) })
    dump.pointer("ReadinessProbe", "v1.Probe", container.readinessProbe.map { self.dump($0) })
    dump.pointer("StartupProbe", "v1.Probe", container.startupProbe.map { self.dump($0) })
    dump.pointer(
      "Lifecycle", "v1.Lifecycle",
      container.lifecycle.map {
        var lifecycle = GoDump()
        lifecycle.pointer(
          "PostStart", "v1.LifecycleHandler", $0.postStart.map { self.dump($0) })
        lifecycle.pointer("PreStop", "v1.LifecycleHandler", $0.preStop.map { self.dump($0) })
        return lifecycle.text
      })
    dump.string("TerminationMessagePath", container.terminationMessagePath)
    dump.string(
      "TerminationMessagePolicy", container.terminationMessagePolicy,
      type: "v1.TerminationMessagePolicy")
    dump.string("ImagePullPolicy", container.imagePullPolicy, type: "v1.PullPolicy")
    dump.kept(
      "SecurityContext", "*v1.SecurityContext", container.securityContext?.encode())
    dump.flag("Stdin", container.stdin)
    dump.flag("StdinOnce", container.stdinOnce)
    dump.flag("TTY", container.tty)
    return dump.text
  }

  static func dump(_ port: ContainerPort) -> String {
    var dump = GoDump()
    dump.string("Name", port.name)
    dump.number("HostPort", port.hostPort)
    dump.number("ContainerPort", port.containerPort)
    dump.string("Protocol", port.protocol, type: "v1.Protocol")
    dump.string("HostIP", port.hostIP)
    return dump.text
  }

  /// A key of a ConfigMap or Secret, or all of it.
  static func source(_ name: String, key: String? = nil, optional: Bool?) -> String {
    var dump = GoDump()
    dump.add("LocalObjectReference", "v1.LocalObjectReference", self.dump(name))
    if let key { dump.string("Key", key) }
    dump.pointer("Optional", optional)
    return dump.text
  }

  static func dump(_ source: EnvFromSource) -> String {
    var dump = GoDump()
    dump.string("Prefix", source.prefix)
    dump.pointer(
      "ConfigMapRef", "v1.ConfigMapEnvSource",
      source.configMapRef.map { self.source($0.name, optional: $0.optional) })
    dump.pointer(
      "SecretRef", "v1.SecretEnvSource",
      source.secretRef.map { self.source($0.name, optional: $0.optional) })
    return dump.text
  }

  static func dump(_ variable: EnvVar) -> String {
    var dump = GoDump()
    dump.string("Name", variable.name)
    dump.string("Value", variable.value)
    dump.pointer(
      "ValueFrom", "v1.EnvVarSource",
      variable.valueFrom.map { source in
        var from = GoDump()
        from.pointer(
          "FieldRef", "v1.ObjectFieldSelector",
          source.fieldRef.map {
            "{APIVersion:(string)\($0.apiVersion) FieldPath:(string)\($0.fieldPath)}"
          })
        from.kept(
          "ResourceFieldRef", "*v1.ResourceFieldSelector", source.kept.values["resourceFieldRef"])
        from.pointer(
          "ConfigMapKeyRef", "v1.ConfigMapKeySelector",
          source.configMapKeyRef.map {
            self.source($0.name, key: $0.key, optional: $0.optional)
          })
        from.pointer(
          "SecretKeyRef", "v1.SecretKeySelector",
          source.secretKeyRef.map { self.source($0.name, key: $0.key, optional: $0.optional) })
        return from.text
      })
    return dump.text
  }

  static func dump(_ mount: VolumeMount) -> String {
    var dump = GoDump()
    dump.string("Name", mount.name)
    dump.flag("ReadOnly", mount.readOnly)
    dump.pointer(
      "RecursiveReadOnly", "v1.RecursiveReadOnlyMode",
      mount.kept.values["recursiveReadOnly"]?.string)
    dump.string("MountPath", mount.mountPath)
    dump.string("SubPath", mount.subPath)
    dump.pointer(
      "MountPropagation", "v1.MountPropagationMode",
      mount.kept.values["mountPropagation"]?.string)
    dump.string("SubPathExpr", mount.subPathExpr)
    return dump.text
  }

  /// The actions that probes and hooks share.
  mutating func actions(_ exec: ExecAction?, _ http: HTTPGetAction?, _ socket: TCPSocketAction?) {
    pointer(
      "Exec", "v1.ExecAction",
      exec.map {
        var action = GoDump()
        action.list("Command", "string", $0.command)
        return action.text
      })
    pointer(
      "HTTPGet", "v1.HTTPGetAction",
      http.map {
        var action = GoDump()
        action.string("Path", $0.path)
        action.add("Port", "intstr.IntOrString", GoDump.dump($0.port))
        action.string("Host", $0.host)
        action.string("Scheme", $0.scheme, type: "v1.URIScheme")
        action.list(
          "HTTPHeaders", "v1.HTTPHeader",
          $0.httpHeaders.map { "{Name:(string)\($0.name) Value:(string)\($0.value)}" })
        return action.text
      })
    pointer(
      "TCPSocket", "v1.TCPSocketAction",
      socket.map {
        var action = GoDump()
        action.add("Port", "intstr.IntOrString", GoDump.dump($0.port))
        action.string("Host", $0.host)
        return action.text
      })
  }

  static func dump(_ probe: Probe) -> String {
    var handler = GoDump()
    handler.actions(probe.exec, probe.httpGet, probe.tcpSocket)
    handler.pointer(
      "GRPC", "v1.GRPCAction",
      probe.grpc.map {
        var action = GoDump()
        action.number("Port", $0.port)
        action.pointer("Service", "string", $0.service)
        return action.text
      })
    var dump = GoDump()
    dump.add("ProbeHandler", "v1.ProbeHandler", handler.text)
    dump.number("InitialDelaySeconds", probe.initialDelaySeconds)
    dump.number("TimeoutSeconds", probe.timeoutSeconds)
    dump.number("PeriodSeconds", probe.periodSeconds)
    dump.number("SuccessThreshold", probe.successThreshold)
    dump.number("FailureThreshold", probe.failureThreshold)
    dump.pointer(
      "TerminationGracePeriodSeconds", "int64",
      probe.terminationGracePeriodSeconds.map { String($0) })
    return dump.text
  }

  static func dump(_ handler: LifecycleHandler) -> String {
    var dump = GoDump()
    dump.actions(handler.exec, handler.httpGet, handler.tcpSocket)
    dump.pointer(
      "Sleep", "v1.SleepAction", handler.sleep.map { "{Seconds:(int64)\($0.seconds)}" })
    return dump.text
  }
}
