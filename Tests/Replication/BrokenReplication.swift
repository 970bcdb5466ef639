import Databases

/// A server that breaks a rule on purpose, to see whether the runs catch it.
enum BrokenReplication: String, CaseIterable {
  /// It tells clients and replicas of a transaction before its log is on the disk.
  case tellsBeforeFlush = "tells-before-flush"
  /// As a replica it applies the first transactions after a reconnection in the wrong order.
  case reordersAfterReconnect = "reorders-after-reconnect"
  /// As a semi-synchronous replica it acknowledges before it has stored what it acknowledges.
  case acknowledgesBeforeStore = "acknowledges-before-store"

  /// The rule that it must be caught by.
  var rule: ReplicationOutcome.Rule {
    switch self {
    case .tellsBeforeFlush: .durability
    case .reordersAfterReconnect: .beginning
    case .acknowledgesBeforeStore: .acknowledged
    }
  }

  var rules: ReplicationRules {
    var rules = ReplicationRules()
    switch self {
    case .tellsBeforeFlush: rules.flushesFirst = false
    case .reordersAfterReconnect: rules.rearranged = { BrokenReplication.reversed($0) }
    case .acknowledgesBeforeStore: rules.storesFirst = false
    }
    return rules
  }

  /// The transactions of a text of events, the last one first.
  private static func reversed(_ text: String) -> String {
    var groups: [String] = []
    var group = ""
    var reader = LogReader(LogReader.magic + text)
    while let (event, line, _) = reader.next() {
      group += line
      guard event.endsTransaction else { continue }
      groups.append(group)
      group = ""
    }
    return groups.reversed().joined() + group
  }
}
