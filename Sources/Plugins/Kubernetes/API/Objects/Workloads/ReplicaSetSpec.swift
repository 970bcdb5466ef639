/// What is wanted of a ReplicaSet.
public struct ReplicaSetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.ReplicaSetSpec" }

  /// How many pods; 1 by default.
  public var replicas: Int32?
  /// Seconds that a pod has to be Ready to count as available; 0 by default.
  public var minReadySeconds: Int32 = 0
  /// Which pods are its own. It must match the template and cannot be changed.
  public var selector: LabelSelector?
  /// What new pods are made from; those that are there stay as they are.
  public var template = PodTemplateSpec()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("replicas", &replicas)
    try fields.field("minReadySeconds", &minReadySeconds)
    try fields.nullable("selector", &selector)
    try fields.field("template", &template)
  }
}
