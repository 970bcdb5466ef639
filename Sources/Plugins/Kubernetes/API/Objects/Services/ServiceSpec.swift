/// What is wanted of a Service.
public struct ServiceSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.ServiceSpec" }

  public var ports: [ServicePort] = []
  public var selector = StringMap()
  /// `None` makes the Service headless.
  public var clusterIP: String = ""
  public var clusterIPs: [String] = []
  public var type: String = ""
  public var externalIPs: [String] = []
  public var sessionAffinity: String = ""
  public var loadBalancerIP: String = ""
  public var loadBalancerSourceRanges: [String] = []
  public var externalName: String = ""
  public var externalTrafficPolicy: String = ""
  public var healthCheckNodePort: Int32 = 0
  public var publishNotReadyAddresses: Bool = false
  public var sessionAffinityConfig: SessionAffinityConfig?
  public var ipFamilies: [String] = []
  public var ipFamilyPolicy: String?
  public var allocateLoadBalancerNodePorts: Bool?
  public var loadBalancerClass: String?
  public var internalTrafficPolicy: String?
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
