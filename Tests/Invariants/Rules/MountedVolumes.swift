import KubernetesAPI
import KubernetesCluster
import Simulation

/// A remote ReadWriteOnce volume is mounted on one node at a time (V5). It leaves a node on which
/// it is mounted only by force: six minutes after the last pod there that used it has gone, or
/// when the node has been declared out of service (V6, N13). Volumes in a node are mounted there.
///
/// Mounts are those in the file systems of processes that run.
final class MountedVolumes: Rule {
  private var volumesByDisk: [ObjectIdentifier: PersistentVolume] = [:]
  /// When the objects of pods vanished, by uid.
  private var gone: [String: VirtualTime] = [:]

  static let forcedDetach = VirtualDuration.seconds(360)

  override init(_ referee: Referee) {
    super.init(referee)
    for node in referee.cluster.nodes {
      let name = node.name
      cluster.storage.onAttachmentChange(of: name) { [unowned(unsafe) self] _ in
        attachmentsChanged(on: name)
      }
    }
  }

  override func changed(_ event: ObjectEvent, by actor: String) {
    if let pod = event.object as? Pod, event.change == .deleted || pod.isFinished,
      gone[pod.metadata.uid] == nil
    {
      gone[pod.metadata.uid] = now
    }
  }

  override func began(_ process: Process, in sandbox: Sandbox) {
    for mount in process.fileSystem.mounts {
      guard let volume = volume(on: mount.disk) else { continue }
      if let location = mount.disk.location {
        if location.name != sandbox.place.node {
          referee.fail(
            .volumes,
            "\(sandbox.place.key) on \(sandbox.place.node) mounts \(volume.name), which is in"
              + " \(location.name)")
        }
        continue
      }
      guard !sandbox.lostVolumes.contains(volume.name),
        sandbox.volumes.insert(volume.name).inserted
      else { continue }
      check(volume, sandbox)
    }
  }

  private func check(_ volume: PersistentVolume, _ sandbox: Sandbox) {
    let users = referee.sandboxes.values.filter {
      $0.volumes.contains(volume.name) && $0.host.isUp
    }
    let nodes = Set(users.map { $0.place.node })
    if nodes.count > 1 {
      let text = users.ordered.map { "\($0.place.key) on \($0.place.node)" }
      referee.fail(
        .volumes,
        "the ReadWriteOnce volume \(volume.name) is mounted by \(text.joined(separator: " and by "))"
      )
    }
  }

  /// The remote or local volume whose bytes are on a disk, if one has it.
  private func volume(on disk: Disk) -> PersistentVolume? {
    let key = ObjectIdentifier(disk)
    if let known = volumesByDisk[key] { return known }
    for volume in server.list(PersistentVolume.self) {
      guard volume.spec.accessModes == ["ReadWriteOnce"],
        case .disk(let own) = cluster.storage.backing(of: volume)
      else { continue }
      volumesByDisk[ObjectIdentifier(own)] = volume
    }
    return volumesByDisk[key]
  }

  private func attachmentsChanged(on node: String) {
    let object = server.get(Node.self, name: node)
    let isOutOfService =
      object == nil
      || object!.spec.taints.contains { $0.key == "node.kubernetes.io/out-of-service" }
    for sandbox in referee.sandboxes.values.ordered
    where sandbox.place.node == node && sandbox.host.isUp {
      for volume in sandbox.volumes.sorted()
      where !cluster.storage.nodes(of: volume).contains(node) {
        let isLate =
          gone[sandbox.place.uid].map { $0 + MountedVolumes.forcedDetach <= now } ?? false
        guard isOutOfService || isLate else {
          referee.fail(
            .volumes,
            "\(volume) was detached from \(node) while \(sandbox.place.key) had it mounted there")
          return
        }
        sandbox.volumes.remove(volume)
        sandbox.lostVolumes.insert(volume)
      }
    }
  }
}
