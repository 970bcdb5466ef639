/// A demand for a volume.
public final class PersistentVolumeClaim: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .persistentVolumeClaims }

  /// What is wanted.
  public var spec: PersistentVolumeClaimSpec
  /// What is the case. Written by `updateStatus` only: other writes leave it as it is.
  public var status: PersistentVolumeClaimStatus

  /// Nothing is set, not even the name; the server fills in what has defaults.
  public init() {
    spec = PersistentVolumeClaimSpec()
    status = PersistentVolumeClaimStatus()
    super.init(.persistentVolumeClaims)
  }

  public override func copy() -> PersistentVolumeClaim { PersistentVolumeClaim(copying: self) }

  private init(copying original: PersistentVolumeClaim) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? PersistentVolumeClaim else { return false }
    return spec == other.spec
  }

  public override func hasSameStatus(as other: KubernetesObject) -> Bool {
    guard let other = other as? PersistentVolumeClaim else { return false }
    return status == other.status
  }

  public override func takeStatus(from other: KubernetesObject) {
    if let other = other as? PersistentVolumeClaim { status = other.status }
  }

  public override var hasStatus: Bool { true }
}
