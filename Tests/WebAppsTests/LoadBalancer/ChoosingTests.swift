import Simulation
import Testing

@testable import WebApps

/// The expected sequences are those of a real haproxy (2.6.12) with the same lines.
@Suite("Which server a request gets") struct ChoosingTests {
  private func proxy(_ balance: BalancerProxy.Balance, isConsistent: Bool = false) -> BalancerProxy
  {
    var proxy = BalancerProxy(kind: .backend, name: "web", line: 1)
    proxy.balance = balance
    proxy.isConsistent = isConsistent
    proxy.mixesHashes = isConsistent
    proxy.servers = (1...4).map { number in
      var server = BalancerServerSettings()
      server.name = "s\(number)"
      return server
    }
    return proxy
  }

  private func request(
    _ source: String = "", _ target: String = "/", draw: UInt64 = 0
  ) -> ServerChoice.Request {
    ServerChoice.Request(
      source: source, target: target,
      draws: KeyedRandom(seed: 1).draws("test", "choice", draw))
  }

  /// The numbers of the servers that requests get, from 1.
  private func numbers(_ choice: inout ServerChoice, _ requests: [ServerChoice.Request]) -> String {
    requests.map { request in
      choice.server(for: request, avoiding: nil) { _ in (0, 0) }.map { String($0 + 1) } ?? "-"
    }.joined()
  }

  private func choice(
    _ balance: BalancerProxy.Balance, _ weights: [Int], isConsistent: Bool = false
  ) -> ServerChoice {
    var choice = ServerChoice(proxy(balance, isConsistent: isConsistent))
    choice.use(weights.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) })
    return choice
  }

  @Test(arguments: [
    ([1, 1, 1], "12312312"), ([3, 1, 2], "13121313121313"), ([1, 0, 1], "1313"),
    ([0, 0, 0], "--"),
  ])
  func turnsGoByWeight(_ weights: [Int], _ expected: String) {
    var choice = choice(.roundRobin, weights)
    #expect(numbers(&choice, expected.map { _ in request() }) == expected)
  }

  @Test func whoComesBackTakesItsTurn() {
    var choice = choice(.roundRobin, [1, 1, 1])
    #expect(numbers(&choice, (0..<8).map { _ in request() }) == "12312312")
    choice.use([(0, 1), (2, 1)])
    #expect(numbers(&choice, (0..<5).map { _ in request() }) == "31313")
    choice.use([(0, 1), (1, 1), (2, 1)])
    #expect(numbers(&choice, (0..<7).map { _ in request() }) == "1321321")
  }

  /// Whoever came, went or came back before: equal servers get equal shares soon.
  @Test(arguments: 0..<50)
  func sharesAreEqualWhateverHappenedBefore(_ seed: UInt64) {
    var draws = KeyedRandom(seed: seed).draws("test", "shares")
    var choice = choice(.roundRobin, [1, 1, 1, 1])
    var isUp = [true, true, true, true]
    for _ in 0..<12 {
      isUp[draws.pick(below: 4)].toggle()
      choice.use((0..<4).filter { isUp[$0] }.map { ($0, 1) })
      for _ in 0..<draws.pick(below: 9) { _ = numbers(&choice, [request()]) }
    }
    let up = isUp.count { $0 }
    guard up > 0 else { return }
    // Whoever has just come back may have to wait for a round.
    for _ in 0..<up * 4 { _ = numbers(&choice, [request()]) }
    var counts = [0, 0, 0, 0]
    for _ in 0..<up * 20 {
      if let server = choice.server(for: request(), avoiding: nil, load: { _ in (0, 0) }) {
        counts[server] += 1
      }
    }
    let shares = (0..<4).filter { isUp[$0] }.map { counts[$0] }
    #expect(shares.allSatisfy { abs($0 - 20) <= 1 }, "\(shares)")
  }

  @Test func aServerIsAvoidedWhenThereIsAnother() {
    var choice = choice(.roundRobin, [1, 1, 1])
    let first = choice.server(for: request(), avoiding: 0) { _ in (0, 0) }
    #expect(first == 1)
    var single = self.choice(.roundRobin, [1, 0, 0])
    #expect(single.server(for: request(), avoiding: 0) { _ in (0, 0) } == 0)
  }

  @Test(arguments: [
    ([1, 1, 1], false, "3123123123123123123123123123123123123123"),
    ([3, 1, 2], false, "3113123113123113123113123113123113123113"),
    ([1, 0, 1], false, "3131313131313131313131313131313131313131"),
    ([3, 0, 2], false, "1311313113131131311313113131131311313113"),
    ([1, 1, 1], true, "2131213113233311131112211113112113221313"),
    ([3, 1, 2], true, "2131113133331331111312211111111113311131"),
    ([1, 0, 1], true, "3131313113133311131111111113111113331313"),
    ([3, 0, 2], true, "3131113133331331111311111111111113311131"),
  ])
  func anAddressHasItsServer(_ weights: [Int], _ isConsistent: Bool, _ expected: String) {
    var choice = choice(.source, weights, isConsistent: isConsistent)
    #expect(numbers(&choice, (1...40).map { request("127.0.0.\($0)") }) == expected)
  }

  @Test("W3: a table of places moves nearly everybody when a server goes, a circle only its own")
  func whoMoves() {
    let visitors = (1...250).map { request("10.1.2.\($0)") }
    for (isConsistent, moved) in [(false, 150...180), (true, 60...100)] {
      var three = choice(.source, [1, 1, 1], isConsistent: isConsistent)
      var two = choice(.source, [1, 1, 0], isConsistent: isConsistent)
      let before = Array(numbers(&three, visitors))
      let after = Array(numbers(&two, visitors))
      let count = zip(before, after).count { $0 != $1 }
      #expect(moved.contains(count), "\(count)")
      if isConsistent {
        #expect(zip(before, after).allSatisfy { $0 == $1 || $0 == "3" })
      }
    }
  }

  @Test func anAddressOfAPageHasItsServer() {
    let pages = (1...30).map { request("", "/page\($0)?x=\($0)") }
    var map = choice(.uri, [1, 1, 1])
    #expect(numbers(&map, pages) == "312312312123123123123123123123")
    var ring = choice(.uri, [1, 1, 1], isConsistent: true)
    #expect(numbers(&ring, pages) == "322331331121133221322233312233")
  }

  @Test func theLeastBusyServerIsTaken() {
    var choice = choice(.leastConnections, [1, 1, 1])
    let busy = [(2, 5), (1, 9), (1, 7)] as [(Int, Int64)]
    #expect(choice.server(for: request(), avoiding: nil) { busy[$0] } == 2)
    #expect(choice.server(for: request(), avoiding: 2) { busy[$0] } == 1)
  }

  @Test func theLessBusyOfTwoDrawnIsTaken() {
    var choice = choice(.random(draws: 2), [1, 1, 1])
    var counts = [0, 0, 0]
    for draw in 0..<3000 {
      let number = choice.server(for: request(draw: UInt64(draw)), avoiding: nil) {
        ($0 == 0 ? 5 : 0, 0)
      }
      counts[number ?? 0] += 1
    }
    // The busy one is taken only when it is drawn twice: in one case of nine.
    #expect((250...420).contains(counts[0]), "\(counts)")
    #expect(counts[1] > 1000 && counts[2] > 1000, "\(counts)")
  }
}
