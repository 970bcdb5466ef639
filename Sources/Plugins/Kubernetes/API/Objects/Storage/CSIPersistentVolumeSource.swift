/// A volume of a storage driver.
public struct CSIPersistentVolumeSource: FieldRecord, Hashable {
  public static var goType: String { "v1.CSIPersistentVolumeSource" }

  /// Who attaches it: the attacher of its VolumeAttachments.
  public var driver: String = ""
  /// Drawn from the seed for volumes that a class made; nobody looks a disk up by it.
  public var volumeHandle: String = ""
  /// Not acted on; claims and mounts say it.
  public var readOnly: Bool = false
  /// `ext4` for volumes that a class made. Not acted on.
  public var fsType: String = ""
  /// Not acted on.
  public var volumeAttributes = StringMap()
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("driver", &driver)
    try fields.always("volumeHandle", &volumeHandle)
    try fields.field("readOnly", &readOnly)
    try fields.field("fsType", &fsType)
    try fields.field("volumeAttributes", &volumeAttributes)
    fields.keep(
      [
        "controllerPublishSecretRef", "nodeStageSecretRef", "nodePublishSecretRef",
        "controllerExpandSecretRef", "nodeExpandSecretRef",
      ], in: &kept)
  }
}
