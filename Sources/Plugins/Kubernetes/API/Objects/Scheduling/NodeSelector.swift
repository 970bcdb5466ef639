/// Terms of which at least one has to hold.
public struct NodeSelector: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSelector" }

  public var nodeSelectorTerms: [NodeSelectorTerm] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("nodeSelectorTerms", &nodeSelectorTerms)
  }
}
