/// What is wanted of a ReplicaSet.
public struct ReplicaSetSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.ReplicaSetSpec" }

  public var replicas: Int32?
  public var minReadySeconds: Int32 = 0
  public var selector: LabelSelector?
  public var template = PodTemplateSpec()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("replicas", &replicas)
    try fields.field("minReadySeconds", &minReadySeconds)
    try fields.nullable("selector", &selector)
    try fields.field("template", &template)
  }
}
