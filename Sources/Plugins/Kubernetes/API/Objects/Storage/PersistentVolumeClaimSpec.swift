/// What a claim asks for.
public struct PersistentVolumeClaimSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeClaimSpec" }

  /// What the volume must allow; who may mount it at the same time is said by V5.
  public var accessModes: [String] = []
  /// Labels that the volume must have; nil for any.
  public var selector: LabelSelector?
  /// `storage`: the least size. It may only grow, if the class allows it.
  public var resources = VolumeResourceRequirements()
  /// The volume, once it is bound; one that comes with it asks for that volume.
  public var volumeName: String = ""
  /// nil asks for the default class, "" for none.
  public var storageClassName: String?
  /// `Filesystem` by default. `Block` is only matched, never a device.
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
