/// A port of a Service and where it leads.
public struct ServicePort: FieldRecord, Hashable {
  public static var goType: String { "v1.ServicePort" }

  public var name: String = ""
  public var `protocol`: String = ""
  public var appProtocol: String?
  public var port: Int32 = 0
  public var targetPort = IntOrString()
  public var nodePort: Int32 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("protocol", &`protocol`)
    try fields.field("appProtocol", &appProtocol)
    try fields.always("port", &port)
    try fields.field("targetPort", &targetPort)
    try fields.field("nodePort", &nodePort)
  }
}
