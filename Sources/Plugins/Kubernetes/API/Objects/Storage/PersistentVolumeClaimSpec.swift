/// What a claim asks for.
public struct PersistentVolumeClaimSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimSpec" }

  public var accessModes: [String] = []
  public var selector: LabelSelector?
  public var resources = VolumeResourceRequirements()
  public var volumeName: String = ""
  /// nil asks for the default class, "" for none.
  public var storageClassName: String?
  public var volumeMode: String?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("accessModes", &accessModes)
    try fields.field("selector", &selector)
    try fields.field("resources", &resources)
    try fields.field("volumeName", &volumeName)
    try fields.field("storageClassName", &storageClassName)
    try fields.field("volumeMode", &volumeMode)
    fields.keep(
      [
        "dataSource", "dataSourceRef", "volumeAttributesClassName",
      ], in: &kept)
  }
}
