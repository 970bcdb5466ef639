/// What is wanted of a Deployment.
public struct DeploymentSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentSpec" }

  public var replicas: Int32?
  public var selector: LabelSelector?
  public var template = PodTemplateSpec()
  public var strategy = DeploymentStrategy()
  public var minReadySeconds: Int32 = 0
  public var revisionHistoryLimit: Int32?
  public var paused: Bool = false
  public var progressDeadlineSeconds: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("replicas", &replicas)
    try fields.nullable("selector", &selector)
    try fields.field("template", &template)
    try fields.field("strategy", &strategy)
    try fields.field("minReadySeconds", &minReadySeconds)
    try fields.field("revisionHistoryLimit", &revisionHistoryLimit)
    try fields.field("paused", &paused)
    try fields.field("progressDeadlineSeconds", &progressDeadlineSeconds)
  }
}
