/// A demand on a node's label or field.
public struct NodeSelectorRequirement: FieldRecord, Hashable {
  public static var goType: String { "v1.NodeSelectorRequirement" }

  /// The label; for fields only `metadata.name` is known.
  public var key: String = ""
  /// `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`.
  public var `operator`: String = ""
  /// For `In` and `NotIn`; one whole number for `Gt` and `Lt`.
  public var values: [String] = []

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.always("operator", &`operator`)
    try fields.field("values", &values)
  }
}
