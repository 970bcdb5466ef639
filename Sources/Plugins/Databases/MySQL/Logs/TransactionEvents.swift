import SQL

/// The events of a transaction for the binary log.
struct TransactionEvents {
  private unowned(unsafe) let server: MySQLServer
  /// Bytes of rows from which on a new event begins.
  static let eventSize = 8192

  init(_ server: MySQLServer) { self.server = server }

  /// The lines of a request's events, from a place of the log on.
  func lines(_ request: CommitRequest, at start: Int64) -> String {
    var text = ""
    var position = start
    func add(_ body: LogEvent.Body) {
      var event = LogEvent(
        timestamp: request.timestamp, serverID: request.serverID, end: 0, body: body)
      text += event.line(at: position)
      position = event.end
    }
    if let (uuid, number) = ServerStorage.parts(request.gtid) {
      add(.gtid(uuid: uuid, number: number, origin: request.origin))
    } else {
      add(.anonymous(origin: request.origin))
    }
    if let definition = request.definition {
      add(
        .query(
          database: definition.database, text: definition.text,
          number: server.isOld ? 0 : request.number))
      return text
    }
    let changes = (request.transaction?.changes ?? []).filter {
      !server.isPrivate($0.table)
    }
    add(.query(database: changes.first?.table.definition.database ?? "", text: "BEGIN", number: 0))
    var index = 0
    while index < changes.count {
      // Changes of one kind in one table go together, as far as an event holds them.
      let first = changes[index]
      let id = server.number(of: first.table)
      let definition = first.table.definition
      add(.tableMap(id: id, database: definition.database, table: definition.name))
      var size = 0
      var rows: [SQLRow] = []
      while index < changes.count, changes[index].table === first.table,
        changes[index].kind == first.kind
      {
        if size > TransactionEvents.eventSize {
          add(TransactionEvents.body(first.kind, id, rows, false))
          rows = []
          size = 0
        }
        for row in [changes[index].before, changes[index].after] {
          guard let row else { continue }
          rows.append(row)
          for value in row {
            if case .text(let string) = value { size += string.utf8.count }
            size += 5
          }
        }
        index += 1
      }
      add(TransactionEvents.body(first.kind, id, rows, true))
    }
    add(.xid(request.number))
    return text
  }

  private static func body(
    _ kind: RowChange.Kind, _ id: Int64, _ rows: [SQLRow], _ ends: Bool
  ) -> LogEvent.Body {
    switch kind {
    case .insert: .writeRows(id: id, rows: rows, endsStatement: ends)
    case .update: .updateRows(id: id, rows: rows, endsStatement: ends)
    case .delete: .deleteRows(id: id, rows: rows, endsStatement: ends)
    }
  }
}
