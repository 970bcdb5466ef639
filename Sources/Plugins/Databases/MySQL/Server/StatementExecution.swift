import SQL
import Simulation

/// One attempt to execute a statement on a server.
struct StatementExecution {
  let connection: ServerConnection
  let text: String

  enum Outcome {
    case rows(ResultSet)
    case done(Completion)
    /// It is answered when its commit is done.
    case later
    /// It is tried again when something ends; the text is what SHOW PROCESSLIST says.
    case wait(String)
  }

  init(_ connection: ServerConnection, _ text: String) {
    self.connection = connection
    self.text = text
  }

  var server: MySQLServer { connection.server }
  var session: SQLSession { connection.session }
  var process: Process { server.process }

  func run(_ statement: Statement) throws(SQLError) -> Outcome {
    try checkPrivileges(statement)
    if let outcome = try waitForReadLock(statement) { return outcome }
    try checkReadOnly(statement)
    switch statement {
    case .select, .insert, .update, .delete, .doNothing: return try data(statement)
    case .createDatabase, .dropDatabase, .createTable, .createTableLike, .dropTables,
      .renameTables, .truncate, .alterTable:
      return try definition(statement)
    case .begin(let readOnly, let withSnapshot):
      return commitOpen { connection in
        connection.session.isolation =
          connection.nextIsolation ?? connection.session.isolation
        connection.nextIsolation = nil
        connection.session.begin(readOnly: readOnly, withSnapshot: withSnapshot)
        connection.finish(Completion())
      }
    case .commit: return commitOpen { $0.finish(Completion()) }
    case .rollback:
      session.rollback()
      server.transactionsEnded()
      return .done(Completion())
    case .use(let name):
      if let error = connection.use(name) { throw error }
      return .done(Completion())
    case .show(let show): return .rows(try answer(show))
    case .describe(let name): return .rows(try session.columns(name))
    default: return try administration(statement)
    }
  }

  // MARK: What must be allowed

  private func needs(_ privilege: String, _ name: TableName, _ command: String) throws(SQLError) {
    let database = name.database ?? session.database
    guard let database else { return }
    if server.accounts.allows(
      connection.account, privilege, database: database, table: name.name)
    {
      return
    }
    throw SQLError(
      1142, "42000",
      "\(command) command denied to user '\(connection.user)'@'\(connection.clientHost)' for table"
        + " '\(name.name)'")
  }

  private func needs(_ privilege: String, on database: String) throws(SQLError) {
    if server.accounts.allows(connection.account, privilege, database: database) { return }
    throw SQLError(
      1044, "42000",
      "Access denied for user \(connection.account.text) to database '\(database)'")
  }

  func needs(_ privilege: String) throws(SQLError) {
    if server.accounts.allows(connection.account, privilege) { return }
    switch privilege {
    case "SUPER", "SHUTDOWN", "RELOAD", "CREATE USER": throw .superfluous(privilege)
    case "REPLICATION CLIENT": throw .superfluous("SUPER, \(privilege)")
    // What 8.0 has for parts of SUPER.
    default: throw .superfluous(server.isOld ? "SUPER" : "SUPER or \(privilege)")
    }
  }

  private func checkPrivileges(_ statement: Statement) throws(SQLError) {
    switch statement {
    case .select(let select):
      for reference in select.from { try needs("SELECT", reference.table, "SELECT") }
    case .insert(let insert):
      try needs("INSERT", insert.table, "INSERT")
      for reference in insert.source?.from ?? [] {
        try needs("SELECT", reference.table, "SELECT")
      }
    case .update(let update): try needs("UPDATE", update.table, "UPDATE")
    case .delete(let delete): try needs("DELETE", delete.table, "DELETE")
    case .truncate(let name): try needs("DROP", name, "DROP")
    case .createTable(let create): try needs("CREATE", create.table, "CREATE")
    case .createTableLike(let name, _, _): try needs("CREATE", name, "CREATE")
    case .dropTables(let names, _): for name in names { try needs("DROP", name, "DROP") }
    case .renameTables(let pairs): for (from, _) in pairs { try needs("ALTER", from, "ALTER") }
    case .alterTable(let name, _): try needs("ALTER", name, "ALTER")
    case .createDatabase(let name, _): try needs("CREATE", on: name)
    case .dropDatabase(let name, _): try needs("DROP", on: name)
    case .createUsers, .dropUsers, .alterUsers: try needs("CREATE USER")
    case .shutdown: try needs("SHUTDOWN")
    case .changeSource, .startReplica, .stopReplica: try needs("REPLICATION_SLAVE_ADMIN")
    case .show(.masterStatus), .show(.replicaStatus), .show(.binaryLogs):
      try needs("REPLICATION CLIENT")
    case .flush, .resetMaster, .resetReplica, .backupLock: try needs("RELOAD")
    case .purgeLogs, .purgeLogsBefore: try needs("BINLOG_ADMIN")
    default: break
    }
  }

  /// Whether a statement would change data.
  private func writes(_ statement: Statement) -> Bool {
    switch statement {
    case .insert, .update, .delete, .createDatabase, .dropDatabase, .createTable,
      .createTableLike, .dropTables, .renameTables, .truncate, .alterTable,
      .createUsers, .alterUsers, .dropUsers, .grant, .revoke, .setPassword, .installPlugin,
      .uninstallPlugin:
      return true
    default: return false
    }
  }

  private func checkReadOnly(_ statement: Statement) throws(SQLError) {
    var isWrite = writes(statement)
    if case .commit = statement, session.transaction?.hasChanges == true { isWrite = true }
    guard isWrite else { return }
    let isSuper =
      server.accounts.allows(connection.account, "SUPER")
      || server.accounts.allows(connection.account, "CONNECTION_ADMIN")
    if server.variables.flag("super_read_only") { throw readOnly("--super-read-only") }
    if server.variables.flag("read_only"), !isSuper { throw readOnly("--read-only") }
  }

  private func readOnly(_ option: String) -> SQLError {
    SQLError(
      1290, "HY000",
      "The MySQL server is running with the \(option) option so it cannot execute this statement")
  }

  private func waitForReadLock(_ statement: Statement) throws(SQLError) -> Outcome? {
    guard let holder = server.readLock else { return nil }
    var isHeld = writes(statement)
    if case .commit = statement, session.transaction?.hasChanges == true { isHeld = true }
    guard isHeld else { return nil }
    if holder === connection {
      throw SQLError(
        1223, "HY000", "Can't execute the query because you have a conflicting read lock")
    }
    return .wait("Waiting for global read lock")
  }

  // MARK: Data

  private func data(_ statement: Statement) throws(SQLError) -> Outcome {
    let result = try session.execute(statement)
    guard session.wantsCommit else {
      switch result {
      case .rows(let rows): return .rows(rows)
      case .done(let completion): return .done(completion)
      }
    }
    guard let transaction = session.takeTransaction() else { return .done(Completion()) }
    guard transaction.hasChanges else {
      server.engine.commit(transaction)
      server.transactionsEnded()
      switch result {
      case .rows(let rows): return .rows(rows)
      case .done(let completion): return .done(completion)
      }
    }
    commit(transaction) { connection, tag in
      if case .done(let completion) = result { connection.finish(completion, tag: tag) }
    }
    return .later
  }

  /// Hands a transaction to the pipeline; `answer` is called when it has committed.
  private func commit(
    _ transaction: Transaction, _ answer: @escaping (ServerConnection, String) -> Void
  ) {
    submit(transaction: transaction, definition: nil, answer)
  }

  private func submit(
    transaction: Transaction?, definition: CommitRequest.Definition?,
    _ answer: @escaping (ServerConnection, String) -> Void
  ) {
    transaction?.isCommitting = true
    let connection = connection
    let server = server
    let isLogged = server.binlog != nil && connection.values["sql_log_bin"]?.truth != false
    var tag = ""
    let request = CommitRequest(
      transaction: transaction, definition: definition, isLogged: isLogged,
      thread: connection.number, serverID: server.variables.number("server_id"),
      timestamp: connection.statementTime
    ) { error in
      if let error {
        connection.finish(error: error)
      } else {
        answer(connection, tag)
      }
    }
    if case .text(let next)? = connection.values["gtid_next"], next != "AUTOMATIC",
      next != "ANONYMOUS"
    {
      request.gtid = next
      connection.values["gtid_next"] = .text("NOT_YET_DETERMINED")
    }
    server.names(request)
    tag = request.origin
    // What is kept out of the log is this server's own business, and so is what a part of the server
    // does that has no name.
    if connection.values["sql_log_bin"]?.truth != false, !connection.clientName.isEmpty {
      connection.audit?.noteWrite(request, server: process.host.name, at: process.world.now)
    }
    server.pipeline.submit(request)
  }

  /// Commits what is open, then goes on.
  func commitOpen(_ next: @escaping (ServerConnection) -> Void) -> Outcome {
    guard let transaction = session.takeTransaction() else {
      if case .text(let name)? = connection.values["gtid_next"], name.utf8.contains(58),
        server.variables.text("gtid_mode") == "ON"
      {
        // An empty transaction with a given name: it only counts as executed.
        submit(transaction: server.engine.begin(), definition: nil) { connection, _ in
          next(connection)
        }
        return .later
      }
      next(connection)
      return .later
    }
    guard transaction.hasChanges else {
      server.engine.commit(transaction)
      server.transactionsEnded()
      next(connection)
      return .later
    }
    commit(transaction) { connection, tag in
      connection.commitTag = tag
      next(connection)
    }
    return .later
  }

  // MARK: Definitions

  private func definition(_ statement: Statement) throws(SQLError) -> Outcome {
    if session.isInTransaction {
      // A definition commits what is open first.
      return commitOpen { connection in connection.retry() }
    }
    let database = session.database ?? ""
    let completion = try session.define(statement)
    session.rollback()
    log(database: database) { $0.finish(completion, tag: $1) }
    return .later
  }

  /// Logs the statement as its text.
  func log(database: String, _ answer: @escaping (ServerConnection, String) -> Void) {
    var body = text
    while let last = body.utf8.last, last == 59 || last == 32 || last == 10 { body.removeLast() }
    submit(
      transaction: nil, definition: CommitRequest.Definition(database: database, text: body),
      answer)
  }
}
