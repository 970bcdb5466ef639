/// A taint that the pod puts up with.
public struct Toleration: FieldRecord, Hashable {
  public static var goType: String { "v1.Toleration" }

  /// The taint's key; empty with `Exists` for every taint.
  public var key: String = ""
  /// `Exists` or `Equal`; empty means `Equal`.
  public var `operator`: String = ""
  /// What the taint's value has to be with `Equal`.
  public var value: String = ""
  /// `NoSchedule`, `PreferNoSchedule`, `NoExecute`; empty means all.
  public var effect: String = ""
  /// For `NoExecute`: how long; nil is forever.
  public var tolerationSeconds: Int64?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("key", &key)
    try fields.field("operator", &`operator`)
    try fields.field("value", &value)
    try fields.field("effect", &effect)
    try fields.field("tolerationSeconds", &tolerationSeconds)
  }
}
