/// A way to make volumes on demand.
public final class StorageClass: KubernetesObject, TypedObject {
  public static var resource: ResourceType { .storageClasses }

  /// Who makes the volumes. With a name that nobody here serves, claims wait for ever (V3).
  public var provisioner: String = ""
  /// Cannot be changed; not acted on.
  public var parameters = StringMap()
  /// What its volumes get: `Delete` by default, or `Retain` (V4).
  public var reclaimPolicy: String?
  /// Copied to its volumes; not acted on.
  public var mountOptions: [String] = []
  /// Whether claims may ask for more afterwards. Their volumes do not grow here.
  public var allowVolumeExpansion: Bool?
  /// `Immediate` by default, or `WaitForFirstConsumer` (V2).
  public var volumeBindingMode: String?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  /// Nothing is set, not even the name; the server fills in what has defaults.
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
