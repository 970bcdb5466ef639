import KubernetesAPI
import Simulation

/// Makes a volume for a claim, as the provisioner of its class does: the bytes and the object.
struct VolumeMaker {
  private let cluster: Cluster
  private let provisioner: Provisioner
  private let client: Client
  private let recorder: EventRecorder

  init(_ cluster: Cluster, _ provisioner: Provisioner) {
    self.cluster = cluster
    self.provisioner = provisioner
    client = Client(cluster, actor: provisioner.actor)
    recorder = EventRecorder(cluster.events, component: provisioner.component)
  }

  /// Says that the work begins; a part of Kubernetes itself does not.
  func announce(_ claim: PersistentVolumeClaim) {
    guard provisioner != .hostPath else { return }
    recorder.normal(
      claim, "Provisioning",
      "External provisioner is provisioning volume for claim \"\(claim.key)\"")
  }

  /// Makes the volume, unless the claim is gone or has one. False when it has to be tried again.
  func makeVolume(for key: String, uid: String, _ storageClass: StorageClass) -> Bool {
    let (namespace, name) = Controller.parts(of: key)
    guard
      let claim = cluster.server.get(PersistentVolumeClaim.self, namespace: namespace, name: name),
      claim.metadata.uid == uid, claim.spec.volumeName.isEmpty, !claim.isBeingDeleted
    else { return true }
    let volumeName = "pvc-" + uid
    if cluster.server.get(PersistentVolume.self, name: volumeName) != nil { return true }
    let volume = PersistentVolume()
    volume.metadata.name = volumeName
    volume.metadata.annotations[VolumeAnnotations.provisionedBy] = provisioner.rawValue
    volume.spec.capacity["storage"] = claim.spec.resources.requests["storage"]
    volume.spec.accessModes = claim.spec.accessModes
    volume.spec.persistentVolumeReclaimPolicy = storageClass.reclaimPolicy ?? "Delete"
    volume.spec.storageClassName = storageClass.name
    volume.spec.mountOptions = storageClass.mountOptions
    volume.spec.volumeMode = claim.spec.volumeMode
    volume.spec.claimRef = reference(to: claim)
    var location: Host?
    switch provisioner {
    case .cinder: completeDisk(volume)
    case .hostPath: completeFolder(volume)
    case .localPath:
      guard
        let nodeName = claim.metadata.annotations[VolumeAnnotations.selectedNode],
        let node = cluster.node(named: nodeName)
      else {
        recorder.warning(
          claim, "ProvisioningFailed",
          "failed to provision volume with StorageClass \"\(storageClass.name)\": configuration"
            + " error, no node was specified")
        return false
      }
      location = node.host
      completeLocal(volume, claim, on: nodeName)
    }
    let capacity = ClusterStorage.capacity(of: volume)
    do throws(APIError) {
      cluster.storage.makeDisk(volumeName, capacity: capacity, on: location)
      try client.create(volume)
    } catch {
      cluster.storage.removeDisk(volumeName)
      recorder.warning(claim, "ProvisioningFailed", error.message)
      return false
    }
    recorder.normal(
      claim, "ProvisioningSucceeded",
      provisioner == .hostPath
        ? "Successfully provisioned volume \(volumeName) using \(provisioner.rawValue)"
        : "Successfully provisioned volume \(volumeName)")
    return true
  }

  private func completeDisk(_ volume: PersistentVolume) {
    let annotation = "volume.kubernetes.io/provisioner-deletion-secret-"
    volume.metadata.annotations[annotation + "name"] = ""
    volume.metadata.annotations[annotation + "namespace"] = ""
    var source = CSIPersistentVolumeSource()
    source.driver = provisioner.rawValue
    source.volumeHandle = cluster.world.random.uuid("disk", volume.name)
    source.fsType = "ext4"
    source.volumeAttributes["storage.kubernetes.io/csiProvisionerIdentity"] =
      "\(VirtualTime.epochSeconds)000-8081-\(provisioner.rawValue)"
    volume.spec.csi = source
  }

  private func completeFolder(_ volume: PersistentVolume) {
    volume.metadata.annotations["kubernetes.io/createdby"] = "hostpath-dynamic-provisioner"
    volume.metadata.annotations[VolumeAnnotations.boundByController] = "yes"
    if volume.spec.persistentVolumeReclaimPolicy == "Delete" {
      volume.metadata.finalizers = [VolumeAnnotations.controllerFinalizer]
    }
    var source = HostPathVolumeSource()
    source.path =
      "/tmp/hostpath_pv/" + cluster.world.random.uuid("host path", volume.name)
    source.type = ""
    volume.spec.hostPath = source
  }

  private func completeLocal(
    _ volume: PersistentVolume, _ claim: PersistentVolumeClaim, on node: String
  ) {
    volume.metadata.annotations["local.path.provisioner/selected-node"] = node
    var source = HostPathVolumeSource()
    source.path =
      "/opt/local-path-provisioner/\(volume.name)_\(claim.namespace)_\(claim.name)"
    source.type = "DirectoryOrCreate"
    volume.spec.hostPath = source
    var demand = NodeSelectorRequirement()
    demand.key = "kubernetes.io/hostname"
    demand.operator = "In"
    demand.values = [node]
    var term = NodeSelectorTerm()
    term.matchExpressions = [demand]
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term]
    var affinity = VolumeNodeAffinity()
    affinity.required = selector
    volume.spec.nodeAffinity = affinity
  }

  private func reference(to claim: PersistentVolumeClaim) -> ObjectReference {
    claim.reference()
  }
}
