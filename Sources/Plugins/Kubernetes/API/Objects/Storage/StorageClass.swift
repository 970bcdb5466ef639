/// A way to make volumes on demand.
public final class StorageClass: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .storageClasses }

  public var provisioner: String = ""
  public var parameters = StringMap()
  public var reclaimPolicy: String?
  public var mountOptions: [String] = []
  public var allowVolumeExpansion: Bool?
  public var volumeBindingMode: String?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() { super.init(.storageClasses) }

  public override func copy() -> StorageClass { StorageClass(copying: self) }

  private init(copying original: StorageClass) {
    provisioner = original.provisioner
    parameters = original.parameters
    reclaimPolicy = original.reclaimPolicy
    mountOptions = original.mountOptions
    allowVolumeExpansion = original.allowVolumeExpansion
    volumeBindingMode = original.volumeBindingMode
    kept = original.kept
    super.init(copying: original)
  }

  public override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("provisioner", &provisioner)
    try fields.field("parameters", &parameters)
    try fields.field("reclaimPolicy", &reclaimPolicy)
    try fields.field("mountOptions", &mountOptions)
    try fields.field("allowVolumeExpansion", &allowVolumeExpansion)
    try fields.field("volumeBindingMode", &volumeBindingMode)
    fields.keep(["allowedTopologies"], in: &kept)
  }

  public override func hasSameSpec(as other: KubernetesObject) -> Bool {
    guard let other = other as? StorageClass else { return false }
    return provisioner == other.provisioner
      && parameters == other.parameters
      && reclaimPolicy == other.reclaimPolicy
      && mountOptions == other.mountOptions
      && allowVolumeExpansion == other.allowVolumeExpansion
      && volumeBindingMode == other.volumeBindingMode
      && kept == other.kept
  }
}
