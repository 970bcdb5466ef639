import SQL
import Simulation

/// Sends the binary log to one replica.
final class DumpThread {
  private unowned(unsafe) let server: MySQLServer
  let socket: Socket
  let serverID: Int64
  let uuid: String
  let host: String
  let port: Int64
  let isSemiSync: Bool
  let connection: Int64
  let since: VirtualTime
  private(set) var file: String
  private(set) var position: Int64
  /// With auto-positioning: what the replica has already.
  private var skipped: GTIDSet?
  private var isSkipping = false
  /// How far the replica said it is.
  private(set) var acknowledged: (file: String, position: Int64)?
  private let heartbeat: VirtualDuration
  private var timer: ScheduledEvent?
  /// Bytes that go in one message.
  static let messageSize: Int64 = 65_536

  init(
    _ server: MySQLServer, _ socket: Socket, _ request: Packet, connection: Int64
  ) {
    self.server = server
    self.socket = socket
    self.connection = connection
    serverID = request.number(0)
    uuid = request[1]
    host = request[2]
    port = request.number(3)
    isSemiSync =
      request[4] == "1"
      && server.variables.pluginWords.contains { $0 == "source" || $0 == "master" }
    heartbeat = .milliseconds(request.number(5))
    file = request[6]
    position = request.number(7)
    since = server.process.world.now
    if request[8] == "auto" { skipped = GTIDSet(request[9]) ?? GTIDSet() }
  }

  /// Finds the place to start from. Returns the error that the replica is told.
  func begin() -> SQLError? {
    guard let binlog = server.binlog else {
      return DumpThread.fatal("Binary log is not open")
    }
    if serverID == server.variables.number("server_id") {
      return DumpThread.fatal(
        "A \(server.word("replica")) with the same server_uuid/server_id as this"
          + " \(server.word("replica")) has connected to the \(server.word("source"))")
    }
    if let skipped {
      guard server.variables.text("gtid_mode") == "ON" else {
        return DumpThread.fatal(
          "The replication sender thread cannot start in AUTO_POSITION mode: this server has"
            + " GTID_MODE = \(server.variables.text("gtid_mode")) instead of ON.")
      }
      // The newest file that begins with nothing that the replica lacks.
      let missing = server.purged
      guard skipped.contains(missing),
        let name = binlog.names.last(where: { skipped.contains(binlog.previous(of: $0)) })
      else {
        return DumpThread.fatal(
          "Cannot replicate because the \(server.word("source")) purged required binary logs."
            + " Replicate the missing transactions from elsewhere, or provision a new"
            + " \(server.word("replica")) from backup. Consider increasing the"
            + " \(server.word("source"))'s binary log expiration period. The GTID set sent by the"
            + " \(server.word("replica")) is '\(skipped.text)', and the missing transactions are"
            + " '\(missing.subtracting(skipped).text)'")
      }
      let own = server.storage.executed
      let uuid = server.uuid
      if skipped.next(of: uuid) > own.next(of: uuid) {
        return DumpThread.fatal(
          server.engine.version == .v57
            ? "Slave has more GTIDs than the master has, using the master's SERVER_UUID."
              + " This may indicate that the end of the binary log was truncated or that the last"
              + " binary log file was lost, e.g., after a power or disk failure when sync_binlog != 1."
              + " The master may or may not have rolled back transactions that were already replicated"
              + " to the slave. Suggest to replicate any transactions that master has rolled back from"
              + " slave to master, and/or commit empty transactions on master to account for"
              + " transactions that have been committed on master but are not included in GTID_EXECUTED."
            : "Replica has more GTIDs than the source has, using the source's SERVER_UUID."
              + " This may indicate that the end of the binary log was truncated or that the last"
              + " binary log file was lost, e.g., after a power or disk failure when sync_binlog != 1."
              + " The source may or may not have rolled back transactions that were already replicated"
              + " to the replica. Suggest to replicate any transactions that source has rolled back from"
              + " replica to source, and/or commit empty transactions on source to account for"
              + " transactions that have been committed on source but are not included in GTID_EXECUTED."
        )
      }
      file = name
      position = 4
    } else {
      if file.isEmpty { file = binlog.names.first ?? "" }
      guard binlog.names.contains(file) else {
        return DumpThread.fatal("Could not find first log file name in binary log index file")
      }
      if position < 4 { position = 4 }
      let size = file == binlog.current ? binlog.position : binlog.size(file)
      guard position <= size else {
        return DumpThread.fatal(
          "Client requested \(server.word("source")) to start replication from position > file size"
            + (server.engine.version == .v57
              ? ""
              : "; the first event '' at 4, the last event read"
                + " from './\(file)' at 4, the last byte read from './\(file)' at 4."))
      }
    }
    socket.send(Packet(.event, [file, "", String(position), "0"]).text)
    return nil
  }

  static func fatal(_ text: String) -> SQLError { SQLError(1236, "HY000", text) }

  /// Sends what may be sent and was not sent yet.
  func advance() {
    guard socket.isOpen, let binlog = server.binlog else { return }
    var sent = false
    while let text = binlog.text(file) {
      let limit = file == binlog.current ? binlog.released : Int64(text.utf8.count)
      var reader = LogReader(text, at: position)
      var lines = ""
      var end = position
      var hasEvents = false
      while reader.position < limit, Int64(lines.utf8.count) < DumpThread.messageSize,
        let (event, line, _) = reader.next(), reader.position <= limit
      {
        end = reader.position
        hasEvents = true
        if let skipped {
          switch event.body {
          case .gtid(let uuid, let number, _): isSkipping = skipped.contains(uuid, number)
          case .format, .previousGTIDs, .rotate, .stop, .anonymous: isSkipping = false
          default: break
          }
          if isSkipping { continue }
        }
        switch event.body {
        // What belongs to this server's file alone is not sent on.
        case .previousGTIDs, .stop: continue
        default: lines += line
        }
      }
      if hasEvents {
        position = end
        if !lines.isEmpty {
          let wantsAnswer = isSemiSync && server.semiSync.isEnabled
          socket.send(Packet(.event, [file, lines, String(end), wantsAnswer ? "1" : "0"]).text)
          sent = true
        }
        continue
      }
      // The end of a file that is not the newest one: go on with the next.
      guard file != binlog.current, let index = binlog.names.firstIndex(of: file),
        index + 1 < binlog.names.count
      else { break }
      file = binlog.names[index + 1]
      position = 4
      socket.send(Packet(.event, [file, "", "4", "0"]).text)
      sent = true
    }
    if sent || timer == nil { scheduleHeartbeat() }
  }

  private func scheduleHeartbeat() {
    timer?.cancel()
    guard heartbeat > .zero else { return }
    timer = server.process.schedule(after: heartbeat) { [self] in
      guard socket.isOpen else { return }
      socket.send(Packet(.heartbeat, [file, String(position)]).text)
      scheduleHeartbeat()
    }
  }

  func note(acknowledged file: String, _ position: Int64) {
    acknowledged = (file, position)
    server.semiSync.note()
  }

  func hasAcknowledged(_ file: String, _ position: Int64) -> Bool {
    guard isSemiSync, let acknowledged else { return false }
    return acknowledged.file > file
      || (acknowledged.file == file && acknowledged.position >= position)
  }

  func end() {
    timer?.cancel()
    if socket.isOpen { socket.close() }
  }
}
