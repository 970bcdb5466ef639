/// A key of a ConfigMap or Secret, and the file it becomes.
public struct KeyToPath: FieldRecord, Hashable {
  public static var goType: String { "v1.KeyToPath" }

  /// The key.
  public var key: String = ""
  /// The file's path in the volume.
  public var path: String = ""
  /// Permission bits. Not acted on: files have no users here.
  public var mode: Int32?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("key", &key)
    try fields.always("path", &path)
    try fields.field("mode", &mode)
  }
}
