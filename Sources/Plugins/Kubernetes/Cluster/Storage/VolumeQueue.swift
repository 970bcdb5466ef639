import KubernetesAPI
import Simulation

/// The looks that the volume controller takes at volumes; it has another queue for claims.
final class VolumeQueue {
  private let controller: VolumeController
  private let cluster: Cluster
  private var queue: WorkQueue!

  init(_ cluster: Cluster, _ controller: VolumeController) {
    self.cluster = cluster
    self.controller = controller
    queue = WorkQueue(cluster, latency: cluster.configuration.timings.reaction) {
      [unowned(unsafe) self] name in reconcile(name)
    }
  }

  func add(_ name: String) { queue.add(name) }

  private func reconcile(_ name: String) -> Reconciliation {
    guard let volume = cluster.server.get(PersistentVolume.self, name: name) else { return .done }
    do throws(APIError) {
      try review(volume)
      return .done
    } catch {
      return .failed
    }
  }

  private func review(_ volume: PersistentVolume) throws(APIError) {
    let volume = try markFinalizer(of: volume)
    guard let owner = volume.spec.claimRef else {
      if !volume.isBeingDeleted { try controller.setPhase("Available", of: volume) }
      return
    }
    if owner.uid.isEmpty {
      if !volume.isBeingDeleted { try controller.setPhase("Available", of: volume) }
      return
    }
    let claim = cluster.server.get(
      PersistentVolumeClaim.self, namespace: owner.namespace, name: owner.name)
    if let claim, claim.metadata.uid == owner.uid {
      if claim.spec.volumeName == volume.name {
        if claim.isBindingComplete {
          try controller.setPhase("Bound", of: volume)
        } else {
          try controller.bind(claim, to: volume)
        }
      } else if claim.spec.volumeName.isEmpty, !claim.isBeingDeleted {
        try controller.bind(claim, to: volume)
      }
      return
    }
    let isFailed = volume.status.phase == "Failed"
    let released = isFailed ? volume : try controller.setPhase("Released", of: volume)
    if released.spec.persistentVolumeReclaimPolicy == "Delete" { try reclaim(released) }
  }

  /// A volume that was made on demand and is to be deleted with its claim carries a finalizer, so
  /// that its bytes go before the object does.
  private func markFinalizer(of volume: PersistentVolume) throws(APIError) -> PersistentVolume {
    guard
      volume.metadata.annotations[VolumeAnnotations.provisionedBy] == Provisioner.hostPath.rawValue,
      !volume.isBeingDeleted
    else { return volume }
    let isMarked = volume.metadata.finalizers.contains(VolumeAnnotations.controllerFinalizer)
    let isWanted = volume.spec.persistentVolumeReclaimPolicy == "Delete"
    guard isMarked != isWanted else { return volume }
    let changed = volume.copy()
    if isWanted {
      changed.metadata.finalizers.append(VolumeAnnotations.controllerFinalizer)
    } else {
      changed.metadata.finalizers.removeAll { $0 == VolumeAnnotations.controllerFinalizer }
    }
    return try controller.client.update(changed)
  }

  /// Wipes a released volume and deletes it (V4).
  private func reclaim(_ volume: PersistentVolume) throws(APIError) {
    if !cluster.storage.nodes(of: volume.name).isEmpty {
      // A volume that is still at a node is not deleted; the attach controller comes first.
      queue.add(volume.name, after: cluster.configuration.timings.attaching)
      return
    }
    let isOwn =
      volume.metadata.annotations[VolumeAnnotations.provisionedBy]
      .map { Provisioner(rawValue: $0) != nil } ?? false
    if !isOwn, let problem = refusalToDelete(volume) {
      guard volume.status.phase != "Failed" else { return }
      let failed = volume.copy()
      failed.status.phase = "Failed"
      failed.status.message = problem
      failed.status.lastPhaseTransitionTime = cluster.world.now.wholeSeconds
      try controller.client.updateStatus(failed)
      controller.recorder.warning(volume, "VolumeFailedDelete", problem)
      return
    }
    cluster.storage.removeDisk(volume.name)
    if !volume.isBeingDeleted { try controller.client.delete(volume) }
    guard let rest = cluster.server.get(PersistentVolume.self, name: volume.name),
      rest.metadata.finalizers.contains(VolumeAnnotations.controllerFinalizer)
    else { return }
    let changed = rest.copy()
    changed.metadata.finalizers.removeAll { $0 == VolumeAnnotations.controllerFinalizer }
    try controller.client.update(changed)
  }

  /// Why a volume that was made by hand cannot be wiped; nil when it can.
  private func refusalToDelete(_ volume: PersistentVolume) -> String? {
    if let path = volume.spec.hostPath?.path {
      return path.hasPrefix("/tmp/") && path.utf8.count > 5
        ? nil : "host_path deleter only supports /tmp/.+ but received provided \(path)"
    }
    return "error getting deleter volume plugin for volume \"\(volume.name)\": no deletable volume"
      + " plugin matched"
  }
}
