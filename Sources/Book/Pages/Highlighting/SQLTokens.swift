/// Tells apart what stands in SQL, as MySQL writes it.
enum SQLTokens {
  static func tokens(of text: String) -> [CodeToken] { tokens(of: text.utf8) }

  static func tokens(of bytes: some Sequence<UInt8>) -> [CodeToken] {
    var code = CodeTokens(bytes)
    while !code.isAtEnd {
      switch code.byte() {
      case UInt8(ascii: "'"), UInt8(ascii: "\""): code.takeQuoted(escapes: true)
      case UInt8(ascii: "`"):
        code.takeQuoted(.plain, escapes: false)
      case UInt8(ascii: "#"): code.take(.comment) { $0 != 0x0A }
      case UInt8(ascii: "-") where isRemark(code): code.take(.comment) { $0 != 0x0A }
      case UInt8(ascii: "/") where code.isNext("/*"): takeComment(&code)
      case UInt8(ascii: "@"): code.take(.variable) { $0.isOfName || $0 == 0x40 || $0 == 0x2E }
      case let byte where byte.isDigit: code.take(.number) { $0.isOfName || $0 == 0x2E }
      case let byte where byte.isOfName:
        let word = code.ahead { !$0.isOfName }
        code.take(isKeyword(word) ? .keyword : .plain, count: word.count)
      default: code.place += 1
      }
    }
    code.take(.plain)
    return code.tokens
  }

  /// `--` begins a remark only with a space behind it.
  private static func isRemark(_ code: CodeTokens) -> Bool {
    code.isNext("--") && (code.byte(2).isSpace || code.byte(2) == 0x0A || code.byte(2) == 0)
  }

  private static func takeComment(_ code: inout CodeTokens) {
    code.take(.plain)
    code.place += 2
    while !code.isAtEnd, !code.isNext("*/") { code.place += 1 }
    code.place = min(code.place + 2, code.bytes.count)
    code.take(.comment)
  }

  private static func isKeyword(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count <= 16 else { return false }
    return keywords.contains(String(decoding: word, as: UTF8.self).uppercased())
  }

  private static let keywords: Set<String> = [
    "ADD", "ALL", "ALTER", "AND", "AS", "ASC", "AUTO_INCREMENT", "BEGIN", "BETWEEN", "BIGINT",
    "BINARY", "BY", "CALL", "CASE", "CHANGE", "CHAR", "COLUMN", "COMMIT", "COUNT", "CREATE",
    "DATABASE", "DATABASES", "DATETIME", "DEFAULT", "DELETE", "DESC", "DESCRIBE", "DISTINCT",
    "DROP", "DUPLICATE", "ELSE", "END", "ENGINE", "EXISTS", "EXPLAIN", "FALSE", "FLUSH", "FOR",
    "FOREIGN", "FROM", "GLOBAL", "GRANT", "GROUP", "HAVING", "IDENTIFIED", "IF", "IN", "INDEX",
    "INNER", "INSERT", "INT", "INTEGER", "INTO", "IS", "JOIN", "KEY", "LEFT", "LIKE", "LIMIT",
    "LOCK", "LOGS", "MASTER", "NOT", "NULL", "ON", "OR", "ORDER", "PRIMARY", "PRIVILEGES",
    "PURGE", "READ", "REFERENCES", "RELOAD", "REPLACE", "REPLICA", "REPLICAS", "REPLICATION",
    "RESET", "REVOKE", "RIGHT", "ROLLBACK", "SELECT", "SESSION", "SET", "SHOW", "SLAVE",
    "SLAVES", "SOURCE", "START", "STATUS", "STOP", "SUM", "TABLE", "TABLES", "TEXT", "THEN",
    "TIMESTAMP", "TO", "TRANSACTION", "TRUE", "TRUNCATE", "UNION", "UNIQUE", "UNLOCK", "UPDATE",
    "USE", "USER", "USING", "VALUES", "VARCHAR", "VARIABLES", "WHEN", "WHERE", "WITH", "WRITE",
  ]
}
