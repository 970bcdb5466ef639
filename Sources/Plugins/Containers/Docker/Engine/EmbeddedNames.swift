import Simulation

/// The name server at 127.0.0.11 of every container on a network of its own: it knows the
/// containers there by name, alias and id, and asks the local network's for the rest.
final class EmbeddedNames: NameServer {
  unowned(unsafe) private let system: DockerSystem
  /// How many questions each name was asked for: the order of several answers changes.
  private var questions: [String: UInt64] = [:]

  static let address = "127.0.0.11"

  init(_ system: DockerSystem) { self.system = system }

  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
    let wanted = name.lowercased()
    if type == .address, let engine = system.engine(on: host.hardware) {
      let addresses = engine.addresses(of: wanted, seenFrom: host)
      if !addresses.isEmpty {
        let question = "\(host.hardware.name)/\(host.name)/\(wanted)"
        let number = questions[question, default: 0]
        questions[question] = number + 1
        let shuffled = system.world.random.shuffled(addresses, "docker dns", question, number)
        return shuffled.map { DNSRecord(name: name, .address($0)) }
      }
    }
    return system.lanNames.records(for: name, type, from: host)
  }
}

/// The name server of the network on which the hosts are: it knows them by name.
final class LocalNetworkNames: NameServer {
  unowned(unsafe) private let world: World

  static let address = "192.168.49.254"

  init(_ world: World) { self.world = world }

  func records(for name: String, _ type: RecordType, from host: Host) -> [DNSRecord] {
    guard type == .address, let found = world.network.host(named: name), !found.address.isEmpty
    else { return [] }
    return [DNSRecord(name: name, .address(found.address))]
  }
}
