/// An address of a pod or its host.
public struct PodIP: FieldRecord, Hashable {
  public static var goType: String { "v1.PodIP" }

  /// An IPv4 address; there is no IPv6 here.
  public var ip: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ip", &ip)
  }
}
