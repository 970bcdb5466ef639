/// The circle of consistent hashing: each server stands on it many times, and a hash belongs to the
/// place that is nearest. When a server goes, only what belonged to it moves.
struct HashRing {
  private var points: [(hash: UInt32, server: Int)] = []

  /// - Parameter servers: the number of each server in its section, from 0, and its weight.
  init(_ servers: [(number: Int, weight: Int)]) {
    for server in servers {
      for point in 0..<server.weight * 16 {
        let key = UInt32(truncatingIfNeeded: (server.number + 1) * 4096 + point)
        points.append((BalancerHash.mixed(key), server.number))
      }
    }
    points.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.server < $1.server }
  }

  /// The server that a hash belongs to; nil when there is none.
  func server(for hash: UInt32) -> Int? {
    guard let last = points.last else { return nil }
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].hash < hash { low = middle + 1 } else { high = middle }
    }
    let next = low < points.count ? points[low] : points[0]
    let previous = low > 0 ? points[low - 1] : last
    return hash &- previous.hash <= next.hash &- hash ? previous.server : next.server
  }
}
