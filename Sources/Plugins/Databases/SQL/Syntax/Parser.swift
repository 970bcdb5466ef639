/// Reads one statement.
///
/// What the real server knows and this one does not is refused by name (error 1235); what neither
/// knows is the syntax error of the real one.
public struct SQLParser {
  private var lexer: Lexer
  var token: Token
  private var ahead: Token?
  private var previousEnd = 0
  private var depth = 0
  private var operators = 0

  /// How deep expressions may nest, and how many operators one may have: what is read here is
  /// walked through by functions that call themselves.
  static let depthLimit = 60
  static let operatorLimit = 500

  init(_ text: String) throws(SQLError) {
    lexer = Lexer(text)
    token = Token(kind: .end, start: 0, end: 0)
    token = try lexer.next()
  }

  /// Reads the statement that `text` is; a semicolon at its end is allowed.
  public static func statement(_ text: String) throws(SQLError) -> Statement {
    var parser = try SQLParser(text)
    if case .end = parser.token.kind { throw .emptyQuery }
    if parser.isSymbol(";"), try parser.peek().kind == .end { throw .emptyQuery }
    let statement = try parser.statement()
    _ = try parser.take(";")
    guard case .end = parser.token.kind else { throw parser.mistake() }
    return statement
  }

  // MARK: Tokens

  mutating func advance() throws(SQLError) {
    previousEnd = token.end
    if let next = ahead {
      token = next
      ahead = nil
    } else {
      token = try lexer.next()
    }
  }

  mutating func peek() throws(SQLError) -> Token {
    if let ahead { return ahead }
    let next = try lexer.next()
    ahead = next
    return next
  }

  /// What is wrong where the parser stands: a word that MySQL knows is named as missing.
  func mistake() -> SQLError {
    if let word = token.keyword, Vocabulary.missing.contains(word) { return .unsupported(word) }
    return lexer.mistake(at: token.start)
  }

  /// The text from a place up to the end of the last token that was taken.
  func text(from start: Int) -> String { lexer.text(start, previousEnd) }

  func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  func isKeyword(_ word: String) -> Bool { token.keyword == word }

  func isKeyword(_ words: [String]) -> Bool {
    guard let keyword = token.keyword else { return false }
    return words.contains(keyword)
  }

  mutating func take(_ symbol: String) throws(SQLError) -> Bool {
    guard isSymbol(symbol) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: String) throws(SQLError) {
    guard try take(symbol) else { throw mistake() }
  }

  mutating func takeWord(_ words: String...) throws(SQLError) -> Bool {
    guard isKeyword(words[0]) else { return false }
    if words.count == 1 {
      try advance()
      return true
    }
    guard try peek().keyword == words[1] else { return false }
    try advance()
    try advance()
    for word in words.dropFirst(2) { try expectWord(word) }
    return true
  }

  /// Takes one of several words.
  mutating func takeAny(_ words: String...) throws(SQLError) -> Bool {
    guard isKeyword(words) else { return false }
    try advance()
    return true
  }

  mutating func expectWord(_ words: String...) throws(SQLError) {
    for word in words {
      guard isKeyword(word) else { throw mistake() }
      try advance()
    }
  }

  // MARK: Names and literals

  var isName: Bool {
    switch token.kind {
    case .word(let text, let isQuoted):
      isQuoted || !Vocabulary.reserved.contains(text.uppercased())
    default: false
    }
  }

  mutating func name() throws(SQLError) -> String {
    guard isName, case .word(let text, _) = token.kind else { throw mistake() }
    if text.count > 64 { throw .identifierTooLong(text) }
    try advance()
    return text
  }

  /// A name behind a dot, where every word is one.
  mutating func anyName() throws(SQLError) -> String {
    guard case .word(let text, _) = token.kind else { throw mistake() }
    try advance()
    return text
  }

  mutating func tableName() throws(SQLError) -> TableName {
    let first = try name()
    guard try take(".") else { return TableName(name: first) }
    return TableName(database: first, name: try anyName())
  }

  mutating func string() throws(SQLError) -> String {
    guard case .string(let text) = token.kind else { throw mistake() }
    try advance()
    return text
  }

  /// A string, or a name in its place.
  mutating func stringOrName() throws(SQLError) -> String {
    if case .string = token.kind { return try string() }
    return try name()
  }

  mutating func number() throws(SQLError) -> Int64 {
    guard case .integer(let text) = token.kind, let number = UInt64(text) else { throw mistake() }
    try advance()
    return Int64(clamping: number)
  }

  mutating func names() throws(SQLError) -> [String] {
    try expect("(")
    var names: [String] = []
    repeat { names.append(try name()) } while try take(",")
    try expect(")")
    return names
  }

  mutating func nested<Result>(
    _ body: (inout SQLParser) throws(SQLError) -> Result
  ) throws(SQLError) -> Result {
    if depth == 0 { operators = 0 }
    depth += 1
    defer { depth -= 1 }
    if depth > SQLParser.depthLimit { throw .tooDeep }
    return try body(&self)
  }

  /// An operator between two operands.
  mutating func joined(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression
  ) throws(SQLError) -> Expression {
    operators += 1
    if operators > SQLParser.operatorLimit { throw .tooDeep }
    return .binary(operation, left, right)
  }

  // MARK: Statements

  mutating func statement() throws(SQLError) -> Statement {
    guard let word = token.keyword else {
      if isSymbol("(") { throw .unsupported("SELECT in parentheses") }
      throw mistake()
    }
    switch word {
    case "SELECT": return .select(try select())
    case "INSERT", "REPLACE": return .insert(try insert())
    case "UPDATE": return .update(try update())
    case "DELETE": return .delete(try delete())
    case "TRUNCATE":
      try advance()
      _ = try takeWord("TABLE")
      return .truncate(try tableName())
    case "CREATE": return try create()
    case "DROP": return try drop()
    case "ALTER": return try alter()
    case "RENAME": return try rename()
    case "USE":
      try advance()
      return .use(try name())
    case "SHOW": return .show(try show())
    case "DESCRIBE", "DESC", "EXPLAIN":
      try advance()
      if isKeyword([
        "SELECT", "UPDATE", "DELETE", "INSERT", "REPLACE", "FORMAT", "ANALYZE", "TABLE", "WITH",
        "EXTENDED", "PARTITIONS", "FOR",
      ]) {
        throw .unsupported("EXPLAIN")
      }
      let table = try tableName()
      if token.kind != .end, !isSymbol(";") { throw .unsupported("DESCRIBE of one column") }
      return .describe(table)
    case "SET": return try set()
    case "DO":
      try advance()
      var expressions: [Expression] = []
      repeat { expressions.append(try expression()) } while try take(",")
      return .doNothing(expressions)
    default:
      if let statement = try transaction(word) { return statement }
      if let statement = try administration(word) { return statement }
      if let refused = SQLParser.refused.first(where: { $0 == word }) {
        throw .unsupported(refused)
      }
      throw mistake()
    }
  }

  /// Statements that the real server has and this one has not.
  private static let refused: [String] = [
    "ANALYZE", "BINLOG", "CACHE", "CALL", "CHECK", "CHECKSUM", "CLONE", "DEALLOCATE", "EXECUTE",
    "GET", "HANDLER", "HELP", "IMPORT", "LOAD", "OPTIMIZE", "PREPARE", "RELEASE", "REPAIR",
    "RESIGNAL", "RESTART", "SAVEPOINT", "SIGNAL", "TABLE", "VALUES", "WITH", "XA",
  ]

  private mutating func transaction(_ word: String) throws(SQLError) -> Statement? {
    switch word {
    case "BEGIN":
      try advance()
      _ = try takeWord("WORK")
      return .begin(readOnly: false, withSnapshot: false)
    case "START" where try peek().keyword == "TRANSACTION":
      try advance()
      try advance()
      var readOnly = false
      var snapshot = false
      if !isSymbol(";"), token.kind != .end {
        repeat {
          if try takeWord("WITH") {
            try expectWord("CONSISTENT", "SNAPSHOT")
            snapshot = true
          } else {
            try expectWord("READ")
            readOnly = isKeyword("ONLY")
            if !(try takeWord("ONLY")) { try expectWord("WRITE") }
          }
        } while try take(",")
      }
      return .begin(readOnly: readOnly, withSnapshot: snapshot)
    case "COMMIT", "ROLLBACK":
      try advance()
      _ = try takeWord("WORK")
      if isKeyword("TO") { throw .unsupported("ROLLBACK TO SAVEPOINT") }
      if isKeyword("AND") { throw .unsupported("\(word) AND CHAIN") }
      return word == "COMMIT" ? .commit : .rollback
    case "LOCK":
      try advance()
      if try takeWord("INSTANCE") {
        try expectWord("FOR", "BACKUP")
        return .backupLock(true)
      }
      throw .unsupported("LOCK TABLES")
    case "UNLOCK":
      try advance()
      if try takeWord("INSTANCE") { return .backupLock(false) }
      if !(try takeWord("TABLES")) { try expectWord("TABLE") }
      return .unlockTables
    default: return nil
    }
  }

  // MARK: Data

  mutating func insert() throws(SQLError) -> Insert {
    let replaces = isKeyword("REPLACE")
    try advance()
    var insert = Insert(table: TableName(name: ""))
    insert.replaces = replaces
    while isKeyword(["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"]) { try advance() }
    if !replaces { insert.ignores = try takeWord("IGNORE") }
    _ = try takeWord("INTO")
    insert.table = try tableName()
    if isSymbol("(") {
      let next = try peek()
      if next.keyword == "SELECT" { throw .unsupported("SELECT in parentheses") }
      try advance()
      var columns: [String] = []
      if !isSymbol(")") {
        repeat { columns.append(try columnName()) } while try take(",")
      }
      try expect(")")
      insert.columns = columns
    }
    if isKeyword(["TABLE", "WITH"]) { throw .unsupported("INSERT … \(token.keyword ?? "")") }
    if isKeyword("SELECT") {
      insert.source = try select()
    } else if try takeWord("SET") {
      var columns: [String] = []
      var row: [Expression] = []
      repeat {
        columns.append(try columnName())
        try expect("=")
        row.append(try valueOrDefault())
      } while try take(",")
      insert.columns = columns
      insert.rows = [row]
    } else {
      if !(try takeWord("VALUES")) { try expectWord("VALUE") }
      repeat {
        try expect("(")
        var row: [Expression] = []
        if !isSymbol(")") {
          repeat { row.append(try valueOrDefault()) } while try take(",")
        }
        try expect(")")
        insert.rows.append(row)
      } while try take(",")
      if isKeyword("AS") { throw .unsupported("row aliases") }
    }
    if !replaces, try takeWord("ON") {
      try expectWord("DUPLICATE", "KEY", "UPDATE")
      insert.onDuplicate = try assignments()
    }
    return insert
  }

  /// A column's name, with its table's in front if that is given.
  private mutating func columnName() throws(SQLError) -> String {
    var column = try name()
    while try take(".") { column = try anyName() }
    return column
  }

  private mutating func valueOrDefault() throws(SQLError) -> Expression {
    if isKeyword("DEFAULT"), try peek().kind != .symbol("(") {
      try advance()
      return .defaultValue(nil)
    }
    return try expression()
  }

  private mutating func assignments() throws(SQLError) -> [(column: String, value: Expression)] {
    var result: [(column: String, value: Expression)] = []
    repeat {
      let column = try columnName()
      try expect("=")
      result.append((column, try valueOrDefault()))
    } while try take(",")
    return result
  }

  private mutating func update() throws(SQLError) -> Update {
    try advance()
    while isKeyword("LOW_PRIORITY") { try advance() }
    if isKeyword("IGNORE") { throw .unsupported("UPDATE IGNORE") }
    let table = try tableName()
    var alias: String?
    if try takeWord("AS") { alias = try name() } else if isName { alias = try name() }
    if isSymbol(",") || isKeyword(["JOIN", "INNER", "LEFT", "CROSS"]) {
      throw .unsupported("multi-table UPDATE")
    }
    try expectWord("SET")
    var update = Update(table: table, alias: alias, changes: try assignments())
    if try takeWord("WHERE") { update.condition = try expression() }
    update.ordering = try ordering()
    if try takeWord("LIMIT") { update.limit = try number() }
    return update
  }

  private mutating func delete() throws(SQLError) -> Delete {
    try advance()
    while isKeyword(["LOW_PRIORITY", "QUICK"]) { try advance() }
    if isKeyword("IGNORE") { throw .unsupported("DELETE IGNORE") }
    if isName { throw .unsupported("multi-table DELETE") }
    try expectWord("FROM")
    var delete = Delete(table: try tableName())
    if isKeyword("AS") { throw .unsupported("an alias in DELETE") }
    if isSymbol(",") || isKeyword("USING") { throw .unsupported("multi-table DELETE") }
    if try takeWord("WHERE") { delete.condition = try expression() }
    delete.ordering = try ordering()
    if try takeWord("LIMIT") { delete.limit = try number() }
    return delete
  }
}
