/// What the controller reports about a budget.
public struct PodDisruptionBudgetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDisruptionBudgetStatus" }

  public var observedGeneration: Int64 = 0
  public var disruptionsAllowed: Int32 = 0
  public var currentHealthy: Int32 = 0
  public var desiredHealthy: Int32 = 0
  public var expectedPods: Int32 = 0
  public var conditions: [Condition] = []
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("observedGeneration", &observedGeneration)
    try fields.always("disruptionsAllowed", &disruptionsAllowed)
    try fields.always("currentHealthy", &currentHealthy)
    try fields.always("desiredHealthy", &desiredHealthy)
    try fields.always("expectedPods", &expectedPods)
    try fields.field("conditions", &conditions)
    fields.keep(["disruptedPods"], in: &kept)
  }
}
