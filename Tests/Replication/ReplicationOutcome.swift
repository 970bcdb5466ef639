import Simulation

/// What came of a run.
struct ReplicationOutcome {
  enum Rule: String {
    /// What a server acknowledged it has, unless a later rule lets it lose that.
    case durability
    /// A replica's data is a beginning of its source's log, in its order (M7).
    case beginning
    /// Failing over loses the end of what was written, and no more than the replica lacked (G8).
    case failover
    /// Semi-synchronous and never degraded, nothing that was acknowledged is lost (M8, G8).
    case acknowledged
    /// A statement of the harness itself failed.
    case harness
  }

  struct Violation {
    var rule: Rule
    var text: String
  }

  var violation: Violation?
  /// How many writes were acknowledged, and how many of them the failover lost.
  var acknowledged: Int
  var lost: Int
  var wasDegraded: Bool
  var events: Int64
  var end: VirtualTime
}
