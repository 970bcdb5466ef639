/// A port of the pods of an EndpointSlice.
public struct EndpointSlicePort: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointPort" }

  /// The name of the Service's port; empty when it has none.
  public var name: String?
  /// `TCP` by default.
  public var `protocol`: String?
  /// The number in the pod.
  public var port: Int32?
  /// Copied from the Service; not acted on.
  public var appProtocol: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("protocol", &`protocol`)
    try fields.field("port", &port)
    try fields.field("appProtocol", &appProtocol)
  }
}
