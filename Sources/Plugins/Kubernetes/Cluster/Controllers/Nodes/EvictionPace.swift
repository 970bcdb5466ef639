import Simulation

/// How fast nodes may lose their pods (N11): one every ten seconds; none when most of a small
/// cluster, or all of any, is lost, for then the fault is more likely to be here.
struct EvictionPace {
  /// Whether all nodes are lost.
  private(set) var isTotal = false
  /// Whether so many nodes are lost that no pod is evicted.
  private(set) var areStopped = false
  private var interval = VirtualDuration.seconds(10)
  private var next = VirtualTime(milliseconds: Int64.min / 2)

  /// Takes over how many nodes there are, and how many are not Ready.
  mutating func take(nodes: Int, troubled: Int) {
    isTotal = troubled > 0 && troubled == nodes
    let isPartial = troubled > 2 && troubled * 100 >= nodes * 55
    interval = .seconds(isPartial && nodes > 50 ? 100 : 10)
    areStopped = isTotal || (isPartial && nodes <= 50)
  }

  /// Whether a node may lose its pods now; it counts as having done so then.
  mutating func allows(at now: VirtualTime) -> Bool {
    guard !areStopped, next <= now else { return false }
    next = now + interval
    return true
  }
}
