/// A port of the pods of an EndpointSlice.
public struct EndpointSlicePort: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointPort" }

  public var name: String?
  public var `protocol`: String?
  public var port: Int32?
  public var appProtocol: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("protocol", &`protocol`)
    try fields.field("port", &port)
    try fields.field("appProtocol", &appProtocol)
  }
}
