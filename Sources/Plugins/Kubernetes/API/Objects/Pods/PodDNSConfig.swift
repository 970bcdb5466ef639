/// How a pod looks names up, besides what its policy says or in place of it.
public struct PodDNSConfig: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDNSConfig" }

  /// Addresses of name servers, asked after those of the policy.
  public var nameservers: [String] = []
  /// Suffixes that are tried after those of the policy.
  public var searches: [String] = []
  /// Options of the resolver; they win over those of the policy.
  public var options: [PodDNSConfigOption] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("nameservers", &nameservers)
    try fields.field("searches", &searches)
    try fields.field("options", &options)
  }
}
