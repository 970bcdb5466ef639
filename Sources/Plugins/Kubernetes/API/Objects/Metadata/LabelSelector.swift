/// Which objects are meant, by their labels: all entries have to match.
public struct LabelSelector: FieldRecord, Hashable {
  public static var goType: String { "v1.LabelSelector" }

  public var matchLabels = StringMap()
  public var matchExpressions: [LabelSelectorRequirement] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("matchLabels", &matchLabels)
    try fields.field("matchExpressions", &matchExpressions)
  }
}
