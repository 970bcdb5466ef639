extension Parser {
  static let unaryTests: Set<String> = [
    "-e", "-f", "-d", "-r", "-w", "-x", "-s", "-L", "-h", "-n", "-z", "-t", "-v", "-p", "-S", "-b",
    "-c", "-a", "-g", "-u", "-k", "-O", "-G", "-N", "-o", "-R",
  ]
  static let binaryTests: Set<String> = [
    "==", "=", "!=", "=~", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef",
  ]

  /// Reads what stands between `[[`, which was taken, and `]]`.
  mutating func condition() throws(ShellSyntaxError) -> Condition {
    var result = Condition()
    try alternatives(&result)
    try skipNewlines()
    let token = try next()
    if token.isEnd {
      throw error("unexpected end of file in `[[ … ]]'", at: token.start, isIncomplete: true)
    }
    guard isClosing(token) else {
      throw error("syntax error in conditional expression", at: token.start, showsSource: true)
    }
    return result
  }

  private func isClosing(_ token: Token) -> Bool {
    if case .word(let word) = token.kind { word.literal == "]]" } else { false }
  }

  private mutating func alternatives(_ result: inout Condition) throws(ShellSyntaxError) {
    try conjunction(&result)
    while try take("||") {
      let jump = result.steps.count
      result.steps.append(.jumpIfTrue(0))
      try conjunction(&result)
      result.steps[jump] = .jumpIfTrue(result.steps.count)
    }
  }

  private mutating func conjunction(_ result: inout Condition) throws(ShellSyntaxError) {
    try negation(&result)
    while try take("&&") {
      let jump = result.steps.count
      result.steps.append(.jumpIfFalse(0))
      try negation(&result)
      result.steps[jump] = .jumpIfFalse(result.steps.count)
    }
  }

  private mutating func negation(_ result: inout Condition) throws(ShellSyntaxError) {
    try skipNewlines()
    var isNegated = false
    while case .word(let word) = try peek().kind, word.literal == "!" {
      try next()
      isNegated.toggle()
    }
    if try peek().isSign("(") {
      try enter(try next().start)
      try alternatives(&result)
      try skipNewlines()
      try expect(")")
      leave()
    } else {
      try primary(&result)
    }
    if isNegated { result.steps.append(.negate) }
    try skipNewlines()
  }

  private mutating func primary(_ result: inout Condition) throws(ShellSyntaxError) {
    let token = try next()
    guard case .word(let word) = token.kind, !isClosing(token) else {
      throw token.isEnd
        ? error("unexpected end of file in `[[ … ]]'", at: token.start, isIncomplete: true)
        : error(
          "unexpected token `\(text(token.start, token.end))' in conditional command",
          at: token.start, showsSource: true)
    }
    if let name = word.literal, Parser.unaryTests.contains(name), try !isBinaryNext() {
      let operand = try next()
      guard case .word(let value) = operand.kind, !isClosing(operand) else {
        let shown = operand.isEnd ? "newline" : text(operand.start, operand.end)
        throw error(
          "unexpected argument `\(shown)' to conditional unary operator", at: operand.start,
          isIncomplete: operand.isEnd)
      }
      result.steps.append(.unary(name, value))
      return
    }
    guard let name = try binaryOperator() else {
      let after = try peek()
      if case .word = after.kind, !isClosing(after) {
        throw error("conditional binary operator expected", at: after.start, showsSource: true)
      }
      result.steps.append(.unary("-n", word))
      return
    }
    if name == "=~" {
      skipBlanks()
      let start = at
      let pattern = try readWord(isExpression: true)
      if at == start { throw unexpected(try peek()) }
      result.steps.append(.binary(name, word, pattern))
      return
    }
    let right = try next()
    guard case .word(let value) = right.kind, !isClosing(right) else {
      throw error(
        "unexpected argument `\(right.isEnd ? "newline" : text(right.start, right.end))' to "
          + "conditional binary operator", at: right.start, isIncomplete: right.isEnd)
    }
    result.steps.append(.binary(name, word, value))
  }

  private mutating func isBinaryNext() throws(ShellSyntaxError) -> Bool {
    let token = try peek()
    if case .word(let word) = token.kind, let text = word.literal {
      return Parser.binaryTests.contains(text) && text != "-o"
    }
    return false
  }

  /// Takes a binary operator, if one comes next.
  private mutating func binaryOperator() throws(ShellSyntaxError) -> String? {
    let token = try peek()
    switch token.kind {
    case .sign(let sign) where sign == "<" || sign == ">":
      try next()
      return sign
    case .word(let word):
      guard let text = word.literal, Parser.binaryTests.contains(text) else { return nil }
      try next()
      return text
    default: return nil
    }
  }
}
