import Simulation
import Testing

@Suite struct NetworkTests {
  /// A server that answers each text with the same in brackets, and a client that keeps what it
  /// gets.
  private final class Echo {
    let world = World(seed: 1)
    var server: ProcessSpace
    var client: ProcessSpace
    var received: [String] = []
    var closed: [CloseReason] = []
    var results: [String] = []
    var socket: Socket?

    init() {
      server = world.space(
        "server", at: "10.0.0.1",
        programs: [
          (
            "serve",
            { process in
              _ = process.listen(on: 80) { socket in
                socket.onReceive = { text in socket.send("[\(text)]") }
              }
            }
          )
        ])
      client = world.space("client", at: "10.0.0.2", programs: [("wait", { _ in })])
    }

    func connect(_ address: String, _ port: Int) throws {
      let process = try client.start("wait")
      world.run(until: world.now)
      process.connect(to: address, port: port) { [self] result in
        switch result {
        case .connected(let socket):
          results.append("connected")
          self.socket = socket
          socket.onReceive = { [self] in received.append($0) }
          socket.onClose = { [self] in closed.append($0) }
        case .refused: results.append("refused")
        case .unreachable: results.append("unreachable")
        }
      }
    }

    func pass(_ seconds: Int64) { world.run(until: world.now + .seconds(seconds)) }
  }

  @Test func whatIsNotKeptOfAnAnswerIsNotMade() throws {
    let echo = Echo()
    _ = try echo.server.start("serve")
    try echo.connect("10.0.0.1", 80)
    echo.pass(1)
    let socket = try #require(echo.socket)
    var made = 0
    func words() -> String {
      made += 1
      return "GET /"
    }
    for _ in 0..<Trace.messageLimit + 50 { socket.tell(words(), "200") }
    #expect(made == Trace.messageLimit)
    #expect(echo.world.trace.takeMessages().count == Trace.messageLimit)
    socket.tell(words(), "200")
    #expect(echo.world.trace.takeMessages().map { $0.question } == ["GET /"])
  }

  @Test func textGoesThereAndBackWithLatency() throws {
    let echo = Echo()
    _ = try echo.server.start("serve")
    try echo.connect("10.0.0.1", 80)
    echo.pass(1)
    let before = echo.world.now
    echo.socket?.send("a")
    echo.socket?.send("b")
    while echo.received.count < 2 { echo.world.step() }
    #expect(echo.received == ["[a]", "[b]"])
    #expect(echo.world.now - before == .milliseconds(2))
  }

  /// A server that says its word and goes, before the client knows that it is connected.
  @Test func whatAServerSendsBeforeItClosesArrives() throws {
    let echo = Echo()
    let server = try echo.server.start("serve")
    echo.pass(1)
    _ = server.listen(on: 81) { socket in
      socket.send("ring")
      socket.close()
    }
    try echo.connect("10.0.0.1", 81)
    echo.pass(1)
    #expect(echo.results == ["connected"])
    #expect(echo.received == ["ring"])
    #expect(echo.closed == [.finished])
  }

  @Test func nobodyListeningRefusesAndNobodyThereIsSilent() throws {
    let echo = Echo()
    try echo.connect("10.0.0.1", 81)
    try echo.connect("10.9.9.9", 80)
    echo.pass(100)
    #expect(echo.results == ["refused"])
  }

  @Test func aKilledServerClosesAndACrashedOneIsSilent() throws {
    for crash in [false, true] {
      let echo = Echo()
      let server = try echo.server.start("serve")
      try echo.connect("10.0.0.1", 80)
      echo.pass(1)
      if crash { echo.server.host.crash() } else { server.send(.kill) }
      echo.pass(100)
      #expect(echo.closed == (crash ? [] : [.reset]))
    }
  }

  @Test func aCutHoldsTextBackUntilItIsHealed() throws {
    let echo = Echo()
    _ = try echo.server.start("serve")
    try echo.connect("10.0.0.1", 80)
    echo.pass(1)
    echo.world.network.partition(["client"], from: ["server"])
    echo.socket?.send("a")
    try echo.connect("10.0.0.1", 80)
    echo.pass(100)
    #expect(echo.received == [])
    #expect(echo.results == ["connected"])
    echo.world.network.heal()
    echo.pass(1)
    #expect(echo.received == ["[a]"])
  }

  @Test func aGuestIsDownWithItsMachine() throws {
    let world = World(seed: 1)
    let node = world.space("node-1", at: "10.0.0.1")
    let pod = world.space("web-0", at: "10.244.1.2", machine: node.host)
    #expect(world.network.canReach(pod.host, node.host))
    node.host.crash()
    #expect(!pod.host.isUp)
    #expect(world.network.host(named: "web-0") == nil)
    #expect(world.network.host(named: "node-1") === node.host)
    node.host.start()
    #expect(pod.host.isUp)
  }

  @Test func anAddressBelongsToWhoGotItLast() {
    let world = World(seed: 1)
    let first = world.space("a", at: "10.0.0.1").host
    let second = world.space("b", at: "10.0.0.1").host
    #expect(world.network.host(at: "10.0.0.1") === second)
    #expect(first.addresses == [])
    world.network.detach(first)
    #expect(world.network.host(at: "10.0.0.1") === second)
  }

  private final class Names: NameServer {
    func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
      name == "web.default.svc" ? [DNSRecord(name: name, .address("10.96.0.5"))] : []
    }
  }

  @Test(arguments: [
    ("web", ["10.96.0.5"]), ("web.default.svc", ["10.96.0.5"]), ("web.default.svc.", ["10.96.0.5"]),
    ("nosuch", []), ("10.1.2.3", ["10.1.2.3"]), ("localhost", ["127.0.0.1"]),
    ("300.1.1.1", []), ("db", ["10.5.5.5"]),
  ]) func namesFollowTheSearchListAndTheHostsFile(name: String, addresses: [String]) {
    let world = World(seed: 1)
    let host = world.space("pod", at: "10.244.1.2").host
    let server = world.space("dns", at: "10.0.0.1").host
    let names = Names()
    world.network.serveNames(at: "10.96.0.10", by: names, on: server)
    host.resolver.nameServers = ["10.96.0.10"]
    host.resolver.search = ["default.svc", "svc"]
    host.resolver.ndots = 5
    host.resolver.hosts = [.init(address: "10.5.5.5", names: ["db"])]
    var found: [String]?
    world.network.lookUp(name, .address, from: host) { found = $0.addresses }
    world.run(until: .zero + .seconds(1))
    #expect(found == addresses)
  }
}
