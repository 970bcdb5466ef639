import Simulation

/// Looks one name up again and again, and gives its addresses to the servers that bear the name.
final class BalancerLookUps {
  let name: String
  let resolvers: BalancerResolvers
  private unowned(unsafe) let process: Process
  private var servers: [(server: BalancedServer, backend: BalancedBackend)] = []
  private var lastGood: VirtualTime
  /// When each address was in an answer last.
  private var seen: [(address: String, time: VirtualTime)] = []

  init(_ name: String, _ resolvers: BalancerResolvers, _ process: Process) {
    self.name = name
    self.resolvers = resolvers
    self.process = process
    lastGood = process.world.now
  }

  func add(_ server: BalancedServer, _ backend: BalancedBackend) {
    servers.append((server, backend))
  }

  func begin() {
    // Names are whole here: no suffix is tried.
    let question = name.hasSuffix(".") ? name : name + "."
    process.world.network.lookUp(question, .address, from: process.host) { [self] result in
      guard process.isRunning else { return }
      switch result {
      case .found: take(result.addresses)
      case .notFound: lack("DNS NX status", resolvers.holdMissing)
      case .noServer: lack("DNS timeout status", resolvers.holdTimeout)
      }
      process.schedule(after: resolvers.interval) { [self] in begin() }
    }
  }

  private func take(_ addresses: [String]) {
    let now = process.world.now
    lastGood = now
    for address in addresses {
      seen.removeAll { $0.address == address }
      seen.append((address, now))
    }
    seen.removeAll { $0.time + resolvers.holdObsolete < now }
    let believed = seen.map { $0.address }
    let asked = "\(resolvers.name)/\(resolvers.server?.id ?? "")"
    // Who has an address that is still right keeps it; the others get what is left.
    var free = addresses.filter { address in !servers.contains { $0.server.address == address } }
    var isFirst = true
    for (server, backend) in servers {
      if let address = server.address, believed.contains(address) { continue }
      if let address = free.first {
        free.removeFirst()
        backend.setAddress(server, address, by: isFirst ? asked : "DNS cache")
        isFirst = false
        backend.release(server, from: .unresolved)
      } else if server.address != nil {
        backend.loseAddress(server, "No IP for server ")
      }
    }
  }

  private func lack(_ reason: String, _ hold: VirtualDuration) {
    guard process.world.now > lastGood + hold else { return }
    for (server, backend) in servers where server.address != nil {
      backend.loseAddress(server, reason)
    }
  }
}
