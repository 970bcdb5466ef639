/// How many pods of each owner are on each node and stay there.
///
/// The nodes have numbers, so that a look at all of them for one owner finds the owner once.
final class OwnerSpread {
  private final class Spread {
    var total = 0
    /// By the node's number, as far as there are any.
    var counts: [Int] = []
  }

  private var spreads: [String: Spread] = [:]

  /// The counts of an owner, by the numbers of the nodes; what is beyond the end is 0.
  func counts(of owner: String) -> [Int] { spreads[owner]?.counts ?? [] }

  func add(_ owner: String, onNode number: Int) {
    let spread = spreads[owner] ?? Spread()
    if spread.total == 0 { spreads[owner] = spread }
    while spread.counts.count <= number { spread.counts.append(0) }
    spread.counts[number] += 1
    spread.total += 1
  }

  func remove(_ owner: String, fromNode number: Int) {
    guard let spread = spreads[owner] else { return }
    spread.counts[number] -= 1
    spread.total -= 1
    if spread.total == 0 { spreads[owner] = nil }
  }
}
