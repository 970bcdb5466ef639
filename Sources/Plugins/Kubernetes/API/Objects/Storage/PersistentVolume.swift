/// A piece of storage.
public final class PersistentVolume: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .persistentVolumes }

  /// What is wanted.
  public var spec: PersistentVolumeSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: PersistentVolumeStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = PersistentVolumeSpec()
    status = PersistentVolumeStatus()
    super.init(.persistentVolumes)
  }

  public override func copy() -> PersistentVolume { PersistentVolume(copying: self) }

  private init(copying original: PersistentVolume) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? PersistentVolume else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? PersistentVolume else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? PersistentVolume { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
