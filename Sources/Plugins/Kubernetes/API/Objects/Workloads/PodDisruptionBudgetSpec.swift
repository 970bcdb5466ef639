/// How many pods a drain has to leave alone.
public struct PodDisruptionBudgetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDisruptionBudgetSpec" }

  public var minAvailable: IntOrString?
  public var selector: LabelSelector?
  public var maxUnavailable: IntOrString?
  public var unhealthyPodEvictionPolicy: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("minAvailable", &minAvailable)
    try fields.field("selector", &selector)
    try fields.field("maxUnavailable", &maxUnavailable)
    try fields.field("unhealthyPodEvictionPolicy", &unhealthyPodEvictionPolicy)
  }
}
