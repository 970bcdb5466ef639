/// An address or name of a node.
public struct NodeAddress: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeAddress" }

  /// `InternalIP` or `Hostname`; there are no external addresses.
  public var type: String = ""
  /// The address, or the name for `Hostname`.
  public var address: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("address", &address)
  }
}
