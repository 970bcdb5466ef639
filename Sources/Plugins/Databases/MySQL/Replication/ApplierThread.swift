import SQL
import Simulation

/// The thread of a replica that carries out what the relay log says (SQL thread).
final class ApplierThread {
  private unowned(unsafe) let replica: Replica
  private(set) var isRunning = false
  /// The number of the thread, and that of the one that does the work: itself, or its first worker.
  private(set) var thread: Int64 = 0
  private var worker: Int64 = 0
  private(set) var state = ""
  private(set) var errorNumber = 0
  private(set) var errorText = ""
  private(set) var errorTime: VirtualTime?
  /// Up to where everything is applied.
  var position = AppliedPosition()
  /// When the transaction that is being applied ran where it ran first.
  private(set) var currentTimestamp: Int64?
  /// Seconds until the transaction may be applied, with SOURCE_DELAY.
  private(set) var dueTime: VirtualTime?
  private var isBusy = false
  private var timer: ScheduledEvent?
  private var waiter: Transaction?
  private var lockDeadline: VirtualTime?

  init(_ replica: Replica) { self.replica = replica }

  private var server: MySQLServer { replica.server }
  private var process: Process { server.process }
  private var workers: String { server.variables.ownName("replica_parallel_workers") }

  func start() {
    guard !isRunning else { return }
    isRunning = true
    thread = server.takeThreadNumber()
    worker = thread
    // 8.0 has a coordinator and four workers.
    for number in 0..<max(0, server.variables.number(workers)) {
      let next = server.takeThreadNumber()
      if number == 0 { worker = next }
    }
    forgetErrors()
    state =
      "\(server.word("Replica")) has read all relay log; waiting for more updates"
    wake()
  }

  func stop() {
    isRunning = false
    state = ""
    timer?.cancel()
    currentTimestamp = nil
    dueTime = nil
    if let waiter {
      server.engine.rollback(waiter)
      self.waiter = nil
      server.transactionsEnded()
    }
    if !isInPipeline { isBusy = false }
  }

  private var isInPipeline = false

  func forgetErrors() {
    errorNumber = 0
    errorText = ""
    errorTime = nil
  }

  /// A transaction of the relay log.
  private struct Group {
    var events: [LogEvent] = []
    var gtid = ""
    var origin = ""
    /// Behind it.
    var end = AppliedPosition()
    var timestamp: Int64 = 0
    var serverID: Int64 = 0
  }

  /// Looks for something to do.
  func wake() {
    guard isRunning, !isBusy else { return }
    guard let group = nextGroup() else {
      currentTimestamp = nil
      dueTime = nil
      let word = server.word("Replica")
      state = "\(word) has read all relay log; waiting for more updates"
      return
    }
    isBusy = true
    currentTimestamp = group.timestamp
    let now = process.world.now
    let due = VirtualTime(
      milliseconds: (group.timestamp + replica.settings.delay - VirtualTime.epochSeconds) * 1000)
    var wait = ServerTimings.apply
    if replica.settings.delay > 0, due > now {
      wait = due - now
      dueTime = due
      state =
        "Waiting until \(server.isOld ? "MASTER" : "SOURCE")_DELAY seconds after"
        + " \(server.word("source")) executed event"
    } else {
      state = "Applying batch of row changes (write)"
    }
    timer = process.schedule(after: wait) { [self] in
      dueTime = nil
      apply(group)
    }
  }

  /// The next whole transaction behind the place, if it is there.
  private func nextGroup() -> Group? {
    let log = replica.relayLog
    var place = position
    if place.relayFile.isEmpty {
      guard let first = log.names.first else { return nil }
      place.relayFile = first
      place.relayPosition = 4
    }
    var group = Group()
    while let text = log.text(place.relayFile) {
      var reader = LogReader(text, at: place.relayPosition)
      while let (event, _, _) = reader.next() {
        place.relayPosition = reader.position
        switch event.body {
        case .rotate(let file, let start):
          place.sourceFile = file
          place.sourcePosition = start
          // A transaction that was cut off comes again from its beginning.
          group = Group()
          position = place
          continue
        case .format, .previousGTIDs, .stop:
          continue
        case .gtid(let uuid, let number, let origin):
          group = Group()
          group.gtid = "\(uuid):\(number)"
          group.origin = origin
        case .anonymous(let origin):
          group = Group()
          group.origin = origin
        default: group.events.append(event)
        }
        place.sourcePosition = event.end
        group.timestamp = event.timestamp
        group.serverID = event.serverID
        if event.endsTransaction {
          group.end = place
          return group
        }
      }
      guard let index = log.names.firstIndex(of: place.relayFile), index + 1 < log.names.count
      else { return nil }
      // What begins at the end of a file begins again in the next one.
      place.relayFile = log.names[index + 1]
      place.relayPosition = 4
      if group.events.isEmpty, group.origin.isEmpty {
        position.relayFile = place.relayFile
        position.relayPosition = 4
        if server.variables.flag("relay_log_purge") { replica.purgeRelayLog() }
      }
    }
    return nil
  }

  // MARK: Applying

  private func apply(_ group: Group) {
    guard isRunning else { return }
    let skip = server.variables.ownName("sql_replica_skip_counter")
    let isKnown =
      ServerStorage.parts(group.gtid).map { server.storage.executed.contains($0.uuid, $0.number) }
      ?? false
    let isOwn = group.serverID == server.variables.number("server_id")
    let isSkipped = server.variables.number(skip) > 0
    if isSkipped { server.variables[skip] = .integer(server.variables.number(skip) - 1) }
    let transaction = server.engine.begin()
    var definition: CommitRequest.Definition?
    if !isKnown, !isOwn, !isSkipped {
      do throws(ApplyFailure) {
        definition = try perform(group, transaction)
      } catch {
        server.engine.rollback(transaction)
        switch error {
        case .wait: retryLater(group)
        case .failed(let error, let event): fail(error, event, group)
        }
        server.transactionsEnded()
        return
      }
    }
    lockDeadline = nil
    writePosition(group.end, transaction)
    let isLogged =
      server.binlog != nil && !isKnown && !isOwn && !isSkipped
      && server.variables.flag(server.variables.ownName("log_replica_updates"))
    let request = CommitRequest(
      transaction: transaction, definition: definition, isLogged: isLogged,
      thread: worker, serverID: group.serverID,
      timestamp: group.timestamp
    ) { [self] error in
      isInPipeline = false
      isBusy = false
      if let error {
        fail(error, nil, group)
        return
      }
      position = group.end
      wake()
    }
    request.isFromSource = true
    request.gtid = isKnown || isOwn ? "" : group.gtid
    request.origin = isKnown || isOwn || isSkipped ? "" : group.origin
    isInPipeline = true
    server.pipeline.submit(request)
  }

  private enum ApplyFailure: Error {
    case wait
    case failed(SQLError, LogEvent)
  }

  /// Makes the changes of a transaction; returns the statement if it is one.
  private func perform(
    _ group: Group, _ transaction: Transaction
  ) throws(ApplyFailure) -> CommitRequest.Definition? {
    var table: Table?
    for event in group.events {
      switch event.body {
      case .query(_, "BEGIN", _), .xid: break
      case .query(let database, let text, _):
        do throws(SQLError) {
          try ReplicatedStatement(server, database: database, time: event.timestamp).run(text)
        } catch {
          throw .failed(error, event)
        }
        return CommitRequest.Definition(database: database, text: text)
      case .tableMap(_, let database, let name):
        table = server.engine.table(database, name)
        if table == nil { throw .failed(.noTable(database, name), event) }
      case .writeRows(_, let rows, _):
        for row in rows { try change(table, nil, row, event, transaction) }
      case .deleteRows(_, let rows, _):
        for row in rows { try change(table, row, nil, event, transaction) }
      case .updateRows(_, let rows, _):
        var index = 0
        while index + 1 < rows.count {
          try change(table, rows[index], rows[index + 1], event, transaction)
          index += 2
        }
      default: break
      }
    }
    return nil
  }

  private func change(
    _ table: Table?, _ before: SQLRow?, _ after: SQLRow?, _ event: LogEvent,
    _ transaction: Transaction
  ) throws(ApplyFailure) {
    guard let table else { return }
    let count = (before ?? after)?.count ?? 0
    guard count == table.definition.columns.count else {
      throw .failed(
        SQLError(
          server.isOld ? 1677 : 13146, "HY000",
          "Column count of table '\(table.fullName)' differs from that of the"
            + " \(server.word("source"))"), event)
    }
    do throws(ApplyProblem) {
      try server.engine.apply(table, before: before, after: after, hiddenKey: nil, transaction)
    } catch {
      switch error {
      case .mustWait: throw .wait
      case .rowNotFound:
        throw .failed(
          rowError(event, table, 1032, "Can't find record in '\(table.name)'", "KEY_NOT_FOUND"),
          event)
      case .failed(let error):
        throw .failed(
          rowError(event, table, error.code, error.message, "FOUND_DUPP_KEY"), event)
      }
    }
  }

  private func rowError(
    _ event: LogEvent, _ table: Table, _ code: Int, _ message: String, _ handler: String
  ) -> SQLError {
    let name = event.typeName
    return SQLError(
      code, "HY000",
      "Could not execute \(name) event on table \(table.fullName); \(message), Error_code: "
        + (server.isOld ? "\(code)" : "MY-\(padded(Int64(code), 6))")
        + "; handler error HA_ERR_\(handler); the event's \(server.word("source")) log"
        + " \(position.sourceFile), end_log_pos \(event.end)")
  }

  private func retryLater(_ group: Group) {
    let now = process.world.now
    let limit = server.variables.number("innodb_lock_wait_timeout")
    let deadline = lockDeadline ?? now + .seconds(limit)
    lockDeadline = deadline
    guard now < deadline else {
      lockDeadline = nil
      return fail(
        SQLError(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"), nil,
        group)
    }
    timer = process.schedule(after: .milliseconds(20)) { [self] in apply(group) }
  }

  private func fail(_ error: SQLError, _ event: LogEvent?, _ group: Group) {
    errorNumber = error.code
    errorTime = process.world.now
    let workers = server.variables.number(workers)
    var text = error.message
    if let event, case .query(let database, let statement, _) = event.body {
      text =
        "Error '\(error.message)' on query. Default database: '\(database)'. Query: '\(statement)'"
    }
    if workers > 0, !server.isOld {
      let name = group.gtid.isEmpty ? "ANONYMOUS" : group.gtid
      text =
        "Coordinator stopped because there were error(s) in the worker(s). The most recent failure"
        + " being: Worker 1 failed executing transaction '\(name)' at source log"
        + " \(position.sourceFile), end_log_pos \(event?.end ?? group.end.sourcePosition). See error"
        + " log and/or performance_schema.replication_applier_status_by_worker table for more"
        + " details about this failure or others, if any."
      server.log(
        "ERROR", "MY-010584",
        "\(server.word("Replica")) SQL for channel '': Worker 1 failed executing transaction"
          + " '\(name)' at source log \(position.sourceFile), end_log_pos"
          + " \(event?.end ?? group.end.sourcePosition); \(error.message), Error_code:"
          + " MY-\(padded(Int64(error.code), 6))", subsystem: "Repl", thread: worker)
    }
    errorText = text
    server.record("stopped applying: error \(error.code)")
    isRunning = false
    isBusy = false
    currentTimestamp = nil
    state = ""
  }

  private func writePosition(_ end: AppliedPosition, _ transaction: Transaction) {
    guard let table = server.engine.table("mysql", "slave_relay_log_info") else { return }
    var known: SQLRow?
    table.forEachCommitted { _, row in known = row }
    do throws(ApplyProblem) {
      try server.engine.apply(
        table, before: known, after: end.row, hiddenKey: nil, transaction)
    } catch {}
  }
}
