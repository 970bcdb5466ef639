/// The keys of a Secret, as files.
public struct SecretVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.SecretVolumeSource" }

  /// The Secret, in the pod's namespace.
  public var secretName: String = ""
  /// Which keys become files, and where; empty for all of them under their own names.
  public var items: [KeyToPath] = []
  /// Permission bits, 0644 by default. Not acted on: files have no users here.
  public var defaultMode: Int32?
  /// When true and it is missing, the folder is empty; else the pod waits with `FailedMount`.
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("secretName", &secretName)
    try fields.field("items", &items)
    try fields.field("defaultMode", &defaultMode)
    try fields.field("optional", &optional)
  }
}
