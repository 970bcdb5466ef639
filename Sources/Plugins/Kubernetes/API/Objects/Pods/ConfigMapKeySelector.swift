/// One key of a ConfigMap.
public struct ConfigMapKeySelector: FieldRecord, Hashable {
  public static var goType: String { "v1.ConfigMapKeySelector" }

  /// The ConfigMap, in the pod's namespace.
  public var name: String = ""
  /// The key in its `data`.
  public var key: String = ""
  /// When true and it is missing, the variable is left out; else the container does not start.
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.always("key", &key)
    try fields.field("optional", &optional)
  }
}
