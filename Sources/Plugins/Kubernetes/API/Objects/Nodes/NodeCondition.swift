public import Simulation

/// One thing that is True, False or Unknown about a node.
public struct NodeCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeCondition" }

  /// `Ready`, or one of the pressures, which are never True here.
  public var type: String = ""
  /// `Unknown` once the kubelet has been silent for 50 s (N9).
  public var status: String = ""
  /// When the kubelet reported it last, which it does every five minutes if nothing changes.
  public var lastHeartbeatTime: VirtualTime?
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// `KubeletReady`, `NodeStatusUnknown`.
  public var reason: String = ""
  /// The sentence that belongs to the reason.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastHeartbeatTime", &lastHeartbeatTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
