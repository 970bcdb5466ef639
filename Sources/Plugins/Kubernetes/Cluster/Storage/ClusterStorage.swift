public import KubernetesAPI
public import Simulation

/// The storage behind the volumes of a cluster: the bytes, and which remote volume is at which
/// node.
///
/// The attach controller decides what is attached where; a kubelet asks ``isAttached(_:to:)``
/// before it mounts a volume, and is told by ``onAttachmentChange(of:_:)`` when to ask again.
public final class ClusterStorage {
  /// Whether remote ReadWriteOnce volumes have to be attached to a node before they are mounted.
  public let attachesRemoteVolumes: Bool
  private var disks: [String: Disk] = [:]
  private var attachments: [String: [String]] = [:]
  private var listeners: [String: [(String) -> Void]] = [:]
  /// How many pods on each node have a volume mounted, by volume and node.
  private var mounts: [String: [String: Int]] = [:]
  /// Told when the last pod on a node has unmounted a volume.
  var onUnmount: (String) -> Void = { _ in }

  init(attachesRemoteVolumes: Bool) { self.attachesRemoteVolumes = attachesRemoteVolumes }

  /// Where the bytes of a volume are.
  public enum Backing {
    /// On a disk of their own: a remote one, or one in a node.
    case disk(Disk)
    /// In a folder of whichever node the pod runs on.
    case folder(String)
    /// The kind of volume is not simulated; its name.
    case unsupported(String)
  }

  /// The bytes of a volume. A remote volume that was made by hand is empty at its first use.
  public func backing(of volume: PersistentVolume) -> Backing {
    if let disk = disks[volume.name] { return .disk(disk) }
    if isRemote(volume) {
      let disk = Disk(name: volume.name, capacity: ClusterStorage.capacity(of: volume))
      disks[volume.name] = disk
      return .disk(disk)
    }
    if let folder = volume.spec.local?.path ?? volume.spec.hostPath?.path { return .folder(folder) }
    return .unsupported(volume.spec.kept.values.keys.first ?? "without a source")
  }

  /// Makes the disk of a volume that is being provisioned; on a node, or remote without one.
  func makeDisk(_ name: String, capacity: Int64?, on node: Host?) {
    disks[name] = Disk(name: name, capacity: capacity, location: node)
  }

  /// Wipes and gives up the bytes of a volume.
  func removeDisk(_ name: String) { disks[name] = nil }

  static func capacity(of volume: PersistentVolume) -> Int64? {
    volume.spec.capacity["storage"]?.whole
  }

  /// Whether the volume lives outside the nodes.
  public func isRemote(_ volume: PersistentVolume) -> Bool {
    if volume.spec.csi != nil { return true }
    return volume.metadata.annotations["pv.kubernetes.io/provisioned-by"]
      == Provisioner.hostPath.rawValue
  }

  // MARK: Attachment

  /// Whether the volume has to be attached to a node before a pod there can mount it.
  public func needsAttachment(_ volume: PersistentVolume) -> Bool {
    attachesRemoteVolumes && volume.spec.csi != nil
  }

  /// Whether a pod on the node can mount the volume now.
  public func isAttached(_ volume: PersistentVolume, to node: String) -> Bool {
    !needsAttachment(volume) || nodes(of: volume.name).contains(node)
  }

  /// The nodes that a volume is attached to, in the order in which that happened.
  public func nodes(of volume: String) -> [String] { attachments[volume] ?? [] }

  /// Calls `listener` with a volume's name each time that volume was attached to, or detached
  /// from, the node.
  public func onAttachmentChange(of node: String, _ listener: @escaping (String) -> Void) {
    listeners[node, default: []].append(listener)
  }

  /// Whether a pod on the node has the volume mounted, as its kubelet knows it.
  public func isMounted(_ volume: String, on node: String) -> Bool {
    mounts[volume]?[node] != nil
  }

  func mount(_ volume: String, on node: String) {
    mounts[volume, default: [:]][node, default: 0] += 1
  }

  func unmount(_ volume: String, from node: String) {
    guard let count = mounts[volume]?[node] else { return }
    if count > 1 {
      mounts[volume]?[node] = count - 1
      return
    }
    mounts[volume]?[node] = nil
    if mounts[volume]?.isEmpty == true { mounts[volume] = nil }
    onUnmount(volume)
  }

  func attach(_ volume: String, to node: String) {
    attachments[volume, default: []].append(node)
    notify(node, of: volume)
  }

  func detach(_ volume: String, from node: String) {
    attachments[volume]?.removeAll { $0 == node }
    if attachments[volume]?.isEmpty == true { attachments[volume] = nil }
    notify(node, of: volume)
  }

  private func notify(_ node: String, of volume: String) {
    for listener in listeners[node] ?? [] { listener(volume) }
  }
}
