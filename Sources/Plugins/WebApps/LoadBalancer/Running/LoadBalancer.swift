import OrderedCollections
import Simulation

/// The load balancer haproxy at work, as the worker process that answers connections.
///
/// SIGUSR1: it accepts nothing new, finishes what it has begun, and ends with status 0. SIGTERM: it
/// ends at once.
final class LoadBalancer: Program {
  private(set) unowned(unsafe) var process: Process!
  let configuration: BalancerConfiguration
  private(set) var frontends: [BalancedFrontend] = []
  private(set) var backends: [BalancedBackend] = []
  private var checks: [HealthCheck] = []
  private var lookUps: [BalancerLookUps] = []
  private var visitors: OrderedDictionary<Int, Guest> = [:]
  /// Connections beyond the limit; they were accepted by the machine only.
  private var waiting = Queue<(socket: Socket, frontend: BalancedFrontend)>()
  private var admins: [Int: BalancerAdmin] = [:]
  private var numbers = 0
  private var isEnding = false
  /// The name of each server and the address that it had at the start.
  private let addresses: [String: String]

  /// Who is connected.
  private enum Guest {
    case visitor(BalancedVisitor)
    case tunnel(BalancedTunnel)
  }

  init(_ configuration: BalancerConfiguration, addresses: [String: String]) {
    self.configuration = configuration
    self.addresses = addresses
  }

  /// What its random choices belong to.
  var identity: String { process.host.name + " " + String(startTime.milliseconds) }
  private var startTime = VirtualTime.zero

  var connectionCount: Int { visitors.count }

  func start(_ process: Process) {
    self.process = process
    startTime = process.world.now
    for (index, proxy) in configuration.proxies.enumerated()
    where proxy.isBackend && !proxy.isDisabled {
      backends.append(BalancedBackend(proxy, number: index + 2, self))
    }
    for backend in backends {
      for server in backend.servers { prepare(server, in: backend) }
      backend.begin()
    }
    for proxy in configuration.proxies where proxy.isFrontend && !proxy.isDisabled {
      let name = proxy.defaultBackend ?? proxy.name
      let frontend = BalancedFrontend(proxy, backends.first { $0.proxy.name == name })
      frontends.append(frontend)
      guard listen(frontend) else { return }
    }
    for port in configuration.adminPorts {
      let isFree = process.listen(on: port.port) { [unowned(unsafe) self] socket in
        numbers += 1
        let admin = BalancerAdmin(socket, number: numbers, isAdmin: port.isAdmin, self)
        admins[numbers] = admin
        admin.begin()
      }
      guard isFree else { return cannotBind("GLOBAL", port.port) }
    }
    beginChecks()
    for lookUp in lookUps { lookUp.begin() }
    WebSystem.of(process.world).add(self)
  }

  private func listen(_ frontend: BalancedFrontend) -> Bool {
    for port in frontend.proxy.ports {
      let isFree = process.listen(on: port) { [unowned(unsafe) self] in accept($0, frontend) }
      guard isFree else {
        cannotBind(frontend.proxy.name, port)
        return false
      }
    }
    return true
  }

  private func cannotBind(_ name: String, _ port: Int) {
    report(
      .alert,
      "Binding for frontend \(name): cannot bind socket (Address already in use)"
        + " [0.0.0.0:\(port)]")
    process.exit(1)
  }

  private func prepare(_ server: BalancedServer, in backend: BalancedBackend) {
    server.address = addresses[server.settings.address]
    if let name = server.settings.resolvers,
      server.address == nil || !isAddress(server.settings.address),
      let resolvers = configuration.resolvers.first(where: { $0.name == name })
    {
      if server.address == nil { server.holds.append(.unresolved) }
      let host = server.settings.address
      if let known = lookUps.first(where: { $0.name == host && $0.resolvers.name == name }) {
        known.add(server, backend)
      } else {
        let lookUp = BalancerLookUps(host, resolvers, process)
        lookUp.add(server, backend)
        lookUps.append(lookUp)
      }
    }
  }

  /// Health checks do not all come at once: the servers take turns within the shortest interval.
  private func beginChecks() {
    let checked = backends.flatMap { backend in
      backend.servers.filter { $0.settings.isChecked }.map { (backend, $0) }
    }
    let shortest =
      checked.map { $0.1.settings.interval }.filter { $0 >= .seconds(1) }.min() ?? .zero
    for (index, (backend, server)) in checked.enumerated() {
      let check = HealthCheck(server, backend, process)
      checks.append(check)
      check.begin(
        after: .milliseconds(shortest.milliseconds * Int64(index) / Int64(checked.count)))
    }
  }

  // MARK: Connections

  private func accept(_ socket: Socket, _ frontend: BalancedFrontend) {
    if isFull(frontend) {
      waiting.append((socket, frontend))
    } else {
      serve(socket, frontend)
    }
  }

  private func isFull(_ frontend: BalancedFrontend) -> Bool {
    if let limit = configuration.maxConnections, connectionCount >= limit { return true }
    if let limit = frontend.proxy.maxConnections, frontend.current >= limit { return true }
    return false
  }

  private func serve(_ socket: Socket, _ frontend: BalancedFrontend) {
    numbers += 1
    let number = numbers
    frontend.connections += 1
    frontend.current += 1
    if frontend.proxy.logs, frontend.proxy.logFormat == .plain {
      log(
        "Connect from \(socket.remoteAddress):\(clientPort(number)) to \(process.host.address)"
          + ":\(frontend.proxy.ports[0]) (\(frontend.proxy.name)/"
          + "\(frontend.proxy.isHTTP ? "HTTP" : "TCP"))")
    }
    if frontend.proxy.isHTTP {
      visitors[number] = .visitor(BalancedVisitor(socket, number: number, frontend, self))
    } else {
      let tunnel = BalancedTunnel(socket, number: number, frontend, self)
      visitors[number] = .tunnel(tunnel)
      tunnel.begin()
    }
  }

  /// Takes note that a connection has ended, and takes the next one that waits.
  func forget(_ number: Int) {
    guard let guest = visitors.removeValue(forKey: number) else { return }
    switch guest {
    case .visitor(let visitor): visitor.frontend.current -= 1
    case .tunnel(let tunnel): tunnel.frontend.current -= 1
    }
    if isEnding { return endIfDone() }
    guard !waiting.isEmpty else { return }
    process.world.soon { [self] in
      while let next = waiting.first, !isFull(next.frontend), process.isRunning {
        _ = waiting.popFirst()
        if next.socket.isOpen { serve(next.socket, next.frontend) }
      }
    }
  }

  func forgetAdmin(_ number: Int) { admins[number] = nil }

  /// The port from which a visitor comes, as its machine might have drawn it.
  func clientPort(_ number: Int) -> Int {
    32_768
      + process.world.random.pick(below: 28_232, "client port", identity, UInt64(number))
  }

  // MARK: What it says

  func log(_ text: String) { if configuration.logsToOutput { process.write(text + "\n") } }

  func report(_ level: BalancerMessage.Level, _ text: String) {
    process.writeError(BalancerMessage(level: level, text: text).line(of: process.number))
  }

  func record(_ server: BalancedServer, in backend: BalancedBackend, _ event: String) {
    process.world.record(
      "haproxy " + process.host.name, "server/\(backend.proxy.name)/\(server.name)", event)
  }

  func note(_ request: HTTPMessage, of visitor: BalancedVisitor, status: Int) {
    WebSystem.of(process.world).note(
      WebSystem.Exchange(
        time: process.world.now, from: visitor.connection.remoteAddress, to: process.host.address,
        server: process.host.name, request: request, status: status))
  }

  // MARK: Its end

  func handle(_ signal: Signal, in process: Process) -> Bool {
    switch signal {
    case .user1: beginEnd()
    case .terminate, .interrupt: process.exit(128 + signal.rawValue)
    default: return false
    }
    return true
  }

  private func beginEnd() {
    guard !isEnding else { return }
    isEnding = true
    for frontend in frontends {
      for port in frontend.proxy.ports { process.stopListening(on: port) }
    }
    for (index, proxy) in configuration.proxies.enumerated() where !proxy.isDisabled {
      let front = frontends.first { $0.proxy.name == proxy.name && proxy.isFrontend }
      let back = backends.first { $0.number == index + 2 }
      let text =
        "Proxy \(proxy.name) stopped (cumulated conns: FE: \(front?.connections ?? 0), BE:"
        + " \(back?.connections ?? 0))."
      report(.warning, text)
      if proxy.logs { log(text) }
    }
    while let next = waiting.popFirst() { next.socket.reset() }
    for guest in visitors.values { if case .visitor(let visitor) = guest { visitor.finish() } }
    endIfDone()
  }

  private func endIfDone() {
    if isEnding, visitors.isEmpty, process.isRunning { process.exit(0) }
  }
}
