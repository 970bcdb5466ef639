public import Simulation

/// A condition of a StatefulSet or a ReplicaSet.
public struct WorkloadCondition: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetCondition" }

  /// What it is about: `ReplicaFailure`.
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// Why, in one word: `FailedCreate`.
  public var reason: String = ""
  /// The sentence that belongs to the reason.
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.field("reason", &reason)
    try fields.field("message", &message)
  }
}
