/// Which objects are meant, by their labels: all entries have to match.
public struct LabelSelector: FieldRecord, Hashable {
  public static var goType: String { "v1.LabelSelector" }

  /// Labels that must be there with exactly these values.
  public var matchLabels = StringMap()
  /// Demands beside those; all have to hold.
  public var matchExpressions: [LabelSelectorRequirement] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("matchLabels", &matchLabels)
    try fields.field("matchExpressions", &matchExpressions)
  }
}
