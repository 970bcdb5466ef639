/// An HTTP request to the container; 200 up to 399 is success.
public struct HTTPGetAction: FieldRecord, Hashable {
  public static var goType: String { "v1.HTTPGetAction" }

  /// With its query; `/` by default.
  public var path: String = ""
  /// A number, or the name of one of the container's ports.
  public var port = IntOrString()
  /// Another address than the pod's; empty for the pod.
  public var host: String = ""
  /// `HTTP` by default. `HTTPS` only changes messages: nothing speaks TLS here.
  public var scheme: String = ""
  /// Sent besides; `Host` replaces the usual one.
  public var httpHeaders: [HTTPHeader] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("path", &path)
    try fields.field("port", &port)
    try fields.field("host", &host)
    try fields.field("scheme", &scheme)
    try fields.field("httpHeaders", &httpHeaders)
  }
}
