/// What the kubelet reports about a node.
public struct NodeStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeStatus" }

  /// What the machine has: `cpu`, `memory`, `pods`, `ephemeral-storage`.
  public var capacity = ResourceList()
  /// What pods may ask for in sum; equal to the capacity, nothing is set aside.
  public var allocatable = ResourceList()
  /// `Ready` and the three pressures.
  public var conditions: [NodeCondition] = []
  /// Its address inside the cluster, and its host name.
  public var addresses: [NodeAddress] = []
  /// What the node says of its system; constants but for the three ids.
  public var nodeInfo = NodeSystemInfo()
  /// Never set here; who mounts what is known to the storage itself.
  public var volumesInUse: [String] = []
  /// Never set here: VolumeAttachments say it (V6).
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
