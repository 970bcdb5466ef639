/// A pod behind a Service.
public struct EndpointAddress: FieldRecord, Hashable {
  public static var goType: String { "v1.EndpointAddress" }

  /// The pod's address.
  public var ip: String = ""
  /// Set when the pod has a name of its own below the Service (E1).
  public var hostname: String = ""
  /// The pod's node.
  public var nodeName: String?
  /// The pod.
  public var targetRef: ObjectReference?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("ip", &ip)
    try fields.field("hostname", &hostname)
    try fields.field("nodeName", &nodeName)
    try fields.field("targetRef", &targetRef)
  }
}
