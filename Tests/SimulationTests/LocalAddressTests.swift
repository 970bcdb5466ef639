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
}
