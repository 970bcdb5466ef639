/// A pod behind a Service.
public struct EndpointAddress: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointAddress" }

  public var ip: String = ""
  public var hostname: String = ""
  public var nodeName: String?
  public var targetRef: ObjectReference?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ip", &ip)
    try fields.field("hostname", &hostname)
    try fields.field("nodeName", &nodeName)
    try fields.field("targetRef", &targetRef)
  }
}
