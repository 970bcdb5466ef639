import Simulation

/// How often objects, and names, were made under each identity: the nth object of a name has
/// another uid than the ones before.
///
/// Every object that ever was counts, so a number of 64 bits stands for the identity and not its
/// text. Should two share one, a first object would be taken for a second one; it would still
/// have a uid of its own.
struct CreationCounts {
  private var counts: [UInt64: UInt64] = [:]

  /// How often that was, so far.
  func count(_ key: KeyedRandom.Key) -> UInt64 { counts[key.bits(0)] ?? 0 }

  /// Counts one more, and says how often it was with that.
  @discardableResult
  mutating func add(_ key: KeyedRandom.Key) -> UInt64 {
    func increased(_ count: inout UInt64) -> UInt64 {
      count += 1
      return count
    }
    return increased(&counts[key.bits(0), default: 0])
  }
}
