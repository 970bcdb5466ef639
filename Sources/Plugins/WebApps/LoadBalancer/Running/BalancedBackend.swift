import Simulation

/// A section with servers: who is up, and who gets the next request.
final class BalancedBackend {
  let proxy: BalancerProxy
  /// The number of the section.
  let number: Int
  let servers: [BalancedServer]
  private var choice: ServerChoice
  private unowned(unsafe) let balancer: LoadBalancer
  private var hadServers = true
  private var loadOrder: Int64 = 0
  private var choices: UInt64 = 0
  /// Requests, or connections, since the start and now.
  var connections = 0
  var current = 0

  init(_ proxy: BalancerProxy, number: Int, _ balancer: LoadBalancer) {
    self.proxy = proxy
    self.number = number
    self.balancer = balancer
    let now = balancer.process.world.now
    servers = proxy.servers.enumerated().map {
      BalancedServer($0.element, number: $0.offset, now: now)
    }
    choice = ServerChoice(proxy)
  }

  /// Begins to choose, when its servers have their addresses.
  func begin() {
    refresh()
    hadServers = activeCount + backupCount > 0
  }

  var activeCount: Int { servers.count { $0.isUsable && !$0.settings.isBackup } }
  var backupCount: Int { servers.count { $0.isUsable && $0.settings.isBackup } }

  /// Takes note of what has changed with its servers.
  private func refresh() {
    let active = servers.filter { $0.isUsable && !$0.settings.isBackup }
    let backup = servers.first { $0.isUsable && $0.settings.isBackup }
    let usable = active.isEmpty ? (backup.map { [$0] } ?? []) : active
    choice.use(usable.map { ($0.number, $0.weight) })
  }

  // MARK: Choosing

  func server(named name: String) -> BalancedServer? { servers.first { $0.name == name } }

  func server(withCookie value: String) -> BalancedServer? {
    servers.first { $0.settings.cookie == value }
  }

  /// Chooses a server for a request or connection that belongs to none.
  func choose(source: String, target: String, avoiding avoided: BalancedServer?) -> BalancedServer?
  {
    choices += 1
    let draws = balancer.process.world.random.draws(
      "load balancer", "\(balancer.identity) \(proxy.name)", choices)
    let request = ServerChoice.Request(source: source, target: target, draws: draws)
    let servers = servers
    let number = choice.server(for: request, avoiding: avoided?.number) {
      (servers[$0].served, servers[$0].lastLoad)
    }
    return number.map { servers[$0] }
  }

  func take(_ server: BalancedServer) {
    loadOrder += 1
    server.take(loadOrder)
  }

  func release(_ server: BalancedServer) {
    loadOrder += 1
    server.release(loadOrder)
  }

  // MARK: What happens to servers

  private func title(_ server: BalancedServer) -> String {
    "\(server.settings.isBackup ? "Backup " : "")Server \(proxy.name)/\(server.name)"
  }

  /// What follows when fewer servers are left.
  private var left: String {
    let backup = activeCount == 0 && backupCount > 0 ? " Running on backup." : ""
    return "\(activeCount) active and \(backupCount) backup servers left.\(backup)"
  }

  private var online: String {
    let backup = activeCount == 0 && backupCount > 0 ? " Running on backup." : ""
    return "\(activeCount) active and \(backupCount) backup servers online.\(backup)"
      + " 0 sessions requeued, 0 total in queue."
  }

  private func change(_ server: BalancedServer, _ event: String) {
    server.lastChange = balancer.process.world.now
    refresh()
    balancer.record(server, in: self, event)
  }

  private func warn(_ text: String) {
    balancer.report(.warning, text)
    if proxy.logs { balancer.log(text) }
  }

  private func lookWhetherAnyIsLeft() {
    let hasServers = activeCount + backupCount > 0
    defer { hadServers = hasServers }
    guard hadServers, !hasServers else { return }
    balancer.report(.alert, "\(proxy.word) '\(proxy.name)' has no server available!")
    if proxy.logs { balancer.log("\(proxy.word) \(proxy.name) has no server available!") }
  }

  /// A health check, or an operator, says that a server is down.
  func setDown(_ server: BalancedServer, _ reason: String) {
    server.isRunning = false
    change(server, "is DOWN: \(reason)")
    warn(
      "\(title(server)) is DOWN, \(reason). \(left) \(server.served) sessions active, 0 requeued,"
        + " 0 remaining in queue.")
    lookWhetherAnyIsLeft()
  }

  func setUp(_ server: BalancedServer, _ reason: String) {
    server.isRunning = true
    change(server, "is UP: \(reason)")
    hadServers = true
    warn("\(title(server)) is UP, \(reason). \(online)")
  }

  /// Keeps all requests away from a server.
  func hold(_ server: BalancedServer, _ hold: BalancedServer.Hold, _ reason: String = "") {
    guard !server.holds.contains(hold) else { return }
    let wasInMaintenance = server.isInMaintenance
    server.holds.append(hold)
    if hold == .drain {
      change(server, "enters drain state")
      if !wasInMaintenance { warn("\(title(server)) enters drain state. \(online)") }
    } else {
      change(server, "goes down for maintenance\(reason)")
      if !wasInMaintenance {
        warn(
          "\(title(server)) is going DOWN for maintenance\(reason). \(left) \(server.served)"
            + " sessions active, 0 requeued, 0 remaining in queue.")
      }
    }
    lookWhetherAnyIsLeft()
  }

  func release(_ server: BalancedServer, from hold: BalancedServer.Hold) {
    guard server.holds.contains(hold) else { return }
    server.holds.removeAll { $0 == hold }
    // Who comes back from maintenance is up until a check says otherwise.
    if hold != .drain {
      server.isRunning = true
      server.health = server.settings.rise
    }
    change(server, hold == .drain ? "leaves drain state" : "leaves maintenance")
    if activeCount + backupCount > 0 { hadServers = true }
    switch hold {
    case .drain: warn("\(title(server)) is UP (leaving forced drain).")
    case .unresolved:
      warn("\(title(server)) ('\(server.settings.address)') is UP/READY (resolves again).")
      warn("\(title(server)) administratively READY thanks to valid DNS answer.")
    case .maintenance, .configuredMaintenance:
      warn("\(title(server)) is UP/READY (leaving forced maintenance).")
    }
  }

  func setWeight(_ server: BalancedServer, _ weight: Int) {
    server.weight = weight
    refresh()
    balancer.record(server, in: self, "has weight \(weight)")
    if server.isDraining { warn("\(title(server)) remains in forced drain mode.") }
    lookWhetherAnyIsLeft()
  }

  /// Gives a server the address that its name has now.
  func setAddress(_ server: BalancedServer, _ address: String, by source: String) {
    let old = server.address ?? "(none)"
    server.address = address
    change(server, "has the address \(address)")
    warn("\(proxy.name)/\(server.name) changed its IP from \(old) to \(address) by \(source).")
  }

  /// Takes its address from a server.
  func loseAddress(_ server: BalancedServer, _ reason: String) {
    hold(server, .unresolved, " (\(reason))")
    server.address = nil
    refresh()
  }

  // MARK: Numbers

  var stateLines: String {
    let now = balancer.process.world.now
    return servers.map { server in
      let holds = server.holds.reduce(0) { $0 + $1.rawValue }
      let check = server.settings.isChecked ? (server.isInMaintenance ? 14 : 6) : 0
      let isNamed = !isAddress(server.settings.address) && server.settings.resolvers != nil
      let since = (now - server.lastChange).seconds
      return "\(number) \(proxy.name) \(server.number + 1) \(server.name) \(server.address ?? "-")"
        + " \(server.isRunning && !server.isInMaintenance ? 2 : 0) \(holds) \(server.weight)"
        + " \(server.settings.weight) \(since) \(server.lastCheck?.number ?? 1)"
        + " \(server.lastCheck.map { $0.isGood ? 3 : 2 } ?? 0) \(server.health) \(check) 0 0 0"
        + " \(isNamed ? server.settings.address : "-") \(server.settings.port) - 0 0 - - 0\n"
    }.joined()
  }
}
