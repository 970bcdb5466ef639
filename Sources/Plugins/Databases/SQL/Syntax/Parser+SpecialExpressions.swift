extension SQLParser {
  mutating func unit() throws(SQLError) -> IntervalUnit {
    guard let word = token.keyword else { throw mistake() }
    guard let unit = IntervalUnit(rawValue: word) else {
      if word == "MICROSECOND" || word == "QUARTER" || word.contains("_") {
        throw .unsupported("INTERVAL … \(word)")
      }
      throw mistake()
    }
    try advance()
    return unit
  }

  mutating func choice() throws(SQLError) -> Expression {
    try advance()
    var operand: Expression?
    if !isKeyword("WHEN") { operand = try expression() }
    var branches: [(when: Expression, then: Expression)] = []
    while try takeWord("WHEN") {
      let condition = try expression()
      try expectWord("THEN")
      branches.append((condition, try expression()))
    }
    if branches.isEmpty { throw mistake() }
    var otherwise: Expression?
    if try takeWord("ELSE") { otherwise = try expression() }
    try expectWord("END")
    return .choice(operand: operand, branches, otherwise: otherwise)
  }

  /// `CAST(a AS type)`, and `CONVERT(a, type)`, which is the same.
  mutating func cast(_ word: String) throws(SQLError) -> Expression {
    try advance()
    try expect("(")
    let operand = try expression()
    if word == "CAST" {
      try expectWord("AS")
    } else {
      if isKeyword("USING") { throw .unsupported("CONVERT … USING") }
      try expect(",")
    }
    let type: ColumnType
    if try takeAny("SIGNED", "UNSIGNED") {
      if !(try takeWord("INTEGER")) { _ = try takeWord("INT") }
      type = .integer(.big, isUnsigned: false)
    } else if isKeyword(["CHAR", "DECIMAL", "DATE", "DATETIME", "DOUBLE"]) {
      type = try columnType().type
    } else {
      guard let kind = token.keyword, Vocabulary.castTypes.contains(kind) else { throw mistake() }
      throw .unsupported("\(word == "CAST" ? "CAST … AS" : "CONVERT to") \(kind)")
    }
    if isKeyword(["CHARACTER", "CHARSET", "ARRAY"]) {
      throw .unsupported("\(word) … \(token.keyword ?? "")")
    }
    try expect(")")
    return .cast(operand, type)
  }

  /// `0x4D`, `X'4D'`, `b'1'`, `N'a'` and `_utf8mb4'a'` look like names and are literals.
  mutating func refuseLiteral(_ word: String) throws(SQLError) {
    if word.hasPrefix("0x") || word.hasPrefix("0b") { throw .unsupported("the literal \(word)") }
    let isMark = ["X", "B", "N"].contains(word.uppercased()) || word.hasPrefix("_")
    guard isMark, case .string = try peek().kind, try peek().start == token.end else { return }
    throw .unsupported("the literal \(word)'…'")
  }
}
