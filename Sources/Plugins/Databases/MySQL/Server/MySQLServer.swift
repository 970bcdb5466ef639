import OrderedCollections
import SQL
import Simulation

/// `mysqld`: the server of MySQL 5.7 and 8.0, as far as ``SQLParser`` reads its statements.
///
/// It keeps its data, logs and identity in files below `datadir`; what of them outlives a crash of
/// the process or of the machine follows from when it wrote and flushed them.
package final class MySQLServer: Program {
  unowned(unsafe) var process: Process!
  package internal(set) var engine: SQLEngine!
  var storage: ServerStorage!
  var variables: SystemVariables!
  package internal(set) var binlog: BinaryLog?
  package internal(set) var replica: Replica!
  var pipeline: CommitPipeline!
  package internal(set) var semiSync: SemiSyncSource!
  var uuid = ""
  var version = ""
  var connections: [ServerConnection] = []
  let rules: ReplicationRules
  var dumps: [DumpThread] = []
  /// Statements that wait for a lock, in the order in which they began to.
  var waiting: [ServerConnection] = []
  /// Who holds FLUSH TABLES WITH READ LOCK, if anybody does.
  var readLock: ServerConnection?
  var plugins: [(name: String, library: String)] = []
  var startTime = VirtualTime.zero
  /// Whether it accepts connections.
  package internal(set) var isReady = false
  var isEnding = false
  /// The number of the thread that was begun last: some are the server's own.
  private var lastThread: Int64 = 0
  var tableNumbers: [(table: Table, number: Int64)] = []
  var lastTableNumber: Int64 = 90
  var nextGTID: Int64 = 1
  var nextOrigin: Int64 = 1
  var draws: UInt64 = 0
  var questions: Int64 = 0
  var secondTimer: ScheduledEvent?
  /// What SET PERSIST keeps in `mysqld-auto.cnf`.
  var persisted: [(name: String, value: String)] = []

  var accounts: Accounts { Accounts(engine: engine) }
  var isOld: Bool { engine.version == .v57 }
  var datadir: String { storage.files.folder }

  /// `source` or `replica`, in the words of the version.
  func word(_ new: String) -> String {
    guard isOld else { return new }
    switch new {
    case "source": return "master"
    case "replica": return "slave"
    case "Source": return "Master"
    default: return "Slave"
    }
  }

  /// - Parameter rules: other than all of them in tests only.
  package init(rules: ReplicationRules = ReplicationRules()) { self.rules = rules }

  // MARK: Starting

  package func start(_ process: Process) {
    self.process = process
    version = PackageVersion.number(process)
    let sqlVersion: SQLVersion = version.hasPrefix("5.7") ? .v57 : .v80
    let arguments = Array(process.arguments.dropFirst())
    if arguments.contains("--version") || arguments.contains("-V") {
      process.write(
        "/usr/sbin/mysqld  Ver \(version) for Linux on x86_64 (MySQL Community Server"
          + (sqlVersion == .v57 ? " (GPL))\n" : " - GPL)\n"))
      return process.exit(0)
    }
    engine = SQLEngine(version: sqlVersion)
    lastThread = isOld ? 1 : 7
    variables = SystemVariables(sqlVersion, number: version)
    startTime = process.world.now
    let options = ServerOptions(arguments: arguments, files: process.fileSystem)
    let initializes = options.has("initialize") || options.has("initialize_insecure")
    logStart(initializes: initializes, skipsHostCache: options.has("skip_host_cache"))
    guard apply(options) else { return }
    let folder = (options.value("datadir") ?? "/var/lib/mysql").utf8
    let trimmed = folder.last == 47 ? String(Substring(folder.dropLast())) : String(folder)
    storage = ServerStorage(
      process: process, files: ServerFiles(folder: trimmed, version: sqlVersion), engine: engine)
    pipeline = CommitPipeline(self)
    semiSync = SemiSyncSource(self)
    replica = Replica(self)
    if initializes { return initialize(options) }
    guard storage.exists else {
      if isOld {
        return fail(
          "Fatal error: Can't open and lock privilege tables: Table 'mysql.user' doesn't exist")
      }
      log("ERROR", "MY-011011", "Failed to find valid data directory.", thread: 1)
      return fail("Data Dictionary initialization failed.")
    }
    process.schedule(after: ServerTimings.start) { [self] in recover(options) }
  }

  /// The number of a new thread: of a connection, or of a replica.
  func takeThreadNumber() -> Int64 {
    lastThread += 1
    return lastThread
  }

  func forget(_ connection: ServerConnection) {
    connections.removeAll { $0 === connection }
    waiting.removeAll { $0 === connection }
    if readLock === connection { unlock() }
  }

  /// Gives the global read lock back.
  func unlock() {
    readLock = nil
    retryWaiting()
    pipeline.resume()
  }

  // MARK: Waiting

  /// Called after transactions ended: statements that waited for them are tried again.
  func transactionsEnded() { retryWaiting() }

  func retryWaiting() {
    guard !waiting.isEmpty else { return }
    let all = waiting
    waiting = []
    process.schedule(after: .zero) { for connection in all { connection.retry() } }
  }

  func everySecond() {
    secondTimer = process.schedule(after: .seconds(1)) { [self] in
      let setting = variables.number("innodb_flush_log_at_trx_commit")
      if setting != 1 {
        storage.writePending()
        storage.flush()
        everySecond()
      } else {
        secondTimer = nil
      }
    }
  }

  /// A setting of durability changed: the redo log is flushed each second, or at each commit.
  func durabilityChanged() {
    if secondTimer == nil { everySecond() }
  }
}
