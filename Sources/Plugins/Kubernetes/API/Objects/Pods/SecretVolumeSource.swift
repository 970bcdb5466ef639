/// The keys of a Secret, as files.
public struct SecretVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.SecretVolumeSource" }

  public var secretName: String = ""
  public var items: [KeyToPath] = []
  public var defaultMode: Int32?
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("secretName", &secretName)
    try fields.field("items", &items)
    try fields.field("defaultMode", &defaultMode)
    try fields.field("optional", &optional)
  }
}
