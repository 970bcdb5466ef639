/// What is wanted of a Deployment.
public struct DeploymentSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.DeploymentSpec" }

  /// How many pods; 1 by default.
  public var replicas: Int32?
  /// Which pods and ReplicaSets are its own. It must match the template and cannot be changed.
  public var selector: LabelSelector?
  /// What pods are made from; a change of it is a rollout.
  public var template = PodTemplateSpec()
  /// How pods are exchanged (D7, D11).
  public var strategy = DeploymentStrategy()
  /// Seconds that a pod has to be Ready to count as available; 0 by default (D14).
  public var minReadySeconds: Int32 = 0
  /// How many empty old ReplicaSets are kept; 10 by default (D14).
  public var revisionHistoryLimit: Int32?
  /// While true it is scaled, but no template is rolled out (D13).
  public var paused: Bool = false
  /// Seconds without progress until Progressing is False; 600 by default (D12). Nothing is rolled
  /// back then.
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
