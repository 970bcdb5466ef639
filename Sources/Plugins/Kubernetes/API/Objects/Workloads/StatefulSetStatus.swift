/// What the controller reports about a StatefulSet (S15).
public struct StatefulSetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetStatus" }

  public var observedGeneration: Int64 = 0
  public var replicas: Int32 = 0
  public var readyReplicas: Int32 = 0
  public var currentReplicas: Int32 = 0
  public var updatedReplicas: Int32 = 0
  public var currentRevision: String = ""
  public var updateRevision: String = ""
  public var collisionCount: Int32?
  public var conditions: [WorkloadCondition] = []
  public var availableReplicas: Int32 = 0

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("observedGeneration", &observedGeneration)
    try fields.always("replicas", &replicas)
    try fields.field("readyReplicas", &readyReplicas)
    try fields.field("currentReplicas", &currentReplicas)
    try fields.field("updatedReplicas", &updatedReplicas)
    try fields.field("currentRevision", &currentRevision)
    try fields.field("updateRevision", &updateRevision)
    try fields.field("collisionCount", &collisionCount)
    try fields.field("conditions", &conditions)
    try fields.always("availableReplicas", &availableReplicas)
  }
}
