import Databases
import SQL
import Shell
import Simulation

/// A source `db1` with two replicas, each on a machine of its own, and a client on a laptop.
public final class ReplicatedServers {
  public enum Mode: String, CaseIterable, Sendable {
    case asynchronous
    case semiSynchronous = "semi-synchronous"
  }

  let world: World
  let mode: Mode
  let rules: ReplicationRules
  /// How long a semi-synchronous source waits, in milliseconds: in every third world so short that
  /// it gives up at times.
  private let timeout: Int64
  private(set) var nodes: [Node] = []
  private(set) var client: Process!
  /// What went wrong where nothing may.
  private(set) var problems: [String] = []

  final class Node {
    let host: Host
    let disk: Disk
    let number: Int
    fileprivate(set) var process: Process?
    fileprivate(set) var server: MySQLServer?

    init(host: Host, disk: Disk, number: Int) {
      self.host = host
      self.disk = disk
      self.number = number
    }

    var name: String { host.name }

    /// Whether its server answers.
    var isReady: Bool { process?.isRunning == true && server?.isReady == true && host.isUp }

    /// The keys of the rows that it has, in order, the one of the register left out; and what the
    /// register says: the last key that was written.
    var contents: (keys: [Int64], register: Int64) {
      var keys: [Int64] = []
      var register: Int64 = 0
      server?.engine?.table("t", "k")?.forEachCommitted { _, row in
        guard case .integer(let key) = row[0] else { return }
        if key > 0 {
          keys.append(key)
        } else if case .integer(let last) = row[1] {
          register = last
        }
      }
      return (keys, register)
    }
  }

  private final class Idle: Program {
    func start(_ process: Process) {}
  }

  init(seed: UInt64, mode: Mode, rules: ReplicationRules = ReplicationRules()) {
    world = World(seed: seed)
    self.mode = mode
    self.rules = rules
    timeout = seed % 3 == 0 ? 400 : 10_000
    var names: [ResolverConfiguration.HostsEntry] = []
    for number in 1...3 {
      let host = Host(name: "db\(number)")
      world.network.assign("10.0.0.\(number)", to: host)
      names.append(ResolverConfiguration.HostsEntry(address: host.address, names: [host.name]))
      var tree = FileTree()
      tree.makeFolders("var/lib", "var/run/mysqld")
      nodes.append(
        Node(host: host, disk: Disk(name: host.name, location: host, tree: tree), number: number))
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

  func wait(_ milliseconds: Int64) { world.run(until: world.now + .milliseconds(milliseconds)) }

  /// Lets go of the world.
  public func finish() { world.finish() }

  // MARK: Servers

  private func arguments(_ node: Node) -> [String] {
    let words = [
      "mysqld", "--server-id=\(node.number)", "--gtid-mode=ON", "--enforce-gtid-consistency=ON",
      "--skip-name-resolve",
    ]
    switch mode {
    case .asynchronous: return words + ["--relay-log-recovery=ON"]
    case .semiSynchronous:
      return words + [
        "--plugin-load=rpl_semi_sync_source=semisync_source.so;"
          + "rpl_semi_sync_replica=semisync_replica.so",
        // A replica that is a source too would wait for replicas of its own.
        node.number == 1 ? "--rpl-semi-sync-source-enabled=1" : "--rpl-semi-sync-replica-enabled=1",
        // What a replica has acknowledged must be on its disk, or a power cut takes it back, and
        // it must not be thrown away when the replica starts again.
        "--sync-relay-log=1", "--relay-log-recovery=OFF",
        "--rpl-semi-sync-source-timeout=\(timeout)",
      ]
    }
  }

  func launch(_ node: Node, _ extra: [String] = []) {
    guard node.host.isUp else { return }
    let space = ProcessSpace(
      world: world, host: node.host, fileSystem: FileSystem(root: node.disk))
    let server = MySQLServer(rules: rules)
    node.server = server
    node.process = space.start(
      server,
      Launch(
        arguments: arguments(node) + extra, environment: ["MYSQL_VERSION": "8.0.36"],
        input: TextSource(world: world), output: NullSink(), errorOutput: NullSink()))
  }

  /// Makes the data of all servers and lets the replicas follow the first.
  public func setUp() {
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
    for node in nodes.dropFirst() {
      run(
        on: node,
        [
          "SET GLOBAL super_read_only = 1",
          "CHANGE REPLICATION SOURCE TO SOURCE_HOST='db1', SOURCE_USER='root',"
            + " SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1, SOURCE_HEARTBEAT_PERIOD=2"
            // What is acknowledged stays in the relay log for a while: it must be safe there.
            + (mode == .semiSynchronous ? ", SOURCE_DELAY=2" : ""),
          "SET GLOBAL replica_net_timeout = 5", "START REPLICA",
        ])
    }
    run(
      on: nodes[0],
      [
        "CREATE DATABASE t", "CREATE TABLE t.k (id BIGINT PRIMARY KEY, n BIGINT)",
        "INSERT INTO t.k VALUES (0, 0)",
      ])
    wait(3000)
  }

  /// Starts what is down, as an operator does who does not think long about it.
  func revive(_ some: some Sequence<Node>) {
    for node in some {
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

  func kill(_ node: Node) { node.process?.send(.kill) }

  // MARK: Statements

  /// Runs statements inside a server's machine, over its socket; waits until they are done.
  func run(on node: Node, _ statements: [String]) {
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
          problems.append("\(node.name): \(text): \(error.message)")
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

  /// Connects the client to the source.
  func connect(_ completion: @escaping (ClientConnection?) -> Void) {
    let connection = ClientConnection(client)
    connection.connect(
      to: .network(host: "db1", port: 3306),
      ClientConnection.Login(user: "root", password: "", database: "t"), timeLimit: .seconds(2)
    ) { result in
      if case .success = result { completion(connection) } else { completion(nil) }
    }
  }

  /// Inserts rows with keys from 1 on, many with each statement, and waits until all servers have
  /// them, at most ten minutes. Returns how many rows each has.
  public func insert(rows: Int64, perStatement: Int64) -> [Int64] {
    var next: Int64 = 1
    var done = false
    connect { [self] connection in
      guard let connection else {
        problems.append("the source does not answer")
        done = true
        return
      }
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
      send()
    }
    while !done { wait(100) }
    for _ in 0..<600 where nodes.contains(where: { $0.rowCount < rows }) { wait(1000) }
    return nodes.map { $0.rowCount }
  }

  /// What should not have happened: statements of the harness that failed.
  public var failures: [String] { problems }
}

extension ReplicatedServers.Node {
  /// The rows besides the register.
  fileprivate var rowCount: Int64 {
    Int64((server?.engine?.table("t", "k")?.rowCount ?? 1) - 1)
  }
}

extension ReplicatedServers {
  /// A world with servers that keep all rules.
  public convenience init(mode: Mode) { self.init(seed: 1, mode: mode, rules: ReplicationRules()) }
}
