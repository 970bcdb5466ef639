/// A table with a place for each unit of weight: a hash counts modulo its length. When a server
/// goes, the length changes, and nearly everything moves.
struct ServerMap {
  private var places: [Int] = []
  private var turn = 0

  /// - Parameter servers: the number of each server and its weight.
  init(_ servers: [(number: Int, weight: Int)]) {
    let divisor = servers.reduce(0) { ServerMap.commonDivisor($0, $1.weight) }
    guard divisor > 0 else { return }
    let weights = servers.map { $0.weight / divisor }
    let total = weights.reduce(0, +)
    if total == 1 {
      places = servers.map { $0.number }
      return
    }
    var scores = [Int](repeating: 0, count: servers.count)
    for _ in 0..<total {
      var best = 0
      var most = 0
      for index in servers.indices {
        scores[index] += weights[index]
        let score = (scores[index] + total) / total
        if index == 0 || score > most {
          most = score
          best = index
        }
      }
      scores[best] -= total
      places.append(servers[best].number)
    }
  }

  private static func commonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : commonDivisor(right, left % right)
  }

  func server(for hash: UInt32) -> Int? {
    places.isEmpty ? nil : places[Int(hash % UInt32(places.count))]
  }

  /// The server whose turn it is.
  mutating func next(avoiding avoided: Int?) -> Int? {
    guard !places.isEmpty else { return nil }
    for _ in places {
      if turn >= places.count { turn = 0 }
      let server = places[turn]
      turn += 1
      if server != avoided { return server }
    }
    return avoided
  }
}
