import Simulation
import Values

extension TablePrinter {
  /// K5.
  static let persistentVolumeClaims = TablePrinter(
    columns: [
      .name, .init("Status"), .init("Volume"), .init("Capacity"), .init("Access Modes"),
      .init("StorageClass"), .init("VolumeAttributesClass"), .age,
      .init("VolumeMode", priority: 1),
    ]
  ) { object, now in
    guard let claim = object as? PersistentVolumeClaim else { return [] }
    let isBound = !claim.spec.volumeName.isEmpty
    return [
      .string(claim.name), .string(claim.isBeingDeleted ? "Terminating" : claim.status.phase),
      .string(claim.spec.volumeName),
      .string(isBound ? claim.status.capacity["storage"]?.text ?? "0" : ""),
      isBound ? accessModes(claim.status.accessModes) : "",
      .string(claim.spec.storageClassName ?? ""),
      .string(claim.spec.kept.values["volumeAttributesClassName"]?.string ?? "<unset>"),
      age(claim, now), .string(claim.spec.volumeMode ?? "<unset>"),
    ]
  }

  /// K5.
  static let persistentVolumes = TablePrinter(
    columns: [
      .name, .init("Capacity"), .init("Access Modes"), .init("Reclaim Policy"), .init("Status"),
      .init("Claim"), .init("StorageClass"), .init("VolumeAttributesClass"), .init("Reason"),
      .age, .init("VolumeMode", priority: 1),
    ]
  ) { object, now in
    guard let volume = object as? PersistentVolume else { return [] }
    let claim = volume.spec.claimRef.map { $0.namespace + "/" + $0.name } ?? ""
    return [
      .string(volume.name), .string(volume.spec.capacity["storage"]?.text ?? "0"),
      accessModes(volume.spec.accessModes), .string(volume.spec.persistentVolumeReclaimPolicy),
      .string(volume.isBeingDeleted ? "Terminating" : volume.status.phase), .string(claim),
      .string(volume.spec.storageClassName),
      .string(volume.spec.kept.values["volumeAttributesClassName"]?.string ?? "<unset>"),
      .string(volume.status.reason), age(volume, now),
      .string(volume.spec.volumeMode ?? "<unset>"),
    ]
  }

  /// K5.
  static let storageClasses = TablePrinter(
    columns: [
      .name, .init("Provisioner"), .init("ReclaimPolicy"), .init("VolumeBindingMode"),
      .init("AllowVolumeExpansion"), .age,
    ]
  ) { object, now in
    guard let storageClass = object as? StorageClass else { return [] }
    let annotation = "storageclass.kubernetes.io/is-default-class"
    let isDefault = storageClass.metadata.annotations[annotation] == "true"
    return [
      .string(storageClass.name + (isDefault ? " (default)" : "")),
      .string(storageClass.provisioner), .string(storageClass.reclaimPolicy ?? "Delete"),
      .string(storageClass.volumeBindingMode ?? "<unset>"),
      .bool(storageClass.allowVolumeExpansion ?? false), age(storageClass, now),
    ]
  }

  static let volumeAttachments = TablePrinter(
    columns: [
      .name, .init("Attacher"), .init("PV"), .init("Node"), .init("Attached"), .age,
    ]
  ) { object, now in
    guard let attachment = object as? VolumeAttachment else { return [] }
    return [
      .string(attachment.name), .string(attachment.spec.attacher),
      .string(attachment.spec.source.persistentVolumeName ?? ""),
      .string(attachment.spec.nodeName), .bool(attachment.status.attached),
      age(attachment, now),
    ]
  }
}
