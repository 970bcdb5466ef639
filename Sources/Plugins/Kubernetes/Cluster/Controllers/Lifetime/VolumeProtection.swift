import KubernetesAPI

/// Keeps a volume that is being deleted as long as it is bound to a claim (V4).
final class VolumeProtection: Controller {
  static let finalizer = "kubernetes.io/pv-protection"

  init(_ cluster: Cluster) { super.init(cluster, named: "pv-protection-controller") }

  override func start() {
    watch(.persistentVolumes) { [unowned(unsafe) self] event in
      if event.change != .deleted, event.object.isBeingDeleted { queue.add(event.object.key) }
    }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    guard let volume = server.get(PersistentVolume.self, name: key), volume.isBeingDeleted,
      volume.metadata.finalizers.contains(VolumeProtection.finalizer),
      volume.status.phase != "Bound"
    else { return .done }
    let changed = volume.copy()
    changed.metadata.finalizers.removeAll { $0 == VolumeProtection.finalizer }
    do throws(APIError) {
      try client.update(changed)
      return .done
    } catch {
      return .failed
    }
  }
}
