/// What a pod is to run, and where.
public struct PodSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodSpec" }

  /// What containers may mount.
  public var volumes: [Volume] = []
  /// Run one after the other to their end before the containers; sidecars among them stay.
  public var initContainers: [Container] = []
  /// At least one; all are started together.
  public var containers: [Container] = []
  /// `Always` by default, `OnFailure` or `Never`.
  public var restartPolicy: String = ""
  /// From the stop signal to SIGKILL, in seconds: 30 by default (N6, S30).
  public var terminationGracePeriodSeconds: Int64?
  /// After so many seconds the kubelet ends the pod, which has failed then (N15).
  public var activeDeadlineSeconds: Int64?
  /// `ClusterFirst` by default (E4). `Default` takes the node's resolver, `None` only
  /// ``dnsConfig``.
  public var dnsPolicy: String = ""
  /// Labels that the node must have.
  public var nodeSelector = StringMap()
  /// `default` if empty; another one must exist.
  public var serviceAccountName: String = ""
  /// The old name of the same field; the server keeps both equal.
  public var serviceAccount: String = ""
  /// Unless false, every container gets a volume with a token.
  public var automountServiceAccountToken: Bool?
  /// Set by the scheduler; a pod that comes with it is not scheduled.
  public var nodeName: String = ""
  /// Whether it shares the node's address and ports.
  public var hostNetwork: Bool = false
  /// Empty for the name of the pod (S1).
  public var hostname: String = ""
  /// With the name of a headless Service, the pod has a name of its own there (E1, S1).
  public var subdomain: String = ""
  /// `default-scheduler` by default; nobody schedules the pods of another one.
  public var schedulerName: String = ""
  /// The server adds two of 300 s for nodes that are lost (N10).
  public var tolerations: [Toleration] = []
  /// Further lines of `/etc/hosts`.
  public var hostAliases: [HostAlias] = []
  /// One of the two classes that every cluster has; others cannot be made here.
  public var priorityClassName: String = ""
  /// That of the class, given by the server; 0 without one. No pod makes way for another.
  public var priority: Int32?
  /// Conditions by others that have to be True before the pod is Ready.
  public var readinessGates: [PodReadinessGate] = []
  /// While there is one, the scheduler leaves the pod alone.
  public var schedulingGates: [PodSchedulingGate] = []
  /// Whether containers get variables for the Services of the namespace; true by default.
  public var enableServiceLinks: Bool?
  /// That of the class, given by the server: `PreemptLowerPriority`.
  public var preemptionPolicy: String?
  /// Not acted on: no registry asks for a password.
  public var imagePullSecrets: [LocalObjectReference] = []
  /// Demands and wishes about nodes and neighbours.
  public var affinity: Affinity?
  /// `{}` by default.
  public var securityContext: PodSecurityContext?
  /// Name servers, suffixes and options of the resolver.
  public var dnsConfig: PodDNSConfig?
  /// A pod for another system is rejected by the kubelet.
  public var os: PodOS?
  /// Fields that are valid in Kubernetes; all that would have an effect are refused.
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
    try fields.field("dnsConfig", &dnsConfig)
    try fields.field("readinessGates", &readinessGates)
    fields.keep(["runtimeClassName"], in: &kept)
    try fields.field("enableServiceLinks", &enableServiceLinks)
    try fields.field("preemptionPolicy", &preemptionPolicy)
    fields.keep(["overhead", "topologySpreadConstraints", "setHostnameAsFQDN"], in: &kept)
    try fields.field("os", &os)
    fields.keep(["hostUsers"], in: &kept)
    try fields.field("schedulingGates", &schedulingGates)
    fields.keep(["resourceClaims", "resources"], in: &kept)
  }
}
