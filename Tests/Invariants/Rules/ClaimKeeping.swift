import KubernetesAPI
import KubernetesCluster

/// Claims of StatefulSets stay, whatever becomes of pods and sets, unless the set's policy says
/// that they go, or a person deletes them (S19).
final class ClaimKeeping: Rule {
  override func changed(_ event: ObjectEvent, by actor: String) {
    guard let claim = event.object as? PersistentVolumeClaim else { return }
    let isMarked = event.old?.isBeingDeleted == false && claim.isBeingDeleted
    if isMarked || (event.change == .deleted && !claim.isBeingDeleted),
      actor != "kubectl", actor != "garbage-collector"
    {
      referee.fail(.claims, "\(actor) deleted the claim \(claim.name)")
    }
    guard let old = event.old, event.change == .modified else { return }
    for owner in claim.metadata.ownerReferences
    where !old.metadata.ownerReferences.contains(where: { $0.uid == owner.uid }) {
      guard let set = set(behind: owner, in: claim.namespace) else { continue }
      let policy = set.spec.persistentVolumeClaimRetentionPolicy
      let isWanted =
        owner.kind == "StatefulSet"
        ? policy?.whenDeleted == "Delete" : policy?.whenScaled == "Delete"
      if !isWanted {
        referee.fail(
          .claims,
          "\(actor) made \(owner.kind) \(owner.name) an owner of the claim \(claim.name), which"
            + " the policy of \(set.name) does not ask for")
      }
    }
  }

  private func set(behind owner: OwnerReference, in namespace: String) -> StatefulSet? {
    var name = owner.name
    if owner.kind == "Pod" {
      guard
        let parent = server.get(Pod.self, namespace: namespace, name: owner.name)?.controller,
        parent.kind == "StatefulSet"
      else { return nil }
      name = parent.name
    }
    return server.get(StatefulSet.self, namespace: namespace, name: name)
  }
}
