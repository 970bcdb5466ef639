/// Evaluates `$((…))`: 64-bit numbers that wrap around, C's operators, variables.
struct Arithmetic {
  /// What is wrong with an expression, in bash's words.
  struct Failure: Error {
    var message: String
  }

  private let text: String
  private let bytes: [UInt8]
  private var at = 0
  private var depth: Int
  private let read: (String) -> String?
  private let write: (String, String) -> Void
  /// Above 0 in the branch of `?:`, `&&` or `||` that does not count.
  private var skipping = 0

  private static let maximumDepth = 64

  /// - Parameters:
  ///   - read: the value of a variable, if it is set.
  ///   - write: sets a variable.
  static func evaluate(
    _ text: String, depth: Int = 0, read: @escaping (String) -> String?,
    write: @escaping (String, String) -> Void
  ) throws(Failure) -> Int64 {
    var expression = Arithmetic(text, depth, read, write)
    expression.skipBlanks()
    if expression.at == expression.bytes.count { return 0 }
    let value = try expression.comma()
    if expression.at < expression.bytes.count {
      throw expression.failure("syntax error in expression", from: expression.at)
    }
    return value
  }

  private init(
    _ text: String, _ depth: Int, _ read: @escaping (String) -> String?,
    _ write: @escaping (String, String) -> Void
  ) {
    self.text = text
    bytes = Array(text.utf8)
    self.depth = depth
    self.read = read
    self.write = write
  }

  private func failure(_ message: String, from offset: Int) -> Failure {
    let token = String(decoding: bytes[min(offset, bytes.count)...], as: UTF8.self)
    let shown = text.drop { $0 == " " }
    return Failure(message: "\(shown): \(message) (error token is \"\(token)\")")
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 || bytes[at] == 10 { at += 1 }
  }

  private mutating func enter() throws(Failure) {
    depth += 1
    if depth > Arithmetic.maximumDepth {
      throw failure("expression recursion level exceeded", from: at)
    }
  }

  /// Takes an operator, unless it is the beginning of a longer one.
  private mutating func take(_ sign: String, unlessBefore followers: String = "") -> Bool {
    let sign = Array(sign.utf8)
    guard bytes[at...].starts(with: sign) else { return false }
    let after = at + sign.count
    if after < bytes.count, followers.utf8.contains(bytes[after]) { return false }
    at = after
    skipBlanks()
    return true
  }

  private mutating func comma() throws(Failure) -> Int64 {
    var value = try assignment()
    while take(",") { value = try assignment() }
    return value
  }

  private mutating func assignment() throws(Failure) -> Int64 {
    let start = at
    if let name = takeName() {
      for sign in ["=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "^=", "|="]
      where take(sign, unlessBefore: sign == "=" ? "=" : "") {
        try enter()
        let operand = try assignment()
        depth -= 1
        var value = operand
        if sign != "=" {
          value = try apply(String(sign.dropLast()), try self.value(of: name), operand)
        }
        if skipping == 0 { write(name, String(value)) }
        return value
      }
    }
    at = start
    return try choice()
  }

  private mutating func takeName() -> String? {
    guard at < bytes.count, Parser.isNameStart(bytes[at]) else { return nil }
    let start = at
    while at < bytes.count, Parser.isNamePart(bytes[at]) { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    skipBlanks()
    return name
  }

  private mutating func choice() throws(Failure) -> Int64 {
    let condition = try binary(0)
    guard take("?") else { return condition }
    try enter()
    skipping += condition == 0 ? 1 : 0
    let first = try assignment()
    skipping -= condition == 0 ? 1 : 0
    guard take(":") else { throw failure("`:' expected for conditional expression", from: at) }
    skipping += condition != 0 ? 1 : 0
    let second = try assignment()
    skipping -= condition != 0 ? 1 : 0
    depth -= 1
    return condition != 0 ? first : second
  }

  /// The binary operators, weakest first, each with what must not follow it.
  private static let levels: [[(sign: String, unlessBefore: String)]] = [
    [("||", "")], [("&&", "")], [("|", "|=")], [("^", "=")], [("&", "&=")],
    [("==", ""), ("!=", "")], [("<=", ""), (">=", ""), ("<", "<"), (">", ">")],
    [("<<", "="), (">>", "=")], [("+", "+="), ("-", "-=")], [("*", "*="), ("/", "="), ("%", "=")],
  ]

  private mutating func binary(_ level: Int) throws(Failure) -> Int64 {
    guard level < Arithmetic.levels.count else { return try power() }
    var left = try binary(level + 1)
    scanning: while true {
      for (sign, followers) in Arithmetic.levels[level] where take(sign, unlessBefore: followers) {
        let isDecided = (sign == "||" && left != 0) || (sign == "&&" && left == 0)
        skipping += isDecided ? 1 : 0
        let start = at
        let right = try binary(level + 1)
        skipping -= isDecided ? 1 : 0
        if sign == "/" || sign == "%", right == 0, skipping == 0 {
          throw failure("division by 0", from: start)
        }
        left = try apply(sign, left, right)
        continue scanning
      }
      return left
    }
  }

  private mutating func power() throws(Failure) -> Int64 {
    let base = try unary()
    guard take("**", unlessBefore: "=") else { return base }
    try enter()
    let exponent = try power()
    depth -= 1
    if exponent < 0 { throw failure("exponent less than 0", from: at) }
    var result: Int64 = 1
    var factor = base
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result &* factor }
      factor = factor &* factor
      rest >>= 1
    }
    return result
  }

  private mutating func unary() throws(Failure) -> Int64 {
    try enter()
    defer { depth -= 1 }
    if at + 1 < bytes.count, bytes[at] == bytes[at + 1], bytes[at] == 43 || bytes[at] == 45 {
      let step: Int64 = bytes[at] == 43 ? 1 : -1
      let start = at
      at += 2
      skipBlanks()
      if let name = takeName() {
        let value = try self.value(of: name) &+ step
        if skipping == 0 { write(name, String(value)) }
        return value
      }
      at = start
    }
    if take("!", unlessBefore: "=") { return try unary() == 0 ? 1 : 0 }
    if take("~") { return ~(try unary()) }
    if take("-") { return 0 &- (try unary()) }
    if take("+") { return try unary() }
    return try primary()
  }

  private mutating func primary() throws(Failure) -> Int64 {
    guard at < bytes.count else { throw failure("syntax error: operand expected", from: lastSign) }
    if take("(") {
      let value = try comma()
      guard take(")") else { throw failure("missing `)'", from: at) }
      return value
    }
    let start = at
    if let name = takeName() {
      let value = try self.value(of: name)
      for (sign, step) in [("++", Int64(1)), ("--", -1)] where take(sign) {
        if skipping == 0 { write(name, String(value &+ step)) }
      }
      return value
    }
    guard Parser.isDigit(bytes[at]) else {
      throw failure("syntax error: operand expected", from: at)
    }
    while at < bytes.count, Parser.isNamePart(bytes[at]) || bytes[at] == 35 || bytes[at] == 64 {
      at += 1
    }
    let digits = String(decoding: bytes[start..<at], as: UTF8.self)
    guard let value = Arithmetic.number(digits) else {
      throw Failure(
        message: "\(digits): value too great for base (error token is \"\(digits)\")")
    }
    skipBlanks()
    return value
  }

  /// Where the operator that lacks an operand stands.
  private var lastSign: Int {
    var index = bytes.count - 1
    while index > 0, bytes[index] == 32 { index -= 1 }
    return max(index, 0)
  }

  /// The number a text stands for: decimal, `0x…`, `0…` for octal, `base#…`.
  static func number(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    var radix: Int64 = 10
    var digits = bytes[...]
    if let mark = bytes.firstIndex(of: 35) {
      guard let base = Int64(String(decoding: bytes[..<mark], as: UTF8.self)), base >= 2, base <= 36
      else { return nil }
      radix = base
      digits = bytes[(mark + 1)...]
    } else if bytes.starts(with: [48, 120]) || bytes.starts(with: [48, 88]) {
      radix = 16
      digits = bytes[2...]
    } else if bytes.count > 1, bytes[0] == 48 {
      radix = 8
    }
    var value: Int64 = 0
    for byte in digits {
      let digit: Int64
      switch byte {
      case 48...57: digit = Int64(byte) - 48
      case 97...122: digit = Int64(byte) - 87
      case 65...90: digit = Int64(byte) - 55
      default: return nil
      }
      guard digit < radix else { return nil }
      value = value &* radix &+ digit
    }
    return value
  }

  private func value(of name: String) throws(Failure) -> Int64 {
    if skipping > 0 { return 0 }
    guard let text = read(name), !text.isEmpty else { return 0 }
    if let number = Int64(text), text == "0" || !text.hasPrefix("0") { return number }
    if depth >= Arithmetic.maximumDepth {
      throw failure("expression recursion level exceeded", from: at)
    }
    return try Arithmetic.evaluate(text, depth: depth + 1, read: read, write: write)
  }

  private func apply(
    _ sign: String, _ left: Int64, _ right: Int64
  ) throws(Failure) -> Int64 {
    switch sign {
    case "||": return left != 0 || right != 0 ? 1 : 0
    case "&&": return left != 0 && right != 0 ? 1 : 0
    case "|": return left | right
    case "^": return left ^ right
    case "&": return left & right
    case "==": return left == right ? 1 : 0
    case "!=": return left != right ? 1 : 0
    case "<=": return left <= right ? 1 : 0
    case ">=": return left >= right ? 1 : 0
    case "<": return left < right ? 1 : 0
    case ">": return left > right ? 1 : 0
    case "<<": return left &<< (right & 63)
    case ">>": return left &>> (right & 63)
    case "+": return left &+ right
    case "-": return left &- right
    case "*": return left &* right
    default:
      if right == 0 {
        if skipping > 0 { return 0 }
        throw failure("division by 0", from: lastSign)
      }
      if right == -1 { return sign == "/" ? 0 &- left : 0 }
      return sign == "/" ? left / right : left % right
    }
  }
}
