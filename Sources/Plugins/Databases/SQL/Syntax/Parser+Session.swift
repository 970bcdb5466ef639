extension SQLParser {
  mutating func set() throws(SQLError) -> Statement {
    try advance()
    if isKeyword("PASSWORD") {
      try advance()
      var account: Account?
      if try takeWord("FOR") { account = try self.account() }
      try expect("=")
      return .setPassword(account, try string())
    }
    var scope: VariableScope?
    if isKeyword(["GLOBAL", "SESSION", "LOCAL"]), try peek().keyword == "TRANSACTION" {
      scope = isKeyword("GLOBAL") ? .global : .session
      try advance()
    }
    if try takeWord("TRANSACTION") { return try setTransaction(scope) }
    if isKeyword(["ROLE", "RESOURCE"]) { throw .unsupported("SET \(token.keyword ?? "")") }
    var assignments: [VariableAssignment] = []
    repeat { assignments.append(try assignment()) } while try take(",")
    return .set(assignments)
  }

  private mutating func setTransaction(_ scope: VariableScope?) throws(SQLError) -> Statement {
    var isolation: String?
    var readOnly: Bool?
    repeat {
      if try takeWord("ISOLATION") {
        try expectWord("LEVEL")
        if try takeWord("REPEATABLE") {
          try expectWord("READ")
          isolation = "REPEATABLE-READ"
        } else if try takeWord("SERIALIZABLE") {
          isolation = "SERIALIZABLE"
        } else {
          try expectWord("READ")
          let word = token.keyword ?? ""
          guard word == "COMMITTED" || word == "UNCOMMITTED" else { throw mistake() }
          try advance()
          isolation = "READ-" + word
        }
      } else {
        try expectWord("READ")
        readOnly = isKeyword("ONLY")
        if !(try takeWord("ONLY")) { try expectWord("WRITE") }
      }
    } while try take(",")
    return .setTransaction(scope: scope, isolation: isolation, readOnly: readOnly)
  }

  private mutating func assignment() throws(SQLError) -> VariableAssignment {
    if case .userVariable(let name) = token.kind {
      try advance()
      if try !take(":=") { try expect("=") }
      return VariableAssignment(target: .user(name), value: try expression())
    }
    if isKeyword("NAMES") {
      try advance()
      let name = try stringOrName()
      if try takeWord("COLLATE") { _ = try stringOrName() }
      return VariableAssignment(target: .names, value: .literal(.text(name)))
    }
    var scope: VariableScope?
    var hasMark = false
    if case .systemMark = token.kind {
      try advance()
      hasMark = true
    }
    if isKeyword(["GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"]) {
      let word = token.keyword ?? ""
      let next = try peek()
      if hasMark ? next.kind == .symbol(".") : next.kind != .symbol("=") {
        if word == "PERSIST_ONLY" { throw .unsupported("SET PERSIST_ONLY") }
        scope = word == "GLOBAL" ? .global : word == "PERSIST" ? .persist : .session
        try advance()
        if hasMark { try expect(".") }
      }
    }
    var name = try anyName()
    while try take(".") { name += "." + (try anyName()) }
    if try !take(":=") { try expect("=") }
    var value: Expression
    switch token.keyword {
    case "ON", "ALL", "BINARY", "ROW", "SYSTEM":
      value = .literal(.text(token.keyword ?? ""))
      try advance()
    case "DEFAULT":
      value = .defaultValue(nil)
      try advance()
    default:
      value = try expression()
      // `SET GLOBAL gtid_mode = OFF_PERMISSIVE`: a bare word stands for itself.
      if case .column(nil, nil, let word) = value { value = .literal(.text(word)) }
    }
    return VariableAssignment(
      target: .system(scope: scope, name: name.lowercased()), value: value)
  }

  // MARK: SHOW

  private mutating func like() throws(SQLError) -> String? {
    if try takeWord("LIKE") { return try string() }
    if isKeyword("WHERE") { throw .unsupported("SHOW … WHERE") }
    return nil
  }

  private mutating func database() throws(SQLError) -> String? {
    guard isKeyword(["FROM", "IN"]) else { return nil }
    try advance()
    return try name()
  }

  mutating func show() throws(SQLError) -> Show {
    try advance()
    let full = try takeWord("FULL")
    var isGlobal = false
    if isKeyword(["GLOBAL", "SESSION", "LOCAL"]), try peek().keyword != "=" {
      isGlobal = isKeyword("GLOBAL")
      try advance()
    }
    guard let word = token.keyword else { throw mistake() }
    let place = mistake()
    try advance()
    if full, ["COLUMNS", "FIELDS"].contains(word) { throw .unsupported("SHOW FULL \(word)") }
    switch word {
    case "DATABASES", "SCHEMAS": return .databases(like: try like())
    case "TABLES":
      let database = try database()
      return .tables(database: database, like: try like(), full: full)
    case "COLUMNS", "FIELDS":
      let table = try shownTable()
      if isKeyword(["LIKE", "WHERE"]) {
        throw .unsupported("SHOW COLUMNS … \(token.keyword ?? "")")
      }
      return .columns(table)
    case "INDEX", "INDEXES", "KEYS":
      let table = try shownTable()
      if isKeyword("WHERE") { throw .unsupported("SHOW INDEX … WHERE") }
      return .index(table)
    case "CREATE":
      if try takeWord("TABLE") { return .createTable(try tableName()) }
      if try takeAny("DATABASE", "SCHEMA") { return .createDatabase(try name()) }
      throw .unsupported("SHOW CREATE \(token.keyword ?? "")")
    case "TABLE":
      try expectWord("STATUS")
      let database = try database()
      return .tableStatus(database: database, like: try like())
    case "VARIABLES": return .variables(like: try like(), global: isGlobal)
    case "STATUS": return .status(like: try like(), global: isGlobal)
    case "PROCESSLIST": return .processList(full: full)
    case "GRANTS":
      if try takeWord("FOR") {
        if isKeyword(["CURRENT_USER"]) {
          try advance()
          if try take("(") { try expect(")") }
          return .grants(nil)
        }
        return .grants(try account())
      }
      return .grants(nil)
    case "WARNINGS", "ERRORS":
      if isKeyword("LIMIT") { throw .unsupported("SHOW \(word) LIMIT") }
      return word == "WARNINGS" ? .warnings : .errors
    case "ENGINES": return .engines
    case "PLUGINS": return .plugins
    case "MASTER":
      if try takeWord("LOGS") { return .binaryLogs }
      try expectWord("STATUS")
      return .masterStatus
    case "SLAVE", "REPLICA":
      if try takeWord("HOSTS") { return .replicas(oldWords: true) }
      try expectWord("STATUS")
      if isKeyword("FOR") { throw .unsupported("FOR CHANNEL") }
      return .replicaStatus(oldWords: word == "SLAVE")
    case "REPLICAS": return .replicas(oldWords: false)
    case "BINARY":
      if isKeyword("LOG") { throw mistake() }
      try expectWord("LOGS")
      return .binaryLogs
    case "BINLOG", "RELAYLOG":
      try expectWord("EVENTS")
      var file: String?
      var position: Int64?
      var limit: Int64?
      if try takeWord("IN") { file = try string() }
      if try takeWord("FROM") { position = try number() }
      if try takeWord("LIMIT") { limit = try number() }
      return .binlogEvents(
        file: file, position: position, limit: limit, isRelay: word == "RELAYLOG")
    case "CHARACTER", "CHARSET", "COLLATION", "COUNT", "ENGINE", "EVENTS", "FUNCTION", "OPEN",
      "PRIVILEGES", "PROCEDURE", "PROFILE", "PROFILES", "STORAGE", "TRIGGERS", "EXTENDED":
      throw .unsupported("SHOW \(word)")
    default: throw place
    }
  }

  private mutating func shownTable() throws(SQLError) -> TableName {
    guard isKeyword(["FROM", "IN"]) else { throw mistake() }
    try advance()
    var table = try tableName()
    if let database = try database() { table.database = database }
    return table
  }

  // MARK: Accounts

  mutating func account() throws(SQLError) -> Account {
    if try takeWord("CURRENT_USER") {
      if try take("(") { try expect(")") }
      return Account(user: "", host: "")
    }
    let user = try stringOrName()
    switch token.kind {
    case .userVariable(let host):
      try advance()
      return Account(user: user, host: host.isEmpty ? try stringOrName() : host)
    default: return Account(user: user)
    }
  }

  mutating func accountChanges() throws(SQLError) -> [AccountChange] {
    var result: [AccountChange] = []
    repeat {
      var change = AccountChange(account: try account())
      if try takeWord("IDENTIFIED") {
        if try takeWord("WITH") {
          change.plugin = try stringOrName()
          if try takeWord("BY") { change.password = try string() }
          if isKeyword("AS") { throw .unsupported("IDENTIFIED … AS") }
        } else {
          try expectWord("BY")
          if isKeyword("RANDOM") { throw .unsupported("RANDOM PASSWORD") }
          change.password = try string()
        }
      }
      result.append(change)
    } while try take(",")
    if isKeyword(["REQUIRE", "WITH", "PASSWORD", "ACCOUNT", "COMMENT", "ATTRIBUTE", "DEFAULT"]) {
      throw .unsupported("\(token.keyword ?? "") for accounts")
    }
    return result
  }

  mutating func grant(revokes: Bool) throws(SQLError) -> Grant {
    try advance()
    var privileges: [String] = []
    repeat {
      var words: [String] = []
      while let word = token.keyword, word != "ON", word != "TO", word != "FROM" {
        words.append(word)
        try advance()
      }
      if isSymbol("(") { throw .unsupported("privileges on columns") }
      if words.isEmpty { throw mistake() }
      if words == ["ALL"] { words = ["ALL", "PRIVILEGES"] }
      privileges.append(words.joined(separator: " "))
    } while try take(",")
    if isKeyword(["TO", "FROM"]) { throw .unsupported("roles") }
    try expectWord("ON")
    _ = try takeWord("TABLE")
    var grant = Grant(privileges: privileges, accounts: [])
    if try take("*") {
      if try take(".") { try expect("*") }
    } else {
      grant.database = try name()
      if try take(".") {
        if try !take("*") { grant.table = try anyName() }
      } else {
        grant.table = grant.database
        grant.database = ""
      }
    }
    try expectWord(revokes ? "FROM" : "TO")
    repeat { grant.accounts.append(try account()) } while try take(",")
    if isKeyword("IDENTIFIED") { throw mistake() }
    if !revokes, try takeWord("WITH") {
      try expectWord("GRANT", "OPTION")
      grant.withGrantOption = true
    }
    return grant
  }
}
