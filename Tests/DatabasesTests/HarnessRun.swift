import OrderedCollections
import SQL
import Sessions
import Shell
import Simulation
import Values

@testable import Databases

/// A random run of a source with two replicas: writes, crashes, cuts, then a failover, and what must
/// be true of the data at the end.
///
/// Everything is drawn from the seed, so a failing seed fails again.
final class HarnessRun {
  enum Mode {
    case asynchronous
    case semiSynchronous
  }

  /// Something that is wrong on purpose: the checks of a run must notice it in some runs.
  enum PlantedBug: CaseIterable {
    /// A replica leaves a transaction out.
    case skipsATransaction
    /// A replica says that it has what a power cut takes away.
    case acknowledgesTooEarly
    /// Somebody writes on a replica.
    case writesOnAReplica
    /// The source sends what it may forget itself.
    case sendsWhatIsNotFlushed
  }

  let world: World
  let mode: Mode
  let bug: PlantedBug?
  private var draws: KeyedRandom.Draws
  private var nodes: [Node] = []
  private var client: Process!
  private var connection: ClientConnection?
  private(set) var acknowledged: [Int64] = []
  private var lastKey: Int64 = 0
  private var isWaiting = false
  /// Set when the source gave up waiting for replicas at any time.
  private(set) var wasDegraded = false
  private(set) var problems: [String] = []

  final class Node {
    let host: Host
    let disk: Disk
    let number: Int
    var process: Process?
    var server: MySQLServer?
    /// Whether its machine lost its power at any time.
    var wasCut = false

    init(host: Host, disk: Disk, number: Int) {
      self.host = host
      self.disk = disk
      self.number = number
    }
  }

  init(seed: UInt64, mode: Mode, bug: PlantedBug? = nil) {
    self.bug = bug
    world = World(seed: seed)
    self.mode = mode
    draws = world.random.draws("harness", mode == .asynchronous ? "async" : "semi")
    world.programs.register("mysqld") { MySQLServer() }
    var names: [ResolverConfiguration.HostsEntry] = []
    for number in 1...3 {
      let host = Host(name: "db\(number)")
      world.network.assign("10.0.0.\(number)", to: host)
      names.append(
        ResolverConfiguration.HostsEntry(address: host.address, names: [host.name]))
      var tree = FileTree()
      tree.addProgram("usr/sbin/mysqld", "mysqld")
      tree.makeFolders("var/lib", "var/run/mysqld")
      nodes.append(
        Node(
          host: host, disk: Disk(name: host.name, location: host, tree: tree), number: number))
    }
    for node in nodes { node.host.resolver.hosts = names }
    let laptop = Host(name: "laptop")
    world.network.assign("10.0.0.9", to: laptop)
    laptop.resolver.hosts = names
    let space = ProcessSpace(
      world: world, host: laptop, fileSystem: FileSystem(root: Disk(name: "laptop")))
    client = space.start(
      Idle(),
      Launch(
        arguments: ["client"], input: TextSource(world: world), output: NullSink(),
        errorOutput: NullSink()))
    wait(1)
  }

  private final class Idle: Program {
    func start(_ process: Process) {}
  }

  private func wait(_ milliseconds: Int64) {
    world.run(until: world.now + .milliseconds(milliseconds))
  }

  // MARK: Servers

  private func arguments(_ node: Node) -> [String] {
    var words = ["--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--skip-name-resolve"]
    switch mode {
    case .asynchronous: words.append("--relay-log-recovery=ON")
    case .semiSynchronous:
      words += [
        "--plugin-load=rpl_semi_sync_source=semisync_source.so;"
          + "rpl_semi_sync_replica=semisync_replica.so",
        // A replica that is a source too would wait for replicas of its own.
        node.number == 1 ? "--rpl-semi-sync-source-enabled=1" : "--rpl-semi-sync-replica-enabled=1",
        // What a replica has acknowledged must be on its disk, or a power cut takes it back, and
        // it must not be thrown away when the replica starts again.
        bug == .acknowledgesTooEarly ? "--sync-relay-log=0" : "--sync-relay-log=1",
        bug == .acknowledgesTooEarly ? "--relay-log-recovery=ON" : "--relay-log-recovery=OFF",
      ]
    }
    if bug == .sendsWhatIsNotFlushed { words.append("--sync-binlog=0") }
    return words
  }

  private func launch(_ node: Node, _ extra: [String] = []) {
    guard node.host.isUp else { return }
    let space = ProcessSpace(
      world: world, host: node.host, fileSystem: FileSystem(root: node.disk))
    let server = MySQLServer()
    node.server = server
    node.process = space.start(
      server,
      Launch(
        arguments: ["mysqld", "--server-id=\(node.number)"] + arguments(node) + extra,
        environment: ["MYSQL_VERSION": "8.0.36"], input: TextSource(world: world),
        output: NullSink(), errorOutput: NullSink()))
  }

  /// Makes the data of all servers and lets the replicas follow the first.
  func setUp() {
    for node in nodes { launch(node, ["--initialize-insecure"]) }
    wait(6000)
    for node in nodes { launch(node) }
    wait(2000)
    for node in nodes {
      run(
        on: node,
        [
          "SET sql_log_bin = 0", "CREATE USER root", "GRANT ALL ON *.* TO root WITH GRANT OPTION",
          "SET sql_log_bin = 1",
        ])
    }
    for node in nodes.dropFirst() { follow(node, "db1") }
    run(on: nodes[0], ["CREATE DATABASE t", "CREATE TABLE t.k (id BIGINT PRIMARY KEY, n INT)"])
    wait(3000)
  }

  private func follow(_ node: Node, _ source: String) {
    run(
      on: node,
      [
        "SET GLOBAL super_read_only = 1",
        "CHANGE REPLICATION SOURCE TO SOURCE_HOST='\(source)', SOURCE_USER='root',"
          + " SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, SOURCE_HEARTBEAT_PERIOD=2"
          // What is acknowledged stays in the relay log for a while: it must be safe there.
          + (mode == .semiSynchronous ? ", SOURCE_DELAY=2" : ""),
        "SET GLOBAL replica_net_timeout = 5", "START REPLICA",
      ])
  }

  /// Runs statements inside a server's machine, over its socket; waits until they are done.
  private func run(on node: Node, _ statements: [String]) {
    guard let process = node.process, process.isRunning else { return }
    let local = ClientConnection(process, clientName: "")
    var rest = statements[...]
    var done = false
    func next() {
      guard let text = rest.popFirst() else {
        done = true
        local.close()
        return
      }
      local.query(text) { [self] result in
        if case .failure(let error) = result {
          problems.append("\(node.host.name): \(text): \(error.message)")
        }
        next()
      }
    }
    local.connect(
      to: .socket("/var/run/mysqld/mysqld.sock"),
      ClientConnection.Login(user: "root", password: "", database: "")
    ) { result in
      if case .success = result { next() } else { done = true }
    }
    var limit = 0
    while !done, limit < 2000 {
      wait(5)
      limit += 1
    }
  }

  // MARK: The client

  /// One insert after the other, each acknowledged before the next; reconnects when it must.
  private func pump() {
    guard !isWaiting else { return }
    guard let connection else {
      isWaiting = true
      let new = ClientConnection(client)
      new.connect(
        to: .network(host: "db1", port: 3306),
        ClientConnection.Login(user: "root", password: "", database: "t"),
        timeLimit: .seconds(2)
      ) { [self] result in
        isWaiting = false
        if case .success = result { self.connection = new }
      }
      return
    }
    lastKey += 1
    let key = lastKey
    isWaiting = true
    connection.query("INSERT INTO k VALUES (\(key), \(draws.pick(below: 1000)))") {
      [self] result in
      isWaiting = false
      switch result {
      case .success: acknowledged.append(key)
      case .failure:
        self.connection?.close()
        self.connection = nil
      }
    }
  }

  /// A random stretch of life.
  func live(steps: Int) {
    for _ in 0..<steps {
      pump()
      switch draws.pick(below: 24) {
      case 0: kill(nodes[draws.pick(below: 3)])
      case 1: cut(nodes[draws.pick(below: 3)])
      case 2:
        let one = nodes[draws.pick(below: 3)].host.name
        let others = nodes.map { $0.host.name }.filter { $0 != one }
        world.network.partition([one], from: others)
      case 3, 4: world.network.heal()
      case 5, 6, 7: revive()
      default: break
      }
      if draws.pick(below: 10) == 0 { plant() }
      wait(Int64(draws.pick(below: 120)))
      if nodes[0].server?.semiSync?.timesOff ?? 0 > 0 { wasDegraded = true }
      check()
    }
  }

  private func plant() {
    let node = nodes[1]
    guard isReady(node) else { return }
    switch bug {
    case .skipsATransaction:
      node.server?.variables["sql_replica_skip_counter"] = .integer(1)
    case .writesOnAReplica:
      run(
        on: node,
        [
          "SET GLOBAL super_read_only = 0", "REPLACE INTO t.k VALUES (\(lastKey + 1000), 0)",
          "SET GLOBAL super_read_only = 1",
        ])
    default: break
    }
  }

  private func kill(_ node: Node) {
    node.process?.send(.kill)
    if node.number == 1 { lose() }
  }

  private func cut(_ node: Node) {
    guard node.host.isUp else { return }
    node.wasCut = true
    node.host.crash()
    if node.number == 1 { lose() }
  }

  private func lose() {
    connection?.close()
    connection = nil
    isWaiting = false
  }

  private func revive() {
    for node in nodes {
      if !node.host.isUp { node.host.start() }
      if node.process?.isRunning != true {
        launch(node)
        wait(1600)
        if node.number > 1 {
          run(on: node, ["SET GLOBAL super_read_only = 1", "SET GLOBAL replica_net_timeout = 5"])
        }
      }
    }
  }

  // MARK: What must be true

  /// The keys that a server has, in order.
  func keys(_ node: Node) -> [Int64] {
    var keys: [Int64] = []
    node.server?.engine?.table("t", "k")?.forEachCommitted { _, row in
      if case .integer(let number) = row[0] { keys.append(number) }
    }
    return keys
  }

  private func isReady(_ node: Node) -> Bool {
    node.process?.isRunning == true && node.server?.isReady == true
  }

  /// A replica's data is a beginning of what the source has logged.
  func check() {
    guard isReady(nodes[0]), let binlog = nodes[0].server?.binlog else { return }
    var logged: [Int64] = []
    for name in binlog.names {
      guard let text = binlog.text(name) else { continue }
      var reader = LogReader(text)
      while let (event, _, _) = reader.next() {
        guard case .writeRows(_, let rows, _) = event.body else { continue }
        for row in rows { if case .integer(let key) = row[0] { logged.append(key) } }
      }
    }
    for node in nodes.dropFirst() where isReady(node) {
      let keys = self.keys(node)
      if keys != Array(logged.prefix(keys.count)) {
        problems.append(
          "\(node.host.name) has \(keys.suffix(5)), the log of db1 is \(logged.suffix(8))")
      }
    }
  }

  /// Ends the source for good, lets the replicas apply what they have, and promotes the one with
  /// most. Returns the keys that survive.
  func failOver() -> [Int64] {
    nodes[0].process?.send(.kill)
    world.network.heal()
    revive2()
    wait(8000)
    var best: Node?
    for node in nodes.dropFirst() where isReady(node) {
      if best == nil || keys(node).count > keys(best!).count { best = node }
    }
    return best.map { keys($0) } ?? []
  }

  /// Starts the replicas that are down; the source stays away.
  private func revive2() {
    for node in nodes.dropFirst() {
      if !node.host.isUp { node.host.start() }
      if node.process?.isRunning != true {
        launch(node)
        wait(1600)
      }
    }
  }

  /// The number of acknowledged keys that the replica with most lacks at this moment.
  var lag: Int {
    let most = nodes.dropFirst().filter { isReady($0) }.map { received($0) }.max() ?? 0
    return acknowledged.filter { $0 > most }.count
  }

  /// The highest key that a replica has applied, or has in its relay log.
  private func received(_ node: Node) -> Int64 {
    var highest = keys(node).last ?? 0
    guard let log = node.server?.replica?.relayLog else { return highest }
    for name in log.names {
      guard let text = log.text(name) else { continue }
      var reader = LogReader(text)
      while let (event, _, _) = reader.next() {
        if case .writeRows(_, let rows, _) = event.body {
          for row in rows { if case .integer(let key) = row[0] { highest = max(highest, key) } }
        }
      }
    }
    return highest
  }

  /// Inserts rows with keys from 1 on, many with each statement, and waits until all servers have
  /// them. Returns how many each has.
  func insert(rows: Int64, perStatement: Int64) -> [Int64] {
    var next: Int64 = 1
    var done = false
    let connection = ClientConnection(client)
    func send() {
      guard next <= rows else {
        done = true
        return
      }
      let last = min(rows, next + perStatement - 1)
      var text = "INSERT INTO k VALUES "
      for key in next...last { text += "\(key == next ? "" : ",")(\(key),\(key % 97))" }
      next = last + 1
      connection.query(text) { [self] result in
        if case .failure(let error) = result { problems.append(error.message) }
        send()
      }
    }
    connection.connect(
      to: .network(host: "db1", port: 3306),
      ClientConnection.Login(user: "root", password: "", database: "t")
    ) { result in
      if case .success = result { send() } else { done = true }
    }
    var limit = 0
    while !done, limit < 10_000_000 {
      wait(100)
      limit += 1
    }
    wait(60_000)
    return nodes.map { Int64(keys($0).count) }
  }

  func finish() { world.finish() }
}
