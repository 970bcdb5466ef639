/// A condition that has to be True before the pod counts as Ready.
public struct PodReadinessGate: FieldRecord, Hashable {
  public static var goType: String { "v1.PodReadinessGate" }

  public var conditionType: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("conditionType", &conditionType)
  }
}
