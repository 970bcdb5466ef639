extension SQLParser {
  /// The clauses of ALTER TABLE, behind those two words.
  mutating func alterTable() throws(SQLError) -> Statement {
    let table = try tableName()
    if isKeyword("RENAME") {
      let next = try peek().keyword
      if next != "COLUMN", next != "INDEX", next != "KEY" {
        try advance()
        if try !takeWord("TO") { _ = try takeWord("AS") }
        let name = try tableName()
        if isSymbol(",") { throw .unsupported("ALTER TABLE RENAME with other changes") }
        return .renameTables([(table, name)])
      }
    }
    var changes: [TableChange] = []
    repeat {
      if try takeWord("ADD") {
        try addition(&changes)
      } else if try takeWord("DROP") {
        changes.append(try removal())
      } else {
        guard let action = token.keyword else { throw mistake() }
        throw .unsupported("ALTER TABLE \(action)")
      }
    } while try take(",")
    return .alterTable(table, changes)
  }

  private mutating func addition(_ changes: inout [TableChange]) throws(SQLError) {
    if isKeyword(["PRIMARY", "CONSTRAINT", "FOREIGN", "FULLTEXT", "SPATIAL", "PARTITION", "CHECK"])
    {
      throw .unsupported("ALTER TABLE ADD \(token.keyword ?? "")")
    }
    var keys: [KeyDefinition] = []
    if try key(&keys) {
      changes += keys.map { .addKey($0) }
      return
    }
    _ = try takeWord("COLUMN")
    let isList = try take("(")
    repeat {
      let column = try column(&keys)
      if keys.contains(where: { $0.kind == .primary }) {
        throw .unsupported("ALTER TABLE ADD COLUMN with a primary key")
      }
      if isKeyword(["FIRST", "AFTER"]) {
        throw .unsupported("ALTER TABLE … \(token.keyword ?? "")")
      }
      changes.append(.addColumn(column))
    } while isList ? try take(",") : false
    if isList { try expect(")") }
    changes += keys.map { .addKey($0) }
  }

  private mutating func removal() throws(SQLError) -> TableChange {
    if isKeyword(["PRIMARY", "FOREIGN", "CONSTRAINT", "CHECK", "PARTITION"]) {
      throw .unsupported("ALTER TABLE DROP \(token.keyword ?? "")")
    }
    if try takeAny("INDEX", "KEY") { return .dropKey(try name()) }
    _ = try takeWord("COLUMN")
    return .dropColumn(try name())
  }

  /// `CREATE UNIQUE INDEX a ON t (x)`, from its second word on.
  mutating func createIndex() throws(SQLError) -> Statement {
    if isKeyword(["FULLTEXT", "SPATIAL"]) {
      throw .unsupported("CREATE \(token.keyword ?? "") INDEX")
    }
    let isUnique = try takeWord("UNIQUE")
    try expectWord("INDEX")
    let name = try name()
    try skipIndexType()
    try expectWord("ON")
    let table = try tableName()
    let columns = try keyColumns()
    try skipIndexType()
    if isKeyword(["COMMENT", "LOCK"]) {
      throw .unsupported("CREATE INDEX … \(token.keyword ?? "")")
    }
    let key = KeyDefinition(kind: isUnique ? .unique : .plain, name: name, columns: columns)
    return .alterTable(table, [.addKey(key)])
  }

  /// `DROP INDEX a ON t`, from its second word on.
  mutating func dropIndex() throws(SQLError) -> Statement {
    try advance()
    let name = try name()
    try expectWord("ON")
    let table = try tableName()
    if isKeyword("LOCK") { throw .unsupported("DROP INDEX … LOCK") }
    return .alterTable(table, [.dropKey(name)])
  }
}
