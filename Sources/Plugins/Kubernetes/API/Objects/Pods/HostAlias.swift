/// Lines for the pod's /etc/hosts.
public struct HostAlias: FieldRecord, Hashable {
  public static var goType: String { "v1.HostAlias" }

  public var ip: String = ""
  public var hostnames: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ip", &ip)
    try fields.field("hostnames", &hostnames)
  }
}
