/// A condition that has to be True before the pod counts as Ready.
public struct PodReadinessGate: FieldRecord, Hashable {
  public static var goType: String { "v1.PodReadinessGate" }

  /// The condition that somebody else has to set to True before the pod is Ready.
  public var conditionType: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("conditionType", &conditionType)
  }
}
