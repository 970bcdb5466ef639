/// One `matchExpressions` entry.
public struct LabelSelectorRequirement: FieldRecord, Hashable {
  public static var goType: String { "v1.LabelSelectorRequirement" }

  /// The name of the label.
  public var key: String = ""
  /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
  public var `operator`: String = ""
  /// The values for `In` and `NotIn`; empty for the other two.
  public var values: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.always("operator", &`operator`)
    try fields.field("values", &values)
  }
}
