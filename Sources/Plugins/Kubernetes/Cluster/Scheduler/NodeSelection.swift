import KubernetesAPI

/// Matching of nodes by their labels and names.
enum NodeSelection {
  /// Whether a node meets at least one of the terms.
  static func matches(_ selector: NodeSelector, _ node: Node) -> Bool {
    selector.nodeSelectorTerms.contains { matches($0, node) }
  }

  /// Whether a node meets all demands of a term. A term without demands matches nothing.
  static func matches(_ term: NodeSelectorTerm, _ node: Node) -> Bool {
    if term.matchExpressions.isEmpty, term.matchFields.isEmpty { return false }
    return term.matchExpressions.allSatisfy { matches($0, node.metadata.labels[$0.key]) }
      && term.matchFields.allSatisfy {
        matches($0, $0.key == "metadata.name" ? node.name : nil)
      }
  }

  private static func matches(_ demand: NodeSelectorRequirement, _ value: String?) -> Bool {
    switch demand.operator {
    case "In": return value.map { demand.values.contains($0) } ?? false
    case "NotIn": return value.map { !demand.values.contains($0) } ?? true
    case "Exists": return value != nil
    case "DoesNotExist": return value == nil
    case "Gt", "Lt":
      guard let number = value.flatMap({ Int64($0) }),
        let bound = demand.values.first.flatMap({ Int64($0) })
      else { return false }
      return demand.operator == "Gt" ? number > bound : number < bound
    default: return false
    }
  }

  /// Whether a pod may be on a node as far as its own wishes go: node selector and affinity.
  static func isWanted(_ node: Node, by pod: Pod) -> Bool {
    for entry in pod.spec.nodeSelector where node.metadata.labels[entry.key] != entry.value {
      return false
    }
    guard
      let required = pod.spec.affinity?.nodeAffinity?
        .requiredDuringSchedulingIgnoredDuringExecution
    else { return true }
    return matches(required, node)
  }

  /// How much a pod would like to be on a node.
  static func liking(of node: Node, by pod: Pod) -> Int64 {
    guard let affinity = pod.spec.affinity?.nodeAffinity else { return 0 }
    var sum: Int64 = 0
    for term in affinity.preferredDuringSchedulingIgnoredDuringExecution
    where matches(term.preference, node) {
      sum += Int64(term.weight)
    }
    return sum
  }
}

extension Toleration {
  /// Whether the toleration is for the taint.
  func tolerates(_ taint: Taint) -> Bool {
    if !effect.isEmpty, effect != taint.effect { return false }
    if !key.isEmpty, key != taint.key { return false }
    if self.operator == "Exists" { return true }
    return !key.isEmpty && value == taint.value
  }
}

extension Pod {
  /// Whether the pod puts up with a taint, for however long.
  func tolerates(_ taint: Taint) -> Bool { spec.tolerations.contains { $0.tolerates(taint) } }
}
