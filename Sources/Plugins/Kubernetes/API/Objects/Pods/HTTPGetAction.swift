/// An HTTP request to the container; 200 up to 399 is success.
public struct HTTPGetAction: FieldRecord, Hashable {
  public static var goType: String { "v1.HTTPGetAction" }

  public var path: String = ""
  public var port = IntOrString()
  public var host: String = ""
  public var scheme: String = ""
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
