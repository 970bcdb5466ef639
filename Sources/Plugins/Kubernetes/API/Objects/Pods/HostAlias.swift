/// Lines for the pod's /etc/hosts.
public struct HostAlias: FieldRecord, Hashable {
  public static var goType: String { "v1.HostAlias" }

  /// The address that the names lead to.
  public var ip: String = ""
  /// The names, as a line of the pod's `/etc/hosts`.
  public var hostnames: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ip", &ip)
    try fields.field("hostnames", &hostnames)
  }
}
