/// What the controller reports about a Deployment.
public struct DeploymentStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentStatus" }

  /// The generation that the rest is about; `rollout status` waits for it.
  public var observedGeneration: Int64 = 0
  /// Pods of all its ReplicaSets that have not ended and are not being deleted.
  public var replicas: Int32 = 0
  /// Those of the ReplicaSet with the present template: UP-TO-DATE (K4).
  public var updatedReplicas: Int32 = 0
  /// Those that are Ready.
  public var readyReplicas: Int32 = 0
  /// Those that have been Ready for ``DeploymentSpec/minReadySeconds``.
  public var availableReplicas: Int32 = 0
  /// How many of those that its ReplicaSets want are not available.
  public var unavailableReplicas: Int32 = 0
  /// At most one of each type.
  public var conditions: [DeploymentCondition] = []
  /// How often the hash of a template met another one's name; part of the next hash.
  public var collisionCount: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("observedGeneration", &observedGeneration)
    try fields.field("replicas", &replicas)
    try fields.field("updatedReplicas", &updatedReplicas)
    try fields.field("readyReplicas", &readyReplicas)
    try fields.field("availableReplicas", &availableReplicas)
    try fields.field("unavailableReplicas", &unavailableReplicas)
    try fields.field("conditions", &conditions)
    try fields.field("collisionCount", &collisionCount)
  }
}
