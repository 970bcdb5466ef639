/// An option of the resolver, as `resolv.conf` has it.
public struct PodDNSConfigOption: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDNSConfigOption" }

  /// `ndots` is acted on; all others are only written down.
  public var name: String = ""
  /// What stands behind the colon; nil for an option without one.
  public var value: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("value", &value)
  }
}
