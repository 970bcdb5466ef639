/// What the controller reports about a ReplicaSet.
public struct ReplicaSetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ReplicaSetStatus" }

  public var replicas: Int32 = 0
  public var fullyLabeledReplicas: Int32 = 0
  public var readyReplicas: Int32 = 0
  public var availableReplicas: Int32 = 0
  public var observedGeneration: Int64 = 0
  public var conditions: [WorkloadCondition] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("replicas", &replicas)
    try fields.field("fullyLabeledReplicas", &fullyLabeledReplicas)
    try fields.field("readyReplicas", &readyReplicas)
    try fields.field("availableReplicas", &availableReplicas)
    try fields.field("observedGeneration", &observedGeneration)
    try fields.field("conditions", &conditions)
  }
}
