public import Simulation

/// One thing that is True, False or Unknown about a Deployment (D12).
public struct DeploymentCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentCondition" }

  /// `Available`, `Progressing` or `ReplicaFailure` (D12).
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// When it was written last; the deadline counts from here.
  public var lastUpdateTime: VirtualTime?
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// Why, in one word: `NewReplicaSetAvailable` (D12).
  public var reason: String = ""
  /// The sentence that belongs to the reason.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastUpdateTime", &lastUpdateTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
