/// A pod in an EndpointSlice.
public struct Endpoint: FieldRecord, Hashable {
  public static var goType: String { "v1.Endpoint" }

  /// The pod's address, always one.
  public var addresses: [String] = []
  /// Whether connections may go there.
  public var conditions = EndpointConditions()
  /// Set when the pod has a name of its own below the Service (E1).
  public var hostname: String?
  /// The pod.
  public var targetRef: ObjectReference?
  /// Never set here, and not acted on.
  public var deprecatedTopology = StringMap()
  /// The pod's node: what policies of `Local` go by.
  public var nodeName: String?
  /// Never set here: nodes are in no zones.
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
