import SQL
import Simulation

/// The replica side of a server: whom it follows, the thread that receives, the thread that
/// applies, the relay log between them.
///
/// How far it has applied is a row that is changed with the transaction itself, so a crash never
/// applies anything twice or leaves anything out (the real server does that with tables as
/// repositories, the default of 8.0). Transactions are applied one after the other.
package final class Replica {
  unowned(unsafe) let server: MySQLServer
  var settings = SourceSettings()
  /// Whether CHANGE REPLICATION SOURCE TO was ever said.
  private(set) var isConfigured = false
  private(set) var receiver: ReceiverThread!
  private(set) var applier: ApplierThread!
  package let relayLog: BinaryLog
  /// What the statement that ran last has to say besides.
  private(set) var warnings: [SQLError] = []
  /// What has been received, by global names.
  var retrieved = GTIDSet()
  /// Set when the relay log is not what it should be: error 1872 until it is reset.
  var isDamaged = false
  private(set) var isShutDown = false

  init(_ server: MySQLServer) {
    self.server = server
    let given = server.variables.text("relay_log")
    relayLog = BinaryLog(
      process: server.process, folder: server.storage.files.folder,
      base: given.isEmpty ? server.process.host.name + "-relay-bin" : given,
      version: server.serverVersion,
      serverID: { [unowned(unsafe) server] in server.variables.number("server_id") })
    receiver = ReceiverThread(self)
    applier = ApplierThread(self)
  }

  static func createTables(in engine: SQLEngine) {
    engine.createTable(SourceSettings.definition)
    engine.createTable(AppliedPosition.definition)
  }

  /// Empties the tables in which a replica keeps whom it follows.
  static func forget(in engine: SQLEngine) {
    for name in ["slave_master_info", "slave_relay_log_info"] {
      guard let table = engine.table("mysql", name) else { continue }
      let transaction = engine.begin()
      var rows: [SQLRow] = []
      table.forEachCommitted { _, row in rows.append(row) }
      for row in rows {
        do throws(ApplyProblem) {
          try engine.apply(table, before: row, after: nil, hiddenKey: nil, transaction)
        } catch {}
      }
      engine.commit(transaction)
    }
  }

  var isSemiSync: Bool {
    receiver.isConnected && server.variables.flag("rpl_semi_sync_replica_enabled")
      && server.variables.pluginWords.contains { $0 == "replica" || $0 == "slave" }
  }

  // MARK: The server's life

  /// Reads what was set, looks at the relay log, and starts the threads unless that is not wanted.
  func serverStarted() {
    var row: SQLRow?
    server.engine.table("mysql", "slave_master_info")?.forEachCommitted { _, known in row = known }
    relayLog.readIndex()
    guard let row else { return }
    settings = SourceSettings(row: row)
    isConfigured = true
    applier.position = AppliedPosition.read(from: server.engine)
    examineRelayLog()
    let skip = server.variables.ownName("skip_replica_start")
    if !server.variables.flag(skip), !settings.host.isEmpty, !isDamaged {
      _ = start(receiver: true, applier: true)
    } else if isDamaged {
      server.log(
        "ERROR", "MY-010544",
        "\(server.word("Replica")) failed to initialize relay log info structure from the"
          + " repository", subsystem: "Repl")
    }
  }

  /// Finds out how far the relay log goes, or drops it with relay_log_recovery=ON.
  private func examineRelayLog() {
    if server.variables.flag("relay_log_recovery") {
      relayLog.reset()
      receiver.file = applier.position.sourceFile
      receiver.position = applier.position.sourcePosition
      applier.position.relayFile = ""
      beginRelayLog()
      return
    }
    let known = applier.position
    if !known.relayFile.isEmpty {
      let isThere = relayLog.names.contains(known.relayFile)
      if !isThere || relayLog.size(known.relayFile) < known.relayPosition {
        isDamaged = true
        return
      }
    }
    relayLog.cutPart()
    receiver.file = known.sourceFile
    receiver.position = known.sourcePosition
    for name in relayLog.names {
      guard let text = relayLog.text(name) else { continue }
      var reader = LogReader(text)
      while let (event, _, _) = reader.next() { receiver.note(event) }
    }
    retrieved.formUnion(receivedGTIDs())
  }

  private func receivedGTIDs() -> GTIDSet {
    var set = GTIDSet()
    for name in relayLog.names { set.formUnion(relayLog.gtids(upTo: name)) }
    return set
  }

  func beginRelayLog() {
    do throws(FileError) {
      try relayLog.begin(previous: nil)
    } catch {
      server.log("ERROR", "MY-010600", "Cannot write the relay log: \(error.text)")
    }
    if applier.position.relayFile.isEmpty {
      applier.position.relayFile = relayLog.current
      applier.position.relayPosition = relayLog.position
    }
  }

  func rotateRelayLog() { if isConfigured, !relayLog.names.isEmpty { beginRelayLog() } }

  /// Removes the files of the relay log before the one that is applied now. That everything in them
  /// is applied is written down first: a crash in between must find the file that its place is in.
  func purgeRelayLog() {
    save()
    server.pipeline.afterCommits { [self] in
      let name = applier.position.relayFile
      if server.storage.isClean { relayLog.purge(before: name) { _ in false } }
    }
  }

  func shutdown() {
    isShutDown = true
    receiver.stop()
    applier.stop()
  }

  // MARK: Statements

  private func note(_ code: Int, _ state: String, _ text: String) {
    warnings.append(SQLError(code, state, text))
  }

  func change(_ options: [SourceOption]) -> SQLError? {
    warnings = []
    let replica = server.word("replica")
    let stop = server.isOld ? "STOP SLAVE" : "STOP REPLICA"
    let names = options.map { $0.name }
    if applier.isRunning,
      names.contains(where: { $0 == "SOURCE_DELAY" || $0.hasPrefix("RELAY_LOG") })
    {
      return SQLError(
        3085, "HY000",
        "This operation cannot be performed with a running \(replica) sql thread; run"
          + " \(stop) SQL_THREAD FOR CHANNEL '' first.")
    }
    let receiverOptions = names.filter { $0 != "SOURCE_DELAY" }
    if receiver.isRunning, !receiverOptions.isEmpty {
      return SQLError(
        3021, "HY000",
        "This operation cannot be performed with a running \(replica) io thread; run"
          + " \(stop) IO_THREAD FOR CHANNEL '' first.")
    }
    var new = settings
    if let error = new.take(options) { return error }
    let setsPlace = names.contains("SOURCE_LOG_FILE") || names.contains("SOURCE_LOG_POS")
    let auto = new.usesAutoPosition
    if setsPlace, auto, names.contains("SOURCE_AUTO_POSITION") || settings.usesAutoPosition {
      return SQLError(
        1776, "HY000",
        server.isOld
          ? "Parameters MASTER_LOG_FILE, MASTER_LOG_POS, RELAY_LOG_FILE and RELAY_LOG_POS cannot be"
            + " set when MASTER_AUTO_POSITION is active."
          : "Parameters SOURCE_LOG_FILE, SOURCE_LOG_POS, RELAY_LOG_FILE and RELAY_LOG_POS cannot be"
            + " set when SOURCE_AUTO_POSITION is active.")
    }
    if auto, server.variables.text("gtid_mode") == "OFF" {
      return SQLError(
        1777, "HY000",
        "CHANGE \(server.isOld ? "MASTER" : "REPLICATION SOURCE") TO"
          + " \(server.isOld ? "MASTER" : "SOURCE")_AUTO_POSITION = 1 cannot be executed because"
          + " @@GLOBAL.GTID_MODE = OFF.")
    }
    let isOther =
      (names.contains("SOURCE_HOST") && new.host != settings.host)
      || (names.contains("SOURCE_PORT") && new.port != settings.port)
    if isOther, !names.contains("SOURCE_LOG_FILE") {
      new.file = ""
      if !names.contains("SOURCE_LOG_POS") { new.position = 4 }
      new.uuid = ""
    }
    if !new.user.isEmpty || !new.password.isEmpty,
      !names.filter({ $0 == "SOURCE_USER" || $0 == "SOURCE_PASSWORD" }).isEmpty
    {
      if !new.usesEncryption {
        note(
          1759, "HY000",
          "Sending passwords in plain text without SSL/TLS is extremely insecure.")
      }
      note(
        1760, "HY000",
        "Storing MySQL user name or password information in the"
          + " \(server.isOld ? "master" : "connection metadata") info repository is not secure and is"
          + " therefore not recommended. Please consider using the USER and PASSWORD connection options"
          + " for START \(server.isOld ? "SLAVE" : "REPLICA"); see the"
          + " '\(server.isOld ? "START SLAVE" : "START REPLICA") Syntax' in the MySQL Manual for more"
          + " information.")
    }
    let keepsPlace = !setsPlace && !isOther && new.usesAutoPosition == settings.usesAutoPosition
    settings = new
    isConfigured = true
    if !keepsPlace || relayLog.names.isEmpty {
      // What was received and not applied is fetched again from the new place.
      let place =
        keepsPlace || (!setsPlace && !isOther)
        ? (applier.position.sourceFile, applier.position.sourcePosition)
        : (settings.file, settings.position)
      relayLog.reset()
      retrieved = GTIDSet()
      isDamaged = false
      applier.position = AppliedPosition()
      receiver.file = place.0
      receiver.position = place.1
      applier.position.sourceFile = place.0
      applier.position.sourcePosition = place.1
      beginRelayLog()
    } else if !applier.isRunning, !receiver.isRunning, keepsPlace {
      receiver.file = applier.position.sourceFile
      receiver.position = applier.position.sourcePosition
      relayLog.reset()
      applier.position.relayFile = ""
      beginRelayLog()
    }
    save()
    server.record("is told to follow \(settings.host)")
    return nil
  }

  /// Writes the settings and the place down, at once.
  func save() {
    let engine = server.engine!
    let transaction = engine.begin()
    put(settings.row, "slave_master_info", transaction)
    put(applier.position.row, "slave_relay_log_info", transaction)
    engine.commit(transaction)
    server.storage.checkpointSoon(server.pipeline)
  }

  private func put(_ row: SQLRow?, _ name: String, _ transaction: Transaction) {
    guard let table = server.engine.table("mysql", name) else { return }
    var known: SQLRow?
    table.forEachCommitted { _, found in known = found }
    guard known != row, known != nil || row != nil else { return }
    do throws(ApplyProblem) {
      try server.engine.apply(table, before: known, after: row, hiddenKey: nil, transaction)
    } catch {}
  }

  func start(receiver wantsReceiver: Bool, applier wantsApplier: Bool) -> SQLError? {
    warnings = []
    guard isConfigured, !settings.host.isEmpty || !wantsReceiver else {
      return SQLError(
        1200, "HY000",
        server.isOld
          ? "The server is not configured as slave; fix in config file or with CHANGE MASTER TO"
          : "The server is not configured as replica; fix in config file or with CHANGE REPLICATION"
            + " SOURCE TO")
    }
    if isDamaged {
      return SQLError(
        1872, "HY000",
        "\(server.word("Replica")) failed to initialize relay log info structure from the"
          + " repository")
    }
    guard server.variables.number("server_id") != 0 else {
      return SQLError(
        1794, "HY000",
        "\(server.word("Replica")) is not configured or failed to initialize properly. You must at"
          + " least set --server-id to enable either a \(server.word("source")) or a"
          + " \(server.word("replica")). Additional error messages can be found in the MySQL error"
          + " log.")
    }
    if (!wantsReceiver || receiver.isRunning) && (!wantsApplier || applier.isRunning) {
      note(
        3083, "HY000",
        "Replication thread(s) for channel '' are already runnning.")
      return nil
    }
    if wantsReceiver { receiver.start() }
    if wantsApplier { applier.start() }
    return nil
  }

  func stop(receiver stopsReceiver: Bool, applier stopsApplier: Bool) {
    warnings = []
    if !(stopsReceiver && receiver.isRunning) && !(stopsApplier && applier.isRunning) {
      note(3084, "HY000", "Replication thread(s) for channel '' are already stopped.")
      return
    }
    if stopsReceiver { receiver.stop() }
    if stopsApplier { applier.stop() }
  }

  func reset(all: Bool) -> SQLError? {
    if receiver.isRunning || applier.isRunning {
      return SQLError(
        1198, "HY000",
        server.isOld
          ? "This operation cannot be performed with a running slave; run STOP SLAVE first"
          : "This operation cannot be performed with a running replica; run STOP REPLICA first")
    }
    relayLog.reset()
    retrieved = GTIDSet()
    isDamaged = false
    receiver.forgetErrors()
    applier.forgetErrors()
    receiver.file = ""
    receiver.position = 4
    applier.position = AppliedPosition()
    settings.file = ""
    settings.position = 4
    if all {
      settings = SourceSettings()
      isConfigured = false
      let transaction = server.engine.begin()
      put(nil, "slave_master_info", transaction)
      put(nil, "slave_relay_log_info", transaction)
      server.engine.commit(transaction)
      server.storage.checkpointSoon(server.pipeline)
      server.record("follows nobody any more")
    } else if isConfigured {
      beginRelayLog()
      save()
    }
    return nil
  }

  // MARK: What it looks like

  /// The lines of its threads in SHOW PROCESSLIST.
  var processRows: [[String?]] {
    var rows: [[String?]] = []
    if receiver.isRunning {
      rows.append([
        String(receiver.thread), "system user", server.isOld ? "" : "connecting host", nil,
        "Connect",
        "0", receiver.state, nil,
      ])
    }
    if applier.isRunning {
      rows.append([
        String(applier.thread), "system user", "", nil, server.isOld ? "Connect" : "Query", "0",
        applier.state, nil,
      ])
    }
    return rows
  }

  /// How far it is behind its source, as SHOW REPLICA STATUS tells; nil for NULL.
  var secondsBehind: Int64? {
    guard applier.isRunning else { return nil }
    if let timestamp = applier.currentTimestamp {
      return max(0, server.process.world.now.unixSeconds - timestamp)
    }
    guard receiver.isConnected else { return nil }
    return 0
  }
}

extension ServerStorage {
  /// Makes the state durable when no commit is under way.
  func checkpointSoon(_ pipeline: CommitPipeline) {
    pipeline.afterCommits { [self] in checkpoint() }
  }
}

extension BinaryLog {
  /// Cuts what follows the last whole event of the newest file.
  func cutPart() {
    guard let text = text(current) else { return }
    var reader = LogReader(text)
    while reader.next() != nil {}
    guard reader.position < Int64(text.utf8.count) else { return }
    cut(to: reader.position, text)
  }
}
