/// Reads an `awk` program.
struct AwkParser {
  enum Token: Equatable {
    case number(Double)
    case text(String)
    case pattern(String)
    case name(String)
    /// A name directly before a parenthesis.
    case function(String)
    case sign(String)
    case newline
    case end
  }

  var tokens: [Token] = []
  var at = 0
  var depth = 0

  static let functions: Set<String> = [
    "length", "substr", "index", "split", "sub", "gsub", "match", "toupper", "tolower", "sprintf",
    "int",
  ]
  static let refused: Set<String> = [
    "function", "func", "getline", "system", "close", "fflush", "srand", "rand", "sin", "cos",
    "atan2", "exp", "log", "sqrt", "nextfile", "return", "switch", "printf>", "gensub", "strftime",
    "systime", "asort", "asorti", "and", "or", "xor", "lshift", "rshift", "strtonum", "BEGINFILE",
    "ENDFILE",
  ]

  static func parse(_ text: String) throws(AwkFailure) -> [AwkRule] {
    var parser = AwkParser()
    try parser.readTokens(text)
    return try parser.rules()
  }

  var peek: Token { tokens[at] }

  func isSign(_ sign: String) -> Bool { peek == .sign(sign) }

  func isName(_ name: String) -> Bool { peek == .name(name) }

  mutating func take(_ sign: String) -> Bool {
    guard isSign(sign) else { return false }
    at += 1
    return true
  }

  mutating func takeName(_ name: String) -> Bool {
    guard isName(name) else { return false }
    at += 1
    return true
  }

  mutating func expect(_ sign: String) throws(AwkFailure) {
    if !take(sign) { throw unexpected() }
  }

  func unexpected() -> AwkFailure {
    let shown =
      switch peek {
      case .number(let value): DoubleText.general(value)
      case .text(let text): "\"\(text)\""
      case .pattern(let text): "/\(text)/"
      case .name(let name), .function(let name): name
      case .sign(let sign): sign
      case .newline, .end: "end of line"
      }
    return AwkFailure(message: "syntax error at or near \(shown)")
  }

  mutating func skipNewlines() {
    while peek == .newline { at += 1 }
  }

  private mutating func skipEnds() {
    while peek == .newline || isSign(";") { at += 1 }
  }

  mutating func enter() throws(AwkFailure) {
    depth += 1
    if depth > 60 { throw AwkFailure(message: "the program nests too deep") }
  }

  // MARK: Rules and statements

  private mutating func rules() throws(AwkFailure) -> [AwkRule] {
    var rules: [AwkRule] = []
    skipEnds()
    while peek != .end {
      var pattern = AwkRule.Pattern.every
      if takeName("BEGIN") {
        pattern = .begin
      } else if takeName("END") {
        pattern = .end
      } else if !isSign("{") {
        let first = try expression()
        if take(",") {
          skipNewlines()
          pattern = .range(first, try expression())
        } else {
          pattern = .condition(first)
        }
      }
      var action: [AwkStatement]?
      if isSign("{") {
        action = try block()
      } else {
        switch pattern {
        case .begin, .end: throw AwkFailure(message: "BEGIN and END need an action")
        default: break
        }
      }
      rules.append(AwkRule(pattern: pattern, action: action))
      skipEnds()
    }
    return rules
  }

  private mutating func block() throws(AwkFailure) -> [AwkStatement] {
    try expect("{")
    try enter()
    var statements: [AwkStatement] = []
    skipEnds()
    while !isSign("}") {
      if peek == .end { throw unexpected() }
      statements.append(try statement())
      skipEnds()
    }
    at += 1
    depth -= 1
    return statements
  }

  private mutating func endOfSimple() throws(AwkFailure) {
    if take(";") || isSign("}") { return }
    guard peek == .newline || peek == .end || isName("else") else { throw unexpected() }
    if peek == .newline { at += 1 }
  }

  private mutating func statement() throws(AwkFailure) -> AwkStatement {
    try enter()
    defer { depth -= 1 }
    if isSign("{") { return .block(try block()) }
    if take(";") { return .block([]) }
    if takeName("if") {
      try expect("(")
      let condition = try expression()
      try expect(")")
      skipNewlines()
      let body = try statement()
      let before = at
      skipEnds()
      if takeName("else") {
        skipNewlines()
        return .choice(condition, body, try statement())
      }
      at = before
      return .choice(condition, body, nil)
    }
    if takeName("while") {
      try expect("(")
      let condition = try expression()
      try expect(")")
      if take(";") { return .loop(condition, .block([]), step: nil, testsFirst: true) }
      skipNewlines()
      return .loop(condition, try statement(), step: nil, testsFirst: true)
    }
    if takeName("do") {
      skipNewlines()
      let body = try statement()
      skipEnds()
      guard takeName("while") else { throw unexpected() }
      try expect("(")
      let condition = try expression()
      try expect(")")
      try endOfSimple()
      return .loop(condition, body, step: nil, testsFirst: false)
    }
    if takeName("for") { return try forLoop() }
    let simple = try simpleStatement()
    try endOfSimple()
    return simple
  }

  private mutating func forLoop() throws(AwkFailure) -> AwkStatement {
    try expect("(")
    if case .name(let name) = peek, case .name("in") = tokens[at + 1],
      case .name(let array) = tokens[at + 2], tokens[at + 3] == .sign(")")
    {
      at += 4
      skipNewlines()
      return .each(name, array, try statement())
    }
    var first: AwkStatement?
    if !isSign(";") { first = try simpleStatement() }
    try expect(";")
    var condition: AwkExpression?
    if !isSign(";") { condition = try expression() }
    try expect(";")
    var step: AwkStatement?
    if !isSign(")") { step = try simpleStatement() }
    try expect(")")
    if take(";") {
      return .block([
        first ?? .block([]), .loop(condition, .block([]), step: step, testsFirst: true),
      ])
    }
    skipNewlines()
    let body = try statement()
    return .block([first ?? .block([]), .loop(condition, body, step: step, testsFirst: true)])
  }

  private mutating func simpleStatement() throws(AwkFailure) -> AwkStatement {
    if takeName("print") {
      let values = try printed()
      return .write(values)
    }
    if takeName("printf") {
      let values = try printed()
      guard !values.isEmpty else { throw unexpected() }
      return .format(values)
    }
    if takeName("next") { return .next }
    if takeName("break") { return .leaveLoop }
    if takeName("continue") { return .nextRound }
    if takeName("exit") {
      if peek == .newline || isSign(";") || isSign("}") || peek == .end { return .exit(nil) }
      return .exit(try expression())
    }
    if takeName("delete") {
      guard case .name(let array) = peek else { throw unexpected() }
      at += 1
      if take("[") {
        let keys = try list(until: "]")
        return .delete(array, keys)
      }
      return .delete(array, nil)
    }
    return .expression(try expression())
  }

  /// What `print` prints. A comparison with `>` needs parentheses, because that is a redirection.
  private mutating func printed() throws(AwkFailure) -> [AwkExpression] {
    if peek == .newline || isSign(";") || isSign("}") || peek == .end { return [] }
    var values: [AwkExpression] = []
    if isSign(">") || isSign(">>") || isSign("|") {
      throw AwkFailure(message: "redirections are not supported here")
    }
    if isSign("("), let close = matchingParenthesis(at), endsPrint(close + 1) {
      at += 1
      values = try list(until: ")")
    } else {
      repeat {
        if !values.isEmpty { skipNewlines() }
        values.append(try expression(allowsGreater: false))
      } while take(",")
    }
    if isSign(">") || isSign(">>") || isSign("|") {
      throw AwkFailure(message: "redirections are not supported here")
    }
    return values
  }

  private func matchingParenthesis(_ start: Int) -> Int? {
    var depth = 0
    for index in start..<tokens.count {
      if tokens[index] == .sign("(") { depth += 1 }
      if tokens[index] == .sign(")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  private func endsPrint(_ index: Int) -> Bool {
    switch tokens[index] {
    case .newline, .end: true
    case .sign(let sign): [";", "}", ">", ">>", "|"].contains(sign)
    default: false
    }
  }
}
