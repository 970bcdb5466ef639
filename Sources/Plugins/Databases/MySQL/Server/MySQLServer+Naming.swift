import SQL
import Simulation

extension MySQLServer {
  /// Gives a transaction its names, unless it brought them from where it ran first.
  func names(_ request: CommitRequest) {
    if request.origin.isEmpty {
      request.origin = "\(uuid):\(nextOrigin)"
      nextOrigin += 1
    }
    if request.isLogged, request.gtid.isEmpty, !request.isFromSource,
      ["ON", "ON_PERMISSIVE"].contains(variables.text("gtid_mode"))
    {
      request.gtid = "\(uuid):\(nextGTID)"
      nextGTID += 1
    }
    if let (source, number) = ServerStorage.parts(request.gtid), source == uuid {
      nextGTID = max(nextGTID, number + 1)
    }
  }

  /// Finds the next names anew: from what was executed, and from what the log says.
  func resetNames() {
    nextGTID = storage.executed.next(of: uuid)
    nextOrigin = max(storage.lineage.next(of: uuid), nextOrigin)
    guard let binlog else { return }
    for name in binlog.names.suffix(2) {
      guard let text = binlog.text(name) else { continue }
      var reader = LogReader(text)
      while let (event, _, _) = reader.next() {
        let origin: String
        switch event.body {
        case .gtid(_, _, let name): origin = name
        case .anonymous(let name): origin = name
        default: continue
        }
        if let (source, number) = ServerStorage.parts(origin), source == uuid {
          nextOrigin = max(nextOrigin, number + 1)
        }
      }
    }
  }

  /// The number of a table in row events.
  func number(of table: Table) -> Int64 {
    if let known = tableNumbers.first(where: { $0.table === table }) { return known.number }
    lastTableNumber += 1
    tableNumbers.append((table, lastTableNumber))
    return lastTableNumber
  }

  /// Whether a table is this server's own business: how far its replica is.
  func isPrivate(_ table: Table) -> Bool {
    table.definition.database == "mysql" && table.name.hasPrefix("slave_")
  }

  func randomBits() -> UInt64 {
    draws += 1
    return process.world.random.bits("mysql", uuid, draws)
  }
}
