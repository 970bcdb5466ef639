/// What a volume is.
public struct PersistentVolumeSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeSpec" }

  public var capacity = ResourceList()
  public var hostPath: HostPathVolumeSource?
  public var local: LocalVolumeSource?
  public var csi: CSIPersistentVolumeSource?
  public var accessModes: [String] = []
  public var claimRef: ObjectReference?
  public var persistentVolumeReclaimPolicy: String = ""
  public var storageClassName: String = ""
  public var mountOptions: [String] = []
  public var volumeMode: String?
  public var nodeAffinity: VolumeNodeAffinity?
  /// Fields that are valid, kept and printed back, and have no effect here.
  public var kept = KeptFields()

  public init() {}

  public mutating func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("capacity", &capacity)
    try fields.field("hostPath", &hostPath)
    try fields.field("local", &local)
    try fields.field("csi", &csi)
    try fields.field("accessModes", &accessModes)
    try fields.field("claimRef", &claimRef)
    try fields.field("persistentVolumeReclaimPolicy", &persistentVolumeReclaimPolicy)
    try fields.field("storageClassName", &storageClassName)
    try fields.field("mountOptions", &mountOptions)
    try fields.field("volumeMode", &volumeMode)
    try fields.field("nodeAffinity", &nodeAffinity)
    fields.keep(
      [
        "nfs", "iscsi", "glusterfs", "rbd", "gcePersistentDisk", "awsElasticBlockStore",
        "cinder", "cephfs", "fc", "flocker", "flexVolume", "azureFile", "vsphereVolume",
        "quobyte", "azureDisk", "photonPersistentDisk", "portworxVolume", "scaleIO",
        "storageos", "volumeAttributesClassName",
      ], in: &kept)
  }
}
