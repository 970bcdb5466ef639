import KubernetesAPI
import Simulation
import Values

/// Attaches remote volumes to the nodes of the pods that use them, and detaches them again
/// (V5, V6).
///
/// A ReadWriteOnce volume is at one node at a time. It leaves a node when no pod there uses it any
/// more and the kubelet has unmounted it; from a node that does not answer it is taken after six
/// minutes, or at once when the node is declared out of service (N13).
final class AttachController: Controller {
  private var users = ClaimPlaces()
  /// Since when a volume has had no pod on a node that it is still attached to.
  private var unusedSince: [String: VirtualTime] = [:]
  /// Attachments and detachments under way, by volume and node.
  private var inProgress: Set<String> = []
  /// Pods that have been told that their volume is elsewhere.
  private var told: [String: String] = [:]
  /// What was said last to the pods of a node, by volume and node.
  private var refusals: [String: [String: Refusal]] = [:]
  /// The names of the objects that announce attachments, by volume and node.
  private var attachmentNames: [String: String] = [:]

  /// Why pods at a node do not get a volume.
  private struct Refusal: Equatable {
    /// What their events say, and what they wait for.
    var detail: String
    var reason: String
    /// Which pods these are.
    var version: Int64 = 0
  }

  init(_ cluster: Cluster) { super.init(cluster, named: "attachdetach-controller") }

  override func start() {
    guard cluster.storage.attachesRemoteVolumes else { return }
    watch(.pods) { [unowned(unsafe) self] event in
      let pod = event.object as? Pod
      users.take(event)
      if event.change == .deleted, let pod, told.removeValue(forKey: pod.metadata.uid) != nil {
        world.trace.stopWaiting("pod/" + pod.key)
      }
      let old = event.old as? Pod
      let concerns =
        event.change != .modified || old?.spec.nodeName != pod?.spec.nodeName
        || old?.isFinished != pod?.isFinished
      guard concerns, let pod else { return }
      for name in pod.claimNames { queueVolume(pod.namespace, name) }
    }
    watch(.persistentVolumeClaims) { [unowned(unsafe) self] event in
      guard let claim = event.object as? PersistentVolumeClaim,
        (event.old as? PersistentVolumeClaim)?.spec.volumeName != claim.spec.volumeName,
        !claim.spec.volumeName.isEmpty
      else { return }
      queue.add(claim.spec.volumeName)
    }
    cluster.storage.onUnmount = { [unowned(unsafe) self] volume in queue.add(volume) }
    watch(.nodes) { [unowned(unsafe) self] event in
      let node = event.object as? Node
      let old = event.old as? Node
      guard event.change == .deleted || old?.isReady != node?.isReady || old?.spec != node?.spec
      else { return }
      for key in unusedSince.keys.sorted() { queue.add(AttachController.volume(in: key)) }
    }
  }

  private func queueVolume(_ namespace: String, _ name: String) {
    if let claim = server.get(PersistentVolumeClaim.self, namespace: namespace, name: name),
      !claim.spec.volumeName.isEmpty
    {
      queue.add(claim.spec.volumeName)
    }
  }

  private static func key(_ volume: String, _ node: String) -> String { volume + " " + node }

  private static func volume(in key: String) -> String {
    String(key.split(separator: " ").first ?? "")
  }

  // MARK: Reconciling

  override func reconcile(_ key: String) -> Reconciliation {
    guard let volume = server.get(PersistentVolume.self, name: key) else {
      return detachAll(key)
    }
    guard cluster.storage.needsAttachment(volume) else { return .done }
    let claim = claim(of: volume)
    var again: VirtualDuration?
    var isAnnounced = true
    for node in cluster.storage.nodes(of: key) {
      let mark = AttachController.key(key, node)
      if let claim, isUsed(claim, at: node) {
        unusedSince[mark] = nil
      } else if let delay = detachIfPossible(volume, from: node, mark) {
        again = min(again ?? delay, delay)
      } else {
        continue
      }
      if !announce(volume, at: node, mark) { isAnnounced = false }
    }
    if let claim { attachWhereMissing(volume, of: claim) }
    if !isAnnounced { return .failed }
    if let again { return .again(after: again) }
    return .done
  }

  /// The claim whose pods want the volume.
  private func claim(of volume: PersistentVolume) -> String? {
    guard let owner = volume.spec.claimRef else { return nil }
    // A new claim of the same name has another volume; its pods do not want this one.
    if let claim = server.get(
      PersistentVolumeClaim.self, namespace: owner.namespace, name: owner.name),
      !owner.uid.isEmpty, claim.metadata.uid != owner.uid
    {
      return nil
    }
    return owner.namespace + "/" + owner.name
  }

  /// Whether a pod at the node uses a claim.
  private func isUsed(_ claim: String, at node: String) -> Bool {
    let namespace = Controller.parts(of: claim).namespace
    return users.pods(of: claim, at: node).contains { pod(namespace, $0, at: node) != nil }
  }

  /// The pods at a node that use a claim, in the order of their names.
  private func pods(of claim: String, at node: String) -> [Pod] {
    let namespace = Controller.parts(of: claim).namespace
    return users.pods(of: claim, at: node).sorted { $0.precedesByBytes($1) }
      .compactMap { pod(namespace, $0, at: node) }
  }

  /// The pod of a name, if it still runs at the node: the server may know more than was told yet.
  private func pod(_ namespace: String, _ name: String, at node: String) -> Pod? {
    guard let pod = server.get(Pod.self, namespace: namespace, name: name),
      pod.spec.nodeName == node, !pod.isFinished
    else { return nil }
    return pod
  }

  // MARK: Attaching

  /// Attaches a volume to the nodes whose pods want it, or tells these why they do not get it.
  private func attachWhereMissing(_ volume: PersistentVolume, of claim: String) {
    let present = cluster.storage.nodes(of: volume.name)
    let known = Set(present)
    var missing = users.nodes(of: claim).filter {
      !known.contains($0) && isUsed(claim, at: $0)
    }
    guard !missing.isEmpty else { return }
    missing.sort { $0.precedesByBytes($1) }
    let isExclusive = AttachController.isExclusive(volume)
    var others = present
    if isExclusive {
      others += missing.filter { inProgress.contains(AttachController.key(volume.name, $0)) }
    }
    var refusal: Refusal?
    for node in missing {
      let mark = AttachController.key(volume.name, node)
      guard !inProgress.contains(mark) else { continue }
      guard isExclusive else {
        attach(volume.name, to: node, mark)
        continue
      }
      guard others.isEmpty else {
        let known = refusal ?? self.refusal(volume, of: claim, at: others)
        refusal = known
        refuse(volume, of: claim, at: node, known)
        continue
      }
      attach(volume.name, to: node, mark)
      others = [node]
    }
  }

  private func attach(_ name: String, to node: String, _ mark: String) {
    inProgress.insert(mark)
    world.schedule(after: timings.attaching) { [unowned(unsafe) self] in
      inProgress.remove(mark)
      guard let volume = server.get(PersistentVolume.self, name: name) else { return }
      let isFree =
        !AttachController.isExclusive(volume) || cluster.storage.nodes(of: name).isEmpty
      let pods = claim(of: volume).map { self.pods(of: $0, at: node) } ?? []
      guard isFree, !pods.isEmpty else {
        queue.add(name)
        return
      }
      world.record(self.name, "persistentvolume/" + name, "attached to \(node)")
      cluster.storage.attach(name, to: node)
      refusals[name]?[node] = nil
      for pod in pods {
        told[pod.metadata.uid] = nil
        world.trace.stopWaiting("pod/" + pod.key)
      }
      if !announce(volume, at: node, mark) { queue.add(name) }
      for pod in pods {
        recorder.normal(
          pod, "SuccessfulAttachVolume",
          "AttachVolume.Attach succeeded for volume \"\(name)\" ")
      }
    }
  }

  /// Sees to it that an object says that the volume is attached; false when that is refused.
  private func announce(_ volume: PersistentVolume, at node: String, _ mark: String) -> Bool {
    let name = attachmentName(volume.name, node, mark)
    do throws(APIError) {
      var known = server.get(VolumeAttachment.self, name: name)
      if known == nil {
        let attachment = VolumeAttachment()
        attachment.metadata.name = name
        attachment.spec.attacher = volume.spec.csi?.driver ?? ""
        attachment.spec.source.persistentVolumeName = volume.name
        attachment.spec.nodeName = node
        known = try client.create(attachment)
      }
      guard let known, !known.status.attached else { return true }
      let changed = known.copy()
      changed.status.attached = true
      try client.updateStatus(changed)
      return true
    } catch {
      return false
    }
  }

  private func attachmentName(_ volume: String, _ node: String, _ mark: String) -> String {
    if let known = attachmentNames[mark] { return known }
    // Two names are a digest of 256 bits in the real one, too.
    var both = Hash64()
    both.combine(volume)
    both.combine(node)
    var name = "csi-"
    for part in 0..<4 {
      var hash = both
      hash.combine("\(part)")
      name += hash.digits()
    }
    attachmentNames[mark] = name
    return name
  }

  /// What is said to pods while the volume is at other nodes.
  private func refusal(
    _ volume: PersistentVolume, of claim: String, at others: [String]
  ) -> Refusal {
    let users = others.flatMap { pods(of: claim, at: $0) }.map { $0.name }
    return Refusal(
      detail: users.isEmpty
        ? "Volume is already exclusively attached to one node and can't be attached to another"
        : "Volume is already used by pod(s) \(users.joined(separator: ", "))",
      reason: "its volume \(volume.name) is at \(others.joined(separator: ", "))")
  }

  /// Tells the pods at a node why they do not get the volume, unless they know.
  private func refuse(
    _ volume: PersistentVolume, of claim: String, at node: String, _ refusal: Refusal
  ) {
    var refusal = refusal
    refusal.version = users.version(of: claim, at: node)
    guard refusals[volume.name]?[node] != refusal else { return }
    refusals[volume.name, default: [:]][node] = refusal
    for pod in pods(of: claim, at: node) {
      wait("pod/" + pod.key, refusal.reason)
      guard told[pod.metadata.uid] != refusal.detail else { continue }
      told[pod.metadata.uid] = refusal.detail
      recorder.warning(
        pod, "FailedAttachVolume",
        "Multi-Attach error for volume \"\(volume.name)\" \(refusal.detail)")
    }
  }

  /// Whether the volume can be at one node only.
  static func isExclusive(_ volume: PersistentVolume) -> Bool {
    !volume.spec.accessModes.contains("ReadWriteMany")
      && !volume.spec.accessModes.contains("ReadOnlyMany")
  }

  // MARK: Detaching

  /// Detaches a volume that nobody on the node uses, or gives the time after which to look again.
  private func detachIfPossible(
    _ volume: PersistentVolume, from node: String, _ mark: String
  ) -> VirtualDuration? {
    let since = unusedSince[mark] ?? world.now
    unusedSince[mark] = since
    guard !inProgress.contains(mark) else { return nil }
    let object = server.get(Node.self, name: node)
    let isSafe =
      object.map { $0.isReady && !cluster.storage.isMounted(volume.name, on: node) } ?? false
    let isOutOfService =
      object?.spec.taints.contains { $0.key == PodGarbageCollector.outOfService } ?? false
    let deadline = since + (isSafe || isOutOfService ? timings.attaching : timings.forcedDetach)
    if deadline > world.now { return deadline - world.now }
    detach(volume.name, from: node, isForced: !isSafe)
    return nil
  }

  private func detach(_ volume: String, from node: String, isForced: Bool) {
    let mark = AttachController.key(volume, node)
    unusedSince[mark] = nil
    world.record(
      name, "persistentvolume/" + volume,
      isForced ? "taken from \(node) by force" : "detached from \(node)")
    cluster.storage.detach(volume, from: node)
    let attachment = server.get(
      VolumeAttachment.self, name: attachmentName(volume, node, mark))
    attachmentNames[mark] = nil
    if let attachment {
      do throws(APIError) { try client.delete(attachment) } catch { queue.add(volume) }
    }
    queue.add(volume)
  }

  private func detachAll(_ volume: String) -> Reconciliation {
    for node in cluster.storage.nodes(of: volume) { detach(volume, from: node, isForced: false) }
    refusals[volume] = nil
    return .done
  }
}
