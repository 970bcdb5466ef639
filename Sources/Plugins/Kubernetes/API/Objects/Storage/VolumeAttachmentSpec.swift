/// Which volume is to be attached to which node.
public struct VolumeAttachmentSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeAttachmentSpec" }

  /// The driver of the volume.
  public var attacher: String = ""
  /// What is attached.
  public var source = VolumeAttachmentSource()
  /// The node to which it is.
  public var nodeName: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("attacher", &attacher)
    try fields.field("source", &source)
    try fields.always("nodeName", &nodeName)
  }
}
