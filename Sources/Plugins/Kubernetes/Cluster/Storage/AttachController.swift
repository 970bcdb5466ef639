import KubernetesAPI
import Simulation
import Values

/// Attaches remote volumes to the nodes of the pods that use them, and detaches them again
/// (V5, V6).
///
/// A ReadWriteOnce volume is at one node at a time. It leaves a node when no pod there uses it any
/// more and the kubelet has unmounted it; from a node that does not answer it is taken after six minutes, or at once when the node
/// is declared out of service (N13).
final class AttachController: Controller {
  private var users = ClaimUsers()
  /// Since when a volume has had no pod on a node that it is still attached to.
  private var unusedSince: [String: VirtualTime] = [:]
  /// Attachments and detachments under way, by volume and node.
  private var inProgress: Set<String> = []
  /// Pods that have been told that their volume is elsewhere.
  private var told: [String: String] = [:]

  init(_ cluster: Cluster) { super.init(cluster, named: "attachdetach-controller") }

  override func start() {
    guard cluster.storage.attachesRemoteVolumes else { return }
    watch(.pods) { [unowned(unsafe) self] event in
      let pod = event.object as? Pod
      let changedClaims = users.take(event)
      if event.change == .deleted, let pod, told.removeValue(forKey: pod.metadata.uid) != nil {
        world.trace.stopWaiting("pod/" + pod.key)
      }
      let old = event.old as? Pod
      let concerns =
        event.change != .modified || old?.spec.nodeName != pod?.spec.nodeName
        || old?.isFinished != pod?.isFinished
      guard concerns, let pod else { return }
      let claims =
        event.change == .modified
        ? pod.claimNames.map { pod.namespace + "/" + $0 } : changedClaims
      for claim in claims { queueVolume(of: claim) }
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

  private func queueVolume(of claim: String) {
    let (namespace, name) = Controller.parts(of: claim)
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
    let wanted = podsByNode(of: volume)
    var again: VirtualDuration?
    for node in cluster.storage.nodes(of: key) {
      let mark = AttachController.key(key, node)
      if wanted[node] != nil {
        unusedSince[mark] = nil
      } else if let delay = detachIfPossible(volume, from: node, mark) {
        again = min(again ?? delay, delay)
      }
    }
    for node in wanted.keys.sorted(by: { $0.precedesByBytes($1) }) {
      attachIfPossible(volume, to: node, for: wanted[node]!, wanted)
    }
    if let again { return .again(after: again) }
    return .done
  }

  /// The pods that want the volume, by their node.
  private func podsByNode(of volume: PersistentVolume) -> [String: [Pod]] {
    guard let owner = volume.spec.claimRef else { return [:] }
    // A new claim of the same name has another volume; its pods do not want this one.
    if let claim = server.get(
      PersistentVolumeClaim.self, namespace: owner.namespace, name: owner.name),
      !owner.uid.isEmpty, claim.metadata.uid != owner.uid
    {
      return [:]
    }
    let claim = owner.namespace + "/" + owner.name
    var pods: [String: [Pod]] = [:]
    for name in users.pods(of: claim).sorted(by: { $0.precedesByBytes($1) }) {
      guard let pod = server.get(Pod.self, namespace: owner.namespace, name: name),
        !pod.spec.nodeName.isEmpty, !pod.isFinished
      else { continue }
      pods[pod.spec.nodeName, default: []].append(pod)
    }
    return pods
  }

  // MARK: Attaching

  private func attachIfPossible(
    _ volume: PersistentVolume, to node: String, for pods: [Pod], _ wanted: [String: [Pod]]
  ) {
    let present = cluster.storage.nodes(of: volume.name)
    let mark = AttachController.key(volume.name, node)
    guard !present.contains(node), !inProgress.contains(mark) else { return }
    if AttachController.isExclusive(volume) {
      var others = present
      for other in wanted.keys.sorted(by: { $0.precedesByBytes($1) })
      where inProgress.contains(AttachController.key(volume.name, other)) {
        others.append(other)
      }
      guard others.isEmpty else {
        refuse(volume, pods, others: others, wanted)
        return
      }
    }
    inProgress.insert(mark)
    let name = volume.name
    world.schedule(after: timings.attaching) { [unowned(unsafe) self] in
      inProgress.remove(mark)
      guard let volume = server.get(PersistentVolume.self, name: name) else { return }
      let isFree =
        !AttachController.isExclusive(volume) || cluster.storage.nodes(of: name).isEmpty
      guard isFree, let pods = podsByNode(of: volume)[node] else {
        queue.add(name)
        return
      }
      world.record(self.name, "persistentvolume/" + name, "attached to \(node)")
      cluster.storage.attach(name, to: node)
      for pod in pods {
        told[pod.metadata.uid] = nil
        world.trace.stopWaiting("pod/" + pod.key)
      }
      announce(volume, to: node, pods)
    }
  }

  /// Only volumes of real drivers are announced: the recorded ones never were.
  private func announce(_ volume: PersistentVolume, to node: String, _ pods: [Pod]) {
    guard let driver = volume.spec.csi?.driver else { return }
    let attachment = VolumeAttachment()
    attachment.metadata.name = attachmentName(volume.name, node)
    attachment.spec.attacher = driver
    attachment.spec.source.persistentVolumeName = volume.name
    attachment.spec.nodeName = node
    attachment.status.attached = true
    do throws(APIError) {
      let stored = try client.create(attachment).copy()
      stored.status.attached = true
      try client.updateStatus(stored)
    } catch {
      queue.add(volume.name)
    }
    for pod in pods {
      recorder.normal(
        pod, "SuccessfulAttachVolume",
        "AttachVolume.Attach succeeded for volume \"\(volume.name)\" ")
    }
  }

  private func attachmentName(_ volume: String, _ node: String) -> String {
    // Two names are a digest of 256 bits in the real one, too.
    var name = "csi-"
    for part in 0..<4 {
      var hash = Hash64()
      hash.combine(volume)
      hash.combine(node)
      hash.combine("\(part)")
      let digits = String(hash.value, radix: 16)
      name += String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
    return name
  }

  private func refuse(
    _ volume: PersistentVolume, _ pods: [Pod], others: [String], _ wanted: [String: [Pod]]
  ) {
    for pod in pods {
      let users = others.flatMap { wanted[$0] ?? [] }.map { $0.name }
      let detail =
        users.isEmpty
        ? "Volume is already exclusively attached to one node and can't be attached to another"
        : "Volume is already used by pod(s) \(users.joined(separator: ", "))"
      wait("pod/" + pod.key, "its volume \(volume.name) is at \(others.joined(separator: ", "))")
      guard told[pod.metadata.uid] != detail else { continue }
      told[pod.metadata.uid] = detail
      recorder.warning(
        pod, "FailedAttachVolume",
        "Multi-Attach error for volume \"\(volume.name)\" \(detail)")
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
    unusedSince[AttachController.key(volume, node)] = nil
    world.record(
      name, "persistentvolume/" + volume,
      isForced ? "taken from \(node) by force" : "detached from \(node)")
    cluster.storage.detach(volume, from: node)
    let attachment = server.get(VolumeAttachment.self, name: attachmentName(volume, node))
    if let attachment {
      do throws(APIError) { try client.delete(attachment) } catch { queue.add(volume) }
    }
    queue.add(volume)
  }

  private func detachAll(_ volume: String) -> Reconciliation {
    for node in cluster.storage.nodes(of: volume) { detach(volume, from: node, isForced: false) }
    return .done
  }
}
