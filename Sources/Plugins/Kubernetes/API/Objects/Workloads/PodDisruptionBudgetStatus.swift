public import Simulation

/// What the controller reports about a budget.
public struct PodDisruptionBudgetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.PodDisruptionBudgetStatus" }

  /// The generation that the rest is about; evictions wait for it.
  public var observedGeneration: Int64 = 0
  /// Pods whose eviction was granted and whose deletion the controller has not seen yet.
  public var disruptedPods = SortedMap<VirtualTime>()
  /// How many evictions are granted now.
  public var disruptionsAllowed: Int32 = 0
  /// Ready pods, without those whose eviction was granted.
  public var currentHealthy: Int32 = 0
  /// How many have to be healthy.
  public var desiredHealthy: Int32 = 0
  /// How many there should be, by what their owners want.
  public var expectedPods: Int32 = 0
  /// `DisruptionAllowed`.
  public var conditions: [Condition] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("observedGeneration", &observedGeneration)
    try fields.field("disruptedPods", &disruptedPods)
    try fields.always("disruptionsAllowed", &disruptionsAllowed)
    try fields.always("currentHealthy", &currentHealthy)
    try fields.always("desiredHealthy", &desiredHealthy)
    try fields.always("expectedPods", &expectedPods)
    try fields.field("conditions", &conditions)
  }

  /// Sets the condition that says in a word whether a pod may be evicted now.
  public mutating func noteAllowance(generation: Int64, now: VirtualTime) {
    var condition = Condition()
    condition.type = "DisruptionAllowed"
    condition.status = disruptionsAllowed > 0 ? "True" : "False"
    condition.reason = disruptionsAllowed > 0 ? "SufficientPods" : "InsufficientPods"
    condition.observedGeneration = generation
    let old = conditions.first { $0.type == condition.type }
    condition.lastTransitionTime =
      old?.status == condition.status ? old?.lastTransitionTime : now.wholeSeconds
    conditions = [condition]
  }
}
