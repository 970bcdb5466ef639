import Simulation
import Values

/// What it is that keeps a pod from a node; it tells which changes may help.
enum SchedulingObstacle: Int, CaseIterable {
  /// Nodes that take no pods, or none like this.
  case closedNodes
  /// Nodes without the wanted labels.
  case labels
  /// What other pods have taken: processors, memory, ports, claims.
  case room
  /// Volumes and claims.
  case volumes
  /// Which pods are where.
  case neighbours
  /// There are no nodes at all.
  case noNodes
}

/// Pods that fitted nowhere: how often they were tried, when they may be tried again, and what
/// they wait for.
struct RejectedPods {
  struct Rejection {
    var uid: String
    var attempts: Int
    var since: VirtualTime
    var again: VirtualTime
    var claims: [String]
    var obstacles: Set<SchedulingObstacle>
  }

  private var byKey: [String: Rejection] = [:]
  private var byClaim: [String: [String]] = [:]
  private var byObstacle: [SchedulingObstacle: Set<String>] = [:]

  subscript(key: String) -> Rejection? { byKey[key] }

  /// When the oldest rejection was, if there is one.
  var oldest: VirtualTime? { byKey.values.map { $0.since }.min() }

  /// The pods that a change may help.
  func pods(waitingFor obstacle: SchedulingObstacle) -> Set<String> { byObstacle[obstacle] ?? [] }

  func hasPods(waitingFor obstacle: SchedulingObstacle) -> Bool {
    !(byObstacle[obstacle]?.isEmpty ?? true)
  }

  /// The pods that were rejected at a time or before, in order.
  func pods(rejectedBefore time: VirtualTime) -> [String] {
    byKey.filter { $0.value.since <= time }.keys.sorted { $0.precedesByBytes($1) }
  }

  func pods(waitingForClaim claim: String) -> [String] { byClaim[claim] ?? [] }

  mutating func note(_ key: String, _ rejection: Rejection) {
    forget(key)
    byKey[key] = rejection
    for claim in rejection.claims { byClaim[claim, default: []].append(key) }
    for obstacle in rejection.obstacles { byObstacle[obstacle, default: []].insert(key) }
  }

  mutating func forget(_ key: String) {
    guard let rejection = byKey.removeValue(forKey: key) else { return }
    for claim in rejection.claims {
      byClaim[claim]?.removeAll { $0 == key }
      if byClaim[claim]?.isEmpty == true { byClaim[claim] = nil }
    }
    for obstacle in rejection.obstacles { byObstacle[obstacle]?.remove(key) }
  }
}
