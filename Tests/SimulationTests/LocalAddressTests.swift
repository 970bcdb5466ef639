import Simulation
import Testing

/// Addresses that one machine knows alone, as those of containers on its bridges.
@Suite struct LocalAddressTests {
  /// Two machines with one guest each, both at 172.17.0.2; each guest says who asks it.
  private final class Machines {
    let world = World(seed: 1)
    var machines: [ProcessSpace] = []
    var guests: [ProcessSpace] = []

    init() {
      for number in 1...2 {
        let machine = world.space(
          "machine-\(number)", at: "10.0.0.\(number)",
          programs: number > 1 ? [] : [("wait", { _ in }), ("serve", Machines.serve)])
        let host = Host(name: "guest-\(number)", machine: machine.host)
        world.network.assignLocally("172.17.0.2", to: host)
        host.gateway = "172.17.0.1"
        machines.append(machine)
        guests.append(
          ProcessSpace(world: world, host: host, fileSystem: machines[0].fileSystem))
      }
    }

    private static func serve(_ process: Process) {
      let name = process.host.name
      _ = process.listen(on: 80) { $0.send("\(name) saw \($0.remoteAddress)") }
    }

    func ask(_ address: String, from space: ProcessSpace) throws -> String {
      let process = try space.start("wait")
      world.run(until: world.now)
      var answer = "nothing"
      process.connect(to: address, port: 80) { result in
        switch result {
        case .connected(let socket): socket.onReceive = { answer = $0 }
        case .refused: answer = "refused"
        case .unreachable: answer = "unreachable"
        }
      }
      world.run(until: world.now + .seconds(1))
      return answer
    }
  }

  @Test func eachMachineMeansItsOwnGuest() throws {
    let both = Machines()
    for space in both.guests { _ = try space.start("serve") }
    both.world.run(until: both.world.now + .seconds(1))
    #expect(try both.ask("172.17.0.2", from: both.machines[0]) == "guest-1 saw 172.17.0.1")
    #expect(try both.ask("172.17.0.2", from: both.guests[1]) == "guest-2 saw 172.17.0.2")
  }

  @Test func othersSeeTheMachine() throws {
    let both = Machines()
    _ = try both.machines[0].start("serve")
    both.world.run(until: both.world.now + .seconds(1))
    #expect(try both.ask("10.0.0.1", from: both.guests[1]) == "machine-1 saw 10.0.0.2")
    #expect(try both.ask("10.0.0.1", from: both.guests[0]) == "machine-1 saw 172.17.0.2")
  }

  @Test func whoGaveItsAddressBackReachesNobody() throws {
    let both = Machines()
    _ = try both.machines[0].start("serve")
    both.world.run(until: both.world.now + .seconds(1))
    #expect(both.world.network.hosts(named: "guest-2").count == 1)
    both.world.network.releaseLocally("172.17.0.2", of: both.guests[1].host)
    #expect(both.world.network.hosts(named: "guest-2").isEmpty)
    #expect(try both.ask("10.0.0.1", from: both.guests[1]) == "unreachable")
    #expect(try both.ask("172.17.0.2", from: both.machines[0]) == "refused")
  }

  /// A guest that is connected with another one of its machine, each on an address of its own.
  private final class Connected {
    let both = Machines()
    let network: Network
    let server: ProcessSpace
    let client: Host
    var socket: Socket?
    var received: [String] = []
    var answers: [String] = []
    var closed: [CloseReason] = []

    init() throws {
      let world = both.world
      network = world.network
      client = both.guests[0].host
      let host = Host(name: "server", machine: both.machines[0].host)
      network.assignLocally("172.17.0.3", to: host)
      server = ProcessSpace(
        world: world, host: host, fileSystem: both.machines[0].fileSystem)
      let process = try server.start("wait")
      let other = try both.guests[0].start("wait")
      pass(1)
      _ = process.listen(on: 7000) { [self] socket in
        socket.onReceive = { [self] text in
          received.append(text)
          socket.send("got \(text)")
        }
      }
      other.connect(to: "172.17.0.3", port: 7000) { [self] result in
        guard case .connected(let socket) = result else { return }
        self.socket = socket
        socket.onReceive = { [self] in answers.append($0) }
        socket.onClose = { [self] in closed.append($0) }
      }
      pass(1)
      socket?.send("a")
      pass(1)
      #expect(answers == ["got a"])
    }

    func pass(_ seconds: Int64) { both.world.run(until: both.world.now + .seconds(seconds)) }
  }

  @Test(arguments: [true, false])
  func nothingGetsThroughAfterAnEndLostItsAddress(isServer: Bool) throws {
    let pair = try Connected()
    let (host, address) = isServer ? (pair.server.host, "172.17.0.3") : (pair.client, "172.17.0.2")
    pair.network.releaseLocally(address, of: host)
    pair.socket?.send("b")
    pair.pass(100)
    #expect(pair.received == ["a"])
    #expect(pair.closed == [])
    // Who repairs links gives nobody an address.
    pair.network.heal()
    pair.pass(1)
    #expect(pair.received == ["a"])
    // Another address does not help what was opened with the old one; the old one does.
    pair.network.assignLocally("172.17.0.9", to: host)
    pair.pass(1)
    #expect(pair.received == ["a"])
    pair.network.assignLocally(address, to: host)
    pair.pass(1)
    #expect(pair.received == ["a", "b"])
    #expect(pair.answers == ["got a", "got b"])
  }

  @Test(arguments: [true, false])
  func aHostThatGotTheAddressOfAnotherOneKnowsNothingOfItsConnections(
    isSentBefore: Bool
  ) throws {
    let pair = try Connected()
    pair.network.releaseLocally("172.17.0.3", of: pair.server.host)
    if isSentBefore { pair.socket?.send("b") }
    pair.pass(1)
    let other = Host(name: "other", machine: pair.both.machines[0].host)
    pair.network.assignLocally("172.17.0.3", to: other)
    pair.pass(1)
    #expect(pair.closed == (isSentBefore ? [.reset] : []))
    if !isSentBefore { pair.socket?.send("b") }
    pair.pass(1)
    #expect(pair.closed == [.reset])
    #expect(pair.received == ["a"])
  }

  @Test func theDeathOfAProcessWithoutAnAddressIsNotHeardOf() throws {
    let pair = try Connected()
    pair.network.releaseLocally("172.17.0.3", of: pair.server.host)
    for process in pair.server.processes { process.send(.kill) }
    pair.pass(100)
    #expect(pair.closed == [])
  }

  @Test func aCutThatIsNotHealedHoldsBackWhatWaitedForAnAddress() throws {
    let both = Machines()
    let server = try both.machines[0].start("serve")
    var received: [String] = []
    _ = server.listen(on: 7000) { socket in socket.onReceive = { received.append($0) } }
    let client = try both.guests[1].start("wait")
    var socket: Socket?
    both.world.run(until: both.world.now)
    client.connect(to: "10.0.0.1", port: 7000) { if case .connected(let own) = $0 { socket = own } }
    both.world.run(until: both.world.now + .seconds(1))
    let guest = both.guests[1].host
    both.world.network.releaseLocally("172.17.0.2", of: guest)
    both.world.network.partition(["machine-1"], from: ["machine-2"])
    try #require(socket != nil)
    socket?.send("a")
    both.world.network.assignLocally("172.17.0.2", to: guest)
    both.world.run(until: both.world.now + .seconds(1))
    #expect(received == [])
    both.world.network.heal()
    both.world.run(until: both.world.now + .seconds(1))
    #expect(received == ["a"])
  }
}
