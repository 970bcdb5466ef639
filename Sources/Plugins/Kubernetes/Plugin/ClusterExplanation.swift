import KubernetesAPI
import KubernetesCluster
import OrderedCollections
import Simulation

/// Says in a sentence why something in the cluster is as it is, or is not there.
struct ClusterExplanation {
  private let cluster: Cluster

  init(_ cluster: Cluster) { self.cluster = cluster }

  /// A sentence about `pod/web-2`, `sts/web`, `pvc/shop/data-db-0`; nil for what is no kind of
  /// this cluster. Without a namespace the default one is meant.
  func text(about subject: String) -> String? {
    let parts = subject.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 2 || parts.count == 3, !parts.contains(""),
      let type = type(named: parts[0])
    else { return nil }
    let name = parts[parts.count - 1]
    let namespace = !type.isNamespaced ? "" : parts.count == 3 ? parts[1] : "default"
    let key = namespace.isEmpty ? name : namespace + "/" + name
    let full = type.singular + "/" + key
    let trace = cluster.world.trace
    if let wait = trace.waits[full] {
      return "\(name) waits: \(wait.reason) (\(wait.actor), since \(wait.since.calendar.clock))"
    }
    if let object = cluster.server.object(type, namespace: namespace, name: name) {
      return "\(name) \(state(of: object))\(latest(full))"
    }
    if let last = trace.last(about: full) {
      return "\(name) \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
    }
    if let reason = missingOrdinal(type, namespace, name) { return reason }
    return "there is no \(type.kind) \(name)"
      + (namespace.isEmpty ? "" : " in the namespace \(namespace)")
  }

  private func type(named name: String) -> ResourceType? {
    let plain = name.split(separator: ".").first.map { $0.lowercased() } ?? ""
    return cluster.server.resourceTypes.first {
      $0.singular == plain || $0.plural == plain || $0.shortNames.contains(plain)
    }
  }

  private func latest(_ full: String) -> String {
    guard let last = cluster.world.trace.last(about: full) else { return "" }
    return "; last: \(last.text) (\(last.actor), at \(last.time.calendar.clock))"
  }

  /// Why a pod of a StatefulSet is not there although nobody waits with it.
  private func missingOrdinal(
    _ type: ResourceType, _ namespace: String, _ name: String
  ) -> String? {
    guard type === ResourceType.pods, let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")),
      let ordinal = Int32(name[name.utf8.index(after: dash)...]),
      let set = cluster.server.get(
        StatefulSet.self, namespace: namespace, name: String(name[..<dash]))
    else { return nil }
    let first = set.spec.ordinals?.start ?? 0
    let count = set.spec.replicas ?? 1
    guard ordinal < first || ordinal >= first + count else { return nil }
    return "\(name) does not exist: the StatefulSet \(set.name) has \(count) replicas"
  }

  private func state(of object: KubernetesObject) -> String {
    if object.isBeingDeleted {
      let finalizers = object.metadata.finalizers
      if !finalizers.isEmpty {
        return "is being deleted and kept by \(finalizers.joined(separator: ", "))"
      }
      return "is being deleted"
    }
    if let pod = object as? Pod { return state(of: pod) }
    if let node = object as? Node {
      let ready = node.status.conditions.first { $0.type == "Ready" }
      if ready?.status == "True" { return "is Ready" }
      return "is not Ready: \(ready?.message ?? "it never reported")"
    }
    if let set = object as? StatefulSet {
      return "has \(set.status.readyReplicas) of \(set.spec.replicas ?? 1) pods ready"
    }
    if let deployment = object as? Deployment {
      return
        "has \(deployment.status.readyReplicas) of \(deployment.spec.replicas ?? 1) pods ready"
    }
    if let set = object as? ReplicaSet {
      return "has \(set.status.readyReplicas) of \(set.spec.replicas ?? 1) pods ready"
    }
    if let claim = object as? PersistentVolumeClaim {
      return claim.status.phase == "Bound"
        ? "is bound to \(claim.spec.volumeName)" : "is \(claim.status.phase)"
    }
    if let volume = object as? PersistentVolume { return "is \(volume.status.phase)" }
    return "is there"
  }

  private func state(of pod: Pod) -> String {
    let summary = PodSummary(pod)
    let place = pod.spec.nodeName.isEmpty ? "" : " on \(pod.spec.nodeName)"
    if pod.isRunningAndReady { return "is Running and Ready\(place)" }
    for status in pod.status.initContainerStatuses + pod.status.containerStatuses {
      if let waiting = status.state.waiting, !waiting.message.isEmpty {
        return "is \(summary.status)\(place): \(status.name): \(waiting.message)"
      }
    }
    if let ready = pod.condition("Ready"), !ready.message.isEmpty {
      return "is \(summary.status)\(place): \(ready.message)"
    }
    if let scheduled = pod.condition("PodScheduled"), scheduled.status == "False" {
      return "is \(summary.status): \(scheduled.message)"
    }
    return "is \(summary.status)\(place)"
  }
}
