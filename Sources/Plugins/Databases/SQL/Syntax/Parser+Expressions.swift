extension SQLParser {
  mutating func expression() throws(SQLError) -> Expression {
    try nested { parser throws(SQLError) in try parser.disjunction() }
  }

  private mutating func disjunction() throws(SQLError) -> Expression {
    var left = try exclusive()
    while isKeyword("OR") || isSymbol("||") {
      try advance()
      left = try joined(.or, left, try exclusive())
    }
    return left
  }

  private mutating func exclusive() throws(SQLError) -> Expression {
    var left = try conjunction()
    while try takeWord("XOR") { left = try joined(.xor, left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(SQLError) -> Expression {
    var left = try negation()
    while isKeyword("AND") || isSymbol("&&") {
      try advance()
      left = try joined(.and, left, try negation())
    }
    return left
  }

  private mutating func negation() throws(SQLError) -> Expression {
    if isKeyword("NOT") || isSymbol("!") {
      try advance()
      return try nested { parser throws(SQLError) in .unary(.not, try parser.negation()) }
    }
    return try comparison()
  }

  private static let comparisons: [(String, BinaryOperator)] = [
    ("=", .equal), ("<=>", .nullSafeEqual), ("<>", .notEqual), ("!=", .notEqual), ("<", .less),
    ("<=", .lessOrEqual), (">", .greater), (">=", .greaterOrEqual),
  ]

  private mutating func comparison() throws(SQLError) -> Expression {
    var left = try sum()
    var count = 0
    while true {
      count += 1
      if count > 100 { throw .tooDeep }
      if case .symbol(let symbol) = token.kind,
        let (_, operation) = SQLParser.comparisons.first(where: { $0.0 == symbol })
      {
        try advance()
        if isKeyword(["ANY", "ALL", "SOME"]) { throw .unsupported("subqueries") }
        left = try joined(operation, left, try sum())
        continue
      }
      if try takeWord("IS") {
        let negated = try takeWord("NOT")
        if try takeAny("NULL", "UNKNOWN") {
          left = .isNull(left, negated: negated)
        } else if try takeWord("TRUE") {
          left = .isTruth(left, true, negated: negated)
        } else {
          try expectWord("FALSE")
          left = .isTruth(left, false, negated: negated)
        }
        continue
      }
      var negated = false
      if isKeyword("NOT") {
        guard let next = try peek().keyword,
          ["LIKE", "IN", "BETWEEN", "REGEXP", "RLIKE"].contains(next)
        else { return left }
        try advance()
        negated = true
      }
      if try takeWord("BETWEEN") {
        let low = try sum()
        try expectWord("AND")
        left = .between(left, low, try sum(), negated: negated)
      } else if try takeWord("IN") {
        try expect("(")
        if isKeyword("SELECT") { throw .unsupported("subqueries") }
        var list: [Expression] = []
        repeat { list.append(try expression()) } while try take(",")
        try expect(")")
        left = .inList(left, list, negated: negated)
      } else if try takeWord("LIKE") {
        let pattern = try sum()
        let escape = try takeWord("ESCAPE") ? try string() : "\\"
        left = .like(left, pattern, escape: escape, negated: negated)
      } else if isKeyword(["REGEXP", "RLIKE"]) {
        throw .unsupported("REGEXP")
      } else if isKeyword(["COLLATE", "SOUNDS", "MEMBER"]) {
        let word = token.keyword ?? ""
        let next = try peek().keyword
        if word == "SOUNDS", next != "LIKE" { return left }
        if word == "MEMBER", next != "OF" { return left }
        throw .unsupported(word == "COLLATE" ? word : "\(word) \(next ?? "")")
      } else {
        return left
      }
    }
  }

  private mutating func sum() throws(SQLError) -> Expression {
    var left = try product()
    while case .symbol(let symbol) = token.kind {
      switch symbol {
      case "+", "-":
        try advance()
        left = try joined(symbol == "+" ? .add : .subtract, left, try product())
      case "|", "&", "^", "<<", ">>": throw .unsupported("bit operations")
      case ":=": throw .unsupported("assignment in an expression")
      case "->": throw .unsupported("JSON")
      default: return left
      }
    }
    return left
  }

  private mutating func product() throws(SQLError) -> Expression {
    var left = try factor()
    while true {
      let operation: BinaryOperator
      if isSymbol("*") {
        operation = .multiply
      } else if isSymbol("/") {
        operation = .divide
      } else if isSymbol("%") || isKeyword("MOD") {
        operation = .modulo
      } else if isKeyword("DIV") {
        operation = .wholeDivide
      } else {
        return left
      }
      try advance()
      left = try joined(operation, left, try factor())
    }
  }

  private mutating func factor() throws(SQLError) -> Expression {
    try nested { parser throws(SQLError) in
      if try parser.take("-") {
        // The smallest number has no positive counterpart.
        if case .integer("9223372036854775808") = parser.token.kind {
          try parser.advance()
          return .literal(.integer(Int64.min))
        }
        let operand = try parser.factor()
        switch operand {
        case .literal(.integer(let number)) where number != Int64.min:
          return .literal(.integer(-number))
        case .literal(.decimal(let number)):
          return .literal(.decimal(SQLDecimal(units: -number.units, scale: number.scale)))
        case .literal(.double(let number)): return .literal(.double(-number))
        default: return .unary(.minus, operand)
        }
      }
      if try parser.take("+") { return try parser.factor() }
      if try parser.take("~") { throw .unsupported("bit operations") }
      if parser.isSymbol("!") {
        try parser.advance()
        return .unary(.not, try parser.factor())
      }
      if try parser.takeWord("BINARY") { throw .unsupported("BINARY") }
      return try parser.primary()
    }
  }

  private mutating func primary() throws(SQLError) -> Expression {
    switch token.kind {
    case .integer(let text):
      try advance()
      if let number = Int64(text) { return .literal(.integer(number)) }
      if UInt64(text) != nil { throw .largeNumber }
      if let number = SQLDecimal(text) { return .literal(.decimal(number)) }
      return .literal(.double(Double(text) ?? 0))
    case .decimal(let text):
      try advance()
      if let number = SQLDecimal(text) { return .literal(.decimal(number)) }
      return .literal(.double(Double(text) ?? 0))
    case .double(let text):
      try advance()
      guard let number = Double(text), number.isFinite else {
        throw SQLError(
          1367, "22007", "Illegal double '\(text.prefix(200))' value found during parsing")
      }
      return .literal(.double(number))
    case .string(let text):
      try advance()
      var text = text
      while case .string(let more) = token.kind {
        text += more
        try advance()
      }
      return .literal(.text(text))
    case .userVariable(let name):
      try advance()
      if name.isEmpty { throw mistake() }
      return .userVariable(name)
    case .systemMark: return try systemVariable()
    case .symbol("("):
      try advance()
      if isKeyword("SELECT") { throw .unsupported("subqueries") }
      let inner = try expression()
      if isSymbol(",") { throw .unsupported("row constructors") }
      try expect(")")
      return inner
    case .symbol("?"): throw .unsupported("placeholders")
    case .word(_, let isQuoted):
      if !isQuoted, let word = token.keyword, let special = try special(word) { return special }
      return try columnOrCall()
    case .symbol, .end: throw mistake()
    }
  }

  private mutating func systemVariable() throws(SQLError) -> Expression {
    try advance()
    var scope: VariableScope?
    if let word = token.keyword, ["GLOBAL", "SESSION", "LOCAL", "PERSIST"].contains(word),
      try peek().kind == .symbol(".")
    {
      scope = word == "GLOBAL" ? .global : word == "PERSIST" ? .persist : .session
      try advance()
      try advance()
    }
    var name = try anyName()
    while try take(".") { name += "." + (try anyName()) }
    return .systemVariable(scope: scope, name: name.lowercased())
  }

  /// Words that begin an expression in a way of their own.
  private mutating func special(_ word: String) throws(SQLError) -> Expression? {
    switch word {
    case "NULL":
      try advance()
      return .literal(.null)
    case "TRUE", "FALSE":
      try advance()
      return .literal(.integer(word == "TRUE" ? 1 : 0))
    case "CASE": return try choice()
    case "CAST", "CONVERT": return try cast(word)
    case "CURRENT_TIME", "UTC_DATE", "UTC_TIME": throw .unsupported(word)
    case "DATE", "TIME", "TIMESTAMP":
      if case .string = try peek().kind { throw .unsupported("\(word) literals") }
      return nil
    case "EXISTS": throw .unsupported("subqueries")
    case "INTERVAL":
      try advance()
      let amount = try expression()
      return .interval(amount, try unit())
    case "DEFAULT":
      try advance()
      try expect("(")
      let column = try name()
      try expect(")")
      return .defaultValue(column)
    case "VALUES":
      try advance()
      try expect("(")
      let column = try name()
      try expect(")")
      return .insertedValue(column)
    case "CURRENT_TIMESTAMP", "CURRENT_DATE", "LOCALTIME", "LOCALTIMESTAMP":
      try advance()
      if try take("(") { try expect(")") }
      return .call(FunctionCall(name: word == "CURRENT_DATE" ? "CURDATE" : "NOW", arguments: []))
    case "IF", "LEFT", "RIGHT", "REPLACE", "DATABASE", "SCHEMA", "MOD", "INSERT", "CHAR":
      guard try peek().kind == .symbol("(") else { return nil }
      try advance()
      return try call(word)
    case "MATCH": throw .unsupported("MATCH")
    default: return nil
    }
  }

  private mutating func columnOrCall() throws(SQLError) -> Expression {
    guard case .word(let first, let isQuoted) = token.kind else { throw mistake() }
    if !isQuoted, try peek().kind == .symbol("("), isName {
      try advance()
      return try call(first.uppercased())
    }
    guard isName else { throw mistake() }
    if !isQuoted { try refuseLiteral(first) }
    try advance()
    guard try take(".") else { return .column(database: nil, table: nil, name: first) }
    let second = try anyName()
    guard try take(".") else { return .column(database: nil, table: first, name: second) }
    return .column(database: first, table: second, name: try anyName())
  }

  private mutating func call(_ name: String) throws(SQLError) -> Expression {
    if Vocabulary.wordyFunctions.contains(name) { throw .unsupported(name) }
    if name == "ROW" { throw .unsupported("row constructors") }
    try expect("(")
    if name == "TRIM", isKeyword(["LEADING", "TRAILING", "BOTH"]) {
      throw .unsupported("TRIM(\(token.keyword ?? "") …)")
    }
    var call = FunctionCall(name: name, arguments: [])
    if call.isAggregate {
      call.isDistinct = try takeWord("DISTINCT")
      if name == "COUNT", try take("*") { call.isStar = true }
    }
    if isKeyword("SELECT") { throw .unsupported("subqueries") }
    if !isSymbol(")"), !call.isStar {
      repeat { call.arguments.append(try expression()) } while try take(",")
    }
    if name == "GROUP_CONCAT" { try readJoining(into: &call) }
    if ["TRIM", "SUBSTRING", "SUBSTR", "MID", "CHAR"].contains(name),
      isKeyword(["FROM", "FOR", "USING"])
    {
      throw .unsupported("\(name)(… \(token.keyword ?? "") …)")
    }
    try expect(")")
    if isKeyword("OVER") { throw .unsupported("window functions") }
    if name == "GROUP_CONCAT", !call.arguments.isEmpty { return .call(call) }
    if name == "COUNT", call.isDistinct, call.arguments.count > 1 {
      throw .unsupported("COUNT(DISTINCT …) of several expressions")
    }
    if call.isAggregate, !call.isStar, call.arguments.count != 1 { throw mistake() }
    return .call(call)
  }

  /// What follows the texts of `GROUP_CONCAT`: their order, and what stands between them. Several
  /// texts are one.
  private mutating func readJoining(into call: inout FunctionCall) throws(SQLError) {
    if call.arguments.count > 1 {
      call.arguments = [.call(FunctionCall(name: "CONCAT", arguments: call.arguments))]
    }
    if try takeWord("ORDER", "BY") {
      repeat {
        call.arguments.append(try expression())
        let descends = try takeWord("DESC")
        if !descends { _ = try takeWord("ASC") }
        call.descends.append(descends)
      } while try take(",")
    }
    if try takeWord("SEPARATOR") {
      guard case .string(let text) = token.kind else { throw mistake() }
      call.separator = text
      try advance()
    }
  }
}
