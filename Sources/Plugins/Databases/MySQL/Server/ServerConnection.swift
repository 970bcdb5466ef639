import SQL
import Simulation

/// A client's connection to a server.
final class ServerConnection: SessionEnvironment {
  unowned(unsafe) let server: MySQLServer
  let socket: Socket
  let number: Int64
  /// Over the socket file.
  let isLocal: Bool
  private(set) var session: SQLSession!
  private(set) var account = Account(user: "", host: "")
  private(set) var user = ""
  private(set) var clientHost = ""
  private(set) var isLoggedIn = false
  private(set) var since = VirtualTime.zero
  /// The statement that runs, and what SHOW PROCESSLIST says about it.
  private(set) var statementText: String?
  var state = ""
  private var statement: Statement?
  private var deadline: ScheduledEvent?
  private var seconds: Int64 = 0
  /// Session values of system variables.
  var values: [String: SQLValue] = [:]
  /// The name of the commit that the next answer is about.
  var commitTag = ""
  /// A setting for the next transaction alone.
  var nextIsolation: String?
  /// Where the client says it sits, for the accounts of what it has seen.
  private(set) var clientName = ""

  init(_ server: MySQLServer, _ socket: Socket, number: Int64, isLocal: Bool) {
    self.server = server
    self.socket = socket
    self.number = number
    self.isLocal = isLocal
    session = SQLSession(engine: server.engine, environment: self)
    session.isolation = server.variables.text("transaction_isolation")
    since = server.process.world.now
  }

  func begin() {
    socket.onReceive = { [self] text in receive(text) }
    socket.onClose = { [self] _ in vanish() }
    socket.send(Packet(.greeting, [server.serverVersion, String(number)]).text)
  }

  /// The client is gone: what it had not committed is taken back.
  private func vanish() {
    deadline?.cancel()
    server.dumps.removeAll { $0.socket === socket }
    session.rollback()
    socket.onReceive = nil
    socket.onClose = nil
    server.forget(self)
    server.transactionsEnded()
  }

  func end() {
    if let dump = server.dumps.first(where: { $0.socket === socket }) { dump.end() }
    if socket.isOpen { socket.close() }
    vanish()
  }

  func send(_ packet: Packet) { if socket.isOpen { socket.send(packet.text) } }

  private func receive(_ text: String) {
    guard let packet = Packet(text) else { return end() }
    switch packet.kind {
    case .login: logIn(packet)
    case .quit: end()
    case .acknowledge:
      server.dumps.first { $0.socket === socket }?
        .note(acknowledged: packet[0], packet.number(1))
    default:
      guard isLoggedIn else { return end() }
      switch packet.kind {
      case .ping: send(.ok(Completion()))
      case .query: run(packet[0])
      case .dump: dump(packet)
      default: end()
      }
    }
  }

  // MARK: Logging in

  private func logIn(_ packet: Packet) {
    user = packet[0]
    let password = packet[1]
    clientName = packet[3]
    let variables = server.variables!
    if isLocal {
      clientHost = "localhost"
    } else if socket.remoteAddress == "127.0.0.1"
      || socket.remoteAddress == socket.owner.host.address
    {
      clientHost = variables.flag("skip_name_resolve") ? "127.0.0.1" : "localhost"
    } else {
      clientHost = socket.remoteAddress
    }
    if server.connections.filter({ $0.isLoggedIn }).count
      >= Int(variables.number("max_connections"))
    {
      send(.error(SQLError(1040, "08004", "Too many connections")))
      return end()
    }
    guard let entry = server.accounts.match(user: user, host: clientHost),
      entry.digest == Accounts.digest(password)
    else {
      send(
        .error(
          SQLError(
            1045, "28000",
            "Access denied for user '\(user)'@'\(clientHost)' (using password:"
              + " \(password.isEmpty ? "NO" : "YES"))")))
      return end()
    }
    account = entry.account
    // Without a secure connection the digest of 8.0 is exchanged only with the server's key.
    if packet[4] == "insecure", !isLocal, entry.plugin == "caching_sha2_password",
      !password.isEmpty
    {
      send(
        .error(
          SQLError(
            2061, "HY000",
            "Authentication plugin 'caching_sha2_password' reported error: Authentication requires"
              + " secure connection.")))
      return end()
    }
    let database = packet[2]
    if !database.isEmpty {
      if let error = use(database) {
        send(.error(error))
        return end()
      }
    }
    isLoggedIn = true
    send(.ok(Completion()))
  }

  /// Makes a database the current one; returns why that is not possible.
  func use(_ name: String) -> SQLError? {
    guard server.engine.hasDatabase(name) else { return .unknownDatabase(name) }
    let isOpen =
      SQLEngine.virtualDatabases.contains(name)
      || server.accounts.allows(account, "SELECT", database: name)
      || server.accounts.grants(of: account).contains { $0[1].text == name }
    guard isOpen else {
      return SQLError(
        1044, "42000", "Access denied for user \(account.text) to database '\(name)'")
    }
    session.database = name
    return nil
  }

  // MARK: Statements

  private func run(_ text: String) {
    server.questions += 1
    statementText = text
    since = server.process.world.now
    seconds = server.process.world.now.unixSeconds
    do throws(SQLError) {
      let parsed = try SQLParser.statement(text)
      switch parsed {
      case .show(.warnings), .show(.errors): break
      default: session.clearWarnings()
      }
      statement = parsed
      attempt()
    } catch {
      session.clearWarnings()
      finish(error: error)
    }
  }

  /// Tries the statement. One that must wait is tried again when something has changed.
  private func attempt() {
    guard let statement, let text = statementText else { return }
    state = ""
    let execution = StatementExecution(self, text)
    do throws(SQLError) {
      switch try execution.run(statement) {
      case .rows(let result): answer(result)
      case .done(let completion): finish(completion)
      case .later: break
      case .wait(let reason): wait(reason)
      }
    } catch {
      if error.code == 1205, let transaction = session.transaction, transaction.waitsFor != nil {
        wait("")
      } else {
        finish(error: error)
        if error.code == 1213 { server.transactionsEnded() }
      }
    }
  }

  private func wait(_ reason: String) {
    state = reason
    server.waiting.append(self)
    guard deadline == nil, reason.isEmpty else { return }
    let limit = variable("innodb_lock_wait_timeout")
    deadline = server.process.schedule(after: .seconds(limit)) { [self] in
      deadline = nil
      server.waiting.removeAll { $0 === self }
      session.abandonWait()
      finish(
        error: SQLError(
          1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"))
      server.transactionsEnded()
    }
  }

  /// Something that the statement waited for has changed.
  func retry() {
    guard statement != nil, socket.isOpen else { return }
    attempt()
  }

  private func variable(_ name: String) -> Int64 {
    if case .integer(let number) = values[name] { return number }
    return server.variables.number(name)
  }

  private func done() {
    deadline?.cancel()
    deadline = nil
    statement = nil
    statementText = nil
    state = ""
    since = server.process.world.now
  }

  func finish(error: SQLError) {
    session.note(error)
    tell("ERROR \(error.code)", isFailure: true)
    done()
    send(.error(error))
  }

  /// Answers that a statement is done; `tag` names its commit.
  func finish(_ completion: Completion, tag: String = "") {
    let tag = tag.isEmpty ? commitTag : tag
    commitTag = ""
    tell("OK, \(completion.affected) \(completion.affected == 1 ? "row" : "rows") changed")
    let delay = VirtualDuration.milliseconds(
      completion.affected / ServerTimings.rowsPerMillisecond)
    reply(.ok(completion, warnings: session.warnings.count, tag: tag), after: delay)
  }

  func answer(_ result: ResultSet) {
    var tag = ""
    let read = session.readTables.filter { !$0.hasPrefix("mysql.") }
    if !read.isEmpty, let audit = audit {
      tag = audit.noteRead(
        server: server.process.host.name, tables: read, held: server.storage.holdings,
        at: server.process.world.now)
    }
    tell("\(result.rows.count) \(result.rows.count == 1 ? "row" : "rows")")
    let delay = VirtualDuration.milliseconds(Int64(session.slept * 1000))
    if delay > .zero { state = "User sleep" }
    reply(.rows(result, warnings: session.warnings.count, tag: tag), after: delay)
  }

  /// Notes what is answered to the statement of another machine, for pictures of who asks whom. What
  /// a machine asks itself, as its probes do, is no news.
  private func tell(_ answer: @autoclosure () -> String, isFailure: Bool = false) {
    guard !isLocal, let text = statementText,
      socket.remoteAddress != server.process.host.address,
      !socket.remoteAddress.hasPrefix("127.")
    else { return }
    socket.tell(StatementGlimpse.text(text), answer(), isFailure: isFailure)
  }

  var audit: AuditLog? { DatabaseSystem.of(server.process.world).audit }

  private func reply(_ packet: Packet, after delay: VirtualDuration) {
    guard delay > .zero else {
      done()
      send(packet)
      return
    }
    server.process.schedule(after: delay) { [self] in
      guard socket.isOpen else { return }
      done()
      send(packet)
    }
  }

  // MARK: Replicas

  private func dump(_ packet: Packet) {
    guard server.accounts.allows(account, "REPLICATION SLAVE") else {
      send(.error(.superfluous("REPLICATION SLAVE")))
      return
    }
    // A replica that comes back takes the place of the connection that it had.
    for old in server.dumps where old.uuid == packet[1] && old.socket !== socket {
      old.end()
    }
    server.dumps.removeAll { !$0.socket.isOpen }
    let thread = DumpThread(server, socket, packet, connection: number)
    if let error = thread.begin() {
      send(.error(error))
      return
    }
    state =
      "\(server.word("Source")) has sent all binlog to \(server.word("replica")); waiting for more"
      + " updates"
    statementText = nil
    server.dumps.append(thread)
    thread.advance()
  }

  // MARK: SessionEnvironment

  var statementTime: Int64 {
    if case .integer(let fixed)? = values["timestamp"] { return fixed }
    return seconds
  }
  var loginName: String { "\(user)@\(clientHost)" }
  var accountName: String { "\(account.user)@\(account.host)" }
  var connectionNumber: Int64 { number }
  var serverVersion: String { server.serverVersion }
  func randomBits() -> UInt64 { server.randomBits() }

  func systemVariable(_ name: String, _ scope: VariableScope?) throws(SQLError) -> SQLValue? {
    let name = server.variables.canonical(name)
    switch name {
    case "gtid_executed": return .text(server.storage.executed.text)
    case "gtid_purged": return .text(server.purged.text)
    case "warning_count": return .integer(Int64(session.warnings.count))
    case "last_insert_id", "identity": return .integer(session.lastInsertID)
    case "timestamp": return .integer(statementTime)
    default: break
    }
    guard let definition = server.variables.find(name) else {
      if server.variables.isMissing(name) { throw server.variables.refusal(name) }
      return nil
    }
    if scope == .session, definition.scope == .global {
      throw SQLError(1238, "HY000", "Variable '\(name)' is a GLOBAL variable")
    }
    if scope == .global, definition.scope == .session {
      throw SQLError(1238, "HY000", "Variable '\(name)' is a SESSION variable")
    }
    if scope != .global {
      switch name {
      case "autocommit": return .integer(session.autocommit ? 1 : 0)
      case "transaction_isolation", "tx_isolation": return .text(session.isolation)
      default: if let value = values[name] { return value }
      }
    }
    return server.variables[name]
  }
}
