/// Where a pod wants to be.
public struct Affinity: FieldRecord, Hashable {
  public static var goType: String { "v1.Affinity" }

  public var nodeAffinity: NodeAffinity?
  public var podAffinity: PodAffinity?
  public var podAntiAffinity: PodAffinity?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("nodeAffinity", &nodeAffinity)
    try fields.field("podAffinity", &podAffinity)
    try fields.field("podAntiAffinity", &podAntiAffinity)
  }
}
