public import Values

/// What a pod is to run, and where.
public struct PodSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodSpec" }

  public var volumes: [Volume] = []
  public var initContainers: [Container] = []
  public var containers: [Container] = []
  public var restartPolicy: String = ""
  public var terminationGracePeriodSeconds: Int64?
  public var activeDeadlineSeconds: Int64?
  public var dnsPolicy: String = ""
  public var nodeSelector = StringMap()
  public var serviceAccountName: String = ""
  public var serviceAccount: String = ""
  public var automountServiceAccountToken: Bool?
  public var nodeName: String = ""
  public var hostNetwork: Bool = false
  public var hostname: String = ""
  public var subdomain: String = ""
  public var schedulerName: String = ""
  public var tolerations: [Toleration] = []
  public var hostAliases: [HostAlias] = []
  public var priorityClassName: String = ""
  public var priority: Int32?
  public var readinessGates: [PodReadinessGate] = []
  public var schedulingGates: [PodSchedulingGate] = []
  public var enableServiceLinks: Bool?
  public var preemptionPolicy: String?
  public var imagePullSecrets: [LocalObjectReference] = []
  public var affinity: Affinity?
  public var securityContext: JSON?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("volumes", &volumes)
    try fields.field("initContainers", &initContainers)
    try fields.always("containers", &containers)
    fields.keep(["ephemeralContainers"], in: &kept)
    try fields.field("restartPolicy", &restartPolicy)
    try fields.field("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
    try fields.field("activeDeadlineSeconds", &activeDeadlineSeconds)
    try fields.field("dnsPolicy", &dnsPolicy)
    try fields.field("nodeSelector", &nodeSelector)
    try fields.field("serviceAccountName", &serviceAccountName)
    try fields.field("serviceAccount", &serviceAccount)
    try fields.field("automountServiceAccountToken", &automountServiceAccountToken)
    try fields.field("nodeName", &nodeName)
    try fields.field("hostNetwork", &hostNetwork)
    fields.keep(["hostPID", "hostIPC", "shareProcessNamespace"], in: &kept)
    try fields.field("securityContext", &securityContext)
    try fields.field("imagePullSecrets", &imagePullSecrets)
    try fields.field("hostname", &hostname)
    try fields.field("subdomain", &subdomain)
    try fields.field("affinity", &affinity)
    try fields.field("schedulerName", &schedulerName)
    try fields.field("tolerations", &tolerations)
    try fields.field("hostAliases", &hostAliases)
    try fields.field("priorityClassName", &priorityClassName)
    try fields.field("priority", &priority)
    fields.keep(["dnsConfig"], in: &kept)
    try fields.field("readinessGates", &readinessGates)
    fields.keep(["runtimeClassName"], in: &kept)
    try fields.field("enableServiceLinks", &enableServiceLinks)
    try fields.field("preemptionPolicy", &preemptionPolicy)
    fields.keep(
      ["overhead", "topologySpreadConstraints", "setHostnameAsFQDN", "os", "hostUsers"],
      in: &kept)
    try fields.field("schedulingGates", &schedulingGates)
    fields.keep(["resourceClaims", "resources"], in: &kept)
  }
}
