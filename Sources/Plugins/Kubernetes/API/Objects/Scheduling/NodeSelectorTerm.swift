/// Demands that have to hold together.
public struct NodeSelectorTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSelectorTerm" }

  /// Demands on labels; all have to hold. A term without any demand matches no node.
  public var matchExpressions: [NodeSelectorRequirement] = []
  /// Demands on `metadata.name`; all have to hold.
  public var matchFields: [NodeSelectorRequirement] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("matchExpressions", &matchExpressions)
    try fields.field("matchFields", &matchFields)
  }
}
