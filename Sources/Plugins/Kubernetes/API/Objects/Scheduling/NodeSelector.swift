/// Terms of which at least one has to hold.
public struct NodeSelector: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSelector" }

  /// One of them has to hold.
  public var nodeSelectorTerms: [NodeSelectorTerm] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("nodeSelectorTerms", &nodeSelectorTerms)
  }
}
