/// Who can reach whom, under which address, and how long that takes.
///
/// A program finds an address by its name, as the name servers of its host know it:
///
///     process.world.network.lookUp("localhost", .address, from: process.host) { result in
///       guard process.isRunning else { return }
///       guard let address = result.addresses.first else { return process.exit(1) }
///       Visit.go(to: address, process)
///     }
public final class Network {
  unowned(unsafe) var world: World!
  private var hosts: [String: Host] = [:]
  /// The machines, guests such as pods left out, in the order of their first addresses.
  private var machines: [Host] = []
  /// Addresses that are known on one machine only.
  private var local: [ObjectIdentifier: [String: Host]] = [:]
  private var nameServers: [String: any NameServer] = [:]
  /// How long a message takes between two machines.
  public var latency = VirtualDuration.milliseconds(1)
  private var cuts: [Cut] = []
  private var slowLinks: [SlowLink] = []
  private var held: [Socket] = []

  /// Machines between which messages take longer.
  private struct SlowLink {
    var left: [String]
    var right: [String]
    var delay: VirtualDuration
  }

  /// Machines that cannot reach the machines of another group.
  private struct Cut {
    var left: [String]
    var right: [String]
  }

  init() {}

  // MARK: Addresses

  /// Gives a host an address. An address belongs to the host that got it last.
  public func assign(_ address: String, to host: Host) {
    if let owner = hosts[address], owner !== host { owner.addresses.removeAll { $0 == address } }
    hosts[address] = host
    if host.machine == nil, host.addresses.isEmpty { machines.append(host) }
    if !host.addresses.contains(address) { host.addresses.append(address) }
    resume(at: address)
  }

  /// Gives a guest an address that only its machine and the guests there know: that of a container
  /// on a bridge. Other machines may have the same one.
  ///
  /// To everybody else such a guest shows the address of its machine.
  public func assignLocally(_ address: String, to host: Host) {
    local[ObjectIdentifier(host.hardware), default: [:]][address] = host
    if !host.addresses.contains(address) { host.addresses.append(address) }
    resume(at: address)
  }

  /// Takes an address that ``assignLocally(_:to:)`` gave. Connections that go by it stay open, but
  /// nothing gets through until the host has it again.
  public func releaseLocally(_ address: String, of host: Host) {
    let machine = ObjectIdentifier(host.hardware)
    if local[machine]?[address] === host { local[machine]?[address] = nil }
    host.addresses.removeAll { $0 == address }
  }

  /// The host that an address means to another host, up or not.
  public func host(at address: String, from host: Host) -> Host? {
    local[ObjectIdentifier(host.hardware)]?[address] ?? hosts[address]
  }

  /// The address by which a host sends to another one: of several, the one in the same network.
  private func route(from host: Host, to address: String) -> String {
    func network(_ address: String) -> [Substring] {
      Array(address.split(separator: ".").prefix(2))
    }
    guard host.addresses.count > 1 else { return host.address }
    let wanted = network(address)
    return host.addresses.first { network($0) == wanted } ?? host.address
  }

  private func isLocal(_ host: Host) -> Bool {
    local[ObjectIdentifier(host.hardware)]?[host.address] === host
  }

  /// The address of `host`, which sends by `route`, as `peer` sees it.
  private func source(of host: Host, by route: String, to peer: Host) -> String {
    if host.hardware !== peer.hardware { return outside(host) }
    return host === peer.machine && isLocal(peer) ? peer.gateway ?? route : route
  }

  private func outside(_ host: Host) -> String {
    isLocal(host) ? host.hardware.address : host.address
  }

  /// Takes all its addresses from a host: nobody can reach it any more.
  public func detach(_ host: Host) {
    for address in host.addresses {
      if hosts[address] === host { hosts[address] = nil }
      releaseLocally(address, of: host)
    }
    host.addresses = []
    if host.machine == nil { machines.removeAll { $0 === host } }
  }

  /// The host that has an address, up or not.
  public func host(at address: String) -> Host? { hosts[address] }

  /// The machine with a host name; pods and other guests are not found.
  public func host(named name: String) -> Host? {
    machines.first { $0.name == name }
  }

  /// The host names of the machines, in the order of their first addresses.
  public var machineNames: [String] { machines.map { $0.name } }

  /// Every host with a host name, machines, pods and other guests, in the order of their addresses.
  public func hosts(named name: String) -> [Host] {
    var found: [Host] = []
    for address in hosts.keys.sorted() {
      guard let host = hosts[address], host.name == name,
        !found.contains(where: { $0 === host })
      else { continue }
      found.append(host)
    }
    var guests: [Host] = []
    for addresses in local.values {
      for host in addresses.values
      where host.name == name && !guests.contains(where: { $0 === host }) {
        guests.append(host)
      }
    }
    return found
      + guests.sorted { ($0.hardware.name, $0.address) < ($1.hardware.name, $1.address) }
  }

  // MARK: Reachability

  /// Cuts the connection between two groups of machines, named by their host names.
  public func partition(_ left: [String], from right: [String]) {
    cuts.append(Cut(left: left, right: right))
  }

  /// Lets each message between two groups of machines take `delay` longer. What is on its way
  /// already is not held up. A pair that is slowed down twice is slowed down by both.
  public func slow(_ left: [String], to right: [String], by delay: VirtualDuration) {
    slowLinks.append(SlowLink(left: left, right: right, delay: delay))
  }

  /// Repairs every cut and every slow link; what was sent meanwhile arrives. No host gets an address
  /// back that it lost.
  public func heal() {
    cuts = []
    slowLinks = []
    let waiting = held
    held = []
    send(waiting)
  }

  private func send(_ sockets: [Socket]) {
    for socket in sockets { socket.isHeld = false }
    for socket in sockets { socket.deliverHeld() }
  }

  /// What waited for an address goes on, as TCP sends again what nobody confirmed.
  private func resume(at address: String) {
    guard held.contains(where: { $0.goes(by: address) }) else { return }
    world.soon { [self] in
      let ready = held.filter { $0.goes(by: address) && $0.canReachPeer }
      held.removeAll { socket in ready.contains { $0 === socket } }
      send(ready)
    }
  }

  /// Whether messages get from one host to the other now.
  public func canReach(_ from: Host, _ to: Host) -> Bool {
    guard from.isUp, to.isUp else { return false }
    let left = from.hardware.name
    let right = to.hardware.name
    if left == right { return true }
    return !cuts.contains {
      ($0.left.contains(left) && $0.right.contains(right))
        || ($0.left.contains(right) && $0.right.contains(left))
    }
  }

  func hold(_ socket: Socket) {
    guard !socket.isHeld else { return }
    socket.isHeld = true
    held.append(socket)
  }

  func finish() {
    for host in hosts.values { host.finish() }
    for guests in local.values { for host in guests.values { host.finish() } }
    hosts = [:]
    local = [:]
    machines = []
    nameServers = [:]
    held = []
  }

  /// How long a message takes from one host to the other.
  public func delay(from: Host, to: Host) -> VirtualDuration {
    if from.hardware === to.hardware { return .zero }
    if slowLinks.isEmpty { return latency }
    let left = from.hardware.name
    let right = to.hardware.name
    var delay = latency
    for link in slowLinks
    where (link.left.contains(left) && link.right.contains(right))
      || (link.left.contains(right) && link.right.contains(left))
    {
      delay = delay + link.delay
    }
    return delay
  }

  // MARK: Connections

  /// Opens a connection. `completion` is called once, later; not at all while nobody answers,
  /// so the caller needs a time limit of its own.
  public func connect(
    from process: Process, to address: String, port: Int,
    completion: @escaping (ConnectionResult) -> Void
  ) {
    let host = process.host
    var target = (address: address, port: port)
    if isLoopback(address) {
      open(process, host, port, target, as: address, completion)
      return
    }
    if host.addresses.isEmpty {
      world.soon { completion(.unreachable) }
      return
    }
    switch (host.translator ?? host.machine?.translator)?.translate(
      address, port: port, from: host) ?? .unchanged
    {
    case .unchanged: break
    case .to(let address, let port): target = (address, port)
    case .refused:
      world.soon { completion(.refused) }
      return
    }
    guard let peer = self.host(at: target.address, from: host) else {
      // Nobody has the address: no answer ever comes, except when there is no network at all.
      if !host.isUp { world.soon { completion(.unreachable) } }
      return
    }
    if peer !== host, let translator = peer.translator {
      switch translator.translate(target.address, port: target.port, from: host) {
      case .unchanged: break
      case .to(let address, let port):
        guard canReach(host, peer), let next = self.host(at: address, from: peer) else { return }
        open(
          process, next, port, (address, port), as: translator.hidesSources ? peer.address : nil,
          completion)
        return
      case .refused:
        guard canReach(host, peer) else { return }
        let delay = delay(from: host, to: peer)
        world.schedule(after: delay + delay) { completion(.refused) }
        return
      }
    }
    if let admits = peer.admits, !admits(host) { return }
    open(process, peer, target.port, target, completion)
  }

  private func isLoopback(_ address: String) -> Bool {
    address == "127.0.0.1" || address == "::1"
  }

  private func open(
    _ process: Process, _ peer: Host, _ port: Int, _ target: (address: String, port: Int),
    as source: String? = nil, _ completion: @escaping (ConnectionResult) -> Void
  ) {
    let host = process.host
    guard canReach(host, peer) else { return }
    let delay = delay(from: host, to: peer)
    world.schedule(after: delay) { [self] in
      guard canReach(host, peer) else { return }
      guard let listener = peer.listeners[port], listener.owner.isRunning else {
        world.schedule(after: delay) { completion(.refused) }
        return
      }
      let route = host === peer ? target.address : self.route(from: host, to: target.address)
      let isInside = isLoopback(target.address)
      let client = Socket(
        owner: process, localAddress: isInside ? nil : route, remoteAddress: target.address,
        remotePort: port)
      let server = Socket(
        owner: listener.owner, localAddress: isInside ? nil : target.address,
        remoteAddress: source ?? self.source(of: host, by: route, to: peer), remotePort: 0)
      client.peer = server
      server.peer = client
      process.sockets.append(client)
      listener.owner.sockets.append(server)
      // The client is told before anything arrives that the server sends at once.
      world.schedule(after: delay) { completion(.connected(client)) }
      listener.accept(server)
    }
  }

  // MARK: Names

  /// Lets a name server answer at an address.
  public func serveNames(at address: String, by server: any NameServer, on host: Host) {
    nameServers[address] = server
    assign(address, to: host)
  }

  /// Lets a name server answer at an address such as `127.0.0.11` of every host that asks it.
  public func serveNamesLocally(at address: String, by server: any NameServer) {
    nameServers[address] = server
  }

  /// Asks the name servers of a host, in order, following its search list.
  /// `completion` is called once, later.
  public func lookUp(
    _ name: String, _ type: RecordType, from host: Host,
    completion: @escaping (LookUpResult) -> Void
  ) {
    let configuration = host.resolver
    if type == .address {
      if let address = isAddress(name) ? name : configuration.hostsEntry(for: name) {
        let record = DNSRecord(name: name, .address(address))
        world.soon { completion(.found(name: name, records: [record], server: "")) }
        return
      }
    }
    guard let address = configuration.nameServers.first, let server = nameServers[address],
      let target = address.hasPrefix("127.") ? host : hosts[address], canReach(host, target)
    else {
      let wait = configuration.nameServers.isEmpty ? VirtualDuration.zero : .seconds(5)
      world.schedule(after: wait) { completion(.noServer) }
      return
    }
    let candidates = configuration.candidates(for: name)
    let delay = delay(from: host, to: target)
    world.schedule(after: delay + delay) {
      for candidate in candidates {
        let records = server.records(for: candidate, type, from: host)
        if !records.isEmpty {
          completion(.found(name: candidate, records: records, server: address))
          return
        }
      }
      completion(.notFound(lastAsked: candidates.last ?? name, server: address))
    }
  }
}

/// How an attempt to connect ended.
public enum ConnectionResult {
  case connected(Socket)
  /// The host answered that nobody listens there.
  case refused
  /// There is no way to the host, known at once.
  case unreachable
}

/// Whether a text is an IPv4 address in dotted form.
public func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  return parts.count == 4
    && parts.allSatisfy { part in
      !part.isEmpty && part.utf8.count <= 3 && part.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        && (Int(part) ?? 256) < 256
    }
}
