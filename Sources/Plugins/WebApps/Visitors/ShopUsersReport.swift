import OrderedCollections

/// What simulated visitors saw (W7).
struct ShopUsersReport {
  var users = 0
  /// Visitors whose first request of this run was answered as theirs, of those that were logged in.
  var kept = 0
  var known = 0
  var requests = 0
  var hits = 0
  var misses = 0
  var forcedLogins = 0
  var lostCarts = 0
  var failures = 0
  var servers: OrderedDictionary<String, Int> = [:]

  /// Thousandths of the mean that the busiest server answered.
  var imbalance: Int64 {
    let total = servers.values.reduce(0) { $0 + Int64($1) }
    guard total > 0 else { return 1000 }
    return Int64(servers.values.max() ?? 0) * Int64(servers.count) * 1000 / total
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "-" : "\((Int64(part) * 200 + Int64(whole)) / (Int64(whole) * 2)) %"
  }

  var text: String {
    let names = servers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let load = names.map { "\($0) \(servers[$0] ?? 0)" }.joined(separator: ", ")
    let lines = [
      ("users", "\(users)"),
      ("sessions kept", known == 0 ? "-" : "\(kept) of \(known) (\(percent(kept, known)))"),
      ("requests", "\(requests)"),
      ("hits", "\(hits) (\(percent(hits, hits + misses)))"),
      ("misses", "\(misses)"), ("forced logins", "\(forcedLogins)"),
      ("lost carts", "\(lostCarts)"), ("failures", "\(failures)"),
      ("load", load.isEmpty ? "-" : load),
      (
        "busiest",
        "\(imbalance / 1000).\(imbalance % 1000 / 100)\(imbalance % 100 / 10) times the mean"
      ),
    ]
    return lines.map { name, value in
      name + ":" + String(repeating: " ", count: 14 - name.utf8.count) + value + "\n"
    }.joined()
  }
}
