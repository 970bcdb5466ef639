public import Simulation

/// One thing that is True, False or Unknown about a pod.
public struct PodCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.PodCondition" }

  /// `PodScheduled`, `Initialized`, `ContainersReady`, `Ready`, or one of others for readiness
  /// gates.
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// Never set here; printed as `null`.
  public var lastProbeTime: VirtualTime?
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// Why it is not True, in one word: `ContainersNotReady`.
  public var reason: String = ""
  /// The sentence that belongs to the reason.
  public var message: String = ""
  /// Never set here.
  public var observedGeneration: Int64 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastProbeTime", &lastProbeTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
    try fields.field("observedGeneration", &observedGeneration)
  }
}
