/// Demands that have to hold together.
public struct NodeSelectorTerm: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSelectorTerm" }

  public var matchExpressions: [NodeSelectorRequirement] = []
  public var matchFields: [NodeSelectorRequirement] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("matchExpressions", &matchExpressions)
    try fields.field("matchFields", &matchFields)
  }
}
