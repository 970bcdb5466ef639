/// What the controller reports about a Deployment.
public struct DeploymentStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentStatus" }

  public var observedGeneration: Int64 = 0
  public var replicas: Int32 = 0
  public var updatedReplicas: Int32 = 0
  public var readyReplicas: Int32 = 0
  public var availableReplicas: Int32 = 0
  public var unavailableReplicas: Int32 = 0
  public var conditions: [DeploymentCondition] = []
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
