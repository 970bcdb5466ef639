import SQL
import Simulation

extension StatementExecution {
  /// Answers SHOW.
  func answer(_ show: Show) throws(SQLError) -> ResultSet {
    if let result = try session.answer(show) { return result }
    switch show {
    case .variables(let like, let global): return try variables(like, global)
    case .status(let like, _): return status(like)
    case .processList: return processes()
    case .grants(let account): return try grants(account)
    case .plugins:
      return ResultSet(
        ["Name", "Status", "Type", "Library", "License"].map { ResultSet.Column($0) },
        rows: ownPlugins.map { [$0.name, "ACTIVE", $0.type, nil, "GPL"] }
          + server.plugins.map { [$0.name, "ACTIVE", "REPLICATION", $0.library, "GPL"] })
    case .tableStatus: throw .unsupported("SHOW TABLE STATUS")
    case .masterStatus: return masterStatus()
    case .replicaStatus(let oldWords):
      if server.isOld, !oldWords { throw .unsupported("SHOW REPLICA STATUS") }
      return ReplicaStatus(server.replica, oldWords: oldWords).result
    case .replicas(let oldWords): return replicas(oldWords)
    case .binaryLogs: return try binaryLogs()
    case .binlogEvents(let file, let position, let limit, let isRelay):
      return try events(file, position, limit, isRelay)
    default: throw .unsupported("this SHOW")
    }
  }

  /// The plugins that are built in, as far as they do something here.
  private var ownPlugins: [(name: String, type: String)] {
    let methods = ["mysql_native_password", "sha256_password"]
    let newer = server.isOld ? [] : ["caching_sha2_password"]
    return [("binlog", "STORAGE ENGINE")] + (methods + newer).map { ($0, "AUTHENTICATION") }
      + [("InnoDB", "STORAGE ENGINE")]
  }

  private func numeric(_ name: String) -> ResultSet.Column {
    ResultSet.Column(name, isNumeric: true, isNotNull: true)
  }

  private func variables(_ like: String?, _ global: Bool) throws(SQLError) -> ResultSet {
    var rows: [[String?]] = []
    if let like, server.variables.isMissing(like.lowercased()) {
      throw server.variables.refusal(like)
    }
    for (name, definition) in server.variables.listed {
      if let like, !SQLSession.matches(name, like) { continue }
      var value: SQLValue?
      if global || definition.scope == .global {
        value = try connection.systemVariable(definition.name, nil)
        if definition.scope == .both { value = server.variables[definition.name] }
      } else {
        value = try connection.systemVariable(definition.name, nil)
      }
      rows.append([name, SystemVariables.shown(value ?? .null, definition)])
    }
    if rows.isEmpty, let like, server.variables.meansMissing(like) {
      throw .unsupported("SHOW VARIABLES LIKE '\(like)'")
    }
    return ResultSet(
      [
        ResultSet.Column("Variable_name", isNotNull: true),
        ResultSet.Column("Value", isNotNull: server.isOld),
      ], rows: rows)
  }

  private func status(_ like: String?) -> ResultSet {
    let uptime = (process.world.now - server.startTime).seconds
    var values: [(String, String)] = [
      ("Questions", String(server.questions)),
      ("Threads_connected", String(server.connections.count)),
      ("Threads_running", String(server.connections.filter { $0.statementText != nil }.count)),
      ("Uptime", String(uptime)),
    ]
    for word in server.variables.pluginWords {
      switch word {
      case "source", "master":
        let sync = server.semiSync!
        values += [
          ("Rpl_semi_sync_\(word)_clients", String(server.dumps.filter { $0.isSemiSync }.count)),
          ("Rpl_semi_sync_\(word)_no_times", String(sync.timesOff)),
          ("Rpl_semi_sync_\(word)_no_tx", String(sync.unacknowledged)),
          ("Rpl_semi_sync_\(word)_status", sync.status ? "ON" : "OFF"),
          ("Rpl_semi_sync_\(word)_yes_tx", String(sync.acknowledged)),
        ]
      default:
        values.append(
          ("Rpl_semi_sync_\(word)_status", server.replica.isSemiSync ? "ON" : "OFF"))
      }
    }
    values.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    return ResultSet(
      [
        ResultSet.Column("Variable_name", isNotNull: true),
        ResultSet.Column("Value", isNotNull: server.isOld),
      ],
      rows: values.filter { value in like.map { SQLSession.matches(value.0, $0) } ?? true }
        .map { [$0.0, $0.1] })
  }

  /// Threads of others, and the server's own, are for those with PROCESS.
  private func processes() -> ResultSet {
    let now = process.world.now
    let account = connection.account
    let seesAll = server.accounts.allows(account, "PROCESS")
    var rows: [[String?]] = []
    if !server.isOld, seesAll {
      rows.append([
        "5", "event_scheduler", "localhost", nil, "Daemon",
        String((now - server.startTime).seconds), "Waiting on empty queue", nil,
      ])
    }
    for other in server.connections
    where other.isLoggedIn && (seesAll || other.user == account.user) {
      let isDump = server.dumps.contains { $0.socket === other.socket }
      let command =
        isDump ? "Binlog Dump" : other.statementText == nil ? "Sleep" : "Query"
      let state =
        other === connection ? (server.isOld ? "starting" : "init") : other.state
      rows.append([
        String(other.number), other.user,
        other.isLocal ? "localhost" : "\(other.clientHost):\(40_000 + other.number)",
        other.session.database, command, String((now - other.since).seconds), state,
        isDump ? nil : other.statementText,
      ])
    }
    if seesAll { rows += server.replica.processRows }
    return ResultSet(
      [
        numeric("Id"), ResultSet.Column("User", isNotNull: true),
        ResultSet.Column("Host", isNotNull: true), ResultSet.Column("db"),
        ResultSet.Column("Command", isNotNull: true), numeric("Time"), ResultSet.Column("State"),
        ResultSet.Column("Info"),
      ], rows: rows)
  }

  private func grants(_ account: Account?) throws(SQLError) -> ResultSet {
    let account = account ?? connection.account
    guard server.accounts.entry(account) != nil else {
      throw SQLError(
        1141, "42000",
        "There is no such grant defined for user '\(account.user)' on host '\(account.host)'")
    }
    return ResultSet(
      [ResultSet.Column("Grants for \(account.user)@\(account.host)", isNotNull: server.isOld)],
      rows: server.accounts.lines(account).map { [$0] })
  }

  private func masterStatus() -> ResultSet {
    var result = ResultSet([
      ResultSet.Column("File", isNotNull: true), numeric("Position"),
      ResultSet.Column("Binlog_Do_DB", isNotNull: true),
      ResultSet.Column("Binlog_Ignore_DB", isNotNull: true),
      ResultSet.Column("Executed_Gtid_Set", isNotNull: true),
    ])
    if let binlog = server.binlog {
      result.rows = [
        [binlog.current, String(binlog.position), "", "", server.storage.executed.text]
      ]
    }
    return result
  }

  private func replicas(_ oldWords: Bool) -> ResultSet {
    let words = oldWords ? ("Master_id", "Slave_UUID") : ("Source_Id", "Replica_UUID")
    return ResultSet(
      [
        numeric(oldWords ? "Server_id" : "Server_Id"), ResultSet.Column("Host", isNotNull: true),
        numeric("Port"), numeric(words.0), ResultSet.Column(words.1, isNotNull: true),
      ],
      rows: server.dumps.filter { $0.socket.isOpen }.map {
        [
          String($0.serverID), $0.host, String($0.port),
          String(server.variables.number("server_id")), $0.uuid,
        ]
      })
  }

  private func binaryLogs() throws(SQLError) -> ResultSet {
    guard let binlog = server.binlog else {
      throw SQLError(1381, "HY000", "You are not using binary logging")
    }
    var columns = [ResultSet.Column("Log_name", isNotNull: true), numeric("File_size")]
    if !server.isOld { columns.append(ResultSet.Column("Encrypted", isNotNull: true)) }
    return ResultSet(
      columns,
      rows: binlog.names.map { name in
        let size = String(name == binlog.current ? binlog.position : binlog.size(name))
        return server.isOld ? [name, size] : [name, size, "No"]
      })
  }

  private func events(
    _ file: String?, _ position: Int64?, _ limit: Int64?, _ isRelay: Bool
  ) throws(SQLError) -> ResultSet {
    var result = ResultSet([
      ResultSet.Column("Log_name", isNotNull: true), numeric("Pos"),
      ResultSet.Column("Event_type", isNotNull: true), numeric("Server_id"),
      numeric("End_log_pos"), ResultSet.Column("Info", isNotNull: true),
    ])
    guard let log = isRelay ? server.replica.relayLog : server.binlog else { return result }
    let name = file ?? log.names.first ?? ""
    guard log.names.contains(name), let text = log.text(name) else {
      throw SQLError(
        1220, "HY000", "Error when executing command SHOW BINLOG EVENTS: Could not find target log")
    }
    var reader = LogReader(text, at: position ?? 4)
    while result.rows.count < Int(clamping: limit ?? 100_000),
      let (event, _, start) = reader.next()
    {
      result.rows.append([
        name, String(start), event.typeName, String(event.serverID), String(event.end),
        event.information,
      ])
    }
    if result.rows.isEmpty, let position, position > 4, position < Int64(text.utf8.count) {
      throw SQLError(
        1220, "HY000",
        "Error when executing command SHOW BINLOG EVENTS: Wrong offset or I/O error")
    }
    return result
  }
}
