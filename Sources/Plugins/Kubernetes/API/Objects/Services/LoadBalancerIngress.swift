/// An address of a load balancer.
public struct LoadBalancerIngress: FieldRecord, Hashable {
  public static var goType: String { "v1.LoadBalancerIngress" }

  /// An address outside the cluster.
  public var ip: String = ""
  /// A name instead of an address.
  public var hostname: String = ""
  /// Not acted on.
  public var ipMode: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("ip", &ip)
    try fields.field("hostname", &hostname)
    try fields.field("ipMode", &ipMode)
  }
}
