/// How many pods a drain has to leave alone.
public struct PodDisruptionBudgetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDisruptionBudgetSpec" }

  /// How many must stay: a number, or a percentage, rounded up.
  public var minAvailable: IntOrString?
  /// Which pods are counted; nil for none.
  public var selector: LabelSelector?
  /// How many may be away: a number, or a percentage, rounded up. Not together with `minAvailable`.
  public var maxUnavailable: IntOrString?
  /// `AlwaysAllow` lets pods that are not Ready go in any case; else only while enough others are
  /// healthy.
  public var unhealthyPodEvictionPolicy: String?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("minAvailable", &minAvailable)
    try fields.field("selector", &selector)
    try fields.field("maxUnavailable", &maxUnavailable)
    try fields.field("unhealthyPodEvictionPolicy", &unhealthyPodEvictionPolicy)
  }
}
