/// One key of a ConfigMap.
public struct ConfigMapKeySelector: FieldRecord, Hashable {
  public static var goType: String { "v1.ConfigMapKeySelector" }

  public var name: String = ""
  public var key: String = ""
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.always("key", &key)
    try fields.field("optional", &optional)
  }
}
