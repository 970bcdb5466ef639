extension FieldDescriptions {
  static let storage = """
    PersistentVolumeClaim: Asks for a volume, and stands for it once it is bound. It belongs to its namespace and not to a pod.
    PersistentVolumeClaimSpec: What kind of volume is wanted.
    PersistentVolumeClaimSpec.accessModes: How it will be mounted: ReadWriteOnce (by one node), ReadOnlyMany, ReadWriteMany, ReadWriteOncePod (by one pod).
    PersistentVolumeClaimSpec.selector: Labels that the volume must have.
    PersistentVolumeClaimSpec.resources: How large it has to be.
    PersistentVolumeClaimSpec.volumeName: The volume that it is bound to.
    PersistentVolumeClaimSpec.storageClassName: The class that makes the volume. Without it the default class does; with an empty name only a volume that is there will do.
    PersistentVolumeClaimSpec.volumeMode {Block, Filesystem}: Whether it has a file system. The default is Filesystem.
    PersistentVolumeClaimSpec.dataSource <TypedLocalObjectReference>: What it is filled from.
    PersistentVolumeClaimStatus: What is known of a claim.
    PersistentVolumeClaimStatus.phase {Bound, Lost, Pending}: Whether it has its volume.
    PersistentVolumeClaimStatus.accessModes: How the volume can be mounted.
    PersistentVolumeClaimStatus.capacity: How large the volume is.
    PersistentVolumeClaimCondition: One thing that is True or False about a claim.
    PersistentVolumeClaimCondition.type*: What it is about, such as Resizing.
    PersistentVolumeClaimCondition.status*: True, False or Unknown.
    VolumeResourceRequirements: How large a volume has to be.
    VolumeResourceRequirements.limits: At most.
    VolumeResourceRequirements.requests: At least.
    PersistentVolume: Storage of the cluster that outlives pods and, if it is remote, nodes.
    PersistentVolumeSpec: Where the storage is, and who may use it how.
    PersistentVolumeSpec.capacity: How large it is.
    PersistentVolumeSpec.hostPath: A directory of whatever node the pod is on.
    PersistentVolumeSpec.local: A directory of one node, which nodeAffinity has to name.
    PersistentVolumeSpec.csi: Storage that a driver provides.
    PersistentVolumeSpec.accessModes: How it can be mounted.
    PersistentVolumeSpec.claimRef: The claim that it is bound to, or kept for.
    PersistentVolumeSpec.persistentVolumeReclaimPolicy {Delete, Recycle, Retain}: What becomes of it when its claim is gone. Retain keeps it; volumes that a class made are deleted unless the class says otherwise.
    PersistentVolumeSpec.storageClassName: The class that it belongs to.
    PersistentVolumeSpec.mountOptions: Options for mounting it.
    PersistentVolumeSpec.volumeMode {Block, Filesystem}: Whether it has a file system.
    PersistentVolumeSpec.nodeAffinity: The nodes from which it can be reached. Pods that use it run there.
    PersistentVolumeStatus: What is known of a volume.
    PersistentVolumeStatus.phase {Available, Bound, Failed, Pending, Released}: Whether it is free, bound, or left by its claim.
    PersistentVolumeStatus.lastPhaseTransitionTime: When that last changed.
    VolumeNodeAffinity: The nodes from which a volume can be reached.
    VolumeNodeAffinity.required: What they have to be like.
    LocalVolumeSource: A directory or disk of one node.
    LocalVolumeSource.path*: Its path on the node.
    CSIPersistentVolumeSource: Storage that a driver provides.
    CSIPersistentVolumeSource.driver*: The name of the driver.
    CSIPersistentVolumeSource.volumeHandle*: How the driver calls the volume.
    CSIPersistentVolumeSource.volumeAttributes: What else the driver has to know.
    StorageClass: A kind of storage, and who makes volumes of it.
    StorageClass.provisioner*: Who makes the volumes.
    StorageClass.parameters: What else it has to know.
    StorageClass.reclaimPolicy {Delete, Recycle, Retain}: What becomes of a volume when its claim is gone. The default is Delete.
    StorageClass.mountOptions: Options for mounting the volumes.
    StorageClass.allowVolumeExpansion: Whether claims may grow.
    StorageClass.volumeBindingMode {Immediate, WaitForFirstConsumer}: Whether a volume is made at once, or when it is known on which node the first pod will run.
    VolumeAttachment: Says that a volume shall be, or is, attached to a node.
    VolumeAttachmentSpec: Which volume and which node.
    VolumeAttachmentSpec.attacher*: Who attaches it.
    VolumeAttachmentSpec.source*: The volume.
    VolumeAttachmentSpec.nodeName*: The node.
    VolumeAttachmentSource: A volume.
    VolumeAttachmentSource.persistentVolumeName: Its name.
    VolumeAttachmentStatus: Whether it is attached.
    VolumeAttachmentStatus.attached*: Whether it is attached.
    VolumeAttachmentStatus.attachmentMetadata: What the attacher told the node.
    VolumeAttachmentStatus.attachError: Why attaching failed last.
    VolumeAttachmentStatus.detachError: Why detaching failed last.
    VolumeError: What went wrong.
    VolumeError.time: When.
    """
}
