public import Values

/// A volume that the containers of a pod can mount; exactly one source is set.
public struct Volume: FieldRecord, Hashable {
  public static var goType: String { "v1.Volume" }

  public var name: String = ""
  public var hostPath: HostPathVolumeSource?
  public var emptyDir: EmptyDirVolumeSource?
  public var secret: SecretVolumeSource?
  public var persistentVolumeClaim: PersistentVolumeClaimVolumeSource?
  public var configMap: ConfigMapVolumeSource?
  /// Several sources in one directory; kept as it was written.
  public var projected: JSON?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.always("name", &name)
    try fields.field("hostPath", &hostPath)
    try fields.field("emptyDir", &emptyDir)
    try fields.field("secret", &secret)
    try fields.field("persistentVolumeClaim", &persistentVolumeClaim)
    try fields.field("configMap", &configMap)
    try fields.field("projected", &projected)
    fields.keep(
      [
        "downwardAPI", "csi", "ephemeral", "nfs", "iscsi", "glusterfs", "rbd",
        "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "flexVolume", "cinder",
        "cephfs", "flocker", "fc", "azureFile", "vsphereVolume", "quobyte", "azureDisk",
        "photonPersistentDisk", "portworxVolume", "scaleIO", "storageos", "image",
      ], in: &kept)
  }
}
