import Values

/// What a FailedScheduling event says (N2).
enum SchedulingMessage {
  /// For a reason that holds whatever the node: `0/3 nodes are available: pod has unbound
  /// immediate PersistentVolumeClaims. preemption: …`.
  static func text(_ reason: String, nodes: Int) -> String {
    let start = "0/\(nodes) nodes are available: "
    return start + reason + ". preemption: " + start
      + "\(nodes) Preemption is not helpful for scheduling."
  }

  /// For the reasons of each node: `0/3 nodes are available: 1 node(s) were unschedulable, ….`
  static func text(_ refusals: [[SchedulingRefusal]]) -> String {
    let start = "0/\(refusals.count) nodes are available: "
    var counts: [String: Int] = [:]
    for node in refusals {
      for refusal in node { counts[refusal.reason, default: 0] += 1 }
    }
    let reasons = sorted(counts.map { "\($0.value) \($0.key)" })
    let final = refusals.filter { node in node.contains { $0.isFinal } }.count
    var preemption: [String] = []
    if final > 0 { preemption.append("\(final) Preemption is not helpful for scheduling") }
    if refusals.count > final {
      preemption.append(
        "\(refusals.count - final) No preemption victims found for incoming pod")
    }
    return start + reasons.joined(separator: ", ") + ". preemption: " + start
      + sorted(preemption).joined(separator: ", ") + "."
  }

  private static func sorted(_ texts: [String]) -> [String] {
    texts.sorted { $0.precedesByBytes($1) }
  }
}
