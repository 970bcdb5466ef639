/// What is reported about a Service.
public struct ServiceStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ServiceStatus" }

  /// Stays empty: EXTERNAL-IP is `<pending>` (K6).
  public var loadBalancer = LoadBalancerStatus()
  /// Never set here.
  public var conditions: [Condition] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("loadBalancer", &loadBalancer)
    try fields.field("conditions", &conditions)
  }
}
