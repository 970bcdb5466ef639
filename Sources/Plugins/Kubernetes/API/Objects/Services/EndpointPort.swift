/// A port of the pods behind a Service.
public struct EndpointPort: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointPort" }

  public var name: String = ""
  public var port: Int32 = 0
  public var `protocol`: String = ""
  public var appProtocol: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.always("port", &port)
    try fields.field("protocol", &`protocol`)
    try fields.field("appProtocol", &appProtocol)
  }
}
