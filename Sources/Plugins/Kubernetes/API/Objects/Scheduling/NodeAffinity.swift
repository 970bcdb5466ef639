/// Which nodes a pod must, or would rather, be on.
public struct NodeAffinity: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeAffinity" }

  public var requiredDuringSchedulingIgnoredDuringExecution: NodeSelector?
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
