import KubernetesAPI
import Simulation
import Values

/// Binds claims and volumes to each other, has volumes made, and ends those that were released
/// (V1–V4).
final class VolumeController: Controller {
  private var volumes: VolumeQueue!
  /// Claims that are not bound: they are looked at again every 15 s.
  private var pending: Set<String> = []
  private var users = ClaimUsers()
  /// Volumes that nobody has claimed, by their class.
  private var unclaimed: [String: [String: PersistentVolume]] = [:]
  /// Claims for which a volume is being made, by their uid.
  private var beingMade: Set<String> = []
  /// When it was last said that a claim waits for an external provisioner, by the claim's uid.
  private var announced: [String: VirtualTime] = [:]

  init(_ cluster: Cluster) {
    super.init(cluster, named: "persistentvolume-controller")
    volumes = VolumeQueue(cluster, self)
  }

  override func start() {
    watch(.persistentVolumes) { [unowned(unsafe) self] event in
      if let volume = event.object as? PersistentVolume { volumeChanged(volume, event) }
    }
    watch(.persistentVolumeClaims) { [unowned(unsafe) self] event in
      if let claim = event.object as? PersistentVolumeClaim { claimChanged(claim, event) }
    }
    watch(.pods) { [unowned(unsafe) self] event in _ = users.take(event) }
    cluster.every(timings.volumeResync) { [unowned(unsafe) self] in
      for key in pending.sorted(by: { $0.precedesByBytes($1) }) { queue.add(key) }
    }
  }

  private func volumeChanged(_ volume: PersistentVolume, _ event: ObjectEvent) {
    if let old = event.old as? PersistentVolume {
      unclaimed[old.spec.storageClassName]?[old.name] = nil
    }
    let claim = volume.spec.claimRef
    if event.change == .deleted {
      unclaimed[volume.spec.storageClassName]?[volume.name] = nil
      if let claim { queue.add(claim.namespace + "/" + claim.name) }
      return
    }
    if claim == nil || claim!.uid.isEmpty {
      unclaimed[volume.spec.storageClassName, default: [:]][volume.name] = volume
    }
    volumes.add(volume.name)
  }

  private func claimChanged(_ claim: PersistentVolumeClaim, _ event: ObjectEvent) {
    if event.change == .deleted {
      pending.remove(claim.key)
      announced[claim.metadata.uid] = nil
      world.trace.stopWaiting("persistentvolumeclaim/" + claim.key)
      if !claim.spec.volumeName.isEmpty { volumes.add(claim.spec.volumeName) }
      return
    }
    if !claim.isBindingComplete { pending.insert(claim.key) } else { pending.remove(claim.key) }
    if event.old == nil || !claim.isBindingComplete { queue.add(claim.key) }
  }

  // MARK: Claims

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard
      let claim = server.get(PersistentVolumeClaim.self, namespace: namespace, name: name)
    else { return .done }
    do throws(APIError) {
      if claim.metadata.annotations[VolumeAnnotations.bindCompleted] == "yes" {
        try checkBoundClaim(claim)
      } else if claim.spec.volumeName.isEmpty {
        try bindUnboundClaim(claim)
      } else {
        try bindToNamedVolume(claim)
      }
      return .done
    } catch {
      return .failed
    }
  }

  private func bindUnboundClaim(_ claim: PersistentVolumeClaim) throws(APIError) {
    if claim.isBeingDeleted { return }
    let own = server.get(PersistentVolume.self, name: "pvc-" + claim.metadata.uid)
    if let own, own.spec.claimRef?.uid == claim.metadata.uid { return try bind(claim, to: own) }
    let storageClass = claim.spec.storageClassName ?? ""
    let waits = waitsForConsumer(claim)
    if !waits || claim.metadata.annotations[VolumeAnnotations.selectedNode] != nil {
      let node = claim.metadata.annotations[VolumeAnnotations.selectedNode]
        .flatMap { server.get(Node.self, name: $0) }
      let candidates = (unclaimed[storageClass] ?? [:]).keys
        .sorted { $0.precedesByBytes($1) }
        .compactMap { server.get(PersistentVolume.self, name: $0) }
      if let volume = VolumeMatch(claim).best(among: candidates, on: node) {
        return try bind(claim, to: volume)
      }
    } else {
      noteWaitingForConsumer(claim)
      return
    }
    if storageClass.isEmpty {
      wait("persistentvolumeclaim/" + claim.key, "no volume is free and it names no class")
      recorder.normal(
        claim, "FailedBinding",
        "no persistent volumes available for this claim and no storage class is set")
      return
    }
    try provision(claim, storageClass)
  }

  private func waitsForConsumer(_ claim: PersistentVolumeClaim) -> Bool {
    server.get(StorageClass.self, name: claim.spec.storageClassName ?? "")?.volumeBindingMode
      == "WaitForFirstConsumer"
  }

  private func noteWaitingForConsumer(_ claim: PersistentVolumeClaim) {
    let pods = users.pods(of: claim.key).sorted(by: { $0.precedesByBytes($1) })
      .compactMap { server.get(Pod.self, namespace: claim.namespace, name: $0) }
    let pod = pods.first { $0.spec.nodeName.isEmpty && !$0.isFinished }
    wait("persistentvolumeclaim/" + claim.key, "no pod that uses it has a node yet")
    if let pod {
      recorder.normal(
        claim, "WaitForPodScheduled", "waiting for pod \(pod.name) to be scheduled")
    } else {
      recorder.normal(
        claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding")
    }
  }

  private func bindToNamedVolume(_ claim: PersistentVolumeClaim) throws(APIError) {
    guard let volume = server.get(PersistentVolume.self, name: claim.spec.volumeName) else {
      wait("persistentvolumeclaim/" + claim.key, "\(claim.spec.volumeName) does not exist")
      return
    }
    if let owner = volume.spec.claimRef {
      let isOwn =
        owner.namespace == claim.namespace && owner.name == claim.name
        && (owner.uid.isEmpty || owner.uid == claim.metadata.uid)
      guard isOwn else {
        recorder.warning(
          claim, "FailedBinding",
          "volume \"\(volume.name)\" already bound to a different claim.")
        return
      }
      return try bind(claim, to: volume)
    }
    if let refusal = VolumeMatch(claim).refusal(volume) {
      recorder.warning(
        claim, "VolumeMismatch",
        "Cannot bind to requested volume \"\(volume.name)\": \(refusal)")
      return
    }
    try bind(claim, to: volume)
  }

  private func checkBoundClaim(_ claim: PersistentVolumeClaim) throws(APIError) {
    if claim.status.phase == "Bound" || claim.status.phase == "Lost",
      let volume = server.get(PersistentVolume.self, name: claim.spec.volumeName),
      volume.spec.claimRef?.uid == claim.metadata.uid
    {
      return
    }
    guard let volume = server.get(PersistentVolume.self, name: claim.spec.volumeName),
      volume.spec.claimRef == nil || volume.spec.claimRef?.uid == claim.metadata.uid
    else {
      guard claim.status.phase != "Lost" else { return }
      let lost = claim.copy()
      lost.status.phase = "Lost"
      lost.status.accessModes = []
      lost.status.capacity = ResourceList()
      try client.updateStatus(lost)
      recorder.warning(
        claim, "ClaimLost",
        "Bound claim has lost its PersistentVolume. Data on the volume is lost!")
      return
    }
    try bind(claim, to: volume)
  }

  // MARK: Binding

  /// Writes the four steps of a binding: the volume names the claim, is Bound, the claim names
  /// the volume, is Bound.
  func bind(_ claim: PersistentVolumeClaim, to volume: PersistentVolume) throws(APIError) {
    var volume = volume
    if volume.spec.claimRef?.uid != claim.metadata.uid {
      let changed = volume.copy()
      var reference = ObjectReference()
      reference.kind = "PersistentVolumeClaim"
      reference.apiVersion = "v1"
      reference.namespace = claim.namespace
      reference.name = claim.name
      reference.uid = claim.metadata.uid
      reference.resourceVersion = claim.metadata.resourceVersion
      changed.spec.claimRef = reference
      changed.metadata.annotations[VolumeAnnotations.boundByController] = "yes"
      volume = try client.update(changed)
      unclaimed[volume.spec.storageClassName]?[volume.name] = nil
    }
    try setPhase("Bound", of: volume)
    var bound = claim
    let changed = claim.copy()
    changed.spec.volumeName = volume.name
    if claim.spec.volumeName.isEmpty {
      changed.metadata.annotations[VolumeAnnotations.boundByController] = "yes"
    }
    changed.metadata.annotations[VolumeAnnotations.bindCompleted] = "yes"
    if changed.metadata != claim.metadata || changed.spec != claim.spec {
      bound = try client.update(changed)
    }
    let status = bound.copy()
    status.status.phase = "Bound"
    status.status.accessModes = volume.spec.accessModes
    status.status.capacity = volume.spec.capacity
    try client.updateStatus(status)
    pending.remove(claim.key)
    beingMade.remove(claim.metadata.uid)
    announced[claim.metadata.uid] = nil
    world.trace.stopWaiting("persistentvolumeclaim/" + claim.key)
  }

  @discardableResult
  func setPhase(_ phase: String, of volume: PersistentVolume) throws(APIError) -> PersistentVolume {
    guard volume.status.phase != phase else { return volume }
    let changed = volume.copy()
    changed.status.phase = phase
    changed.status.message = ""
    changed.status.lastPhaseTransitionTime = world.now.wholeSeconds
    return try client.updateStatus(changed)
  }

  // MARK: Making volumes

  private func provision(
    _ claim: PersistentVolumeClaim, _ className: String
  ) throws(APIError) {
    guard let storageClass = server.get(StorageClass.self, name: className) else {
      wait("persistentvolumeclaim/" + claim.key, "there is no storage class \(className)")
      recorder.warning(
        claim, "ProvisioningFailed", "storageclass.storage.k8s.io \"\(className)\" not found")
      return
    }
    if storageClass.provisioner == VolumeAnnotations.noProvisioner { return }
    guard !beingMade.contains(claim.metadata.uid) else { return }
    let provisioner = Provisioner(rawValue: storageClass.provisioner)
    let changed = claim.copy()
    changed.metadata.annotations[VolumeAnnotations.provisioner] = storageClass.provisioner
    changed.metadata.annotations[VolumeAnnotations.betaProvisioner] = storageClass.provisioner
    let marked = try client.update(changed)
    let last = announced[claim.metadata.uid]
    if provisioner != .hostPath, last == nil || last! + timings.volumeResync <= world.now {
      announced[claim.metadata.uid] = world.now
      recorder.normal(
        marked, "ExternalProvisioning",
        "Waiting for a volume to be created either by the external provisioner"
          + " '\(storageClass.provisioner)' or manually by the system administrator. If volume"
          + " creation is delayed, please verify that the provisioner is running and correctly"
          + " registered.")
    }
    guard let provisioner else {
      wait(
        "persistentvolumeclaim/" + claim.key,
        "nobody makes volumes for the provisioner \(storageClass.provisioner)")
      return
    }
    beingMade.insert(claim.metadata.uid)
    let maker = VolumeMaker(cluster, provisioner)
    maker.announce(marked)
    world.schedule(after: timings.provisioning) { [self] in
      beingMade.remove(claim.metadata.uid)
      if !maker.makeVolume(for: claim.key, uid: claim.metadata.uid, storageClass) {
        queue.add(claim.key, after: timings.volumeResync)
      }
    }
  }
}
