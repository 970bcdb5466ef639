/// Whether the volume is attached.
public struct VolumeAttachmentStatus: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeAttachmentStatus" }

  /// False until it is there; pods wait for it (V6).
  public var attached: Bool = false
  /// Never set here.
  public var attachmentMetadata = StringMap()
  /// Never set here: attaching takes its time, and does not fail.
  public var attachError: VolumeError?
  /// Never set here.
  public var detachError: VolumeError?

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("attached", &attached)
    try fields.field("attachmentMetadata", &attachmentMetadata)
    try fields.field("attachError", &attachError)
    try fields.field("detachError", &detachError)
  }
}
