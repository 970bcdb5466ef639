/// What is wanted of a node.
public struct NodeSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSpec" }

  /// The range of the node's pod addresses. Set by its kubelet; changing it changes no address.
  public var podCIDR: String = ""
  /// The same as a list.
  public var podCIDRs: [String] = []
  /// Not acted on: no node has a provider.
  public var providerID: String = ""
  /// What keeps pods off, or drives them out (N9, N13).
  public var taints: [Taint] = []
  /// Set by `kubectl cordon`: no new pods, those that are there stay (N14).
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
