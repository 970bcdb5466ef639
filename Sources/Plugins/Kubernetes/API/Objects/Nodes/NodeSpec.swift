/// What is wanted of a node.
public struct NodeSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSpec" }

  public var podCIDR: String = ""
  public var podCIDRs: [String] = []
  public var providerID: String = ""
  public var taints: [Taint] = []
  public var unschedulable: Bool = false
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("podCIDR", &podCIDR)
    try fields.field("podCIDRs", &podCIDRs)
    try fields.field("providerID", &providerID)
    try fields.field("taints", &taints)
    try fields.field("unschedulable", &unschedulable)
    fields.keep(["configSource", "externalID"], in: &kept)
  }
}
