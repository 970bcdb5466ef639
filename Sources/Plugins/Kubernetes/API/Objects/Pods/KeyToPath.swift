/// A key of a ConfigMap or Secret, and the file it becomes.
public struct KeyToPath: FieldRecord, Hashable {
  public static var goType: String { "v1.KeyToPath" }

  public var key: String = ""
  public var path: String = ""
  public var mode: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.always("path", &path)
    try fields.field("mode", &mode)
  }
}
