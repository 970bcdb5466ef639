public import Simulation

/// What keeps pods that do not tolerate it off a node.
public struct Taint: FieldRecord, Hashable {
  public static var goType: String { "v1.Taint" }

  public var key: String = ""
  public var value: String = ""
  public var effect: String = ""
  public var timeAdded: VirtualTime?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.field("value", &value)
    try fields.always("effect", &effect)
    try fields.field("timeAdded", &timeAdded)
  }
}
