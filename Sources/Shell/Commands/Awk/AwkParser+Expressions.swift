/// Expressions, from what binds least to what binds most.
extension AwkParser {
  mutating func list(until sign: String) throws(AwkFailure) -> [AwkExpression] {
    var values: [AwkExpression] = []
    if take(sign) { return values }
    repeat {
      skipNewlines()
      values.append(try expression())
    } while take(",")
    try expect(sign)
    return values
  }

  mutating func expression(allowsGreater: Bool = true) throws(AwkFailure) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    let left = try choice(allowsGreater)
    for sign in ["=", "+=", "-=", "*=", "/=", "%=", "^=", "**="] where isSign(sign) {
      switch left {
      case .variable, .field, .element: break
      default: throw unexpected()
      }
      at += 1
      skipNewlines()
      let right = try expression(allowsGreater: allowsGreater)
      return .assign(left, sign == "**=" ? "^" : String(sign.dropLast()), right)
    }
    return left
  }

  private mutating func choice(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    let condition = try either(allowsGreater)
    guard take("?") else { return condition }
    let first = try expression(allowsGreater: allowsGreater)
    try expect(":")
    let second = try expression(allowsGreater: allowsGreater)
    return .choice(condition, first, second)
  }

  private mutating func either(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try both(allowsGreater)
    while take("||") {
      skipNewlines()
      left = .binary("||", left, try both(allowsGreater))
    }
    return left
  }

  private mutating func both(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try membership(allowsGreater)
    while take("&&") {
      skipNewlines()
      left = .binary("&&", left, try membership(allowsGreater))
    }
    return left
  }

  private mutating func membership(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try match(allowsGreater)
    while takeName("in") {
      guard case .name(let array) = peek else { throw unexpected() }
      at += 1
      left = .contains(array, [left])
    }
    return left
  }

  private mutating func match(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    var left = try comparison(allowsGreater)
    while isSign("~") || isSign("!~") {
      let isNegated = isSign("!~")
      at += 1
      left = .matches(left, try comparison(allowsGreater), isNegated: isNegated)
    }
    return left
  }

  private mutating func comparison(_ allowsGreater: Bool) throws(AwkFailure) -> AwkExpression {
    let left = try concatenation()
    for sign in ["<", "<=", "==", "!=", ">", ">="] where isSign(sign) {
      if sign == ">", !allowsGreater { continue }
      at += 1
      return .binary(sign, left, try concatenation())
    }
    return left
  }

  private mutating func concatenation() throws(AwkFailure) -> AwkExpression {
    var left = try sum()
    while beginsOperand {
      left = .binary(" ", left, try sum())
    }
    return left
  }

  private var beginsOperand: Bool {
    switch peek {
    case .number, .text, .function: true
    case .name(let name): !AwkParser.words.contains(name)
    case .sign(let sign): ["$", "!", "(", "-", "+", "++", "--"].contains(sign) && sign != "!"
    default: false
    }
  }

  private mutating func sum() throws(AwkFailure) -> AwkExpression {
    var left = try product()
    while isSign("+") || isSign("-") {
      let sign = isSign("+") ? "+" : "-"
      at += 1
      left = .binary(sign, left, try product())
    }
    return left
  }

  private mutating func product() throws(AwkFailure) -> AwkExpression {
    var left = try unary()
    while isSign("*") || isSign("/") || isSign("%") {
      guard case .sign(let sign) = peek else { break }
      at += 1
      left = .binary(sign, left, try unary())
    }
    return left
  }

  private mutating func unary() throws(AwkFailure) -> AwkExpression {
    for sign in ["!", "-", "+"] where isSign(sign) {
      at += 1
      try enter()
      let operand = try unary()
      depth -= 1
      return .unary(sign, operand)
    }
    return try power()
  }

  private mutating func power() throws(AwkFailure) -> AwkExpression {
    let base = try postfix()
    guard take("^") || take("**") else { return base }
    try enter()
    let exponent = try unary()
    depth -= 1
    return .binary("^", base, exponent)
  }

  private mutating func postfix() throws(AwkFailure) -> AwkExpression {
    for (sign, step) in [("++", 1.0), ("--", -1.0)] where isSign(sign) {
      at += 1
      return .step(try primary(), step, isBefore: true)
    }
    let value = try primary()
    switch value {
    case .variable, .field, .element:
      if take("++") { return .step(value, 1, isBefore: false) }
      if take("--") { return .step(value, -1, isBefore: false) }
    default: break
    }
    return value
  }

  private mutating func primary() throws(AwkFailure) -> AwkExpression {
    try enter()
    defer { depth -= 1 }
    let token = peek
    switch token {
    case .number(let value):
      at += 1
      return .number(value)
    case .text(let text):
      at += 1
      return .text(text)
    case .pattern(let source):
      at += 1
      do throws(RegularExpression.Failure) {
        return .pattern(try RegularExpression(source, .extended))
      } catch {
        throw AwkFailure(message: "\(error.message): /\(source)/")
      }
    case .function(let name):
      at += 1
      var arguments: [AwkExpression] = []
      if take("(") {
        arguments = try list(until: ")")
      } else if name != "length" {
        throw unexpected()
      }
      return .call(name, arguments)
    case .name(let name) where !AwkParser.words.contains(name):
      at += 1
      if take("[") { return .element(name, try list(until: "]")) }
      return .variable(name)
    case .sign("$"):
      at += 1
      if isSign("++") || isSign("--") || isSign("-") { return .field(try unary()) }
      return .field(try primary())
    case .sign("("):
      at += 1
      let values = try list(until: ")")
      if values.count > 1, takeName("in") {
        guard case .name(let array) = peek else { throw unexpected() }
        at += 1
        return .contains(array, values)
      }
      guard values.count == 1 else { throw unexpected() }
      return .unary("(", values[0])
    case .sign("-"), .sign("+"), .sign("!"): return try unary()
    default: throw unexpected()
    }
  }
}
