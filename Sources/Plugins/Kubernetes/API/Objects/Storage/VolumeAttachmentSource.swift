/// The volume that is to be attached.
public struct VolumeAttachmentSource: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeAttachmentSource" }

  /// The volume.
  public var persistentVolumeName: String?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("persistentVolumeName", &persistentVolumeName)
    fields.keep(["inlineVolumeSpec"], in: &kept)
  }
}
