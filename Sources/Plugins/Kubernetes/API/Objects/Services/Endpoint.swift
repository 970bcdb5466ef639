/// A pod in an EndpointSlice.
public struct Endpoint: FieldRecord, Hashable {
  public static var goType: String { "v1.Endpoint" }

  public var addresses: [String] = []
  public var conditions = EndpointConditions()
  public var hostname: String?
  public var targetRef: ObjectReference?
  public var deprecatedTopology = StringMap()
  public var nodeName: String?
  public var zone: String?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("addresses", &addresses)
    try fields.field("conditions", &conditions)
    try fields.field("hostname", &hostname)
    try fields.field("targetRef", &targetRef)
    try fields.field("deprecatedTopology", &deprecatedTopology)
    try fields.field("nodeName", &nodeName)
    try fields.field("zone", &zone)
    fields.keep(["hints"], in: &kept)
  }
}
