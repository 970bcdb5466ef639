extension SQLParser {
  mutating func create() throws(SQLError) -> Statement {
    try advance()
    if isKeyword("OR") { throw .unsupported("CREATE OR REPLACE") }
    guard let word = token.keyword else { throw mistake() }
    switch word {
    case "DATABASE", "SCHEMA":
      try advance()
      let ifNotExists = try takeIfNotExists()
      let name = try name()
      try skipDatabaseOptions()
      return .createDatabase(name, ifNotExists: ifNotExists)
    case "TABLE":
      try advance()
      return try createTable()
    case "TEMPORARY": throw .unsupported("CREATE TEMPORARY TABLE")
    case "USER":
      try advance()
      let ifNotExists = try takeIfNotExists()
      return .createUsers(try accountChanges(), ifNotExists: ifNotExists)
    case "UNIQUE", "INDEX", "FULLTEXT", "SPATIAL": return try createIndex()
    case "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "ROLE", "SERVER", "TABLESPACE",
      "DEFINER", "ALGORITHM", "SQL", "AGGREGATE", "LOGFILE", "UNDO", "RESOURCE":
      throw .unsupported("CREATE \(word)")
    default: throw mistake()
    }
  }

  mutating func takeIfNotExists() throws(SQLError) -> Bool {
    guard try takeWord("IF") else { return false }
    try expectWord("NOT", "EXISTS")
    return true
  }

  mutating func takeIfExists() throws(SQLError) -> Bool {
    guard try takeWord("IF") else { return false }
    try expectWord("EXISTS")
    return true
  }

  private mutating func skipDatabaseOptions() throws(SQLError) {
    while isKeyword(["DEFAULT", "CHARACTER", "CHARSET", "COLLATE"]) {
      _ = try takeWord("DEFAULT")
      try skipCharacterSet()
    }
    if isKeyword("ENCRYPTION") { throw .unsupported("ENCRYPTION") }
  }

  /// `CHARACTER SET utf8mb4` and `COLLATE …`: texts are Unicode here, whatever is asked for.
  private mutating func skipCharacterSet() throws(SQLError) {
    if try takeWord("CHARACTER") {
      try expectWord("SET")
    } else if try !takeWord("CHARSET") {
      try expectWord("COLLATE")
    }
    _ = try take("=")
    let name = try stringOrName().lowercased()
    let known = ["utf8", "utf8mb4", "utf8mb3", "latin1", "ascii"]
    if !known.contains(where: { name.hasPrefix($0) }) {
      throw SQLError(1115, "42000", "Unknown character set: '\(name)'")
    }
  }

  mutating func drop() throws(SQLError) -> Statement {
    try advance()
    guard let word = token.keyword else { throw mistake() }
    switch word {
    case "DATABASE", "SCHEMA":
      try advance()
      let ifExists = try takeIfExists()
      return .dropDatabase(try name(), ifExists: ifExists)
    case "TABLE", "TABLES":
      try advance()
      let ifExists = try takeIfExists()
      var tables: [TableName] = []
      repeat { tables.append(try tableName()) } while try take(",")
      if isKeyword(["RESTRICT", "CASCADE"]) { try advance() }
      return .dropTables(tables, ifExists: ifExists)
    case "USER":
      try advance()
      let ifExists = try takeIfExists()
      var accounts: [Account] = []
      repeat { accounts.append(try account()) } while try take(",")
      return .dropUsers(accounts, ifExists: ifExists)
    case "INDEX": return try dropIndex()
    case "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "ROLE", "SERVER",
      "TABLESPACE", "TEMPORARY", "PREPARE", "UNDO", "SPATIAL", "RESOURCE", "LOGFILE":
      throw .unsupported("DROP \(word)")
    default: throw mistake()
    }
  }

  mutating func alter() throws(SQLError) -> Statement {
    try advance()
    guard let word = token.keyword else { throw mistake() }
    switch word {
    case "USER":
      try advance()
      let ifExists = try takeIfExists()
      return .alterUsers(try accountChanges(), ifExists: ifExists)
    case "TABLE":
      try advance()
      return try alterTable()
    case "DATABASE", "SCHEMA", "VIEW", "INSTANCE", "EVENT", "FUNCTION", "PROCEDURE", "SERVER",
      "TABLESPACE":
      throw .unsupported("ALTER \(word)")
    default: throw mistake()
    }
  }

  mutating func rename() throws(SQLError) -> Statement {
    try advance()
    if isKeyword("USER") { throw .unsupported("RENAME USER") }
    if try !takeWord("TABLE") { try expectWord("TABLES") }
    var pairs: [(from: TableName, to: TableName)] = []
    repeat {
      let from = try tableName()
      try expectWord("TO")
      pairs.append((from, try tableName()))
    } while try take(",")
    return .renameTables(pairs)
  }

  // MARK: Tables

  private mutating func createTable() throws(SQLError) -> Statement {
    var create = CreateTable(table: TableName(name: ""))
    create.ifNotExists = try takeIfNotExists()
    create.table = try tableName()
    if try takeWord("LIKE") {
      return .createTableLike(
        create.table, source: try tableName(), ifNotExists: create.ifNotExists)
    }
    if isKeyword(["SELECT", "AS"]) { throw .unsupported("CREATE TABLE … SELECT") }
    try expect("(")
    if isKeyword("LIKE") {
      try advance()
      let source = try tableName()
      try expect(")")
      return .createTableLike(create.table, source: source, ifNotExists: create.ifNotExists)
    }
    repeat {
      if try !key(&create.keys) { create.columns.append(try column(&create.keys)) }
    } while try take(",")
    try expect(")")
    try tableOptions(&create)
    if isKeyword(["SELECT", "AS", "IGNORE", "REPLACE"]) {
      throw .unsupported("CREATE TABLE … SELECT")
    }
    return .createTable(create)
  }

  private mutating func tableOptions(_ create: inout CreateTable) throws(SQLError) {
    while true {
      _ = try take(",")
      if try takeWord("ENGINE") {
        _ = try take("=")
        let engine = try stringOrName()
        if engine.lowercased() != "innodb" {
          if ["myisam", "memory", "csv", "archive", "blackhole", "merge"].contains(
            engine.lowercased())
          {
            throw .unsupported("ENGINE=\(engine)")
          }
          throw .unknownSystem("storage engine", engine)
        }
      } else if isKeyword(["DEFAULT", "CHARACTER", "CHARSET", "COLLATE"]) {
        _ = try takeWord("DEFAULT")
        try skipCharacterSet()
      } else if try takeWord("AUTO_INCREMENT") {
        _ = try take("=")
        create.autoIncrement = try number()
      } else if try takeWord("COMMENT") {
        _ = try take("=")
        create.comment = try string()
      } else if isKeyword([
        "PARTITION", "ROW_FORMAT", "TABLESPACE", "DATA", "INDEX", "UNION",
        "MAX_ROWS", "MIN_ROWS", "STATS_PERSISTENT", "KEY_BLOCK_SIZE", "COMPRESSION", "ENCRYPTION",
      ]) {
        throw .unsupported("CREATE TABLE … \(token.keyword ?? "")")
      } else {
        return
      }
    }
  }

  /// A key of its own line. Returns false when a column stands there.
  mutating func key(_ keys: inout [KeyDefinition]) throws(SQLError) -> Bool {
    var name = ""
    if try takeWord("CONSTRAINT") {
      if isName { name = try self.name() }
      if !isKeyword(["PRIMARY", "UNIQUE", "FOREIGN", "CHECK"]) { throw mistake() }
    }
    if try takeWord("PRIMARY") {
      try expectWord("KEY")
      try skipIndexType()
      keys.append(KeyDefinition(kind: .primary, name: "PRIMARY", columns: try keyColumns()))
    } else if try takeWord("UNIQUE") {
      if try !takeWord("KEY") { _ = try takeWord("INDEX") }
      if isName { name = try self.name() }
      try skipIndexType()
      keys.append(KeyDefinition(kind: .unique, name: name, columns: try keyColumns()))
    } else if isKeyword(["KEY", "INDEX"]) {
      try advance()
      if isName { name = try self.name() }
      try skipIndexType()
      keys.append(KeyDefinition(kind: .plain, name: name, columns: try keyColumns()))
    } else if isKeyword(["FOREIGN", "CHECK", "FULLTEXT", "SPATIAL"]) {
      throw .unsupported(isKeyword("FOREIGN") ? "FOREIGN KEY" : token.keyword ?? "")
    } else {
      return false
    }
    try skipIndexType()
    return true
  }

  mutating func skipIndexType() throws(SQLError) {
    guard try takeWord("USING") else { return }
    if try !takeWord("BTREE") { try expectWord("HASH") }
  }

  mutating func keyColumns() throws(SQLError) -> [String] {
    try expect("(")
    var columns: [String] = []
    repeat {
      if isSymbol("(") { throw .unsupported("functional key parts") }
      columns.append(try name())
      if isSymbol("(") { throw .unsupported("key prefixes") }
      if try takeWord("DESC") { throw .unsupported("descending keys") }
      _ = try takeWord("ASC")
    } while try take(",")
    try expect(")")
    return columns
  }

  mutating func column(_ keys: inout [KeyDefinition]) throws(SQLError) -> ColumnDefinition {
    let name = try name()
    let (type, isBoolean, isSerial) = try columnType()
    var column = ColumnDefinition(name: name, type: type)
    column.isBoolean = isBoolean
    if isSerial {
      column.isNotNull = true
      column.isAutoIncrement = true
      keys.append(KeyDefinition(kind: .unique, name: name, columns: [name]))
    }
    while true {
      if try takeWord("NOT") {
        try expectWord("NULL")
        column.isNotNull = true
      } else if try takeWord("NULL") {
        column.isNotNull = false
      } else if try takeWord("DEFAULT") {
        column.defaultValue = try defaultValue()
      } else if try takeWord("AUTO_INCREMENT") {
        column.isAutoIncrement = true
      } else if try takeWord("PRIMARY") {
        try expectWord("KEY")
        keys.append(KeyDefinition(kind: .primary, name: "PRIMARY", columns: [name]))
      } else if try takeWord("KEY") {
        keys.append(KeyDefinition(kind: .primary, name: "PRIMARY", columns: [name]))
      } else if try takeWord("UNIQUE") {
        _ = try takeWord("KEY")
        keys.append(KeyDefinition(kind: .unique, name: name, columns: [name]))
      } else if try takeWord("COMMENT") {
        column.comment = try string()
      } else if try takeWord("ON") {
        try expectWord("UPDATE")
        guard case .now = try defaultValue() else { throw mistake() }
        column.updatesToNow = true
      } else if isKeyword(["CHARACTER", "CHARSET", "COLLATE"]) {
        try skipCharacterSet()
      } else if isKeyword([
        "REFERENCES", "GENERATED", "AS", "CHECK", "CONSTRAINT", "VIRTUAL",
        "STORED", "INVISIBLE", "SRID", "BINARY", "UNSIGNED",
      ]) {
        throw .unsupported(isKeyword("REFERENCES") ? "FOREIGN KEY" : token.keyword ?? "")
      } else {
        return column
      }
    }
  }

  private mutating func defaultValue() throws(SQLError) -> ColumnDefinition.Default {
    if isKeyword(["CURRENT_TIMESTAMP", "NOW", "LOCALTIME", "LOCALTIMESTAMP"]) {
      try advance()
      if try take("(") { try expect(")") }
      return .now
    }
    if isSymbol("(") { throw .unsupported("expressions as default values") }
    let place = mistake()
    let value = try expression()
    switch value {
    case .literal(let literal): return .value(literal)
    default: throw place
    }
  }

  /// A type, whether it was written BOOLEAN (or TINYINT(1)), and whether it was SERIAL.
  mutating func columnType() throws(SQLError) -> (
    type: ColumnType, isBoolean: Bool, isSerial: Bool
  ) {
    guard let word = token.keyword else { throw mistake() }
    let place = mistake()
    try advance()
    switch word {
    case "BOOL", "BOOLEAN": return (.integer(.tiny, isUnsigned: false), true, false)
    case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER", "BIGINT":
      let widths: [(String, ColumnType.IntegerWidth)] = [
        ("TINYINT", .tiny), ("SMALLINT", .small), ("MEDIUMINT", .medium), ("INT", .normal),
        ("INTEGER", .normal), ("BIGINT", .big),
      ]
      let width = widths.first { $0.0 == word }?.1 ?? .normal
      let shown = isSymbol("(") ? try lengths(1)[0] : 0
      _ = try takeWord("SIGNED")
      let isUnsigned = try takeWord("UNSIGNED")
      if isKeyword("ZEROFILL") { throw .unsupported("ZEROFILL") }
      return (
        .integer(width, isUnsigned: isUnsigned), width == .tiny && shown == 1 && !isUnsigned, false
      )
    case "SERIAL": return (.integer(.big, isUnsigned: true), false, true)
    case "DECIMAL", "NUMERIC", "DEC":
      let numbers = isSymbol("(") ? try lengths(2) : []
      let precision = numbers.first ?? 10
      let scale = numbers.count > 1 ? numbers[1] : 0
      if precision > 18 { throw .unsupported("DECIMAL with more than 18 digits") }
      if scale > precision { throw place }
      if isKeyword("UNSIGNED") { throw .unsupported("DECIMAL UNSIGNED") }
      return (.decimal(precision: precision, scale: scale), false, false)
    case "DOUBLE":
      _ = try takeWord("PRECISION")
      if isSymbol("(") { throw .unsupported("DOUBLE with a precision") }
      return (.double, false, false)
    case "CHAR", "CHARACTER": return (.char(isSymbol("(") ? try lengths(1)[0] : 1), false, false)
    case "VARCHAR":
      guard isSymbol("(") else { throw mistake() }
      return (.varchar(try lengths(1)[0]), false, false)
    case "TINYTEXT": return (.text(255), false, false)
    case "TEXT":
      if isSymbol("(") { throw .unsupported("TEXT with a length") }
      return (.text(65_535), false, false)
    case "MEDIUMTEXT": return (.text(16_777_215), false, false)
    case "LONGTEXT": return (.text(4_294_967_295), false, false)
    case "DATE": return (.date, false, false)
    case "DATETIME", "TIMESTAMP":
      if isSymbol("("), try lengths(1)[0] != 0 { throw .unsupported("fractions of seconds") }
      return (word == "DATETIME" ? .dateTime : .timestamp, false, false)
    case "FLOAT", "FIXED", "REAL", "BIT", "BINARY", "VARBINARY", "BLOB", "TINYBLOB", "MEDIUMBLOB",
      "LONGBLOB", "ENUM", "SET", "JSON", "TIME", "YEAR", "GEOMETRY", "POINT", "NCHAR", "NVARCHAR",
      "LONG":
      throw .unsupported("the type \(word)")
    default: throw place
    }
  }

  private mutating func lengths(_ most: Int) throws(SQLError) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    repeat {
      if numbers.count == most { throw mistake() }
      let number = try number()
      if number > 1_000_000 { throw mistake() }
      numbers.append(Int(number))
    } while try take(",")
    try expect(")")
    return numbers
  }
}
