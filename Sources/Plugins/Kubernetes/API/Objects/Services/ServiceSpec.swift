/// What is wanted of a Service.
public struct ServiceSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.ServiceSpec" }

  /// May be empty only for headless Services and `ExternalName`.
  public var ports: [ServicePort] = []
  /// Labels of the pods behind it (E1); without any, nobody fills the Endpoints.
  public var selector = StringMap()
  /// `None` makes the Service headless.
  public var clusterIP: String = ""
  /// The same as a list; the server keeps both equal.
  public var clusterIPs: [String] = []
  /// `ClusterIP` by default, `NodePort`, `LoadBalancer` (a node port here, nothing more) or
  /// `ExternalName`.
  public var type: String = ""
  /// Further addresses that the nodes translate like ``clusterIP``.
  public var externalIPs: [String] = []
  /// `None` by default, or `ClientIP`: remembered on each node by itself (E5).
  public var sessionAffinity: String = ""
  /// Not acted on: nothing makes balancers.
  public var loadBalancerIP: String = ""
  /// Not acted on: nothing makes balancers.
  public var loadBalancerSourceRanges: [String] = []
  /// The name that an `ExternalName` stands for, as a DNS alias.
  public var externalName: String = ""
  /// `Cluster`, or `Local`: a node port leads to pods of that node only, and drops what finds none.
  public var externalTrafficPolicy: String = ""
  /// Not acted on.
  public var healthCheckNodePort: Int32 = 0
  /// Whether pods count as ready in any case: for finding peers before they are (E1, E3).
  public var publishNotReadyAddresses: Bool = false
  /// For `ClientIP`; dropped otherwise.
  public var sessionAffinityConfig: SessionAffinityConfig?
  /// `IPv4` by default. Not acted on: there is no IPv6 here.
  public var ipFamilies: [String] = []
  /// `SingleStack` by default. Not acted on.
  public var ipFamilyPolicy: String?
  /// Whether a `LoadBalancer` gets node ports; true by default.
  public var allocateLoadBalancerNodePorts: Bool?
  /// Not acted on: nothing makes balancers.
  public var loadBalancerClass: String?
  /// `Cluster` by default, or `Local`: clients reach pods of their own node only.
  public var internalTrafficPolicy: String?
  /// Not acted on: nodes are in no zones.
  public var trafficDistribution: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("ports", &ports)
    try fields.field("selector", &selector)
    try fields.field("clusterIP", &clusterIP)
    try fields.field("clusterIPs", &clusterIPs)
    try fields.field("type", &type)
    try fields.field("externalIPs", &externalIPs)
    try fields.field("sessionAffinity", &sessionAffinity)
    try fields.field("loadBalancerIP", &loadBalancerIP)
    try fields.field("loadBalancerSourceRanges", &loadBalancerSourceRanges)
    try fields.field("externalName", &externalName)
    try fields.field("externalTrafficPolicy", &externalTrafficPolicy)
    try fields.field("healthCheckNodePort", &healthCheckNodePort)
    try fields.field("publishNotReadyAddresses", &publishNotReadyAddresses)
    try fields.field("sessionAffinityConfig", &sessionAffinityConfig)
    try fields.field("ipFamilies", &ipFamilies)
    try fields.field("ipFamilyPolicy", &ipFamilyPolicy)
    try fields.field("allocateLoadBalancerNodePorts", &allocateLoadBalancerNodePorts)
    try fields.field("loadBalancerClass", &loadBalancerClass)
    try fields.field("internalTrafficPolicy", &internalTrafficPolicy)
    try fields.field("trafficDistribution", &trafficDistribution)
  }
}
