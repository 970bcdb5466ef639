import OrderedCollections
import Values

extension GoDump {
  /// The sources of a volume in the order of Kubernetes' Go type, with its names and types.
  static let volumeSources: [(name: String, type: String, field: String)] = [
    ("HostPath", "HostPathVolumeSource", "hostPath"),
    ("EmptyDir", "EmptyDirVolumeSource", "emptyDir"),
    ("GCEPersistentDisk", "GCEPersistentDiskVolumeSource", "gcePersistentDisk"),
    ("AWSElasticBlockStore", "AWSElasticBlockStoreVolumeSource", "awsElasticBlockStore"),
    ("GitRepo", "GitRepoVolumeSource", "gitRepo"),
    ("Secret", "SecretVolumeSource", "secret"),
    ("NFS", "NFSVolumeSource", "nfs"),
    ("ISCSI", "ISCSIVolumeSource", "iscsi"),
    ("Glusterfs", "GlusterfsVolumeSource", "glusterfs"),
    ("PersistentVolumeClaim", "PersistentVolumeClaimVolumeSource", "persistentVolumeClaim"),
    ("RBD", "RBDVolumeSource", "rbd"),
    ("FlexVolume", "FlexVolumeSource", "flexVolume"),
    ("Cinder", "CinderVolumeSource", "cinder"),
    ("CephFS", "CephFSVolumeSource", "cephfs"),
    ("Flocker", "FlockerVolumeSource", "flocker"),
    ("DownwardAPI", "DownwardAPIVolumeSource", "downwardAPI"),
    ("FC", "FCVolumeSource", "fc"),
    ("AzureFile", "AzureFileVolumeSource", "azureFile"),
    ("ConfigMap", "ConfigMapVolumeSource", "configMap"),
    ("VsphereVolume", "VsphereVirtualDiskVolumeSource", "vsphereVolume"),
    ("Quobyte", "QuobyteVolumeSource", "quobyte"),
    ("AzureDisk", "AzureDiskVolumeSource", "azureDisk"),
    ("PhotonPersistentDisk", "PhotonPersistentDiskVolumeSource", "photonPersistentDisk"),
    ("Projected", "ProjectedVolumeSource", "projected"),
    ("PortworxVolume", "PortworxVolumeSource", "portworxVolume"),
    ("ScaleIO", "ScaleIOVolumeSource", "scaleIO"),
    ("StorageOS", "StorageOSVolumeSource", "storageos"),
    ("CSI", "CSIVolumeSource", "csi"),
    ("Ephemeral", "EphemeralVolumeSource", "ephemeral"),
    ("Image", "ImageVolumeSource", "image"),
  ]

  static func dump(_ volume: Volume) -> String {
    var sources = GoDump()
    for source in volumeSources {
      sources.pointer(source.name, "v1." + source.type, self.source(source.field, of: volume))
    }
    var dump = GoDump()
    dump.string("Name", volume.name)
    dump.add("VolumeSource", "v1.VolumeSource", sources.text)
    return dump.text
  }

  static func source(_ field: String, of volume: Volume) -> String? {
    var dump = GoDump()
    switch field {
    case "hostPath":
      guard let source = volume.hostPath else { return nil }
      dump.string("Path", source.path)
      dump.pointer("Type", "v1.HostPathType", source.type)
    case "emptyDir":
      guard let source = volume.emptyDir else { return nil }
      dump.string("Medium", source.medium, type: "v1.StorageMedium")
      dump.pointer("SizeLimit", "resource.Quantity", source.sizeLimit.map { self.dump($0) })
    case "secret":
      guard let source = volume.secret else { return nil }
      dump.string("SecretName", source.secretName)
      dump.items(source.items, source.defaultMode, source.optional)
    case "configMap":
      guard let source = volume.configMap else { return nil }
      dump.add("LocalObjectReference", "v1.LocalObjectReference", self.dump(source.name))
      dump.items(source.items, source.defaultMode, source.optional)
    case "persistentVolumeClaim":
      guard let source = volume.persistentVolumeClaim else { return nil }
      dump.string("ClaimName", source.claimName)
      dump.flag("ReadOnly", source.readOnly)
    case "projected": return volume.projected?.sorted.compactText
    default: return volume.kept.values[field]?.sorted.compactText
    }
    return dump.text
  }

  mutating func items(_ items: [KeyToPath], _ mode: Int32?, _ optional: Bool?) {
    list(
      "Items", "v1.KeyToPath",
      items.map {
        var item = GoDump()
        item.string("Key", $0.key)
        item.string("Path", $0.path)
        item.pointer("Mode", "int32", $0.mode.map { String($0) })
        return item.text
      })
    pointer("DefaultMode", "int32", mode.map { String($0) })
    pointer("Optional", optional)
  }
}
