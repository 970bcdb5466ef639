import KubernetesAPI

/// What a pod's claims say about where it can go.
struct PodVolumes {
  /// Volumes that are bound: their node affinity counts.
  var bound: [PersistentVolume] = []
  /// Claims that are bound once the pod has a node.
  var waiting: [PersistentVolumeClaim] = []
  /// What keeps the pod from every node.
  var refusal: String?

  init(_ pod: Pod, server: APIServer) {
    for name in pod.claimNames {
      guard
        let claim = server.get(PersistentVolumeClaim.self, namespace: pod.namespace, name: name)
      else {
        refusal = "persistentvolumeclaim \"\(name)\" not found"
        return
      }
      if claim.isBeingDeleted {
        refusal = "persistentvolumeclaim \"\(name)\" is being deleted"
        return
      }
      if claim.status.phase == "Lost" {
        refusal =
          "persistentvolumeclaim \"\(name)\" bound to non-existent persistentvolume"
          + " \"\(claim.spec.volumeName)\""
        return
      }
      if claim.spec.volumeName.isEmpty || !claim.isBindingComplete {
        if claim.spec.volumeName.isEmpty, waitsForConsumer(claim, server) {
          waiting.append(claim)
        } else {
          refusal = "pod has unbound immediate PersistentVolumeClaims"
          return
        }
      } else if let volume = server.get(PersistentVolume.self, name: claim.spec.volumeName) {
        bound.append(volume)
      } else {
        refusal = "persistentvolume \"\(claim.spec.volumeName)\" not found"
        return
      }
    }
  }

  private func waitsForConsumer(_ claim: PersistentVolumeClaim, _ server: APIServer) -> Bool {
    server.get(StorageClass.self, name: claim.spec.storageClassName ?? "")?.volumeBindingMode
      == "WaitForFirstConsumer"
  }

  /// Why the volumes cannot be used on a node; nil when they can.
  func refusal(_ node: Node, server: APIServer) -> SchedulingRefusal? {
    for volume in bound {
      guard let required = volume.spec.nodeAffinity?.required else { continue }
      if !NodeSelection.matches(required, node) {
        return SchedulingRefusal(
          "node(s) had volume node affinity conflict", isFinal: true, .volumes)
      }
    }
    for claim in waiting {
      if let selected = claim.metadata.annotations[VolumeAnnotations.selectedNode],
        selected != node.name
      {
        return SchedulingRefusal(
          "node(s) had volume node affinity conflict", isFinal: true, .volumes)
      }
      let storageClass = server.get(StorageClass.self, name: claim.spec.storageClassName ?? "")
      if storageClass?.provisioner == VolumeAnnotations.noProvisioner,
        VolumeMatch(claim).best(among: server.list(PersistentVolume.self), on: node) == nil
      {
        return SchedulingRefusal(
          "node(s) didn't find available persistent volumes to bind", isFinal: true, .volumes)
      }
    }
    return nil
  }
}

extension PersistentVolumeClaim {
  /// Whether the claim and its volume belong to each other for good.
  var isBindingComplete: Bool {
    metadata.annotations[VolumeAnnotations.bindCompleted] == "yes" && status.phase == "Bound"
  }
}
