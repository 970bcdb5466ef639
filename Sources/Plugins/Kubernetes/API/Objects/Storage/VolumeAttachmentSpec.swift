/// Which volume is to be attached to which node.
public struct VolumeAttachmentSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.VolumeAttachmentSpec" }

  public var attacher: String = ""
  public var source = VolumeAttachmentSource()
  public var nodeName: String = ""

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("attacher", &attacher)
    try fields.field("source", &source)
    try fields.always("nodeName", &nodeName)
  }
}
