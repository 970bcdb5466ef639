import Simulation

/// How long something that failed waits before it is tried again (N7): 10 s, twice as long each
/// time, at most 5 minutes; forgotten after 10 quiet minutes.
struct BackOff {
  static let first = VirtualDuration.seconds(10)
  static let limit = VirtualDuration.seconds(300)

  /// The present wait; nothing before the first failure.
  private(set) var delay = VirtualDuration.zero
  private var lastUpdate: VirtualTime?

  /// When it may be tried again after a failure at `failure`; nil for at once.
  func end(after failure: VirtualTime, now: VirtualTime) -> VirtualTime? {
    guard let lastUpdate, failure - lastUpdate <= BackOff.limit * 2 else { return nil }
    let end = failure + delay
    return end > now ? end : nil
  }

  /// When it may be tried again after the last `note`; nil for at once.
  func end(now: VirtualTime) -> VirtualTime? {
    guard let lastUpdate else { return nil }
    let end = lastUpdate + delay
    return end > now ? end : nil
  }

  /// Takes note of another try after a failure at `failure`: the next wait is longer.
  mutating func note(_ failure: VirtualTime, now: VirtualTime) {
    if let lastUpdate, failure - lastUpdate <= BackOff.limit * 2 {
      delay = min(delay * 2, BackOff.limit)
    } else {
      delay = BackOff.first
    }
    lastUpdate = now
  }

  /// The wait in Go's words: `10s`, `1m20s`, `5m0s`.
  var text: String {
    let seconds = delay.seconds
    return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
  }
}
