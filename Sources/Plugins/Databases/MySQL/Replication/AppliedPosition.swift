import SQL

/// How far a replica has applied: in its relay log, and in its source's log.
struct AppliedPosition: Hashable {
  var relayFile = ""
  var relayPosition: Int64 = 4
  var sourceFile = ""
  var sourcePosition: Int64 = 4

  static var definition: TableDefinition {
    var definition = TableDefinition(
      database: "mysql", name: "slave_relay_log_info",
      columns: [
        "Channel_name", "Relay_log_name", "Relay_log_pos", "Master_log_name",
        "Master_log_pos",
      ].map { ColumnDefinition(name: $0, type: .varchar(255)) },
      keys: [KeyDefinition(kind: .primary, name: "PRIMARY", columns: ["Channel_name"])])
    definition.columns[0].isNotNull = true
    return definition
  }

  var row: SQLRow {
    [
      .text(""), .text(relayFile), .text(String(relayPosition)), .text(sourceFile),
      .text(String(sourcePosition)),
    ]
  }

  static func read(from engine: SQLEngine) -> AppliedPosition {
    var result = AppliedPosition()
    engine.table("mysql", "slave_relay_log_info")?.forEachCommitted { _, row in
      result.relayFile = row[1].text ?? ""
      result.relayPosition = Int64(row[2].text ?? "") ?? 4
      result.sourceFile = row[3].text ?? ""
      result.sourcePosition = Int64(row[4].text ?? "") ?? 4
    }
    return result
  }
}
