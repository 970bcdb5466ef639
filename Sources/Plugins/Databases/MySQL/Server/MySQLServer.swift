import OrderedCollections
import SQL
import Simulation

/// `mysqld`: the server of MySQL 5.7 and 8.0, as far as ``SQLParser`` reads its statements.
///
/// It keeps its data, logs and identity in files below `datadir`; what of them outlives a crash of
/// the process or of the machine follows from when it wrote and flushed them.
package final class MySQLServer: Program {
  unowned(unsafe) private(set) var process: Process!
  package private(set) var engine: SQLEngine!
  private(set) var storage: ServerStorage!
  private(set) var variables: SystemVariables!
  package private(set) var binlog: BinaryLog?
  package private(set) var replica: Replica!
  private(set) var pipeline: CommitPipeline!
  package private(set) var semiSync: SemiSyncSource!
  private(set) var uuid = ""
  private(set) var version = ""
  private(set) var connections: [ServerConnection] = []
  let rules: ReplicationRules
  var dumps: [DumpThread] = []
  /// Statements that wait for a lock, in the order in which they began to.
  var waiting: [ServerConnection] = []
  /// Who holds FLUSH TABLES WITH READ LOCK, if anybody does.
  var readLock: ServerConnection?
  private(set) var plugins: [(name: String, library: String)] = []
  private(set) var startTime = VirtualTime.zero
  /// Whether it accepts connections.
  package private(set) var isReady = false
  private var isEnding = false
  private var lastConnection: Int64 = 7
  private var tableNumbers: [(table: Table, number: Int64)] = []
  private var lastTableNumber: Int64 = 90
  private var nextGTID: Int64 = 1
  private var nextOrigin: Int64 = 1
  private var draws: UInt64 = 0
  var questions: Int64 = 0
  private var secondTimer: ScheduledEvent?
  /// What SET PERSIST keeps in `mysqld-auto.cnf`.
  private var persisted: [(name: String, value: String)] = []

  var accounts: Accounts { Accounts(engine: engine) }
  var isOld: Bool { engine.version == .v57 }
  private var datadir: String { storage.files.folder }

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
    version = process.environment["MYSQL_VERSION"] ?? "8.0.36"
    if let dash = version.utf8.firstIndex(of: UInt8(ascii: "-")) {
      version = String(version[..<dash])
    }
    let sqlVersion: SQLVersion = version.hasPrefix("5.7") ? .v57 : .v80
    let arguments = Array(process.arguments.dropFirst())
    if arguments.contains("--version") || arguments.contains("-V") {
      process.write(
        "/usr/sbin/mysqld  Ver \(version) for Linux on x86_64 (MySQL Community Server"
          + (sqlVersion == .v57 ? " (GPL))\n" : " - GPL)\n"))
      return process.exit(0)
    }
    engine = SQLEngine(version: sqlVersion)
    variables = SystemVariables(sqlVersion, number: version)
    startTime = process.world.now
    let options = ServerOptions(arguments: arguments, files: process.fileSystem)
    let initializes = options.has("initialize") || options.has("initialize_insecure")
    log(
      "System", "MY-010116",
      "/usr/sbin/mysqld (mysqld \(version)) starting as process \(process.number)"
        + (sqlVersion == .v57 ? " ..." : ""), old: "Note")
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
      log(
        "ERROR", "MY-010457",
        "--initialize specified but the data directory has files in it. Aborting.")
      return fail(
        "Can't find the data directory of a server in \(trimmed)/: it was never initialized")
    }
    process.schedule(after: ServerTimings.start) { [self] in recover(options) }
  }

  private func fail(_ message: String) {
    log("ERROR", "MY-010020", message, subsystem: "Server")
    log("ERROR", "MY-010119", "Aborting")
    log(
      "System", "MY-010910",
      "/usr/sbin/mysqld: Shutdown complete (mysqld \(version))  MySQL Community Server - GPL.",
      old: "Note")
    process.exit(1)
  }

  /// Settings that need no variable, or have another name there.
  private static let otherOptions: [String] = [
    "initialize", "initialize_insecure", "user", "datadir", "pid_file", "skip_host_cache",
    "plugin_load", "plugin_load_add", "early_plugin_load", "secure_file_priv", "symbolic_links",
    "log_bin", "daemonize", "default_time_zone", "console", "tmpdir", "general_log",
    "innodb_buffer_pool_size", "performance_schema", "log_slave_updates", "mysqlx", "lc_messages",
    "log_error_verbosity", "explicit_defaults_for_timestamp", "innodb_log_file_size",
    "character_set_server", "collation_server", "max_connections", "slow_query_log",
  ]

  private func apply(_ options: ServerOptions) -> Bool {
    for (name, value) in options.values {
      if name == "log_bin" {
        if value == "OFF" {
          variables["log_bin"] = .integer(0)
        } else {
          variables["log_bin"] = .integer(1)
        }
        continue
      }
      if name.hasPrefix("plugin_load") {
        for part in value.split(separator: ";") {
          let pieces = part.split(separator: "=")
          if pieces.count == 2 { _ = loadPlugin(String(pieces[0]), library: String(pieces[1])) }
        }
        continue
      }
      let canonical = variables.canonical(name)
      guard let definition = variables.find(canonical) else {
        if MySQLServer.otherOptions.contains(name) { continue }
        log("ERROR", "MY-000067", "unknown variable '\(name)=\(value)'.")
        log("ERROR", "MY-010119", "Aborting")
        process.exit(1)
        return false
      }
      guard let parsed = SystemVariables.parsed(value, definition) else {
        log(
          "ERROR", "MY-000077",
          "/usr/sbin/mysqld: Error while setting value '\(value)' to '\(name)'.")
        log("ERROR", "MY-010119", "Aborting")
        process.exit(1)
        return false
      }
      variables[canonical] = parsed
    }
    if variables.flag("super_read_only") { variables["read_only"] = .integer(1) }
    if variables.text("gtid_mode") == "ON", variables.text("enforce_gtid_consistency") != "ON" {
      log(
        "ERROR", "MY-010912",
        "GTID_MODE = ON requires ENFORCE_GTID_CONSISTENCY = ON.", subsystem: "Server")
      log("ERROR", "MY-010119", "Aborting")
      process.exit(1)
      return false
    }
    variables["hostname"] = .text(process.host.name)
    return true
  }

  private func initialize(_ options: ServerOptions) {
    do throws(FileError) {
      let folder = datadir
      if process.fileSystem.isDirectory(folder) {
        let names = try process.fileSystem.list(folder).filter { $0 != "lost+found" }
        if !names.isEmpty {
          return fail(
            "--initialize specified but the data directory has files in it. Aborting.")
        }
      }
      for name in ["", "/mysql", "/performance_schema", "/sys"] {
        try process.fileSystem.makeDirectory(
          folder + name, withParents: true, now: process.world.now)
      }
      if !isOld {
        try process.fileSystem.makeDirectory(
          folder + "/#innodb_redo", withParents: true, now: process.world.now)
      }
    } catch {
      return fail("Can't create directory '\(datadir)/' (OS errno - \(error.text))")
    }
    process.schedule(after: ServerTimings.initialize) { [self] in
      Accounts.create(in: engine)
      Replica.createTables(in: engine)
      accounts.save(
        Accounts.Entry(
          account: Account(user: "root", host: "localhost"), plugin: authenticationPlugin,
          digest: "", privileges: [Accounts.everything], grants: true))
      storage.checkpoint()
      if options.has("initialize_insecure") {
        log(
          "Warning", "MY-010453",
          "root@localhost is created with an empty password ! Please consider switching off the"
            + " --initialize-insecure option.")
      }
      process.exit(process.fileSystem.exists(storage.files.dictionary) ? 0 : 1)
    }
  }

  var authenticationPlugin: String { variables.text("default_authentication_plugin") }

  private func recover(_ options: ServerOptions) {
    if variables.flag("log_bin") {
      // 8.0 calls it binlog unless it is asked for: then, without a name, after the host.
      let given = options.value("log_bin")
      var base = isOld || given != nil ? process.host.name + "-bin" : "binlog"
      if let given, given != "ON", given != "1", !given.isEmpty {
        base = given.utf8.split(separator: 47).last.map { String(Substring($0)) } ?? base
      }
      // 5.7 wants to know who it is before it logs.
      if isOld, variables.number("server_id") == 0 {
        return fail(
          "You have enabled the binary log, but you haven't provided the mandatory server-id."
            + " Please refer to the proper server start-up parameters documentation")
      }
      binlog = BinaryLog(
        process: process, folder: datadir, base: base, version: serverVersion,
        serverID: { [unowned(unsafe) self] in variables.number("server_id") })
      variables["log_bin_basename"] = .text("\(datadir)/\(base)")
      variables["log_bin_index"] = .text("\(datadir)/\(base).index")
    }
    readIdentity()
    if !isOld { readPersisted() }
    var logged: Set<Int64>?
    if let binlog {
      binlog.readIndex()
      binlog.cutTail()
      // What a killed process had logged counts from here on: the next power cut must not take it
      // from the log and leave it in the tables (M9).
      if variables.number("sync_binlog") > 0 { binlog.flush() }
      logged = loggedNumbers(binlog)
    }
    log("System", "MY-013576", "InnoDB initialization has started.", subsystem: "InnoDB", old: "")
    let report: ServerStorage.Report
    do throws(ServerStorage.Damage) {
      storage.authenticationPlugin = authenticationPlugin
      report = try storage.recover(isLogged: logged.map { numbers in { numbers.contains($0) } })
    } catch {
      log("ERROR", "MY-010334", "Failed to initialize DD Storage Engine", subsystem: "Server")
      return fail(error.message)
    }
    log("System", "MY-013577", "InnoDB initialization has ended.", subsystem: "InnoDB", old: "")
    if report.wasCrash, binlog != nil {
      log("System", "MY-010229", "Starting XA crash recovery...", old: "Note")
      log("System", "MY-010232", "XA crash recovery finished.", old: "Note")
    }
    storage.checkpoint()
    process.schedule(after: report.wasCrash ? ServerTimings.recovery : .zero) {
      [self] in
      open(options)
    }
  }

  /// The numbers of the transactions in the newest file of the binary log.
  private func loggedNumbers(_ binlog: BinaryLog) -> Set<Int64> {
    var numbers = Set<Int64>()
    guard let text = binlog.text(binlog.current) else { return numbers }
    var reader = LogReader(text)
    while let (event, _, _) = reader.next() {
      switch event.body {
      case .xid(let number), .query(_, _, let number): numbers.insert(number)
      default: break
      }
    }
    return numbers
  }

  private func readIdentity() {
    do throws(FileError) {
      let text = try process.fileSystem.read(storage.files.identity)
      for line in text.utf8.split(separator: 10) {
        let line = String(Substring(line))
        if line.hasPrefix("server-uuid=") { uuid = String(line.dropFirst(12)) }
      }
    } catch {}
    if uuid.isEmpty {
      // Made up once, from who the server is: another pod of the same name makes another one.
      let identity =
        "\(process.host.name) \(process.host.address) \(process.world.now.milliseconds)"
      uuid = process.world.random.uuid("mysql server", identity)
      do throws(FileError) {
        try process.writeBuffered("[auto]\nserver-uuid=\(uuid)\n", to: storage.files.identity)
      } catch {}
      process.flush(storage.files.identity)
    }
    variables["server_uuid"] = .text(uuid)
  }

  private func open(_ options: ServerOptions) {
    if let binlog {
      for name in binlog.names.suffix(1) {
        let gtids = binlog.gtids(upTo: name)
        storage.executed.formUnion(gtids)
      }
      do throws(FileError) {
        try binlog.begin(previous: storage.executed)
      } catch {
        return fail("Can't create the binary log file \(binlog.nextName): \(error.text)")
      }
    }
    resetNames()
    guard listen() else { return }
    isReady = true
    process.world.trace.stopWaiting("database/\(process.host.name)")
    DatabaseSystem.of(process.world).add(self)
    record("accepts connections")
    if isOld {
      let name = serverVersion
      process.writeError(
        "\(logTime) 0 [Note] mysqld: ready for connections.\nVersion: '\(name)'  socket:"
          + " '\(variables.text("socket"))'  port: \(variables.number("port"))  "
          + "MySQL Community Server (GPL)\n")
    } else {
      log(
        "System", "MY-010931",
        "/usr/sbin/mysqld: ready for connections. Version: '\(version)'  socket:"
          + " '\(variables.text("socket"))'  port: \(variables.number("port"))  "
          + "MySQL Community Server - GPL.")
    }
    everySecond()
    replica.serverStarted()
  }

  /// `VERSION()`: 5.7 says when it logs.
  var serverVersion: String { isOld && variables.flag("log_bin") ? version + "-log" : version }

  private func listen() -> Bool {
    let port = Int(variables.number("port"))
    if !variables.flag("skip_networking") {
      let isFree = process.listen(on: port) { [self] socket in
        accept(socket, isLocal: false)
      }
      guard isFree else {
        log(
          "ERROR", "MY-010262", "Can't start server: Bind on TCP/IP port: Address already in use")
        fail("Do you already have another mysqld server running on port: \(port) ?")
        return false
      }
    }
    // What stands for the socket file's other end: a port that no address outside reaches.
    var number = 100_000
    while !process.listen(
      on: number, accept: { [self] in accept($0, isLocal: true) })
    {
      number += 1
    }
    do throws(FileError) {
      let path = variables.text("socket")
      if let slash = path.lastIndex(of: "/") {
        try process.fileSystem.makeDirectory(
          String(path[..<slash]), withParents: true, now: process.world.now)
      }
      try process.fileSystem.write("\(number)\n", to: path, now: process.world.now)
    } catch {
      fail("Can't start server : Bind on unix socket: \(error.text)")
      return false
    }
    return true
  }

  private func accept(_ socket: Socket, isLocal: Bool) {
    guard !isEnding else { return socket.close() }
    lastConnection += 1
    let connection = ServerConnection(self, socket, number: lastConnection, isLocal: isLocal)
    connections.append(connection)
    connection.begin()
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

  // MARK: Ending

  package func handle(_ signal: Signal, in process: Process) -> Bool {
    switch signal {
    case .terminate:
      shutdown(by: "<via user signal>")
      return true
    case .hangup, .interrupt, .quit: return true
    default: return false
    }
  }

  func shutdown(by user: String) {
    guard !isEnding else { return }
    isEnding = true
    guard isReady else { return process.exit(0) }
    log(
      "System", "MY-013172",
      "Received SHUTDOWN from user \(user). Shutting down mysqld (Version: \(version)).", old: "")
    replica.shutdown()
    for connection in connections { connection.end() }
    for dump in dumps { dump.end() }
    process.schedule(after: ServerTimings.shutdown) { [self] in
      pipeline.afterCommits { [self] in finish() }
    }
  }

  private func finish() {
    binlog?.writeStop()
    storage.writePending()
    storage.checkpoint()
    do throws(FileError) {
      try process.fileSystem.remove(variables.text("socket"))
    } catch {}
    log(
      "System", "MY-010910",
      "/usr/sbin/mysqld: Shutdown complete (mysqld \(version))  MySQL Community Server - GPL.",
      old: "Note")
    record("was shut down")
    process.exit(0)
  }

  // MARK: The log

  private var logTime: String {
    let now = process.world.now
    let milliseconds = ((now.milliseconds % 1000) + 1000) % 1000
    let text = now.calendar.rfc3339
    return String(text.dropLast()) + "." + padded(milliseconds, 3) + "000Z"
  }

  /// Writes a line of the error log. `old` is the level in 5.7; the empty one leaves it out there.
  func log(
    _ level: String, _ code: String, _ text: String, subsystem: String = "Server",
    old: String? = nil
  ) {
    if process.environment["MYSQL_VERSION"]?.hasPrefix("5.7") == true {
      let name = old ?? level
      if !name.isEmpty { process.writeError("\(logTime) 0 [\(name)] \(text)\n") }
    } else if level != "Note" {
      // `log_error_verbosity` is 2 unless somebody sets it: errors and warnings, and what is always
      // written.
      process.writeError("\(logTime) 0 [\(level)] [\(code)] [\(subsystem)] \(text)\n")
    }
  }

  /// Notes in the trace of the world what happened to this server.
  func record(_ text: String) {
    process.world.record("mysqld", "database/\(process.host.name)", text)
  }

  // MARK: Full disks

  /// Tries again each minute to write a log for which there is no space, and says so each ten
  /// minutes: a log that the server needs is waited for, nothing fails.
  func waitForSpace(_ file: String, tries: inout Int, _ again: @escaping () -> Void) {
    if tries % 10 == 0 {
      log(
        "ERROR", "MY-000035",
        "Disk is full writing './\(file)' (OS errno 28 - No space left on device)."
          + " Waiting for someone to free space... Retry in 60 secs."
          + " Message reprinted in 600 secs.")
    }
    tries += 1
    let subject = "database/\(process.host.name)"
    process.world.trace.wait(
      subject, actor: "mysqld", reason: "there is no space left for \(file)",
      at: process.world.now)
    process.schedule(after: .seconds(60), again)
  }

  func gotSpace(tries: inout Int) {
    guard tries > 0 else { return }
    tries = 0
    process.world.trace.stopWaiting("database/\(process.host.name)")
  }

  // MARK: Names and numbers

  /// Gives a transaction its names, unless it brought them from where it ran first.
  func names(_ request: CommitRequest) {
    if request.origin.isEmpty {
      request.origin = "\(uuid):\(nextOrigin)"
      nextOrigin += 1
    }
    if request.isLogged, request.gtid.isEmpty, !request.isFromSource,
      ["ON", "ON_PERMISSIVE"].contains(variables.text("gtid_mode"))
    {
      request.gtid = "\(uuid):\(nextGTID)"
      nextGTID += 1
    }
    if let (source, number) = ServerStorage.parts(request.gtid), source == uuid {
      nextGTID = max(nextGTID, number + 1)
    }
  }

  /// Finds the next names anew: from what was executed, and from what the log says.
  func resetNames() {
    nextGTID = storage.executed.next(of: uuid)
    nextOrigin = max(storage.lineage.next(of: uuid), nextOrigin)
    guard let binlog else { return }
    for name in binlog.names.suffix(2) {
      guard let text = binlog.text(name) else { continue }
      var reader = LogReader(text)
      while let (event, _, _) = reader.next() {
        let origin: String
        switch event.body {
        case .gtid(_, _, let name): origin = name
        case .anonymous(let name): origin = name
        default: continue
        }
        if let (source, number) = ServerStorage.parts(origin), source == uuid {
          nextOrigin = max(nextOrigin, number + 1)
        }
      }
    }
  }

  /// The number of a table in row events.
  func number(of table: Table) -> Int64 {
    if let known = tableNumbers.first(where: { $0.table === table }) { return known.number }
    lastTableNumber += 1
    tableNumbers.append((table, lastTableNumber))
    return lastTableNumber
  }

  /// Whether a table is this server's own business: how far its replica is.
  func isPrivate(_ table: Table) -> Bool {
    table.definition.database == "mysql" && table.name.hasPrefix("slave_")
  }

  func randomBits() -> UInt64 {
    draws += 1
    return process.world.random.bits("mysql", uuid, draws)
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

  private func everySecond() {
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

  // MARK: The binary log

  func rotateBinaryLog() {
    guard let binlog else { return }
    do throws(FileError) {
      try binlog.rotate(previous: storage.executed)
    } catch {
      log("ERROR", "MY-010205", "Could not open the next binary log: \(error.text)")
    }
    sendToReplicas()
  }

  func sendToReplicas() { for dump in dumps { dump.advance() } }

  /// Removes all binary logs and begins again, as RESET MASTER does.
  func resetBinaryLog() {
    guard let binlog else { return }
    for dump in dumps { dump.end() }
    dumps = []
    binlog.reset()
    storage.executed = GTIDSet()
    storage.purged = GTIDSet()
    do throws(FileError) { try binlog.begin(previous: GTIDSet()) } catch {}
    nextGTID = 1
    storage.checkpoint()
  }

  /// Writes a variable down so that the server starts with it, as SET PERSIST does.
  func persist(_ name: String, _ value: SQLValue) {
    persisted.removeAll { $0.name == name }
    persisted.append((name, value.text ?? ""))
    var text = ""
    for (name, value) in persisted { text += "\(name)\t\(RowText.escaped(value))\n" }
    let path = datadir + "/mysqld-auto.cnf"
    do throws(FileError) { try process.writeBuffered(text, to: path) } catch {}
    process.flush(path)
  }

  private func readPersisted() {
    do throws(FileError) {
      let text = try process.fileSystem.read(datadir + "/mysqld-auto.cnf")
      for line in text.utf8.split(separator: 10) {
        let fields = RowText.fields(Substring(line)).map { RowText.unescaped($0) }
        guard fields.count == 2, let definition = variables.find(fields[0]) else { continue }
        persisted.append((fields[0], fields[1]))
        if let value = SystemVariables.parsed(fields[1], definition) {
          variables[fields[0]] = value
        }
      }
    } catch {}
  }

  /// What is in `gtid_executed` and no longer in the binary log.
  var purged: GTIDSet {
    guard let binlog, let first = binlog.names.first else { return storage.executed }
    var purged = binlog.previous(of: first)
    purged.formUnion(storage.purged)
    return purged
  }

  // MARK: Plugins

  private static let semiSyncPlugins: [(String, String, String)] = [
    ("rpl_semi_sync_source", "semisync_source", "source"),
    ("rpl_semi_sync_replica", "semisync_replica", "replica"),
    ("rpl_semi_sync_master", "semisync_master", "master"),
    ("rpl_semi_sync_slave", "semisync_slave", "slave"),
  ]

  func loadPlugin(_ name: String, library: String) -> SQLError? {
    let name = name.lowercased()
    if plugins.contains(where: { $0.name == name }) {
      return SQLError(1125, "HY000", "Function '\(name)' already exists")
    }
    let base = library.utf8.split(separator: 46).first.map { String(Substring($0)) } ?? library
    guard let known = MySQLServer.semiSyncPlugins.first(where: { $0.1 == base }),
      !(version.hasPrefix("5.7") && (known.2 == "source" || known.2 == "replica"))
    else {
      return SQLError(
        1126, "HY000",
        "Can't open shared library '/usr/lib64/mysql/plugin/\(library)' (errno: 2"
          + " /usr/lib64/mysql/plugin/\(library): cannot open shared object file: No such file or"
          + " directory)")
    }
    guard known.0 == name else {
      return SQLError(1127, "HY000", "Can't find symbol '\(name)' in library")
    }
    plugins.append((name, library))
    variables.load(pluginWord: known.2)
    return nil
  }

  func unloadPlugin(_ name: String) -> SQLError? {
    guard let index = plugins.firstIndex(where: { $0.name == name.lowercased() }) else {
      return SQLError(1305, "42000", "PLUGIN \(name) does not exist")
    }
    if let known = MySQLServer.semiSyncPlugins.first(where: { $0.0 == plugins[index].name }) {
      variables.unload(pluginWord: known.2)
    }
    plugins.remove(at: index)
    return nil
  }
}
