public import Simulation

/// One thing that is True, False or Unknown about a claim.
public struct PersistentVolumeClaimCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimCondition" }

  /// What it is about: `Resizing`.
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// Never set here.
  public var lastProbeTime: VirtualTime?
  /// When ``status`` changed last.
  public var lastTransitionTime: VirtualTime?
  /// Why, in one word in CamelCase.
  public var reason: String = ""
  /// Why, in a sentence.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastProbeTime", &lastProbeTime)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
