extension SQLParser {
  mutating func select() throws(SQLError) -> Select {
    try expectWord("SELECT")
    var select = Select()
    while isKeyword([
      "DISTINCT", "ALL", "SQL_NO_CACHE", "HIGH_PRIORITY", "SQL_CALC_FOUND_ROWS", "DISTINCTROW",
    ]) {
      if isKeyword("SQL_CALC_FOUND_ROWS") { throw .unsupported("SQL_CALC_FOUND_ROWS") }
      if isKeyword(["DISTINCT", "DISTINCTROW"]) { select.isDistinct = true }
      try advance()
    }
    repeat { select.items.append(try selectItem()) } while try take(",")
    if isKeyword("INTO") { throw .unsupported("SELECT INTO") }
    if try takeWord("FROM") {
      if isKeyword("DUAL") { try advance() } else { select.from = try tableReferences() }
    }
    if try takeWord("WHERE") { select.condition = try expression() }
    if try takeWord("GROUP", "BY") {
      repeat {
        select.grouping.append(try expression())
        if isKeyword(["ASC", "DESC"]) { throw .unsupported("GROUP BY … \(token.keyword ?? "")") }
      } while try take(",")
      if isKeyword("WITH") { throw .unsupported("GROUP BY WITH ROLLUP") }
    }
    if try takeWord("HAVING") { select.having = try expression() }
    if isKeyword("WINDOW") { throw .unsupported("WINDOW") }
    select.ordering = try ordering()
    if try takeWord("LIMIT") {
      let first = try number()
      if try take(",") {
        select.offset = first
        select.limit = try number()
      } else {
        select.limit = first
        if try takeWord("OFFSET") { select.offset = try number() }
      }
    }
    if isKeyword("INTO") { throw .unsupported("SELECT INTO") }
    if isKeyword("UNION") { throw .unsupported("UNION") }
    if isKeyword(["EXCEPT", "INTERSECT"]) { throw .unsupported(token.keyword ?? "") }
    if try takeWord("FOR") {
      if try takeWord("UPDATE") {
        select.locking = .update
      } else {
        try expectWord("SHARE")
        select.locking = .share
      }
      if isKeyword(["OF", "NOWAIT", "SKIP"]) {
        throw .unsupported("FOR UPDATE \(token.keyword ?? "")")
      }
    } else if try takeWord("LOCK", "IN") {
      try expectWord("SHARE", "MODE")
      select.locking = .share
    }
    return select
  }

  /// Whether a name stands here that can be an alias without AS.
  private var isAlias: Bool {
    isName && !(token.keyword.map { Vocabulary.following.contains($0) } ?? false)
  }

  private mutating func selectItem() throws(SQLError) -> Select.Item {
    if try take("*") { return Select.Item(content: .all, name: "*", hasAlias: false) }
    if isName, case .word(let table, _) = token.kind, try peek().kind == .symbol(".") {
      // `t.*`, or a column: which of the two is known behind the dot.
      var copy = self
      try copy.advance()
      try copy.advance()
      if try copy.take("*") {
        self = copy
        return Select.Item(content: .allOf(table: table), name: "*", hasAlias: false)
      }
    }
    let start = token.start
    let expression = try expression()
    var name = text(from: start)
    switch expression {
    case .column(_, _, let column): name = column
    case .literal(.text(let text)) where name.hasPrefix("'") || name.hasPrefix("\""):
      name = String(text.drop { $0 == " " })
    default: break
    }
    if try takeWord("AS") {
      return Select.Item(
        content: .expression(expression), name: try stringOrName(), hasAlias: true)
    }
    if case .string = token.kind {
      return Select.Item(content: .expression(expression), name: try string(), hasAlias: true)
    }
    if isAlias, !isKeyword("OFFSET") {
      return Select.Item(content: .expression(expression), name: try self.name(), hasAlias: true)
    }
    return Select.Item(content: .expression(expression), name: name, hasAlias: false)
  }

  mutating func ordering() throws(SQLError) -> [Select.Ordering] {
    guard try takeWord("ORDER", "BY") else { return [] }
    var result: [Select.Ordering] = []
    repeat {
      let expression = try expression()
      let isDescending = try takeWord("DESC")
      if !isDescending { _ = try takeWord("ASC") }
      result.append(Select.Ordering(expression: expression, isDescending: isDescending))
    } while try take(",")
    return result
  }

  private mutating func tableReferences() throws(SQLError) -> [TableReference] {
    var result = [try tableReference(.cross)]
    while true {
      if try take(",") {
        result.append(try tableReference(.cross))
        continue
      }
      var join: TableReference.Join?
      if isKeyword(["RIGHT", "NATURAL", "STRAIGHT_JOIN"]) {
        throw .unsupported("\(token.keyword ?? "") JOIN")
      }
      if try takeWord("JOIN") {
        join = .inner
      } else if try takeWord("INNER", "JOIN") {
        join = .inner
      } else if try takeWord("CROSS", "JOIN") {
        join = .cross
      } else if try takeWord("LEFT") {
        _ = try takeWord("OUTER")
        try expectWord("JOIN")
        join = .left
      }
      guard let join else { return result }
      var reference = try tableReference(join)
      if try takeWord("ON") {
        reference.condition = try expression()
      } else if try takeWord("USING") {
        reference.using = try names()
      } else if join == .left {
        throw mistake()
      }
      result.append(reference)
      if result.count > 61 {
        throw SQLError(1116, "HY000", "Too many tables; MySQL can only use 61 tables in a join")
      }
    }
  }

  private mutating func tableReference(
    _ join: TableReference.Join
  ) throws(SQLError) -> TableReference {
    if isSymbol("(") { throw .unsupported("subqueries in FROM") }
    let table = try tableName()
    var alias: String?
    if try takeWord("AS") { alias = try name() } else if isAlias { alias = try name() }
    if isKeyword(["USE", "FORCE", "IGNORE"]) { throw .unsupported("index hints") }
    return TableReference(table: table, alias: alias, join: join)
  }
}
