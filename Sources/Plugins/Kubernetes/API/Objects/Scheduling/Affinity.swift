/// Where a pod wants to be.
public struct Affinity: FieldRecord, Hashable {
  public static var goType: String { "v1.Affinity" }

  /// To nodes, by their labels.
  public var nodeAffinity: NodeAffinity?
  /// Near which pods.
  public var podAffinity: PodAffinity?
  /// Away from which pods. Those of pods that are there already count, too.
  public var podAntiAffinity: PodAffinity?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("nodeAffinity", &nodeAffinity)
    try fields.field("podAffinity", &podAffinity)
    try fields.field("podAntiAffinity", &podAntiAffinity)
  }
}
