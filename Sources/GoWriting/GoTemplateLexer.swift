/// Cuts a template into text and the words of its actions.
struct GoTemplateLexer {
  struct Token {
    enum Kind {
      case text
      case leftDelimiter
      case rightDelimiter
      case space
      case identifier
      /// `.name`
      case field
      /// `$name`
      case variable
      case dot
      case number
      case character
      case string
      case rawString
      case pipe
      case leftParenthesis
      case rightParenthesis
      case assign
      case declare
      case comma
      case end
    }

    var kind: Kind
    var text: String
    /// The byte at which it begins.
    var position: Int
    var line: Int
  }

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var tokens: [Token] = []
  private var depth = 0

  private let dialect: GoTemplate.Dialect

  private init(_ source: String, _ dialect: GoTemplate.Dialect) {
    bytes = Array(source.utf8)
    self.dialect = dialect
  }

  static func tokens(
    of source: String, _ dialect: GoTemplate.Dialect
  ) throws(GoTemplate.Failure) -> [Token] {
    var lexer = GoTemplateLexer(source, dialect)
    try lexer.lex()
    return lexer.tokens
  }

  static func failure(
    _ line: Int, _ message: String, _ dialect: GoTemplate.Dialect
  ) -> GoTemplate.Failure {
    GoTemplate.Failure(message: "template: \(dialect.templateName):\(line): \(message)")
  }

  private func failure(_ message: String) -> GoTemplate.Failure {
    GoTemplateLexer.failure(line, message, dialect)
  }

  private func startsWith(_ text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      place + wanted.count <= bytes.count
        && wanted.indices.allSatisfy { bytes[place + $0] == wanted[$0] }
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func emit(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(
      Token(kind: kind, text: text(range), position: range.lowerBound, line: line))
  }

  private mutating func countLines(_ range: Range<Int>) {
    for byte in bytes[range] where byte == UInt8(ascii: "\n") { line += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  // MARK: Text

  private mutating func lex() throws(GoTemplate.Failure) {
    var trimsNext = false
    while index < bytes.count {
      var start = index
      var place = index
      while place < bytes.count, !startsWith("{{", at: place) { place += 1 }
      let textEnd = place
      if trimsNext {
        while start < textEnd, GoTemplateLexer.isSpace(bytes[start]) { start += 1 }
      }
      trimsNext = false
      let trims =
        startsWith("{{-", at: place) && place + 3 < bytes.count
        && GoTemplateLexer.isSpace(bytes[place + 3])
      var end = textEnd
      if trims { while end > start, GoTemplateLexer.isSpace(bytes[end - 1]) { end -= 1 } }
      if end > start { emit(.text, start..<end) }
      countLines(index..<textEnd)
      index = textEnd
      guard index < bytes.count else { break }
      try lexAction(opening: trims ? 4 : 2, trimsNext: &trimsNext)
    }
    tokens.append(Token(kind: .end, text: "", position: bytes.count, line: line))
  }

  private mutating func lexAction(
    opening: Int, trimsNext: inout Bool
  ) throws(GoTemplate.Failure) {
    let start = index
    index += opening
    if startsWith("/*", at: index) {
      var place = index + 2
      while place < bytes.count, !startsWith("*/", at: place) { place += 1 }
      guard place < bytes.count else { throw failure("unclosed comment") }
      countLines(index..<place)
      index = place + 2
      if startsWith(" -}}", at: index) {
        trimsNext = true
        index += 4
      } else if startsWith("}}", at: index) {
        index += 2
      } else {
        throw failure("comment ends before closing delimiter")
      }
      return
    }
    emit(.leftDelimiter, start..<index)
    depth = 0
    while true {
      if index < bytes.count, GoTemplateLexer.isSpace(bytes[index]),
        startsWith("-}}", at: index + 1)
      {
        try checkParentheses()
        emit(.rightDelimiter, index..<index + 4)
        index += 4
        trimsNext = true
        return
      }
      if startsWith("}}", at: index) {
        try checkParentheses()
        emit(.rightDelimiter, index..<index + 2)
        index += 2
        return
      }
      try lexWord()
    }
  }

  private func checkParentheses() throws(GoTemplate.Failure) {
    if depth > 0 { throw failure("unclosed left paren") }
  }

  // MARK: Words

  private mutating func lexWord() throws(GoTemplate.Failure) {
    guard index < bytes.count else { throw failure("unclosed action") }
    let start = index
    let byte = bytes[index]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      while index < bytes.count, GoTemplateLexer.isSpace(bytes[index]) {
        // The blank in front of a trimming end belongs to it.
        if startsWith("-}}", at: index + 1) { break }
        index += 1
      }
      if index > start { emit(.space, start..<index) }
      countLines(start..<index)
    case UInt8(ascii: "\""): try lexString()
    case UInt8(ascii: "`"):
      index += 1
      while index < bytes.count, bytes[index] != UInt8(ascii: "`") { index += 1 }
      guard index < bytes.count else { throw failure("unterminated raw quoted string") }
      index += 1
      emit(.rawString, start..<index)
      countLines(start..<index)
    case UInt8(ascii: "'"): try lexCharacter()
    case UInt8(ascii: "="): single(.assign)
    case UInt8(ascii: ":"):
      guard startsWith(":=", at: index) else { throw failure("expected :=") }
      index += 2
      emit(.declare, start..<index)
    case UInt8(ascii: "|"): single(.pipe)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: "("):
      depth += 1
      single(.leftParenthesis)
    case UInt8(ascii: ")"):
      depth -= 1
      if depth < 0 { throw failure("unexpected right paren") }
      single(.rightParenthesis)
    case UInt8(ascii: "."):
      if index + 1 < bytes.count, GoTemplateLexer.isDigit(bytes[index + 1]) {
        try lexNumber()
        return
      }
      index += 1
      takeName()
      if index == start + 1 {
        emit(.dot, start..<index)
      } else {
        try checkEnd(of: "field")
        emit(.field, start..<index)
      }
    case UInt8(ascii: "$"):
      index += 1
      takeName()
      try checkEnd(of: "variable")
      emit(.variable, start..<index)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): try lexNumber()
    default:
      if GoTemplateLexer.isDigit(byte) {
        try lexNumber()
      } else if GoTemplateLexer.isNameByte(byte) {
        takeName()
        try checkEnd(of: "name")
        emit(.identifier, start..<index)
      } else {
        throw failure("unexpected \(description(at: index)) in command")
      }
    }
  }

  private mutating func single(_ kind: Token.Kind) {
    emit(kind, index..<index + 1)
    index += 1
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || isDigit(byte) || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
      || byte >= 0x80
  }

  private mutating func takeName() {
    while index < bytes.count, GoTemplateLexer.isNameByte(bytes[index]) { index += 1 }
  }

  /// `U+002D '-'`
  private func description(at place: Int) -> String {
    guard place < bytes.count else { return "EOF" }
    let scalar = String(decoding: bytes[place...].prefix(4), as: UTF8.self).unicodeScalars.first
    let value = scalar?.value ?? 0
    let digits = String(value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    let shown = scalar.map { String($0) } ?? ""
    return "U+\(padding)\(digits) '\(shown)'"
  }

  /// Names must be followed by something that can follow a word.
  private func checkEnd(of what: String) throws(GoTemplate.Failure) {
    guard index < bytes.count else { return }
    let byte = bytes[index]
    if GoTemplateLexer.isSpace(byte) || startsWith("}}", at: index) { return }
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"),
      UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "="):
      return
    default: throw failure("bad character \(description(at: index))")
    }
  }

  private mutating func lexString() throws(GoTemplate.Failure) {
    let start = index
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] != 0x0A {
        index += 2
        continue
      }
      if byte == 0x0A { break }
      index += 1
      if byte == UInt8(ascii: "\"") {
        emit(.string, start..<index)
        return
      }
    }
    throw failure("unterminated quoted string")
  }

  private mutating func lexCharacter() throws(GoTemplate.Failure) {
    let start = index
    index += 1
    while index < bytes.count, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 2
        continue
      }
      index += 1
      if bytes[index - 1] == UInt8(ascii: "'") {
        emit(.character, start..<index)
        return
      }
    }
    throw failure("unterminated character constant")
  }

  private mutating func lexNumber() throws(GoTemplate.Failure) {
    let start = index
    if bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count {
      let byte = bytes[index]
      let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      let isAfterExponent =
        index > start && (bytes[index - 1] | 0x20) == UInt8(ascii: "e") && isSign
      guard GoTemplateLexer.isNameByte(byte) || byte == UInt8(ascii: ".") || isAfterExponent
      else { break }
      index += 1
    }
    let word = text(start..<index)
    guard GoNumber.value(of: word) != nil else {
      throw failure("bad number syntax: \(GoText.quoted(word))")
    }
    emit(.number, start..<index)
  }
}
