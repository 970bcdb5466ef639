import Values

/// The fields of the server's own types, in their order, with what they are called in JSON.
///
/// A field is written `Name json kind`. The kinds: `s` a text, `i` a number, `b` a truth value,
/// `q` an amount, `ios` a number or a text, `labels` a map of texts, `res` amounts by resource,
/// `T` a type of this table, `+T` one whose fields are among those of the outer object, `nil` what
/// is never there; `*` before a kind is a pointer, `[]` a list, `[]core.X` a list of texts of
/// that type.
enum GoSchema {
  static let types: [String: [String]] = {
    var all = pods
    for (name, fields) in containers { all[name] = fields }
    for (name, fields) in volumes { all[name] = fields }
    return all
  }()

  private static let pods: [String: [String]] = [
    "PodSpec": [
      "Volumes volumes []Volume", "InitContainers initContainers []Container",
      "Containers containers []Container", "EphemeralContainers ephemeralContainers nil",
      "RestartPolicy restartPolicy s",
      "TerminationGracePeriodSeconds terminationGracePeriodSeconds *i",
      "ActiveDeadlineSeconds activeDeadlineSeconds *i", "DNSPolicy dnsPolicy s",
      "NodeSelector nodeSelector labels", "ServiceAccountName serviceAccountName s",
      "AutomountServiceAccountToken automountServiceAccountToken *b", "NodeName nodeName s",
      "SecurityContext securityContext *PodSecurityContext",
      "ImagePullSecrets imagePullSecrets []LocalObjectReference", "Hostname hostname s",
      "Subdomain subdomain s", "SetHostnameAsFQDN setHostnameAsFQDN *b",
      "Affinity affinity *Affinity", "SchedulerName schedulerName s",
      "Tolerations tolerations []Toleration", "HostAliases hostAliases []HostAlias",
      "PriorityClassName priorityClassName s", "Priority priority *i",
      "PreemptionPolicy preemptionPolicy *s", "DNSConfig dnsConfig *PodDNSConfig",
      "ReadinessGates readinessGates []PodReadinessGate", "RuntimeClassName runtimeClassName *s",
      "Overhead overhead res", "EnableServiceLinks enableServiceLinks *b",
      "TopologySpreadConstraints topologySpreadConstraints []TopologySpreadConstraint",
      "OS os *PodOS", "SchedulingGates schedulingGates []PodSchedulingGate",
      "ResourceClaims resourceClaims []PodResourceClaim",
      "Resources resources *ResourceRequirements",
    ],
    "PodSecurityContext": [
      "HostNetwork hostNetwork b", "HostPID hostPID b", "HostIPC hostIPC b",
      "ShareProcessNamespace shareProcessNamespace *b", "HostUsers hostUsers *b",
      "SELinuxOptions seLinuxOptions nil", "WindowsOptions windowsOptions nil",
      "RunAsUser runAsUser *i", "RunAsGroup runAsGroup *i", "RunAsNonRoot runAsNonRoot *b",
      "SupplementalGroups supplementalGroups []i",
      "SupplementalGroupsPolicy supplementalGroupsPolicy *s", "FSGroup fsGroup *i",
      "FSGroupChangePolicy fsGroupChangePolicy *s", "Sysctls sysctls []Sysctl",
      "SeccompProfile seccompProfile *SeccompProfile", "AppArmorProfile appArmorProfile nil",
    ],
    "Sysctl": ["Name name s", "Value value s"],
    "SeccompProfile": ["Type type s", "LocalhostProfile localhostProfile *s"],
    "LocalObjectReference": ["Name name s"],
    "Toleration": [
      "Key key s", "Operator operator s", "Value value s", "Effect effect s",
      "TolerationSeconds tolerationSeconds *i",
    ],
    "HostAlias": ["IP ip s", "Hostnames hostnames []string"],
    "PodDNSConfig": [
      "Nameservers nameservers []string", "Searches searches []string",
      "Options options []PodDNSConfigOption",
    ],
    "PodDNSConfigOption": ["Name name s", "Value value *s"],
    "PodReadinessGate": ["ConditionType conditionType s"],
    "PodSchedulingGate": ["Name name s"],
    "PodResourceClaim": [
      "Name name s", "ResourceClaimName resourceClaimName *s",
      "ResourceClaimTemplateName resourceClaimTemplateName *s",
    ],
    "PodOS": ["Name name s"],
    "TopologySpreadConstraint": [
      "MaxSkew maxSkew i", "TopologyKey topologyKey s", "WhenUnsatisfiable whenUnsatisfiable s",
      "LabelSelector labelSelector *v1.LabelSelector", "MinDomains minDomains *i",
      "NodeAffinityPolicy nodeAffinityPolicy *s", "NodeTaintsPolicy nodeTaintsPolicy *s",
      "MatchLabelKeys matchLabelKeys []string",
    ],
    "v1.LabelSelector": [
      "MatchLabels matchLabels labels",
      "MatchExpressions matchExpressions []v1.LabelSelectorRequirement",
    ],
    "v1.LabelSelectorRequirement": [
      "Key key s", "Operator operator s", "Values values []string",
    ],
    "Affinity": [
      "NodeAffinity nodeAffinity *NodeAffinity", "PodAffinity podAffinity *PodAffinity",
      "PodAntiAffinity podAntiAffinity *PodAntiAffinity",
    ],
    "NodeAffinity": [
      "RequiredDuringSchedulingIgnoredDuringExecution"
        + " requiredDuringSchedulingIgnoredDuringExecution *NodeSelector",
      "PreferredDuringSchedulingIgnoredDuringExecution"
        + " preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm",
    ],
    "NodeSelector": ["NodeSelectorTerms nodeSelectorTerms []NodeSelectorTerm"],
    "NodeSelectorTerm": [
      "MatchExpressions matchExpressions []NodeSelectorRequirement",
      "MatchFields matchFields []NodeSelectorRequirement",
    ],
    "NodeSelectorRequirement": ["Key key s", "Operator operator s", "Values values []string"],
    "PreferredSchedulingTerm": ["Weight weight i", "Preference preference NodeSelectorTerm"],
    "PodAffinity": podAffinity, "PodAntiAffinity": podAffinity,
    "PodAffinityTerm": [
      "LabelSelector labelSelector *v1.LabelSelector", "Namespaces namespaces []string",
      "TopologyKey topologyKey s", "NamespaceSelector namespaceSelector *v1.LabelSelector",
      "MatchLabelKeys matchLabelKeys []string", "MismatchLabelKeys mismatchLabelKeys []string",
    ],
    "WeightedPodAffinityTerm": [
      "Weight weight i", "PodAffinityTerm podAffinityTerm PodAffinityTerm",
    ],
    "PersistentVolumeClaimSpec": [
      "AccessModes accessModes []core.PersistentVolumeAccessMode",
      "Selector selector *v1.LabelSelector", "Resources resources VolumeResourceRequirements",
      "VolumeName volumeName s", "StorageClassName storageClassName *s",
      "VolumeMode volumeMode *s", "DataSource dataSource *TypedLocalObjectReference",
      "DataSourceRef dataSourceRef *TypedObjectReference",
      "VolumeAttributesClassName volumeAttributesClassName *s",
    ],
    "VolumeResourceRequirements": ["Limits limits res", "Requests requests res"],
    "TypedLocalObjectReference": ["APIGroup apiGroup *s", "Kind kind s", "Name name s"],
    "TypedObjectReference": [
      "APIGroup apiGroup *s", "Kind kind s", "Name name s", "Namespace namespace *s",
    ],
  ]

  private static let podAffinity = [
    "RequiredDuringSchedulingIgnoredDuringExecution"
      + " requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm",
    "PreferredDuringSchedulingIgnoredDuringExecution"
      + " preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm",
  ]
}
