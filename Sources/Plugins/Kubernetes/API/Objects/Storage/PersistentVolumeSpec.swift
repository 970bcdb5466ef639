/// What a volume is.
public struct PersistentVolumeSpec: FieldRecord, Hashable {
  public static var goType: String { "v1.PersistentVolumeSpec" }

  /// `storage`: its size, and for volumes with a disk of their own the bytes that fit.
  public var capacity = ResourceList()
  /// A folder of whichever node the pod is on.
  public var hostPath: HostPathVolumeSource?
  /// A folder of one node, to which ``nodeAffinity`` pins the pod (V7).
  public var local: LocalVolumeSource?
  /// A remote disk, which is attached to nodes (V5, V6).
  public var csi: CSIPersistentVolumeSource?
  /// What it allows; a claim may ask for less.
  public var accessModes: [String] = []
  /// The claim that it is bound to or kept for; with the uid of one that is gone it is never bound
  /// again (V4).
  public var claimRef: ObjectReference?
  /// `Retain` for those made by hand, that of the class for others, `Delete` by default (V4).
  /// `Recycle` is accepted and does nothing.
  public var persistentVolumeReclaimPolicy: String = ""
  /// Only claims of the same class are bound to it; empty for none.
  public var storageClassName: String = ""
  /// Copied from the class; not acted on.
  public var mountOptions: [String] = []
  /// `Filesystem` by default. `Block` is only matched, never a device.
  public var volumeMode: String?
  /// From which nodes it can be reached; pods that use it are scheduled there (V7).
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
