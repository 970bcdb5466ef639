/// What the controller reports about a StatefulSet (S15).
public struct StatefulSetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.StatefulSetStatus" }

  /// The generation that the rest is about (S15).
  public var observedGeneration: Int64 = 0
  /// Pods that were made and are not gone (S15).
  public var replicas: Int32 = 0
  /// Those that are Ready (S15).
  public var readyReplicas: Int32 = 0
  /// Those at ``currentRevision`` that are not being deleted (S15).
  public var currentReplicas: Int32 = 0
  /// Those at ``updateRevision`` that are not being deleted (S15).
  public var updatedReplicas: Int32 = 0
  /// The revision before the update that goes on; the same as ``updateRevision`` when all are
  /// updated and Ready (S15).
  public var currentRevision: String = ""
  /// The revision of the present template.
  public var updateRevision: String = ""
  /// Part of the hash of revisions; 0 here, as a collision is got over without writing it down.
  public var collisionCount: Int32?
  /// Never set here.
  public var conditions: [WorkloadCondition] = []
  /// Those that have been Ready for ``StatefulSetSpec/minReadySeconds`` (S6).
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
