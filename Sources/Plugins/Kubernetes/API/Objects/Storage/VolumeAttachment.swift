/// The wish that a volume be attached to a node.
public final class VolumeAttachment: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .volumeAttachments }

  /// What is wanted.
  public var spec: VolumeAttachmentSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: VolumeAttachmentStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = VolumeAttachmentSpec()
    status = VolumeAttachmentStatus()
    super.init(.volumeAttachments)
  }

  public override func copy() -> VolumeAttachment { VolumeAttachment(copying: self) }

  private init(copying original: VolumeAttachment) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? VolumeAttachment else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? VolumeAttachment else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? VolumeAttachment { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
