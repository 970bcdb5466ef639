import SQL
import Simulation

/// The thread of a replica that fetches the source's events into the relay log (IO thread).
final class ReceiverThread {
  private unowned(unsafe) let replica: Replica
  private(set) var isRunning = false
  /// The number of the thread.
  private(set) var thread: Int64 = 0
  private(set) var isConnected = false
  /// Where in the source's log the next event comes from.
  var file = ""
  var position: Int64 = 4
  private(set) var state = ""
  private(set) var errorNumber = 0
  private(set) var errorText = ""
  private(set) var errorTime: VirtualTime?
  private var connection: ClientConnection?
  private var retries: Int64 = 0
  private var timer: ScheduledEvent?
  private var writtenFile = ""
  private var unflushed: Int64 = 0
  /// Set until the first events after it has connected.
  private var isAnew = false
  /// What came while there was no space for the relay log.
  private var unwritten: [Packet] = []
  private var spaceTries = 0

  init(_ replica: Replica) { self.replica = replica }

  private var server: MySQLServer { replica.server }
  private var process: Process { server.process }

  func start() {
    guard !isRunning else { return }
    isRunning = true
    thread = server.takeThreadNumber()
    retries = 0
    forgetErrors()
    if replica.relayLog.names.isEmpty { replica.beginRelayLog() } else { replica.rotateRelayLog() }
    writtenFile = ""
    connect()
  }

  func stop() {
    guard isRunning else { return }
    isRunning = false
    isConnected = false
    state = ""
    timer?.cancel()
    connection?.close()
    connection = nil
  }

  func forgetErrors() {
    errorNumber = 0
    errorText = ""
    errorTime = nil
  }

  // MARK: Connecting

  private func connect() {
    guard isRunning else { return }
    state = "Connecting to \(server.word("source"))"
    isConnected = false
    unwritten = []
    spaceTries = 0
    let settings = replica.settings
    let connection = ClientConnection(process, clientName: "replica \(process.host.name)")
    self.connection = connection
    let login = ClientConnection.Login(
      user: settings.user, password: settings.password, database: "",
      isSecure: settings.usesEncryption || settings.getsPublicKey || server.isOld)
    connection.connect(
      to: .network(host: settings.host, port: Int(clamping: settings.port)), login,
      timeLimit: .seconds(60)
    ) { [self] result in
      guard isRunning, self.connection === connection else { return }
      switch result {
      case .failure(let error): failed(error)
      case .success: ask()
      }
    }
  }

  /// Not connected, or no longer: tries again after the time that was set.
  private func failed(_ error: SQLError) {
    retries += 1
    let settings = replica.settings
    isConnected = false
    errorNumber = error.code
    errorTime = process.world.now
    let target = "'\(settings.user)@\(settings.host):\(settings.port)'"
    if server.isOld {
      errorText =
        "error connecting to master \(target) - retry-time: \(settings.connectRetry)  retries:"
        + " \(retries)"
    } else {
      errorText =
        "Error connecting to source \(target). This was attempt \(retries)/\(settings.retryCount),"
        + " with a delay of \(settings.connectRetry) seconds between attempts."
        + " Message: \(error.message)"
    }
    logError()
    state = "Waiting to reconnect after a failed registration on \(server.word("source"))"
    if retries == 1 { state = "Connecting to \(server.word("source"))" }
    reconnectLater()
  }

  /// Writes what went wrong to the error log.
  private func logError() {
    let code =
      server.isOld
      ? String(errorNumber) : "MY-\(padded(Int64(errorNumber), 6))"
    server.log(
      "ERROR", "MY-010584",
      "\(server.word("Replica")) I/O for channel '': \(errorText), Error_code: \(code)",
      subsystem: "Repl", thread: thread)
  }

  private func reconnectLater() {
    connection?.close()
    connection = nil
    guard retries < max(1, replica.settings.retryCount) else {
      stop()
      return
    }
    timer?.cancel()
    timer = process.schedule(after: .seconds(replica.settings.connectRetry)) {
      [self] in
      connect()
    }
  }

  /// Asks for the events from the place on.
  private func ask() {
    guard let connection else { return }
    connection.query("SELECT @@GLOBAL.SERVER_ID, @@GLOBAL.SERVER_UUID") {
      [self] result in
      guard isRunning, self.connection === connection else { return }
      switch result {
      case .failure(let error): failed(error)
      case .success(.done): failed(SQLError(2013, "HY000", "Lost connection to MySQL server"))
      case .success(.rows(let rows)): register(rows, connection)
      }
    }
  }

  private func register(_ rows: ResultSet, _ connection: ClientConnection) {
    let row = rows.rows.first ?? []
    let id = Int64((row.first ?? nil) ?? "") ?? 0
    let uuid = (row.last ?? nil) ?? ""
    let source = server.word("source")
    let replicaWord = server.word("replica")
    if uuid == server.uuid {
      return fatal(
        server.isOld ? 1593 : 13117,
        "Fatal error: The \(replicaWord) I/O thread stops because \(source) and \(replicaWord) have"
          + " equal MySQL server UUIDs; these UUIDs must be different for replication to work.")
    }
    if id == server.variables.number("server_id") {
      return fatal(
        server.isOld ? 1593 : 13117,
        "Fatal error: The \(replicaWord) I/O thread stops because \(source) and \(replicaWord) have"
          + " equal MySQL server ids; these ids must be different for replication to work (or the"
          + " --replicate-same-server-id option must be used on \(replicaWord) but this does not"
          + " always make sense; please check the manual before using it).")
    }
    if replica.settings.uuid != uuid || replica.settings.serverID != id {
      replica.settings.uuid = uuid
      replica.settings.serverID = id
      replica.save()
    }
    var known = server.storage.executed
    known.formUnion(replica.retrieved)
    connection.onEvent = { [self] packet in receive(packet, connection) }
    connection.onLost = { [self] in
      guard isRunning, self.connection === connection else { return }
      lost()
    }
    connection.send(
      Packet(
        .dump,
        [
          String(server.variables.number("server_id")), server.uuid,
          server.variables.text("report_host"), String(server.variables.number("report_port")),
          server.variables.flag("rpl_semi_sync_replica_enabled") ? "1" : "0",
          String(replica.settings.heartbeat), file, String(position),
          replica.settings.usesAutoPosition ? "auto" : "", known.text,
        ]))
    if !isConnected { server.record("follows \(replica.settings.host)") }
    isConnected = true
    isAnew = true
    retries = 0
    forgetErrors()
    state = "Waiting for \(source) to send event"
    watch()
  }

  private func fatal(_ code: Int, _ text: String) {
    errorNumber = code
    errorText = text
    errorTime = process.world.now
    logError()
    server.record("stopped receiving: error \(code)")
    stop()
  }

  /// The connection broke: the first new attempt comes at once.
  private func lost() {
    isConnected = false
    connection?.close()
    connection = nil
    state = "Reconnecting after a failed \(server.word("source")) event read"
    timer?.cancel()
    timer = process.schedule(after: .milliseconds(100)) { [self] in connect() }
  }

  /// A source from which nothing comes, not even a heartbeat, is taken for dead.
  private func watch() {
    timer?.cancel()
    let limit = server.variables.number(server.variables.ownName("replica_net_timeout"))
    timer = process.schedule(after: .seconds(limit)) { [self] in
      if isRunning { lost() }
    }
  }

  // MARK: Receiving

  private func receive(_ packet: Packet, _ connection: ClientConnection) {
    guard isRunning, self.connection === connection else { return }
    watch()
    switch packet.kind {
    case .error:
      let error = packet.sqlError
      let number = error.code == 1236 && !server.isOld ? 13114 : error.code
      fatal(
        number,
        "Got fatal error \(error.code) from \(server.word("source")) when reading data from binary"
          + " log: '\(error.message)'")
    case .event:
      if unwritten.isEmpty { store(packet, connection) } else { unwritten.append(packet) }
    default: break
    }
  }

  private func store(_ packet: Packet, _ connection: ClientConnection) {
    let log = replica.relayLog
    var text = ""
    if packet[0] != writtenFile || packet[1].isEmpty {
      // Which file of the source the events that follow are from.
      let start = packet[1].isEmpty ? packet.number(2) : position
      var rotate = LogEvent(
        timestamp: 0, serverID: replica.settings.serverID, end: 0,
        body: .rotate(file: packet[0], position: start))
      text += rotate.line(at: log.position)
    }
    var events = packet[1]
    if isAnew, !events.isEmpty, let rearranged = server.rules.rearranged {
      events = rearranged(events)
    }
    text += events
    do throws(FileError) {
      try log.append(text)
    } catch {
      // What comes meanwhile waits behind it.
      unwritten.append(packet)
      state = "Queueing \(server.word("source")) event to the relay log"
      server.waitForSpace(log.current, thread: thread, tries: &spaceTries) { [self] in
        guard isRunning, self.connection === connection, spaceTries > 0 else { return }
        let packets = unwritten
        unwritten = []
        for packet in packets {
          if unwritten.isEmpty { store(packet, connection) } else { unwritten.append(packet) }
        }
      }
      return
    }
    if spaceTries > 0 { state = "Waiting for \(server.word("source")) to send event" }
    server.gotSpace(tries: &spaceTries)
    isAnew = isAnew && packet[1].isEmpty
    writtenFile = packet[0]
    file = packet[0]
    position = packet.number(2)
    var reader = LogReader(LogReader.magic + packet[1])
    while let (event, _, _) = reader.next() {
      if case .gtid(let uuid, let number, _) = event.body { replica.retrieved.insert(uuid, number) }
    }
    let sync = server.variables.number("sync_relay_log")
    unflushed += 1
    let mustFlush = sync > 0 && unflushed >= sync && server.rules.storesFirst
    let wantsAnswer = packet[3] == "1" && replica.isSemiSync
    let name = file
    let end = position
    if mustFlush {
      unflushed = 0
      process.schedule(after: ServerTimings.flush) { [self] in
        log.flush()
        if wantsAnswer { connection.send(Packet(.acknowledge, [name, String(end)])) }
        replica.applier.wake()
      }
    } else {
      if wantsAnswer { connection.send(Packet(.acknowledge, [name, String(end)])) }
      replica.applier.wake()
    }
  }

  /// Follows the events of a relay log to where the source's log goes on.
  func note(_ event: LogEvent) {
    switch event.body {
    case .rotate(let name, let start):
      file = name
      position = start
    case .format where event.serverID == server.variables.number("server_id"): break
    case .previousGTIDs: break
    default: position = max(position, event.end)
    }
  }
}
