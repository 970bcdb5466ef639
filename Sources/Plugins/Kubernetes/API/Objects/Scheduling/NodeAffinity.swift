/// Which nodes a pod must, or would rather, be on.
public struct NodeAffinity: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeAffinity" }

  /// What must hold when the pod is scheduled; later changes of labels move nothing.
  public var requiredDuringSchedulingIgnoredDuringExecution: NodeSelector?
  /// Wishes: their weights are added up for each node.
  public var preferredDuringSchedulingIgnoredDuringExecution: [PreferredSchedulingTerm] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field(
      "requiredDuringSchedulingIgnoredDuringExecution",
      &requiredDuringSchedulingIgnoredDuringExecution)
    try fields.field(
      "preferredDuringSchedulingIgnoredDuringExecution",
      &preferredDuringSchedulingIgnoredDuringExecution)
  }
}
