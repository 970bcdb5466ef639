extension SQLSession {
  /// Answers SHOW and DESCRIBE where only the catalogue is asked; nil for the others.
  public func answer(_ show: Show) throws(SQLError) -> ResultSet? {
    switch show {
    case .databases(let like):
      let title = "Database" + (like.map { " (\($0))" } ?? "")
      return ResultSet(
        [ResultSet.Column(title, isNotNull: engine.version == .v57)],
        rows: engine.databaseNames.filter { SQLSession.fits($0, like) }.map { [$0] })
    case .tables(let name, let like, let full):
      return try tables(name, like, full)
    case .columns(let name): return try columns(name)
    case .index(let name): return try keys(name)
    case .createTable(let name):
      let table = try table(name)
      return ResultSet(
        [
          ResultSet.Column("Table", isNotNull: true),
          ResultSet.Column("Create Table", isNotNull: true),
        ],
        rows: [
          [table.name, table.definition.text(engine.version, nextNumber: table.nextNumber)]
        ])
    case .createDatabase(let name):
      guard engine.hasDatabase(name) else { throw .unknownDatabase(name) }
      let set =
        engine.version == .v57
        ? "/*!40100 DEFAULT CHARACTER SET latin1 */"
        : "/*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ "
          + "/*!80016 DEFAULT ENCRYPTION='N' */"
      return ResultSet(
        [
          ResultSet.Column("Database", isNotNull: true),
          ResultSet.Column("Create Database", isNotNull: true),
        ], rows: [[name, "CREATE DATABASE `\(name)` \(set)"]])
    case .warnings, .errors:
      var isErrors = false
      if case .errors = show { isErrors = true }
      return ResultSet(
        [
          ResultSet.Column("Level", isNotNull: true),
          ResultSet.Column("Code", isNumeric: true, isNotNull: true),
          ResultSet.Column("Message", isNotNull: true),
        ],
        rows: warnings.filter { !isErrors || $0.level == "Error" }.map {
          [$0.level, String($0.code), $0.message]
        })
    case .engines:
      return ResultSet(
        ["Engine", "Support", "Comment", "Transactions", "XA", "Savepoints"].map {
          ResultSet.Column($0)
        },
        rows: [
          [
            "InnoDB", "DEFAULT", "Supports transactions, row-level locking, and foreign keys",
            "YES", "YES", "YES",
          ]
        ])
    default: return nil
    }
  }

  static func fits(_ name: String, _ pattern: String?) -> Bool {
    pattern.map { LikePattern.matches(name, $0) } ?? true
  }

  private func tables(
    _ name: String?, _ like: String?, _ full: Bool
  ) throws(SQLError) -> ResultSet {
    guard let name = name ?? database else { throw .noDatabase }
    guard engine.hasDatabase(name) else { throw .unknownDatabase(name) }
    if SQLEngine.virtualDatabases.contains(name.lowercased()) { throw .unsupported(name) }
    let title = "Tables_in_\(name)" + (like.map { " (\($0))" } ?? "")
    var columns = [ResultSet.Column(title, isNotNull: engine.version == .v57)]
    if full { columns.append(ResultSet.Column("Table_type")) }
    let names = (engine.databases[name]?.sorted ?? []).map { $0.name }
      .filter { SQLSession.fits($0, like) }
    return ResultSet(columns, rows: names.map { full ? [$0, "BASE TABLE"] : [$0] })
  }

  /// `SHOW COLUMNS`, with the same rows as DESCRIBE. Throws 1046, 1049 or 1146 when there is no
  /// such table.
  public func columns(_ name: TableName) throws(SQLError) -> ResultSet {
    let table = try table(name)
    let titles = [
      ResultSet.Column("Field", isNotNull: engine.version == .v57),
      ResultSet.Column("Type", isNotNull: true),
      ResultSet.Column("Null", isNotNull: true), ResultSet.Column("Key", isNotNull: true),
      ResultSet.Column("Default"), ResultSet.Column("Extra"),
    ]
    let rows = table.definition.columns.map { column -> [String?] in
      var key = ""
      for definition in table.definition.keys where definition.columns.contains(column.name) {
        switch definition.kind {
        case .primary: key = "PRI"
        case .unique where definition.columns.count == 1 && key.isEmpty: key = "UNI"
        default: if key.isEmpty, definition.columns.first == column.name { key = "MUL" }
        }
      }
      var extra = column.isAutoIncrement ? "auto_increment" : ""
      var value: String?
      switch column.defaultValue {
      case .none: value = nil
      case .value(let literal): value = literal.text
      case .now:
        value = "CURRENT_TIMESTAMP"
        if engine.version == .v80 { extra = "DEFAULT_GENERATED" }
      }
      if column.updatesToNow {
        extra += (extra.isEmpty ? "" : " ") + "on update CURRENT_TIMESTAMP"
      }
      return [
        column.name, column.typeText(engine.version), column.isNotNull ? "NO" : "YES", key, value,
        extra,
      ]
    }
    return ResultSet(titles, rows: rows)
  }

  private func keys(_ name: TableName) throws(SQLError) -> ResultSet {
    let table = try table(name)
    let isOld = engine.version == .v57
    var titles = [
      "Table", "Non_unique", "Key_name", "Seq_in_index", "Column_name", "Collation",
      "Cardinality", "Sub_part", "Packed", "Null", "Index_type", "Comment", "Index_comment",
    ]
    if !isOld { titles += ["Visible", "Expression"] }
    var rows: [[String?]] = []
    for key in table.definition.keys {
      for (index, column) in key.columns.enumerated() {
        let isNotNull =
          table.definition.index(of: column).map { table.definition.columns[$0].isNotNull } ?? false
        let row: [String?] = [
          table.name, key.kind == .plain ? "1" : "0", key.name, String(index + 1), column, "A",
          String(table.rowCount), nil, nil, isNotNull ? "" : "YES", "BTREE", "", "",
        ]
        rows.append(isOld ? row : row + ["YES", nil])
      }
    }
    return ResultSet(
      titles.map {
        ResultSet.Column($0, isNumeric: ["Non_unique", "Seq_in_index", "Cardinality"].contains($0))
      },
      rows: rows)
  }
}
