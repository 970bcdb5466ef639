import KubernetesAPI

/// Which nodes can take a pod (N1, N2).
struct NodeFilter {
  private let pod: Pod
  private let share: PodShare
  private let volumes: PodVolumes
  /// Whether it matters to the pod's volumes on which node it is.
  private let volumesCare: Bool
  /// Whether the pod itself asks for certain nodes, or prefers some.
  private let podCares: Bool
  private let users: ClaimUsers
  private let server: APIServer
  private let neighbourhood: PodNeighbourhood?
  private let nodes: [Node]
  private let exclusiveClaims: [String]

  init(
    _ pod: Pod, _ share: PodShare, _ volumes: PodVolumes, _ users: ClaimUsers, server: APIServer,
    nodes: [NodeSituation]
  ) {
    self.pod = pod
    self.share = share
    self.volumes = volumes
    volumesCare =
      !volumes.waiting.isEmpty
      || volumes.bound.contains { $0.spec.nodeAffinity?.required != nil }
    podCares = !pod.spec.nodeSelector.isEmpty || pod.spec.affinity?.nodeAffinity != nil
    self.users = users
    self.server = server
    let affinity = pod.spec.affinity
    if affinity?.podAffinity != nil || affinity?.podAntiAffinity != nil {
      self.nodes = nodes.compactMap { $0.node }
      neighbourhood = PodNeighbourhood(pod, server: server)
    } else {
      self.nodes = []
      neighbourhood = nil
    }
    exclusiveClaims = pod.claimNames.filter { name in
      server.get(PersistentVolumeClaim.self, namespace: pod.namespace, name: name)?
        .spec.accessModes.contains("ReadWriteOncePod") ?? false
    }
  }

  /// Why a node cannot take the pod; empty when it can. The first thing that is wrong counts.
  func refusals(_ situation: NodeSituation, _ node: Node) -> [SchedulingRefusal] {
    if situation.isClosed, !toleratesClosing {
      return [SchedulingRefusal("node(s) were unschedulable", isFinal: true, .closedNodes)]
    }
    for taint in situation.taints
    where taint.effect != "PreferNoSchedule" && !pod.tolerates(taint) {
      return [
        SchedulingRefusal(
          "node(s) had untolerated taint {\(taint.key): \(taint.value)}", isFinal: true,
          .closedNodes)
      ]
    }
    if podCares, !NodeSelection.isWanted(node, by: pod) {
      return [
        SchedulingRefusal(
          "node(s) didn't match Pod's node affinity/selector", isFinal: true, .labels)
      ]
    }
    if situation.has(oneOf: share.hostPorts) {
      return [SchedulingRefusal(HostPort.refusal, isFinal: false)]
    }
    let lacking = lackingResources(situation)
    if !lacking.isEmpty { return lacking }
    for claim in exclusiveClaims where isInUse(claim) {
      return [
        SchedulingRefusal(
          "node has pod using PersistentVolumeClaim with the same name and ReadWriteOncePod"
            + " access mode", isFinal: false)
      ]
    }
    if volumesCare, let refusal = volumes.refusal(node, server: server) { return [refusal] }
    if let neighbourhood {
      if let refusal = neighbourhood.refusal(node, among: nodes) { return [refusal] }
      if let refusal = neighbourhood.objection(of: situation, in: nodes) { return [refusal] }
    }
    return []
  }

  func liking(of situation: NodeSituation, _ node: Node) -> Int64 {
    var sum = podCares ? NodeSelection.liking(of: node, by: pod) : 0
    if let neighbourhood { sum += neighbourhood.liking(of: node) }
    for taint in situation.taints where taint.effect == "PreferNoSchedule" && !pod.tolerates(taint)
    { sum -= 1 }
    return sum
  }

  private var toleratesClosing: Bool {
    var taint = Taint()
    taint.key = "node.kubernetes.io/unschedulable"
    taint.effect = "NoSchedule"
    return pod.tolerates(taint)
  }

  private func lackingResources(_ situation: NodeSituation) -> [SchedulingRefusal] {
    var lacking: [SchedulingRefusal] = []
    if Int64(situation.podCount + 1) > situation.podLimit {
      lacking.append(SchedulingRefusal("Too many pods", isFinal: false))
    }
    if share.processor > 0,
      situation.requested.processor + share.processor > situation.processor
    {
      lacking.append(SchedulingRefusal("Insufficient cpu", isFinal: false))
    }
    if share.memory > 0, situation.requested.memory + share.memory > situation.memory {
      lacking.append(SchedulingRefusal("Insufficient memory", isFinal: false))
    }
    for (name, amount) in share.others where amount > situation.free(name) {
      lacking.append(SchedulingRefusal("Insufficient \(name)", isFinal: false))
    }
    return lacking
  }

  /// Whether another pod uses a claim that is for one pod alone (V5).
  private func isInUse(_ claim: String) -> Bool {
    users.pods(of: pod.namespace + "/" + claim).contains { name in
      guard let other = server.get(Pod.self, namespace: pod.namespace, name: name) else {
        return false
      }
      return other.metadata.uid != pod.metadata.uid && !other.spec.nodeName.isEmpty
        && !other.isFinished
    }
  }
}
