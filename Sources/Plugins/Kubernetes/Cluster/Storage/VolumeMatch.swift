import KubernetesAPI
import Values

/// Which volume suits a claim (V1).
struct VolumeMatch {
  private let claim: PersistentVolumeClaim
  private let selector: Selector

  init(_ claim: PersistentVolumeClaim) {
    self.claim = claim
    selector = claim.spec.selector == nil ? Selector() : Selector(claim.spec.selector)
  }

  /// The smallest volume that suits; one that names the claim comes before all others.
  func best(among volumes: [PersistentVolume], on node: Node? = nil) -> PersistentVolume? {
    var best: PersistentVolume?
    for volume in volumes where suits(volume) {
      if volume.spec.claimRef != nil { return volume }
      if let node, let required = volume.spec.nodeAffinity?.required,
        !NodeSelection.matches(required, node)
      {
        continue
      }
      guard let present = best else {
        best = volume
        continue
      }
      if VolumeMatch.capacity(volume).isLess(than: VolumeMatch.capacity(present)) { best = volume }
    }
    return best
  }

  /// Whether the claim could be bound to a volume.
  func suits(_ volume: PersistentVolume) -> Bool {
    if volume.isBeingDeleted { return false }
    if let owner = volume.spec.claimRef {
      guard owner.namespace == claim.namespace, owner.name == claim.name,
        owner.uid.isEmpty || owner.uid == claim.metadata.uid
      else { return false }
    } else if volume.status.phase != "Available" {
      return false
    }
    return refusal(volume) == nil
  }

  /// Why a volume does not suit, by size, class, mode or labels; nil when it does.
  func refusal(_ volume: PersistentVolume) -> String? {
    if let wanted = claim.spec.resources.requests["storage"],
      VolumeMatch.capacity(volume).isLess(than: wanted)
    {
      return "requested PV is too small"
    }
    if volume.spec.storageClassName != claim.spec.storageClassName ?? "" {
      return "storageClassName does not match"
    }
    if volume.spec.volumeMode ?? "Filesystem" != claim.spec.volumeMode ?? "Filesystem" {
      return "incompatible volumeMode"
    }
    if !claim.spec.accessModes.allSatisfy({ volume.spec.accessModes.contains($0) }) {
      return "incompatible accessMode"
    }
    return selector.matches(volume.metadata.labels) ? nil : "labels do not match"
  }

  static func capacity(_ volume: PersistentVolume) -> Quantity {
    volume.spec.capacity["storage"] ?? Quantity()
  }
}
