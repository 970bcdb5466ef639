/// What the controller reports about a ReplicaSet.
public struct ReplicaSetStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.ReplicaSetStatus" }

  /// Pods that have not ended and are not being deleted (D3).
  public var replicas: Int32 = 0
  /// Those of them with all labels of the template.
  public var fullyLabeledReplicas: Int32 = 0
  /// Those of them that are Ready.
  public var readyReplicas: Int32 = 0
  /// Those of them that have been Ready for ``ReplicaSetSpec/minReadySeconds``.
  public var availableReplicas: Int32 = 0
  /// The generation that the rest is about.
  public var observedGeneration: Int64 = 0
  /// `ReplicaFailure` while pods cannot be made (D6).
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
