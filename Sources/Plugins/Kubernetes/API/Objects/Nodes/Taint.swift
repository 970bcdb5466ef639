public import Simulation

/// What keeps pods that do not tolerate it off a node.
public struct Taint: FieldRecord, Hashable {
  public static var goType: String { "v1.Taint" }

  /// What tolerations name.
  public var key: String = ""
  /// Compared by tolerations with `Equal`; may be empty.
  public var value: String = ""
  /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
  public var effect: String = ""
  /// Since when, for those that the control plane puts on nodes by itself.
  public var timeAdded: VirtualTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.field("value", &value)
    try fields.always("effect", &effect)
    try fields.field("timeAdded", &timeAdded)
  }
}
