/// One `matchExpressions` entry.
public struct LabelSelectorRequirement: FieldRecord, Hashable {
  public static var goType: String { "v1.LabelSelectorRequirement" }

  public var key: String = ""
  /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
  public var `operator`: String = ""
  public var values: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.always("operator", &`operator`)
    try fields.field("values", &values)
  }
}
