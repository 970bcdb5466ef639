/// A port of a Service and where it leads.
public struct ServicePort: FieldRecord, Hashable {
  public static var goType: String { "v1.ServicePort" }

  /// Required when there are several; an SRV record needs one (E3).
  public var name: String = ""
  /// `TCP` by default; `UDP` and `SCTP` are accepted, and nothing speaks them.
  public var `protocol`: String = ""
  /// Copied to the endpoints; not acted on.
  public var appProtocol: String?
  /// The number at the Service's address.
  public var port: Int32 = 0
  /// The number, or the name of a container's port, in the pod; the same as ``port`` by default.
  public var targetPort = IntOrString()
  /// The port of every node that leads here; given by the server from 30000 on where the type has
  /// one.
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
