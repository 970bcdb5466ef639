/// One key of a Secret.
public struct SecretKeySelector: FieldRecord, Hashable {
  public static var goType: String { "v1.SecretKeySelector" }

  /// The Secret, in the pod's namespace.
  public var name: String = ""
  /// The key in its `data`; the value is decoded.
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
