/// A connection to a port of the container.
public struct TCPSocketAction: FieldRecord, Hashable {
  public static var goType: String { "v1.TCPSocketAction" }

  public var port = IntOrString()
  public var host: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("port", &port)
    try fields.field("host", &host)
  }
}
