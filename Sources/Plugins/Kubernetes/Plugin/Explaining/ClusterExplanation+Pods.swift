import KubernetesAPI
import KubernetesCluster
import Simulation

extension ClusterExplanation {
  /// Whether a StatefulSet wants a pod, or a claim, of this name.
  func isExpected(_ type: ResourceType, _ namespace: String, _ name: String) -> Bool {
    guard type === ResourceType.pods, let (set, ordinal) = owner(ofPod: name, namespace)
    else { return false }
    return wants(set, ordinal)
  }

  /// The StatefulSet whose pod would have this name, and its ordinal.
  private func owner(ofPod name: String, _ namespace: String) -> (StatefulSet, Int32)? {
    guard let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")),
      let ordinal = Int32(name[name.utf8.index(after: dash)...]),
      let set = server.get(
        StatefulSet.self, namespace: namespace, name: String(name[..<dash]))
    else { return nil }
    return (set, ordinal)
  }

  private func wants(_ set: StatefulSet, _ ordinal: Int32) -> Bool {
    let first = set.spec.ordinals?.start ?? 0
    return ordinal >= first && ordinal < first + (set.spec.replicas ?? 1)
  }

  /// Why something is not there; nil when nobody is known who wants it.
  func absence(of type: ResourceType, _ namespace: String, _ name: String) -> String? {
    if type === ResourceType.pods { return absence(ofPod: name, namespace) }
    if type === ResourceType.persistentVolumeClaims { return absence(ofClaim: name, namespace) }
    return nil
  }

  private func absence(ofPod name: String, _ namespace: String) -> String? {
    guard let (set, ordinal) = owner(ofPod: name, namespace) else { return nil }
    if !wants(set, ordinal) {
      return "\(name) does not exist: the StatefulSet \(set.name) has "
        + "\(set.spec.replicas ?? 1) replicas"
    }
    if set.isBeingDeleted {
      return "\(name) does not exist: the StatefulSet \(set.name) is being deleted"
    }
    let start = "\(name) does not exist yet"
    if let message = warning(about: set, "FailedCreate"), message.includes(name) {
      return "\(start): \(message)"
    }
    if set.spec.podManagementPolicy == "OrderedReady", let first = blocker(of: set),
      first.ordinal < ordinal
    {
      return "\(start): the StatefulSet \(set.name) makes its pods in order, and \(first.text)"
    }
    return "\(start): the StatefulSet \(set.name) is about to make it"
  }

  /// The lowest pod of a StatefulSet that is missing or not ready, with the reason.
  func blocker(of set: StatefulSet) -> (ordinal: Int32, text: String)? {
    let first = set.spec.ordinals?.start ?? 0
    for ordinal in first..<(first + max(0, set.spec.replicas ?? 1)) {
      let name = "\(set.name)-\(ordinal)"
      guard let pod = server.get(Pod.self, namespace: set.namespace, name: name) else {
        if let wait = trace.waits["pod/\(set.namespace)/\(name)"] {
          return (ordinal, "\(name) waits: \(wait.reason)")
        }
        return (ordinal, "\(name) is not there yet")
      }
      if !pod.isRunningAndReady || pod.isBeingDeleted { return (ordinal, clause(about: pod)) }
    }
    return nil
  }

  // MARK: Pods that are there

  func state(of pod: Pod) -> String {
    let summary = PodSummary(pod)
    let place = pod.spec.nodeName.isEmpty ? "" : " on \(pod.spec.nodeName)"
    if pod.isRunningAndReady { return "is Running and Ready\(place)" }
    if let reason = lostNode(of: pod) { return "is not Ready\(place): \(reason)" }
    for status in pod.status.initContainerStatuses + pod.status.containerStatuses {
      if let waiting = status.state.waiting, !waiting.message.isEmpty {
        return "is \(summary.status)\(place): \(status.name): \(waiting.message)"
      }
    }
    // Why a kubelet ended the pod says more than how its containers ended.
    if pod.status.phase == "Failed", !pod.status.message.isEmpty {
      return "is \(summary.status)\(place): \(pod.status.message)"
    }
    if let ended = endedContainer(of: pod) { return "is \(summary.status)\(place): \(ended)" }
    if pod.status.phase == "Running", let message = warning(about: pod, "Unhealthy") {
      return "is Running\(place) but not Ready: \(message)"
    }
    if pod.status.phase == "Pending", !pod.spec.nodeName.isEmpty,
      let message = warning(about: pod, "FailedMount", "FailedAttachVolume")
    {
      return "is \(summary.status)\(place): \(message)"
    }
    if !pod.status.message.isEmpty { return "is \(summary.status)\(place): \(pod.status.message)" }
    if let gate = pod.spec.readinessGates.first(where: {
      pod.condition($0.conditionType)?.status != "True"
    }) {
      return "is \(summary.status)\(place) but not Ready: nobody set its condition"
        + " \(gate.conditionType) to True"
    }
    if let ready = pod.condition("Ready"), !ready.message.isEmpty {
      return "is \(summary.status)\(place): \(ready.message)"
    }
    if let scheduled = pod.condition("PodScheduled"), scheduled.status == "False" {
      return "is \(summary.status): \(scheduled.message)"
    }
    return "is \(summary.status)\(place)"
  }

  private func endedContainer(of pod: Pod) -> String? {
    for status in pod.status.initContainerStatuses + pod.status.containerStatuses {
      guard let ended = status.state.terminated, ended.exitCode != 0 else { continue }
      let how = ended.reason == "OOMKilled" ? "was killed for its memory" : "ended"
      return "\(status.name) \(how) with exit code \(ended.exitCode)"
    }
    return nil
  }

  /// The pod's node, when nobody hears of it any more.
  private func lostNode(of pod: Pod) -> String? {
    guard !pod.spec.nodeName.isEmpty else { return nil }
    guard let node = server.get(Node.self, name: pod.spec.nodeName) else {
      return "its node \(pod.spec.nodeName) is gone"
    }
    let ready = node.status.conditions.first { $0.type == "Ready" }
    guard let ready, ready.status != "True" else { return nil }
    let since = ready.lastTransitionTime.map { " since \($0.calendar.clock)" } ?? ""
    return "its node \(node.name) is not Ready\(since): \(ClusterExplanation.bare(ready.message))"
  }

  func deletion(of pod: Pod) -> String {
    var text = "is being deleted"
    if let node = lostNode(of: pod) {
      text += ", but only the kubelet can say that its containers have ended, and \(node)"
    } else if !pod.spec.nodeName.isEmpty, !pod.isFinished, let end = pod.metadata.deletionTimestamp
    {
      text +=
        end > cluster.world.now
        ? ": its containers have until \(end.calendar.clock) to end"
        : ": its containers are being killed"
    } else if !pod.metadata.finalizers.isEmpty {
      text += " and kept by \(pod.metadata.finalizers.joined(separator: ", "))"
    }
    if let owner = pod.controller, owner.kind == "StatefulSet",
      let (set, ordinal) = self.owner(ofPod: pod.name, pod.namespace), wants(set, ordinal)
    {
      text += "; the StatefulSet \(set.name) makes it anew when it is gone"
    }
    return text
  }
}
