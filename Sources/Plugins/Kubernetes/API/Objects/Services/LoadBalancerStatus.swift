/// The addresses of a load balancer.
public struct LoadBalancerStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.LoadBalancerStatus" }

  /// Where the balancer is reached. Nothing here makes balancers: it stays empty unless somebody
  /// writes it.
  public var ingress: [LoadBalancerIngress] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("ingress", &ingress)
  }
}
