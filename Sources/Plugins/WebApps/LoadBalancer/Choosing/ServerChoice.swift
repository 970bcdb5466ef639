import Simulation

/// Chooses servers of a section by its `balance` line, from those that can take requests now.
struct ServerChoice {
  /// What a choice may depend on.
  struct Request {
    /// The address of who asks.
    var source: String
    /// The target of an HTTP request.
    var target: String
    /// The bits of a draw.
    var draws: KeyedRandom.Draws
  }

  private let balance: BalancerProxy.Balance
  private let isConsistent: Bool
  private let mixesHashes: Bool
  private var roundRobin: RoundRobin
  private var map: ServerMap?
  private var ring: HashRing?
  /// The servers that can be chosen, with their weights, in the order of the file.
  private var servers: [(number: Int, weight: Int)] = []

  init(_ proxy: BalancerProxy) {
    balance = proxy.balance
    isConsistent = proxy.isConsistent
    mixesHashes = proxy.mixesHashes
    roundRobin = RoundRobin(count: proxy.servers.count)
  }

  /// Takes the servers that can be chosen from now on.
  mutating func use(_ servers: [(number: Int, weight: Int)]) {
    let old = self.servers
    self.servers = servers
    map = nil
    ring = nil
    for known in old where !servers.contains(where: { $0 == known }) {
      roundRobin.remove(known.number)
    }
    for server in servers where !old.contains(where: { $0 == server }) {
      roundRobin.add(server.number, weight: server.weight)
    }
  }

  /// Chooses a server; nil when there is none.
  ///
  /// - Parameter load: the requests that a server answers now, and when it got or lost one last.
  mutating func server(
    for request: Request, avoiding avoided: Int?,
    load: (Int) -> (served: Int, changed: Int64)
  ) -> Int? {
    switch balance {
    case .roundRobin: return roundRobin.next(avoiding: avoided)
    case .staticRoundRobin:
      var map = currentMap
      defer { self.map = map }
      return map.next(avoiding: avoided)
    case .first: return servers.first?.number
    case .leastConnections: return leastBusy(avoiding: avoided, load)
    case .source:
      return hashed(BalancerHash.source(request.source))
    case .uri:
      return hashed(BalancerHash.sdbm(request.target.prefix { $0 != "?" }))
    case .random(let draws):
      return drawn(draws, request.draws, load)
    }
  }

  private var currentMap: ServerMap { map ?? ServerMap(servers) }

  private mutating func currentRing() -> HashRing {
    if let ring { return ring }
    let ring = HashRing(servers)
    self.ring = ring
    return ring
  }

  private mutating func hashed(_ hash: UInt32) -> Int? {
    if servers.count == 1 { return servers[0].number }
    let hash = mixesHashes ? BalancerHash.mixed(hash) : hash
    if isConsistent { return currentRing().server(for: hash) }
    let map = currentMap
    self.map = map
    return map.server(for: hash)
  }

  private func leastBusy(
    avoiding avoided: Int?, _ load: (Int) -> (served: Int, changed: Int64)
  ) -> Int? {
    var best: (number: Int, key: Int, changed: Int64)?
    for server in servers where server.number != avoided || servers.count == 1 {
      let (served, changed) = load(server.number)
      let key = served == 0 ? 0 : (served + 1) * 4096 / server.weight
      if let known = best, (known.key, known.changed) <= (key, changed) { continue }
      best = (server.number, key, changed)
    }
    return best?.number
  }

  private mutating func drawn(
    _ count: Int, _ draws: KeyedRandom.Draws, _ load: (Int) -> (served: Int, changed: Int64)
  ) -> Int? {
    let ring = currentRing()
    var draws = draws
    var best: Int?
    for _ in 0..<count {
      guard let server = ring.server(for: UInt32(truncatingIfNeeded: draws.next() >> 32)) else {
        return nil
      }
      if let known = best, known != server {
        let knownLoad = load(known).served * weight(of: server)
        if load(server).served * weight(of: known) > knownLoad { continue }
      }
      best = server
    }
    return best
  }

  private func weight(of number: Int) -> Int {
    servers.first { $0.number == number }?.weight ?? 1
  }
}
