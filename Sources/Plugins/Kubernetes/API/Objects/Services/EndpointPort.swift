/// A port of the pods behind a Service.
public struct EndpointPort: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointPort" }

  /// The name of the Service's port.
  public var name: String = ""
  /// The number in the pod.
  public var port: Int32 = 0
  /// `TCP` by default.
  public var `protocol`: String = ""
  /// Copied from the Service; not acted on.
  public var appProtocol: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.always("port", &port)
    try fields.field("protocol", &`protocol`)
    try fields.field("appProtocol", &appProtocol)
  }
}
