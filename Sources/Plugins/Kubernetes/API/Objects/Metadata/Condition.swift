public import Simulation

/// A condition of a Service or another object with the common condition type.
public struct Condition: FieldRecord, Hashable {
  public static var goType: String { "v1.Condition" }

  public var type: String = ""
  public var status: String = ""
  public var observedGeneration: Int64 = 0
  public var lastTransitionTime: VirtualTime?
  public var reason: String = ""
  public var message: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("type", &type)
    try fields.always("status", &status)
    try fields.field("observedGeneration", &observedGeneration)
    try fields.nullable("lastTransitionTime", &lastTransitionTime)
    try fields.always("reason", &reason)
    try fields.always("message", &message)
  }
}
