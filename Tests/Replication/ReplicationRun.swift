import Databases
import Simulation

/// A scenario played, and what of the rules of replication did not hold in it.
final class ReplicationRun {
  private let scenario: ReplicationScenario
  private let servers: ReplicatedServers
  private var connection: ClientConnection?
  private var isWaiting = false
  /// Counts disconnections: an answer from before the last one is for nobody.
  private var disconnections = 0
  private var lastKey: Int64 = 0
  private var acknowledged: [Int64] = []
  /// Set when the source gave up waiting for replicas at any time.
  private var wasDegraded = false
  private var violation: ReplicationOutcome.Violation?
  private var logKeys = LogKeys()
  /// The highest key that each replica was seen to have; a power cut takes no applied row away.
  private var applied: [Int: Int64] = [:]

  /// Plays a scenario to its end.
  static func outcome(
    of scenario: ReplicationScenario, broken: BrokenReplication? = nil
  ) -> ReplicationOutcome {
    let run = ReplicationRun(scenario, broken)
    defer { run.servers.finish() }
    return run.play()
  }

  private init(_ scenario: ReplicationScenario, _ broken: BrokenReplication?) {
    self.scenario = scenario
    servers = ReplicatedServers(
      seed: scenario.seed, mode: scenario.mode, rules: broken?.rules ?? ReplicationRules())
  }

  private var source: ReplicatedServers.Node { servers.nodes[0] }
  private var replicas: ArraySlice<ReplicatedServers.Node> { servers.nodes.dropFirst() }

  private func play() -> ReplicationOutcome {
    servers.setUp()
    for step in scenario.steps {
      perform(step.action)
      servers.wait(step.milliseconds)
      if source.server?.semiSync?.timesOff ?? 0 > 0 { wasDegraded = true }
      check()
      if violation != nil { break }
    }
    if violation == nil { failOver() }
    if violation == nil, let problem = servers.failures.first {
      fail(.harness, problem)
    }
    return ReplicationOutcome(
      violation: violation, acknowledged: acknowledged.count, lost: lost, wasDegraded: wasDegraded,
      events: servers.world.eventCount, end: servers.world.now)
  }

  private var lost = 0

  private func fail(_ rule: ReplicationOutcome.Rule, _ text: String) {
    if violation == nil { violation = ReplicationOutcome.Violation(rule: rule, text: text) }
  }

  // MARK: What is done

  private func perform(_ action: ReplicationScenario.Step.Action) {
    switch action {
    case .write: write()
    case .kill(let number):
      servers.kill(servers.nodes[number - 1])
      if number == 1 { disconnect() }
    case .cutPower(let number):
      let node = servers.nodes[number - 1]
      guard node.host.isUp else { return }
      node.host.crash()
      if number == 1 { disconnect() }
    case .isolate(let number):
      let name = servers.nodes[number - 1].name
      servers.world.network.partition(
        [name], from: servers.nodes.map { $0.name }.filter { $0 != name })
    case .heal: servers.world.network.heal()
    case .revive: servers.revive(servers.nodes)
    }
  }

  /// One write after the other, each acknowledged before the next; connects anew when it must.
  private func write() {
    guard !isWaiting else { return }
    isWaiting = true
    let attempt = disconnections
    guard let connection else {
      servers.connect { [self] new in
        guard attempt == disconnections else {
          new?.close()
          return
        }
        isWaiting = false
        self.connection = new
      }
      return
    }
    lastKey += 1
    let key = lastKey
    connection.query(
      "INSERT INTO k VALUES (\(key), \(key)), (0, \(key)) ON DUPLICATE KEY UPDATE n = \(key)"
    ) { [self] result in
      guard attempt == disconnections else { return }
      isWaiting = false
      switch result {
      case .success: acknowledged.append(key)
      case .failure: disconnect()
      }
    }
  }

  private func disconnect() {
    disconnections += 1
    connection?.close()
    connection = nil
    isWaiting = false
  }

  // MARK: What must hold

  /// While the source lives: it has what it acknowledged, and each replica has a beginning of what
  /// it has logged (M7).
  private func check() {
    guard source.isReady, let binlog = source.server?.binlog else { return }
    let logged = logKeys.keys(in: binlog)
    let own = Set(source.contents.keys)
    if let gone = acknowledged.first(where: { !own.contains($0) }) {
      fail(.durability, "db1 acknowledged \(gone) and does not have it")
    }
    for node in replicas where node.isReady {
      let (keys, register) = node.contents
      applied[node.number] = max(applied[node.number] ?? 0, keys.last ?? 0)
      if keys != Array(logged.prefix(keys.count)) || register != keys.last ?? 0 {
        fail(
          .beginning,
          "\(node.name) has \(short(keys)) and \(register) as the last one, the log of db1 says"
            + " \(short(logged))")
      }
    }
  }

  private func short(_ keys: [Int64]) -> String {
    (keys.count > 8 ? "… " : "") + keys.suffix(8).map { String($0) }.joined(separator: " ")
  }

  /// Ends the source for good, lets the replicas apply what they have, promotes the one with most,
  /// and looks what is lost (G8).
  private func failOver() {
    let most = max(
      replicas.filter { $0.isReady }.map { received($0) }.max() ?? 0, applied.values.max() ?? 0)
    servers.kill(source)
    servers.world.network.heal()
    servers.revive(replicas)
    servers.wait(8000)
    var surviving: [Int64] = []
    for node in replicas where node.isReady {
      let (keys, register) = node.contents
      if register != keys.last ?? 0 {
        fail(.beginning, "\(node.name) ends with \(short(keys)), its register says \(register)")
      }
      if keys.count > surviving.count { surviving = keys }
    }
    let kept = Set(surviving)
    // What the source answered before it ended may reach the client only now.
    let lag = acknowledged.filter { $0 > most }.count
    let gone = acknowledged.filter { !kept.contains($0) }
    lost = gone.count
    if gone.count > lag {
      fail(.failover, "\(gone.count) are lost, \(lag) were missing: \(short(gone))")
    }
    if let first = gone.first, let last = surviving.last, first < last {
      fail(.failover, "\(first) is lost, the later \(last) is not")
    }
    if scenario.mode == .semiSynchronous, !wasDegraded, !gone.isEmpty {
      fail(.acknowledged, "never degraded, and lost all the same: \(short(gone))")
    }
  }

  /// The highest key that a replica has applied, or has in its relay log.
  private func received(_ node: ReplicatedServers.Node) -> Int64 {
    var reading = LogKeys()
    let relay = node.server?.replica.map { reading.keys(in: $0.relayLog) } ?? []
    return max(node.contents.keys.last ?? 0, relay.max() ?? 0)
  }
}
