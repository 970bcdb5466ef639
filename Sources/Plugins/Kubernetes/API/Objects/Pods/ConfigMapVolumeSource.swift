/// The keys of a ConfigMap, as files.
public struct ConfigMapVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.ConfigMapVolumeSource" }

  public var name: String = ""
  public var items: [KeyToPath] = []
  public var defaultMode: Int32?
  public var optional: Bool?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("name", &name)
    try fields.field("items", &items)
    try fields.field("defaultMode", &defaultMode)
    try fields.field("optional", &optional)
  }
}
