import OrderedCollections
import Values

extension GoDump {
  /// The dump of a pod template, fields in the order of Kubernetes' Go types (v1.32).
  ///
  /// Fields that are only kept, not simulated, stand in it as JSON: a template that uses one has
  /// a hash of its own, but not a real cluster's.
  static func dump(_ template: PodTemplateSpec) -> String {
    var dump = GoDump()
    dump.add("ObjectMeta", "v1.ObjectMeta", self.dump(template.metadata))
    dump.add("Spec", "v1.PodSpec", self.dump(template.spec))
    return "(v1.PodTemplateSpec)" + dump.text
  }

  static func dump(_ metadata: ObjectMeta) -> String {
    var dump = GoDump()
    dump.string("Name", metadata.name)
    dump.string("GenerateName", metadata.generateName)
    dump.string("Namespace", metadata.namespace)
    dump.string("SelfLink", "")
    dump.string("UID", metadata.uid, type: "types.UID")
    dump.string("ResourceVersion", metadata.resourceVersion)
    dump.add("Generation", "int64", String(metadata.generation))
    dump.add(
      "CreationTimestamp", "v1.Time",
      "{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}")
    dump.pointer("DeletionTimestamp", "v1.Time", nil)
    dump.pointer("DeletionGracePeriodSeconds", "int64", nil)
    dump.map("Labels", metadata.labels)
    dump.map("Annotations", metadata.annotations)
    dump.list("OwnerReferences", "v1.OwnerReference", [])
    dump.list("Finalizers", "string", metadata.finalizers)
    dump.list("ManagedFields", "v1.ManagedFieldsEntry", [])
    return dump.text
  }

  /// What is kept of a field, or nothing.
  mutating func kept(_ name: String, _ type: String, _ value: JSON?) {
    add(name, type, value?.sorted.compactText ?? "<nil>")
  }

  static func dump(_ spec: PodSpec) -> String {
    let kept = spec.kept.values
    var dump = GoDump()
    dump.list("Volumes", "v1.Volume", spec.volumes.map { self.dump($0) })
    dump.list("InitContainers", "v1.Container", spec.initContainers.map { self.dump($0) })
    dump.list("Containers", "v1.Container", spec.containers.map { self.dump($0) })
    dump.kept("EphemeralContainers", "[]v1.EphemeralContainer", kept["ephemeralContainers"])
    dump.string("RestartPolicy", spec.restartPolicy, type: "v1.RestartPolicy")
    dump.pointer(
      "TerminationGracePeriodSeconds", "int64",
      spec.terminationGracePeriodSeconds.map { String($0) })
    dump.pointer(
      "ActiveDeadlineSeconds", "int64", spec.activeDeadlineSeconds.map { String($0) })
    dump.string("DNSPolicy", spec.dnsPolicy, type: "v1.DNSPolicy")
    dump.map("NodeSelector", spec.nodeSelector)
    dump.string("ServiceAccountName", spec.serviceAccountName)
    dump.string("DeprecatedServiceAccount", spec.serviceAccount)
    dump.pointer("AutomountServiceAccountToken", spec.automountServiceAccountToken)
    dump.string("NodeName", spec.nodeName)
    dump.flag("HostNetwork", spec.hostNetwork)
    dump.flag("HostPID", kept["hostPID"] == true)
    dump.flag("HostIPC", kept["hostIPC"] == true)
    dump.pointer("ShareProcessNamespace", kept["shareProcessNamespace"]?.bool)
    dump.add("SecurityContext", "*v1.PodSecurityContext", self.dump(spec.securityContext?.encode()))
    dump.list(
      "ImagePullSecrets", "v1.LocalObjectReference",
      spec.imagePullSecrets.map { self.dump($0.name) })
    dump.string("Hostname", spec.hostname)
    dump.string("Subdomain", spec.subdomain)
    dump.kept("Affinity", "*v1.Affinity", spec.affinity?.encode())
    dump.string("SchedulerName", spec.schedulerName)
    dump.list("Tolerations", "v1.Toleration", spec.tolerations.map { self.dump($0) })
    dump.list(
      "HostAliases", "v1.HostAlias",
      spec.hostAliases.map {
        var alias = GoDump()
        alias.string("IP", $0.ip)
        alias.list("Hostnames", "string", $0.hostnames)
        return alias.text
      })
    dump.string("PriorityClassName", spec.priorityClassName)
    dump.pointer("Priority", "int32", spec.priority.map { String($0) })
    dump.kept("DNSConfig", "*v1.PodDNSConfig", spec.dnsConfig?.encode())
    dump.list(
      "ReadinessGates", "v1.PodReadinessGate",
      spec.readinessGates.map { "{ConditionType:(v1.PodConditionType)\($0.conditionType)}" })
    dump.pointer("RuntimeClassName", "string", kept["runtimeClassName"]?.string)
    dump.pointer("EnableServiceLinks", spec.enableServiceLinks)
    dump.pointer("PreemptionPolicy", "v1.PreemptionPolicy", spec.preemptionPolicy)
    dump.kept("Overhead", "v1.ResourceList", kept["overhead"])
    dump.kept(
      "TopologySpreadConstraints", "[]v1.TopologySpreadConstraint",
      kept["topologySpreadConstraints"])
    dump.pointer("SetHostnameAsFQDN", kept["setHostnameAsFQDN"]?.bool)
    dump.kept("OS", "*v1.PodOS", spec.os?.encode())
    dump.pointer("HostUsers", kept["hostUsers"]?.bool)
    dump.list(
      "SchedulingGates", "v1.PodSchedulingGate", spec.schedulingGates.map { self.dump($0.name) })
    dump.kept("ResourceClaims", "[]v1.PodResourceClaim", kept["resourceClaims"])
    dump.kept("Resources", "*v1.ResourceRequirements", kept["resources"])
    return dump.text
  }

  /// The security context of a pod; one that says nothing is dumped field by field.
  static func dump(_ context: JSON?) -> String {
    guard let context else { return "<nil>" }
    guard case .object(let members) = context, members.isEmpty else {
      return context.sorted.compactText
    }
    var dump = GoDump()
    dump.pointer("SELinuxOptions", "v1.SELinuxOptions", nil)
    dump.pointer("WindowsOptions", "v1.WindowsSecurityContextOptions", nil)
    dump.pointer("RunAsUser", "int64", nil)
    dump.pointer("RunAsGroup", "int64", nil)
    dump.pointer("RunAsNonRoot", "bool", nil)
    dump.list("SupplementalGroups", "int64", [])
    dump.pointer("SupplementalGroupsPolicy", "v1.SupplementalGroupsPolicy", nil)
    dump.pointer("FSGroup", "int64", nil)
    dump.list("Sysctls", "v1.Sysctl", [])
    dump.pointer("FSGroupChangePolicy", "v1.PodFSGroupChangePolicy", nil)
    dump.pointer("SeccompProfile", "v1.SeccompProfile", nil)
    dump.pointer("AppArmorProfile", "v1.AppArmorProfile", nil)
    dump.pointer("SELinuxChangePolicy", "v1.PodSELinuxChangePolicy", nil)
    return dump.text
  }

  static func dump(_ toleration: Toleration) -> String {
    var dump = GoDump()
    dump.string("Key", toleration.key)
    dump.string("Operator", toleration.operator, type: "v1.TolerationOperator")
    dump.string("Value", toleration.value)
    dump.string("Effect", toleration.effect, type: "v1.TaintEffect")
    dump.pointer(
      "TolerationSeconds", "int64", toleration.tolerationSeconds.map { String($0) })
    return dump.text
  }
}
