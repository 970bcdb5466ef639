/// Whether the volume is attached.
public struct VolumeAttachmentStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeAttachmentStatus" }

  public var attached: Bool = false
  public var attachmentMetadata = StringMap()
  public var attachError: VolumeError?
  public var detachError: VolumeError?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("attached", &attached)
    try fields.field("attachmentMetadata", &attachmentMetadata)
    try fields.field("attachError", &attachError)
    try fields.field("detachError", &detachError)
  }
}
