/// What the kubelet reports about a node.
public struct NodeStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeStatus" }

  public var capacity = ResourceList()
  public var allocatable = ResourceList()
  public var conditions: [NodeCondition] = []
  public var addresses: [NodeAddress] = []
  public var nodeInfo = NodeSystemInfo()
  public var volumesInUse: [String] = []
  public var volumesAttached: [AttachedVolume] = []
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("capacity", &capacity)
    try fields.field("allocatable", &allocatable)
    try fields.field("conditions", &conditions)
    try fields.field("addresses", &addresses)
    try fields.field("nodeInfo", &nodeInfo)
    try fields.field("volumesInUse", &volumesInUse)
    try fields.field("volumesAttached", &volumesAttached)
    fields.keep(
      [
        "daemonEndpoints", "images", "config", "phase", "runtimeHandlers", "features",
      ], in: &kept)
  }
}
