/// A connection to a port of the container.
public struct TCPSocketAction: FieldRecord, Hashable {
  public static var goType: String { "v1.TCPSocketAction" }

  /// A number, or the name of one of the container's ports.
  public var port = IntOrString()
  /// Another address than the pod's; empty for the pod.
  public var host: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("port", &port)
    try fields.field("host", &host)
  }
}
