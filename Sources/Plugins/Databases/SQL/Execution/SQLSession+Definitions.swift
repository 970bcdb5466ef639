extension SQLSession {
  /// Carries a definition out. The caller has committed what was open before, and logs the
  /// statement. Error 1205 with `waitsFor` set: another transaction uses the table.
  public func define(_ statement: Statement) throws(SQLError) -> Completion {
    switch statement {
    case .createDatabase(let name, let ifNotExists):
      guard !name.isEmpty, name.utf8.last != 32 else { throw .wrongDatabaseName(name) }
      if engine.hasDatabase(name) {
        guard ifNotExists else { throw .databaseExists(name) }
        warn("Note", .databaseExists(name))
        return Completion(affected: 1)
      }
      engine.createDatabase(name)
      return Completion(affected: 1)
    case .dropDatabase(let name, let ifExists):
      return try dropDatabase(name, ifExists: ifExists)
    case .createTable(let create): return try createTable(create)
    case .createTableLike(let name, let source, let ifNotExists):
      let model = try table(source).definition
      guard try canCreate(name, ifNotExists: ifNotExists) else { return Completion() }
      var definition = model
      definition.database = name.database ?? database ?? ""
      definition.name = name.name
      engine.createTable(definition)
      return Completion()
    case .dropTables(let names, let ifExists): return try dropTables(names, ifExists: ifExists)
    case .renameTables(let pairs): return try rename(pairs)
    case .truncate(let name):
      let table = try table(name)
      try waitForUsers(of: table)
      let definition = table.definition
      engine.dropTable(definition.database, definition.name)
      engine.createTable(definition)
      return Completion()
    case .alterTable(let name, let changes):
      let table = try table(name)
      try waitForUsers(of: table)
      return try alter(table, changes)
    default: throw .unsupported("this statement here")
    }
  }

  private func waitForUsers(of table: Table) throws(SQLError) {
    guard let other = engine.user(of: table, except: transaction) else { return }
    let waiting = transaction ?? engine.begin()
    transaction = waiting
    try engine.wait(waiting, for: other)
  }

  private func dropDatabase(_ name: String, ifExists: Bool) throws(SQLError) -> Completion {
    guard let found = engine.databases[name] else {
      if SQLEngine.virtualDatabases.contains(name.lowercased()) {
        throw SQLError(
          1044, "42000", "Access denied for user '\(environment.loginName)' to database '\(name)'")
      }
      guard ifExists else { throw .noDatabaseToDrop(name) }
      warn("Note", .noDatabaseToDrop(name))
      return Completion()
    }
    if name == "mysql" {
      throw SQLError(3552, "HY000", "Access to system schema 'mysql' is rejected.")
    }
    for table in found.sorted { try waitForUsers(of: table) }
    engine.dropDatabase(name)
    if database == name { database = nil }
    return Completion(affected: Int64(found.tables.count))
  }

  /// Whether a table can be made; false when it is there and IF NOT EXISTS was said.
  private func canCreate(_ name: TableName, ifNotExists: Bool) throws(SQLError) -> Bool {
    guard let database = name.database ?? database else { throw .noDatabase }
    guard engine.databases[database] != nil else {
      if SQLEngine.virtualDatabases.contains(database.lowercased()) {
        throw SQLError(
          1044, "42000",
          "Access denied for user '\(environment.loginName)' to database '\(database)'")
      }
      throw .unknownDatabase(database)
    }
    guard !name.name.isEmpty, name.name.utf8.last != 32 else { throw .wrongTableName(name.name) }
    if engine.table(database, name.name) != nil {
      guard ifNotExists else { throw .tableExists(name.name) }
      warn("Note", .tableExists(name.name))
      return false
    }
    return true
  }

  private func createTable(_ create: CreateTable) throws(SQLError) -> Completion {
    guard try canCreate(create.table, ifNotExists: create.ifNotExists) else { return Completion() }
    var definition = TableDefinition(
      database: create.table.database ?? database ?? "", name: create.table.name,
      columns: create.columns, keys: [])
    definition.comment = create.comment
    if definition.columns.isEmpty {
      throw SQLError(
        version == .v57 ? 1113 : 4028, "42000", "A table must have at least 1 column")
    }
    if definition.columns.count > 1017 {
      throw SQLError(1117, "HY000", "Too many columns")
    }
    for (index, column) in definition.columns.enumerated() {
      let name = column.name.lowercased()
      if definition.columns[..<index].contains(where: { $0.name.lowercased() == name }) {
        throw .duplicateColumn(column.name)
      }
      try check(column)
    }
    definition.keys = try keys(create.keys, &definition)
    for index in definition.columns.indices {
      if case .value(let value) = definition.columns[index].defaultValue, !value.isNull {
        definition.columns[index].defaultValue = .value(
          try converted(value, definition.columns[index]))
      } else if case .value = definition.columns[index].defaultValue {
        if definition.columns[index].isNotNull {
          throw .invalidDefault(definition.columns[index].name)
        }
        definition.columns[index].defaultValue = .none
      }
    }
    let table = engine.createTable(definition)
    if let number = create.autoIncrement { table.restore(nextNumber: number, nextHidden: 1) }
    return Completion()
  }

  private var version: SQLVersion { engine.version }

  func converted(
    _ value: SQLValue, _ column: ColumnDefinition
  ) throws(SQLError) -> SQLValue {
    do throws(SQLError) {
      return try column.stored(value, row: 1)
    } catch {
      throw .invalidDefault(column.name)
    }
  }

  func check(_ column: ColumnDefinition) throws(SQLError) {
    let limit = version == .v57 ? 65_535 : 16_383
    switch column.type {
    case .char(let length):
      if length > 255 { throw .columnTooLong(column.name, 255) }
    case .varchar(let length):
      if length > limit { throw .columnTooLong(column.name, limit) }
    case .text:
      if case .value(let value) = column.defaultValue, !value.isNull {
        throw SQLError(
          1101, "42000",
          "BLOB, TEXT, GEOMETRY or JSON column '\(column.name)' can't have a default value")
      }
    default: break
    }
    if case .now = column.defaultValue, column.type != .dateTime, column.type != .timestamp {
      throw .invalidDefault(column.name)
    }
    if column.updatesToNow, column.type != .dateTime, column.type != .timestamp {
      throw SQLError(1294, "HY000", "Invalid ON UPDATE clause for '\(column.name)' column")
    }
    if column.isAutoIncrement {
      guard case .integer = column.type else {
        throw SQLError(1063, "42000", "Incorrect column specifier for column '\(column.name)'")
      }
      if case .none = column.defaultValue {} else { throw .invalidDefault(column.name) }
    }
  }

  /// The keys as they are kept: the primary one first, then unique ones, all with names.
  func keys(
    _ wanted: [KeyDefinition], _ definition: inout TableDefinition
  ) throws(SQLError) -> [KeyDefinition] {
    var result: [KeyDefinition] = []
    for key in wanted {
      var key = key
      for (index, name) in key.columns.enumerated() {
        guard let place = definition.index(of: name) else { throw .noKeyColumn(name) }
        if key.columns[..<index].contains(where: { $0.lowercased() == name.lowercased() }) {
          throw .duplicateColumn(name)
        }
        if case .text = definition.columns[place].type { throw .keyTooLong(name) }
        key.columns[index] = definition.columns[place].name
        if key.kind == .primary { definition.columns[place].isNotNull = true }
      }
      if key.kind == .primary {
        if result.contains(where: { $0.kind == .primary }) { throw .severalPrimaryKeys }
      } else if key.name.isEmpty {
        var name = key.columns[0]
        var number = 2
        while result.contains(where: { $0.name.lowercased() == name.lowercased() }) {
          name = "\(key.columns[0])_\(number)"
          number += 1
        }
        key.name = name
      } else if result.contains(where: { $0.name.lowercased() == key.name.lowercased() }) {
        throw .duplicateKeyName(key.name)
      }
      result.append(key)
    }
    let automatic = definition.columns.filter { $0.isAutoIncrement }
    if automatic.count > 1 { throw .wrongAutoIncrement }
    if let column = automatic.first {
      guard result.contains(where: { $0.columns.first == column.name }) else {
        throw .wrongAutoIncrement
      }
      if let place = definition.index(of: column.name) {
        definition.columns[place].isNotNull = true
      }
    }
    return result.filter { $0.kind == .primary } + result.filter { $0.kind == .unique }
      + result.filter { $0.kind == .plain }
  }

  private func dropTables(_ names: [TableName], ifExists: Bool) throws(SQLError) -> Completion {
    var missing: [String] = []
    var found: [Table] = []
    for name in names {
      guard let database = name.database ?? database else { throw .noDatabase }
      if let table = engine.table(database, name.name) {
        if database == "mysql" {
          throw SQLError(3554, "HY000", "Access to system table 'mysql.\(name.name)' is rejected.")
        }
        found.append(table)
      } else {
        missing.append(database + "." + name.name)
      }
    }
    if !missing.isEmpty, !ifExists { throw .unknownTables(missing) }
    for table in found { try waitForUsers(of: table) }
    for name in missing { warn("Note", .unknownTables([name])) }
    for table in found { engine.dropTable(table.definition.database, table.name) }
    return Completion()
  }

  private func rename(_ pairs: [(from: TableName, to: TableName)]) throws(SQLError) -> Completion {
    for (from, to) in pairs {
      let table = try table(from)
      try waitForUsers(of: table)
      guard try canCreate(to, ifNotExists: false) else { continue }
      var definition = table.definition
      engine.dropTable(definition.database, definition.name)
      definition.database = to.database ?? database ?? definition.database
      definition.name = to.name
      rebuild(table, definition) { $0 }
    }
    return Completion()
  }

  /// Makes a table anew from the rows of an old one.
  func rebuild(
    _ table: Table, _ definition: TableDefinition, _ change: (SQLRow) -> SQLRow
  ) {
    let new = engine.createTable(definition)
    table.forEachCommitted { key, row in
      var hidden: Int64?
      if case .number(let number) = key, !table.hasPrimaryKey { hidden = number }
      new.load(change(row), hiddenKey: hidden, stamp: engine.commitNumber)
    }
    new.restore(nextNumber: table.nextNumber, nextHidden: table.nextHidden)
  }
}
