import OrderedCollections
import SQL
import Simulation

/// The accounts of a world, closed against one server's data.
struct AuditReport {
  var server: String
  /// Acknowledged writes, and those of them that the server does not have.
  var acknowledged: Int
  var lost: [AuditLog.Write] = []
  /// Writes that the server has although nobody was told so.
  var unacknowledged: Int = 0
  var reads: Int
  /// Reads that lacked a write acknowledged before.
  var stale: [(read: AuditLog.Read, missing: Int)] = []
  /// Reads that lacked something that the same client had read before.
  var backwards: [(read: AuditLog.Read, before: AuditLog.Read)] = []

  /// - Parameter held: the transactions that the server has executed.
  init(_ log: AuditLog, server: String, held: AuditLog.Holdings) {
    self.server = server
    acknowledged = log.acknowledgements.count
    reads = log.reads.count
    var told = GTIDSet()
    for entry in log.acknowledgements {
      guard let (uuid, number) = ServerStorage.parts(entry.origin) else { continue }
      told.insert(uuid, number)
      if let write = log.writes[entry.origin], !held.has(write) { lost.append(write) }
    }
    for write in log.writes.values {
      guard let (uuid, number) = ServerStorage.parts(write.origin) else { continue }
      if held.has(write), !told.contains(uuid, number) { unacknowledged += 1 }
    }
    examineReads(log)
  }

  private mutating func examineReads(_ log: AuditLog) {
    // What was acknowledged of each table, in the order of time.
    for read in log.reads {
      var missing = 0
      for entry in log.acknowledgements {
        if entry.time > read.time { break }
        guard let write = log.writes[entry.origin], !read.held.has(write),
          write.tables.contains(where: { read.tables.contains($0) })
        else { continue }
        missing += 1
      }
      if missing > 0 { stale.append((read, missing)) }
    }
    var last: [String: AuditLog.Read] = [:]
    for read in log.reads {
      for table in read.tables {
        let key = read.client + "\n" + table
        if let before = last[key] {
          let isBack = log.writes.values.contains { write in
            write.tables.contains(table) && before.held.has(write) && !read.held.has(write)
          }
          if isBack {
            backwards.append((read, before))
            continue
          }
        }
        last[key] = read
      }
    }
  }

  /// As `sim audit` prints it.
  var text: String {
    var text = "acknowledged writes: \(acknowledged)\n"
    text += "lost on \(server): \(lost.count)\n"
    for write in lost.prefix(10) {
      text +=
        "  \(write.summary), written to \(write.server) at \(write.time.calendar.clock)\n"
    }
    if lost.count > 10 { text += "  and \(lost.count - 10) more\n" }
    text += "writes on \(server) that nobody was told of: \(unacknowledged)\n"
    text += "reads: \(reads), stale: \(stale.count), back in time: \(backwards.count)\n"
    for (read, missing) in stale.prefix(5) {
      text +=
        "  stale: \(read.client) read \(read.tables.joined(separator: ", ")) from \(read.server) at"
        + " \(read.time.calendar.clock), \(missing) acknowledged \(missing == 1 ? "write" : "writes")"
        + " missing\n"
    }
    for (read, before) in backwards.prefix(5) {
      text +=
        "  back in time: \(read.client) read from \(before.server) at"
        + " \(before.time.calendar.clock), then from \(read.server) at \(read.time.calendar.clock)\n"
    }
    return text
  }
}
