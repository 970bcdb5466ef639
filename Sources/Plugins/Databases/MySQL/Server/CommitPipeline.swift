import SQL
import Simulation

/// What is to be logged and then made visible: a transaction, or a definition that was carried out.
final class CommitRequest {
  /// A statement that is logged as its text.
  struct Definition {
    var database: String
    var text: String
  }

  let transaction: Transaction?
  let definition: Definition?
  /// Whether it goes into the binary log.
  let isLogged: Bool
  /// The thread that commits.
  let thread: Int64
  /// The server and the name of a transaction that came from elsewhere.
  var serverID: Int64
  var timestamp: Int64
  var gtid = ""
  var origin = ""
  /// Changes of the server's own tables that belong to it: how far a replica is.
  let completion: (SQLError?) -> Void
  var number: Int64 = 0
  /// Where it ends in the binary log.
  var end: (file: String, position: Int64)?
  var isFromSource = false

  init(
    transaction: Transaction?, definition: Definition? = nil, isLogged: Bool, thread: Int64,
    serverID: Int64, timestamp: Int64, completion: @escaping (SQLError?) -> Void
  ) {
    self.transaction = transaction
    self.definition = definition
    self.isLogged = isLogged
    self.thread = thread
    self.serverID = serverID
    self.timestamp = timestamp
    self.completion = completion
  }
}

/// Takes transactions from "executed" to "committed": redo log, binary log, waiting for replicas,
/// visible. What arrives while a group is under way becomes the next group.
final class CommitPipeline {
  private unowned(unsafe) let server: MySQLServer
  private var queue: [CommitRequest] = []
  private(set) var isBusy = false
  /// Called when nothing is under way any more.
  private var whenIdle: [() -> Void] = []
  private var group: [CommitRequest] = []
  /// How often the binary log found no space in a row.
  private var spaceTries = 0

  init(_ server: MySQLServer) { self.server = server }

  private var process: Process { server.process }
  private var storage: ServerStorage { server.storage }

  func submit(_ request: CommitRequest) {
    queue.append(request)
    advance()
  }

  /// Calls `action` when no commit is under way: at once if none is.
  func afterCommits(_ action: @escaping () -> Void) {
    if isBusy { whenIdle.append(action) } else { action() }
  }

  /// Goes on after the global read lock was given back.
  func resume() { advance() }

  private func advance() {
    guard !isBusy else { return }
    // Nothing is committed while somebody holds the global read lock.
    guard !queue.isEmpty, server.readLock == nil else {
      if storage.wantsCheckpoint, server.readLock == nil { storage.checkpoint() }
      let actions = whenIdle
      whenIdle = []
      for action in actions { action() }
      return
    }
    isBusy = true
    group = queue
    queue = []
    prepare()
  }

  // MARK: The redo log

  private func prepare() {
    let setting = server.variables.number("innodb_flush_log_at_trx_commit")
    var accepted: [CommitRequest] = []
    var text = ""
    for request in group {
      request.number = storage.takeNumber()
      server.names(request)
      if let definition = request.definition {
        text += storage.definitionText(
          database: definition.database, text: definition.text, time: request.timestamp,
          gtid: request.gtid, origin: request.origin, number: request.number)
      }
      if let transaction = request.transaction {
        text += storage.preparedText(
          transaction.changes, number: request.number, gtid: request.gtid, origin: request.origin)
      }
      // Nobody else decides about what goes into no other log.
      if !request.isLogged || server.binlog == nil {
        text += storage.committedText(number: request.number)
      }
      accepted.append(request)
    }
    do throws(FileError) {
      try storage.write(text, buffers: setting == 0)
    } catch {
      // A full disk: the statement fails, and with it its transaction.
      let failed = group
      group = []
      server.record("could not write: its disk is full")
      isBusy = false
      server.resetNames()
      for request in failed {
        let name = request.transaction?.changes.last?.table.name ?? ""
        if let transaction = request.transaction { server.engine.rollback(transaction) }
        request.completion(SQLError(1114, "HY000", "The table '\(name)' is full"))
      }
      server.transactionsEnded()
      advance()
      return
    }
    group = accepted
    guard setting == 1, server.rules.flushesFirst else {
      log()
      return
    }
    process.schedule(after: ServerTimings.flush) { [self] in
      storage.flush()
      log()
    }
  }

  // MARK: The binary log

  /// The thread that does the work for the group: the one that came first.
  private var leader: Int64 { group.first?.thread ?? 0 }

  private func log() {
    guard let binlog = server.binlog, group.contains(where: { $0.isLogged }) else {
      finish()
      return
    }
    var text = ""
    var position = binlog.position
    var ends: [Int64?] = []
    for request in group {
      guard request.isLogged else {
        ends.append(nil)
        continue
      }
      let lines = TransactionEvents(server).lines(request, at: position)
      text += lines
      position += Int64(lines.utf8.count)
      ends.append(position)
    }
    do throws(FileError) {
      try binlog.append(text)
    } catch {
      server.waitForSpace(binlog.current, thread: leader, tries: &spaceTries) { [self] in log() }
      return
    }
    server.gotSpace(tries: &spaceTries)
    for (request, end) in zip(group, ends) {
      if let end { request.end = (binlog.current, end) }
    }
    guard binlog.mustFlush(every: server.variables.number("sync_binlog")),
      server.rules.flushesFirst
    else {
      release()
      return
    }
    process.schedule(after: ServerTimings.flush) { [self] in
      binlog.flush()
      release()
    }
  }

  /// Lets replicas have the events, and waits for them if that is wanted before the commit.
  private func release() {
    guard let binlog = server.binlog else { return finish() }
    binlog.released = binlog.position
    server.sendToReplicas()
    let last = group.last { $0.end != nil }?.end
    guard let last, server.semiSync.isOn,
      server.variables.text("rpl_semi_sync_source_wait_point") != "AFTER_COMMIT"
    else { return finish() }
    server.semiSync.wait(
      file: last.file, position: last.position, count: group.count, thread: leader
    ) { [self] in finish() }
  }

  // MARK: The end

  private func finish() {
    let done = group
    group = []
    var text = ""
    for request in done {
      if let transaction = request.transaction {
        server.engine.commit(transaction)
      }
      if request.isLogged, server.binlog != nil {
        text += storage.committedText(number: request.number)
      }
      storage.note(gtid: request.gtid, origin: request.origin)
    }
    let setting = server.variables.number("innodb_flush_log_at_trx_commit")
    do throws(FileError) { try storage.write(text, buffers: setting == 0) } catch {}
    if done.contains(where: { $0.definition != nil }) {
      storage.showDefinitions()
      if storage.hasForgottenFiles, server.readLock == nil { storage.checkpoint() }
    }
    server.transactionsEnded()
    let rotates =
      server.binlog.map { $0.position >= server.variables.number("max_binlog_size") } ?? false
    if rotates { server.rotateBinaryLog() }
    let last = done.last { $0.end != nil }?.end
    if let last, server.semiSync.isOn,
      server.variables.text("rpl_semi_sync_source_wait_point") == "AFTER_COMMIT"
    {
      server.semiSync.wait(
        file: last.file, position: last.position, count: done.count,
        thread: done.first?.thread ?? 0
      ) {
        for request in done { request.completion(nil) }
      }
    } else {
      for request in done { request.completion(nil) }
    }
    isBusy = false
    advance()
  }
}
