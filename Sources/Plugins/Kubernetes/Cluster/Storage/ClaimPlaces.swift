import KubernetesAPI

/// Which pods use each claim, by the node that they are at. Pods that have no node yet or are finished
/// do not count.
struct ClaimPlaces {
  /// The pods of one claim at one node.
  private struct Users {
    var names: Set<String> = []
    /// Grows with each change, and is never the same again.
    var version: Int64 = 0
  }

  /// By claim and node.
  private var places: [String: [String: Users]] = [:]
  /// The node at which each pod is counted.
  private var counted: [String: String] = [:]
  private var lastVersion: Int64 = 0

  /// Takes a change of a pod into account.
  mutating func take(_ event: ObjectEvent) {
    guard let pod = event.object as? Pod else { return }
    let key = pod.key
    let old = counted[key]
    var new: String?
    if event.change != .deleted, !pod.isFinished, !pod.spec.nodeName.isEmpty {
      new = pod.spec.nodeName
    }
    guard old != new else { return }
    let claims = pod.claimNames
    guard !claims.isEmpty else { return }
    counted[key] = new
    for name in claims {
      let claim = pod.namespace + "/" + name
      if let old {
        change(claim, old) { $0.remove(pod.name) }
        if places[claim]?[old]?.names.isEmpty == true { places[claim]?[old] = nil }
      }
      if let new { change(claim, new) { $0.insert(pod.name) } }
      if places[claim]?.isEmpty == true { places[claim] = nil }
    }
  }

  private mutating func change(
    _ claim: String, _ node: String, _ body: (inout Set<String>) -> Void
  ) {
    lastVersion += 1
    body(&places[claim, default: [:]][node, default: Users()].names)
    places[claim]?[node]?.version = lastVersion
  }

  /// The nodes that have pods of a claim, in no order that may be shown.
  func nodes(of claim: String) -> [String] { places[claim].map { Array($0.keys) } ?? [] }

  /// The names of the pods of a claim at a node, in no order that may be shown.
  func pods(of claim: String, at node: String) -> Set<String> {
    places[claim]?[node]?.names ?? []
  }

  /// As long as it is the same, so are the pods of a claim at a node.
  func version(of claim: String, at node: String) -> Int64 { places[claim]?[node]?.version ?? 0 }
}
