extension SQLParser {
  /// Statements about the server itself and about replication; nil when `word` begins none.
  mutating func administration(_ word: String) throws(SQLError) -> Statement? {
    switch word {
    case "GRANT": return .grant(try grant(revokes: false))
    case "REVOKE": return .revoke(try grant(revokes: true))
    case "FLUSH": return .flush(try flushTarget())
    case "KILL":
      try advance()
      let queryOnly = try takeWord("QUERY")
      if !queryOnly { _ = try takeWord("CONNECTION") }
      return .kill(try number(), queryOnly: queryOnly)
    case "SHUTDOWN":
      try advance()
      return .shutdown
    case "INSTALL":
      try advance()
      if isKeyword("COMPONENT") { throw .unsupported("INSTALL COMPONENT") }
      try expectWord("PLUGIN")
      let name = try name()
      try expectWord("SONAME")
      return .installPlugin(name, library: try string())
    case "UNINSTALL":
      try advance()
      try expectWord("PLUGIN")
      return .uninstallPlugin(try name())
    case "PURGE":
      try advance()
      if try !takeWord("BINARY") { try expectWord("MASTER") }
      try expectWord("LOGS")
      if try takeWord("TO") { return .purgeLogs(toFile: try string()) }
      try expectWord("BEFORE")
      return .purgeLogsBefore(try expression())
    case "CHANGE": return try changeSource()
    case "RESET": return try reset()
    case "START", "STOP": return try startOrStop(word)
    default: return nil
    }
  }

  private mutating func flushTarget() throws(SQLError) -> FlushTarget {
    try advance()
    if isKeyword(["NO_WRITE_TO_BINLOG", "LOCAL"]) { try advance() }
    guard let word = token.keyword else { throw mistake() }
    try advance()
    switch word {
    case "PRIVILEGES": return .privileges
    case "STATUS": return .status
    case "LOGS": return .binaryLogs
    case "BINARY":
      try expectWord("LOGS")
      return .binaryLogs
    case "RELAY":
      try expectWord("LOGS")
      return .relayLogs
    case "TABLES", "TABLE":
      if try takeWord("WITH") {
        try expectWord("READ", "LOCK")
        return .tablesWithReadLock
      }
      if isName { throw .unsupported("FLUSH TABLES with names") }
      return .tables
    case "ENGINE", "ERROR", "GENERAL", "SLOW", "HOSTS", "OPTIMIZER_COSTS", "USER_RESOURCES":
      throw .unsupported("FLUSH \(word)")
    default: throw mistake()
    }
  }

  private mutating func reset() throws(SQLError) -> Statement {
    try advance()
    if try takeWord("MASTER") {
      if isKeyword("TO") { throw .unsupported("RESET MASTER TO") }
      return .resetMaster
    }
    if isKeyword(["REPLICA", "SLAVE"]) {
      try advance()
      let all = try takeWord("ALL")
      if isKeyword("FOR") { throw .unsupported("FOR CHANNEL") }
      return .resetReplica(all: all)
    }
    if isKeyword(["PERSIST", "QUERY"]) { throw .unsupported("RESET \(token.keyword ?? "")") }
    throw mistake()
  }

  private mutating func startOrStop(_ word: String) throws(SQLError) -> Statement? {
    guard let what = try peek().keyword else { return nil }
    if what == "GROUP_REPLICATION" { throw .unsupported("GROUP_REPLICATION") }
    guard what == "REPLICA" || what == "SLAVE" else { return nil }
    try advance()
    try advance()
    var receiver = false
    var applier = false
    while isKeyword(["IO_THREAD", "SQL_THREAD", "RELAY_THREAD"]) {
      if isKeyword("SQL_THREAD") { applier = true } else { receiver = true }
      try advance()
      _ = try take(",")
    }
    if !receiver, !applier {
      receiver = true
      applier = true
    }
    if isKeyword("UNTIL") { throw .unsupported("START REPLICA UNTIL") }
    if isKeyword(["USER", "PASSWORD"]) { throw .unsupported("START REPLICA USER") }
    if isKeyword("FOR") { throw .unsupported("FOR CHANNEL") }
    return word == "START"
      ? .startReplica(receiver: receiver, applier: applier)
      : .stopReplica(receiver: receiver, applier: applier)
  }

  /// The options of CHANGE REPLICATION SOURCE TO, without `SOURCE_`.
  private static let sourceOptions: [String] = [
    "HOST", "USER", "PASSWORD", "PORT", "CONNECT_RETRY", "RETRY_COUNT", "DELAY",
    "HEARTBEAT_PERIOD", "LOG_FILE", "LOG_POS", "AUTO_POSITION", "SSL", "SSL_CA", "SSL_CAPATH",
    "SSL_CERT", "SSL_KEY", "SSL_CIPHER", "SSL_CRL", "SSL_CRLPATH", "SSL_VERIFY_SERVER_CERT",
    "TLS_VERSION", "TLS_CIPHERSUITES", "PUBLIC_KEY_PATH", "BIND", "COMPRESSION_ALGORITHMS",
    "ZSTD_COMPRESSION_LEVEL", "CONNECTION_AUTO_FAILOVER",
  ]

  private static let otherOptions: [String] = [
    "RELAY_LOG_FILE", "RELAY_LOG_POS", "IGNORE_SERVER_IDS", "GET_SOURCE_PUBLIC_KEY",
    "NETWORK_NAMESPACE", "PRIVILEGE_CHECKS_USER", "REQUIRE_ROW_FORMAT",
    "REQUIRE_TABLE_PRIMARY_KEY_CHECK", "ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS", "GTID_ONLY",
  ]

  private mutating func changeSource() throws(SQLError) -> Statement {
    try advance()
    if isKeyword("REPLICATION") {
      try advance()
      if isKeyword("FILTER") { throw .unsupported("CHANGE REPLICATION FILTER") }
      try expectWord("SOURCE")
    } else {
      try expectWord("MASTER")
    }
    try expectWord("TO")
    var options: [SourceOption] = []
    repeat {
      guard let word = token.keyword else { throw mistake() }
      var name = word
      if name.hasPrefix("MASTER_") { name = "SOURCE_" + name.dropFirst(7) }
      if name == "GET_MASTER_PUBLIC_KEY" { name = "GET_SOURCE_PUBLIC_KEY" }
      let isKnown =
        (name.hasPrefix("SOURCE_") && SQLParser.sourceOptions.contains(String(name.dropFirst(7))))
        || SQLParser.otherOptions.contains(name)
      guard isKnown else { throw mistake() }
      if options.contains(where: { $0.name == name }) { throw mistake() }
      try advance()
      try expect("=")
      options.append(SourceOption(name: name, value: try sourceValue()))
    } while try take(",")
    if isKeyword("FOR") { throw .unsupported("FOR CHANNEL") }
    return .changeSource(options)
  }

  private mutating func sourceValue() throws(SQLError) -> SourceOption.Value {
    switch token.kind {
    case .string(let text):
      try advance()
      return .text(text)
    case .integer: return .number(try number())
    case .decimal(let text):
      try advance()
      return .decimal(text)
    case .symbol("("):
      try advance()
      while !isSymbol(")") {
        guard case .integer = token.kind else { throw mistake() }
        try advance()
        _ = try take(",")
      }
      try advance()
      return .list
    case .word(let text, _):
      try advance()
      return .word(text)
    default: throw mistake()
    }
  }
}
