public import Simulation

/// A condition of a Service or another object with the common condition type.
public struct Condition: FieldRecord, Hashable {
  public static var goType: String { "v1.Condition" }

  /// What it is about; one entry for each.
  public var type: String = ""
  /// `True`, `False` or `Unknown`.
  public var status: String = ""
  /// The generation of the object that it is about; 0 when nobody says.
  public var observedGeneration: Int64 = 0
  /// When ``status`` changed last, in whole seconds.
  public var lastTransitionTime: VirtualTime?
  /// Why, in one word in CamelCase.
  public var reason: String = ""
  /// Why, in a sentence.
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
