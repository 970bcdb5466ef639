import KubernetesAPI
import KubernetesCluster
import Simulation

extension ClusterExplanation {
  func state(of claim: PersistentVolumeClaim) -> String {
    switch claim.status.phase {
    case "Bound": return "is bound to \(claim.spec.volumeName)"
    case "Lost": return "is Lost: its volume \(claim.spec.volumeName) is gone"
    default:
      if let message = warning(
        about: claim, "ProvisioningFailed", "FailedBinding", "WaitForFirstConsumer",
        "WaitForPodScheduled", "ExternalProvisioning")
      {
        return "is \(claim.status.phase): \(message)"
      }
      return "is \(claim.status.phase)"
    }
  }

  func state(of volume: PersistentVolume) -> String {
    let claim = volume.spec.claimRef.map { "\($0.namespace)/\($0.name)" } ?? ""
    switch volume.status.phase {
    case "Bound": return "is Bound to the claim \(claim)"
    case "Released":
      return "is Released: its claim \(claim) is gone, and the policy "
        + "\(volume.spec.persistentVolumeReclaimPolicy) keeps it from others"
    case "Failed": return "is Failed: \(volume.status.message)"
    default: return "is \(volume.status.phase)"
    }
  }

  /// Why a claim is not there: who refers to it, or which pod it will be made with.
  func absence(ofClaim name: String, _ namespace: String) -> String? {
    for set in server.list(StatefulSet.self, namespace: namespace) {
      for template in set.spec.volumeClaimTemplates {
        let start = "\(template.metadata.name)-\(set.name)-"
        guard name.hasPrefix(start), let ordinal = Int32(name.dropFirst(start.utf8.count)) else {
          continue
        }
        let pod = "\(set.name)-\(ordinal)"
        let reason = text(about: "pod/\(namespace)/\(pod)") ?? ""
        return "\(name) does not exist: it is made together with \(pod); \(reason)"
      }
    }
    let users = server.list(Pod.self, namespace: namespace)
      .filter { $0.claimNames.contains(name) }.map { $0.name }
    if users.isEmpty { return nil }
    return "there is no PersistentVolumeClaim \(name) in the namespace \(namespace), though "
      + "\(ClusterExplanation.list(users)) \(users.count == 1 ? "refers" : "refer") to it"
  }
}
