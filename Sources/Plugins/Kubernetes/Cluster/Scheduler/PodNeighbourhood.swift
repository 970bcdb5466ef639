import KubernetesAPI

/// Which nodes the pods that are already there allow: affinity to pods and anti-affinity.
struct PodNeighbourhood {
  private let server: APIServer
  private let pod: Pod
  private let wanted: [PodAffinityTerm]
  private let unwanted: [PodAffinityTerm]
  private let liked: [WeightedPodAffinityTerm]
  private let disliked: [WeightedPodAffinityTerm]

  init(_ pod: Pod, server: APIServer) {
    self.pod = pod
    self.server = server
    let near = pod.spec.affinity?.podAffinity
    let far = pod.spec.affinity?.podAntiAffinity
    wanted = near?.requiredDuringSchedulingIgnoredDuringExecution ?? []
    unwanted = far?.requiredDuringSchedulingIgnoredDuringExecution ?? []
    liked = near?.preferredDuringSchedulingIgnoredDuringExecution ?? []
    disliked = far?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  }

  /// Why a node will not do; nil when it will.
  func refusal(_ node: Node, among nodes: [Node]) -> SchedulingRefusal? {
    for term in wanted {
      if count(term, node) > 0 { continue }
      // The first pod of a group that wants to be near itself may go anywhere.
      let isFirst = matches(term, pod) && !nodes.contains { count(term, $0) > 0 }
      if !isFirst || node.metadata.labels[term.topologyKey] == nil {
        return SchedulingRefusal(
          "node(s) didn't match pod affinity rules", isFinal: true, .neighbours)
      }
    }
    for term in unwanted where count(term, node) > 0 {
      return SchedulingRefusal(
        "node(s) didn't match pod anti-affinity rules", isFinal: false, .neighbours)
    }
    return nil
  }

  /// Why the pods on a node will not have this one.
  func objection(of situation: NodeSituation, in zone: [Node]) -> SchedulingRefusal? {
    guard let node = situation.node else { return nil }
    for other in zone {
      for present in server.pods(onNode: other.name) where !present.isFinished {
        let terms =
          present.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution
          ?? []
        for term in terms {
          guard PodNeighbourhood.matches(term, pod, from: present),
            let value = node.metadata.labels[term.topologyKey],
            other.metadata.labels[term.topologyKey] == value
          else { continue }
          return SchedulingRefusal(
            "node(s) didn't satisfy existing pods anti-affinity rules", isFinal: false,
            .neighbours)
        }
      }
    }
    return nil
  }

  func liking(of node: Node) -> Int64 {
    var sum: Int64 = 0
    for term in liked where count(term.podAffinityTerm, node) > 0 { sum += Int64(term.weight) }
    for term in disliked where count(term.podAffinityTerm, node) > 0 { sum -= Int64(term.weight) }
    return sum
  }

  /// How many pods of a term's group are in the node's part of the topology.
  private func count(_ term: PodAffinityTerm, _ node: Node) -> Int {
    guard let value = node.metadata.labels[term.topologyKey] else { return 0 }
    var count = 0
    for other in server.list(Node.self)
    where other.metadata.labels[term.topologyKey] == value {
      for present in server.pods(onNode: other.name) where !present.isFinished {
        if matches(term, present) { count += 1 }
      }
    }
    return count
  }

  private func matches(_ term: PodAffinityTerm, _ other: Pod) -> Bool {
    PodNeighbourhood.matches(term, other, from: pod)
  }

  private static func matches(_ term: PodAffinityTerm, _ other: Pod, from pod: Pod) -> Bool {
    let namespaces = term.namespaces.isEmpty ? [pod.namespace] : term.namespaces
    let isInNamespace =
      namespaces.contains(other.namespace) || term.namespaceSelector == LabelSelector()
    return isInNamespace && Selector(term.labelSelector).matches(other.metadata.labels)
  }
}

/// Why a pod cannot be on a node.
struct SchedulingRefusal: Equatable {
  var reason: String
  /// Whether removing other pods could not change it.
  var isFinal: Bool
  var obstacle: SchedulingObstacle

  init(_ reason: String, isFinal: Bool, _ obstacle: SchedulingObstacle = .room) {
    self.reason = reason
    self.isFinal = isFinal
    self.obstacle = obstacle
  }
}
