public import Values

/// A volume that the containers of a pod can mount; exactly one source is set.
public struct Volume: FieldRecord, Hashable {
  public static var goType: String { "v1.Volume" }

  /// By which mounts refer to it; unique in the pod.
  public var name: String = ""
  /// A folder or file of the node.
  public var hostPath: HostPathVolumeSource?
  /// Scratch space that lives as long as the pod on its node (V8).
  public var emptyDir: EmptyDirVolumeSource?
  /// Files made of a Secret; they follow its changes.
  public var secret: SecretVolumeSource?
  /// What outlives the pod (V8).
  public var persistentVolumeClaim: PersistentVolumeClaimVolumeSource?
  /// Files made of a ConfigMap; they follow its changes.
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
