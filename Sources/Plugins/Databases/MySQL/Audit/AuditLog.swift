import OrderedCollections
import SQL
import Simulation

/// What clients were told and what servers executed, seen from outside: the accounts that
/// `sim audit` closes (M13).
///
/// A write is acknowledged when its client has received the answer. A read is known by what the
/// server that answered had executed.
final class AuditLog {
  struct Write {
    /// The transaction's name, and the global identifier that it was given, if it was.
    var origin: String
    var gtid: String
    var server: String
    var time: VirtualTime
    var tables: [String]
    /// What it did, in a few words.
    var summary: String
  }

  struct Acknowledgement {
    var origin: String
    var client: String
    var time: VirtualTime
  }

  struct Read {
    var server: String
    var client = ""
    var tables: [String]
    var held: Holdings
    var time: VirtualTime
  }

  /// What a server has executed, or counts as executed because somebody copied the data.
  struct Holdings {
    /// By where it ran first.
    var lineage: GTIDSet
    /// By global identifiers.
    var executed: GTIDSet

    func has(_ write: Write) -> Bool {
      if let (uuid, number) = ServerStorage.parts(write.origin), lineage.contains(uuid, number) {
        return true
      }
      guard let (uuid, number) = ServerStorage.parts(write.gtid) else { return false }
      return executed.contains(uuid, number)
    }
  }

  private(set) var writes: OrderedDictionary<String, Write> = [:]
  private(set) var acknowledgements: [Acknowledgement] = []
  /// Reads whose answer was received.
  private(set) var reads: [Read] = []
  private var sent: [String: Read] = [:]
  private var lastRead: Int64 = 0
  /// Reads beyond this number are not kept.
  static let readLimit = 20_000

  func noteWrite(_ request: CommitRequest, server: String, at time: VirtualTime) {
    var tables: [String] = []
    var summary = request.definition?.text ?? ""
    for change in request.transaction?.changes ?? [] {
      let name = change.table.fullName
      if name.hasPrefix("mysql.") { continue }
      if !tables.contains(name) { tables.append(name) }
      if summary.isEmpty { summary = AuditLog.summary(change) }
    }
    let count = request.transaction?.changes.count ?? 0
    if count > 1 { summary += " and \(count - 1) more" }
    writes[request.origin] = Write(
      origin: request.origin, gtid: request.gtid, server: server, time: time, tables: tables,
      summary: summary)
  }

  private static func summary(_ change: RowChange) -> String {
    let row = (change.after ?? change.before ?? []).prefix(4).map { $0.text ?? "NULL" }
    let word: String
    switch change.kind {
    case .insert: word = "insert"
    case .update: word = "update"
    case .delete: word = "delete"
    }
    return "\(word) \(change.table.fullName) (\(row.joined(separator: ", ")))"
  }

  /// Notes a read that a server answers; returns the name that the answer carries.
  func noteRead(
    server: String, tables: [String], held: Holdings, at time: VirtualTime
  ) -> String {
    guard reads.count + sent.count < AuditLog.readLimit else { return "" }
    lastRead += 1
    let tag = "read \(lastRead)"
    sent[tag] = Read(server: server, tables: tables, held: held, time: time)
    return tag
  }

  /// Notes that a client has received an answer.
  func noteAnswer(_ tag: String, client: String, at time: VirtualTime) {
    if var read = sent.removeValue(forKey: tag) {
      read.client = client
      reads.append(read)
    } else if writes[tag] != nil {
      acknowledgements.append(Acknowledgement(origin: tag, client: client, time: time))
    }
  }
}
