/// Takes a statement apart.
///
/// Comments (`#`, `-- `, `/* */`) are left out; `/*!40101 … */` is read as MySQL reads it.
struct Lexer {
  let bytes: [UInt8]
  private var index = 0
  private var openHint = false

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The text of the statement from a byte on.
  func text(_ start: Int, _ end: Int? = nil) -> String {
    String(
      decoding: bytes[min(start, bytes.count)..<min(end ?? bytes.count, bytes.count)],
      as: UTF8.self)
  }

  /// The line on which a byte stands, from 1 on.
  func line(of place: Int) -> Int {
    1 + bytes.prefix(place).reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
  }

  func mistake(at place: Int) -> SQLError {
    .syntax(near: text(place), line: line(of: place))
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  mutating func next() throws(SQLError) -> Token {
    try skipBlanks()
    let start = index
    guard index < bytes.count else { return Token(kind: .end, start: start, end: start) }
    let first = byte()
    let kind: Token.Kind
    switch first {
    case 39, 34: kind = .string(try quoted(first, start))
    case 96: kind = .word(try quoted(96, start), isQuoted: true)
    case 48...57: kind = number()
    case 46 where byte(1) >= 48 && byte(1) <= 57: kind = number()
    case 64:
      index += 1
      if byte() == 64 {
        index += 1
        kind = .systemMark
      } else if byte() == 39 || byte() == 34 || byte() == 96 {
        kind = .userVariable(try quoted(byte(), start))
      } else {
        kind = .userVariable(name(allowingDots: true))
      }
    case _ where Lexer.isName(first): kind = .word(name(), isQuoted: false)
    default: kind = .symbol(symbol())
    }
    return Token(kind: kind, start: start, end: index)
  }

  static func isName(_ byte: UInt8) -> Bool {
    (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57)
      || byte == 95 || byte == 36 || byte >= 128
  }

  private mutating func name(allowingDots: Bool = false) -> String {
    let start = index
    while index < bytes.count, Lexer.isName(bytes[index]) || (allowingDots && bytes[index] == 46) {
      index += 1
    }
    return text(start, index)
  }

  private mutating func number() -> Token.Kind {
    let start = index
    func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    while isDigit(byte()) { index += 1 }
    // `1abc` is a name.
    if Lexer.isName(byte()), byte() | 32 != 101, start < index {
      while Lexer.isName(byte()), index < bytes.count { index += 1 }
      return .word(text(start, index), isQuoted: false)
    }
    var isWhole = true
    if byte() == 46 {
      isWhole = false
      index += 1
      while isDigit(byte()) { index += 1 }
    }
    if byte() | 32 == 101 {
      let signed = byte(1) == 43 || byte(1) == 45
      if isDigit(byte(signed ? 2 : 1)) {
        index += signed ? 2 : 1
        while isDigit(byte()) { index += 1 }
        return .double(text(start, index))
      }
    }
    return isWhole ? .integer(text(start, index)) : .decimal(text(start, index))
  }

  private mutating func quoted(_ quote: UInt8, _ start: Int) throws(SQLError) -> String {
    index += 1
    var result: [UInt8] = []
    while index < bytes.count {
      let next = bytes[index]
      index += 1
      if next == quote {
        if byte() == quote, index < bytes.count {
          result.append(quote)
          index += 1
          continue
        }
        return String(decoding: result, as: UTF8.self)
      }
      if next == 92, quote != 96, index < bytes.count {
        let escaped = bytes[index]
        index += 1
        switch escaped {
        case 110: result.append(10)
        case 116: result.append(9)
        case 114: result.append(13)
        case 48: result.append(0)
        case 98: result.append(8)
        case 90: result.append(26)
        case 37, 95: result += [92, escaped]
        default: result.append(escaped)
        }
        continue
      }
      result.append(next)
    }
    throw mistake(at: start)
  }

  private mutating func symbol() -> String {
    for length in [3, 2] where index + length <= bytes.count {
      let candidate = text(index, index + length)
      if ["<=>", "<=", ">=", "<>", "!=", "||", "&&", ":=", "<<", ">>", "->"].contains(candidate) {
        index += length
        return candidate
      }
    }
    index += 1
    return text(index - 1, index)
  }

  private mutating func skipBlanks() throws(SQLError) {
    while index < bytes.count {
      switch byte() {
      case 32, 9, 10, 13, 12: index += 1
      case 35: skipLine()
      case 45 where byte(1) == 45 && (index + 2 >= bytes.count || byte(2) <= 32): skipLine()
      case 47 where byte(1) == 42:
        if byte(2) == 33 {
          index += 3
          while byte() >= 48, byte() <= 57 { index += 1 }
          openHint = true
          continue
        }
        let start = index
        index += 2
        while index < bytes.count, !(byte() == 42 && byte(1) == 47) { index += 1 }
        guard index < bytes.count else { throw mistake(at: start) }
        index += 2
      case 42 where byte(1) == 47 && openHint:
        openHint = false
        index += 2
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while index < bytes.count, byte() != 10 { index += 1 }
  }
}
