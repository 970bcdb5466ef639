extension APIServer {
  /// Fills in what was left out, as `-o yaml` shows it afterwards. Doing it twice changes nothing.
  func applyDefaults(to object: KubernetesObject) {
    if let pod = object as? Pod {
      applyPodDefaults(&pod.spec)
      if pod.spec.enableServiceLinks == nil { pod.spec.enableServiceLinks = true }
    } else if let set = object as? StatefulSet {
      set.applyDefaults()
    } else if let set = object as? ReplicaSet {
      if set.spec.replicas == nil { set.spec.replicas = 1 }
      applyPodDefaults(&set.spec.template.spec)
    } else if let deployment = object as? Deployment {
      deployment.applyDefaults()
    } else if let job = object as? Job {
      job.applyDefaults()
    } else if let service = object as? Service {
      service.applyDefaults()
    } else if let claim = object as? PersistentVolumeClaim {
      if claim.spec.volumeMode == nil { claim.spec.volumeMode = "Filesystem" }
      if claim.status.phase.isEmpty { claim.status.phase = "Pending" }
    } else if let volume = object as? PersistentVolume {
      if volume.spec.volumeMode == nil { volume.spec.volumeMode = "Filesystem" }
      if volume.spec.persistentVolumeReclaimPolicy.isEmpty {
        volume.spec.persistentVolumeReclaimPolicy = "Retain"
      }
      if volume.status.phase.isEmpty { volume.status.phase = "Pending" }
      if volume.spec.hostPath != nil, volume.spec.hostPath?.type == nil {
        volume.spec.hostPath?.type = ""
      }
    } else {
      applySmallDefaults(to: object)
    }
  }

  func applySmallDefaults(to object: KubernetesObject) {
    if let storageClass = object as? StorageClass {
      if storageClass.reclaimPolicy == nil { storageClass.reclaimPolicy = "Delete" }
      if storageClass.volumeBindingMode == nil { storageClass.volumeBindingMode = "Immediate" }
    } else if let namespace = object as? Namespace {
      namespace.metadata.labels["kubernetes.io/metadata.name"] = namespace.name
      if namespace.status.phase.isEmpty { namespace.status.phase = "Active" }
    } else if let secret = object as? Secret {
      for entry in secret.stringData { secret.data[entry.key] = base64(entry.value) }
      secret.stringData = StringMap()
      if secret.type.isEmpty { secret.type = "Opaque" }
    } else if let endpoints = object as? Endpoints {
      for subset in endpoints.subsets.indices {
        for port in endpoints.subsets[subset].ports.indices
        where endpoints.subsets[subset].ports[port].protocol.isEmpty {
          endpoints.subsets[subset].ports[port].protocol = "TCP"
        }
      }
    } else if let slice = object as? EndpointSlice {
      for port in slice.ports.indices {
        if slice.ports[port].name == nil { slice.ports[port].name = "" }
        if slice.ports[port].protocol == nil { slice.ports[port].protocol = "TCP" }
      }
    } else {
      object.fillDefaults()
    }
  }

  /// What a new object reports before anybody has looked at it.
  func resetStatusForCreation(_ object: KubernetesObject) {
    guard object.hasStatus, !(object is Node) else { return }
    object.takeStatus(from: object.resourceType.make())
    if let pod = object as? Pod {
      pod.status.phase = "Pending"
    } else if let namespace = object as? Namespace {
      if !namespace.spec.finalizers.contains("kubernetes") {
        namespace.spec.finalizers.append("kubernetes")
      }
    }
  }
}
