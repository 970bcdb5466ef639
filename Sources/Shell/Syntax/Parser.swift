/// Reads the text of commands: a recursive descent over bytes, with a limit on its depth.
struct Parser {
  let bytes: [UInt8]
  let flavour: ShellFlavour
  let maximumDepth: Int
  /// Where reading goes on, and where it must stop: a part of the text can be read by itself.
  var at = 0
  var end: Int
  var depth: Int
  private var lookahead: Token?
  /// Here-documents whose bodies begin after the next line end.
  var pendingDocuments: [(document: HereDocument, offset: Int)] = []
  private let lineStarts: [Int]
  /// The number of the first line: what a backquote holds is read by a parser of its own.
  let firstLine: Int

  /// A token of the shell's grammar.
  struct Token {
    enum Kind {
      case word(Word)
      case sign(String)
      /// The number before a redirection.
      case number(Int)
      case newline
      case end
    }

    var kind: Kind
    var start: Int
    var end: Int

    var isEnd: Bool { if case .end = kind { true } else { false } }

    func isSign(_ text: String) -> Bool {
      if case .sign(let sign) = kind { sign == text } else { false }
    }
  }

  init(
    _ text: String, flavour: ShellFlavour, maximumDepth: Int, depth: Int = 0, firstLine: Int = 1
  ) {
    bytes = Array(text.utf8)
    self.flavour = flavour
    self.maximumDepth = maximumDepth
    self.depth = depth
    self.firstLine = firstLine
    end = bytes.count
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 10 { starts.append(offset + 1) }
    lineStarts = starts
  }

  // MARK: Bytes

  func byte(_ ahead: Int = 0) -> UInt8? { at + ahead < end ? bytes[at + ahead] : nil }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The number of the line of an offset, from 1.
  func line(of offset: Int) -> Int { lineIndex(of: offset) + firstLine }

  private func lineIndex(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Errors

  func error(
    _ message: String, at offset: Int, isIncomplete: Bool = false, showsSource: Bool = false
  ) -> ShellSyntaxError {
    let index = lineIndex(of: min(offset, bytes.count))
    return ShellSyntaxError(
      line: index + firstLine, column: offset - lineStarts[index] + 1, message: message,
      isIncomplete: isIncomplete, showsSource: showsSource)
  }

  /// The error for a token that cannot stand where it does.
  func unexpected(_ token: Token) -> ShellSyntaxError {
    switch token.kind {
    case .end:
      return error("syntax error: unexpected end of file", at: token.start, isIncomplete: true)
    case .newline: return unexpected("newline", at: token.start)
    default: return unexpected(text(token.start, token.end), at: token.start)
    }
  }

  func unexpected(_ text: String, at offset: Int) -> ShellSyntaxError {
    switch flavour {
    case .bash:
      return error(
        "syntax error near unexpected token `\(text)'", at: offset, showsSource: true)
    case .sh: return error("syntax error: unexpected \"\(text)\"", at: offset)
    }
  }

  /// The error for a quote or bracket that is never closed.
  func unterminated(_ closing: String, from offset: Int) -> ShellSyntaxError {
    switch flavour {
    case .bash:
      return error(
        "unexpected EOF while looking for matching `\(closing)'", at: offset, isIncomplete: true)
    case .sh:
      let isQuote = closing == "\"" || closing == "'"
      return error(
        isQuote
          ? "syntax error: unterminated quoted string"
          : "syntax error: unexpected end of file (expecting \"\(closing)\")",
        at: offset, isIncomplete: true)
    }
  }

  /// The error for what the real shell can do and this one cannot.
  func refused(_ what: String, at offset: Int) -> ShellSyntaxError {
    error("\(what) not supported here", at: offset)
  }

  // MARK: Depth

  /// Counts one more level; call `leave` when it is done.
  mutating func enter(_ offset: Int) throws(ShellSyntaxError) {
    depth += 1
    if depth > maximumDepth {
      throw error("commands nest more than \(maximumDepth) levels deep", at: offset)
    }
  }

  mutating func leave() { depth -= 1 }

  // MARK: Tokens

  mutating func peek() throws(ShellSyntaxError) -> Token {
    if let lookahead { return lookahead }
    let token = try readToken()
    lookahead = token
    return token
  }

  @discardableResult
  mutating func next() throws(ShellSyntaxError) -> Token {
    let token = try peek()
    lookahead = nil
    return token
  }

  /// Takes the next token if it is that sign.
  mutating func take(_ sign: String) throws(ShellSyntaxError) -> Bool {
    guard try peek().isSign(sign) else { return false }
    try next()
    return true
  }

  mutating func expect(_ sign: String) throws(ShellSyntaxError) {
    let token = try next()
    if !token.isSign(sign) { throw unexpected(token) }
  }

  mutating func skipNewlines() throws(ShellSyntaxError) {
    while case .newline = try peek().kind { try next() }
  }

  /// Skips blanks, line continuations and a comment.
  mutating func skipBlanks() {
    while let byte = byte() {
      if byte == 32 || byte == 9 {
        at += 1
      } else if byte == 92, self.byte(1) == 10 {
        at += 2
      } else if byte == 35 {
        while let inner = self.byte(), inner != 10 { at += 1 }
      } else {
        return
      }
    }
  }

  /// The operators, longer ones before those they begin with.
  private static let signs: [[UInt8]] = [
    ";;&", "<<-", "<<<", "&>>", "&&", "||", ";;", ";&", "<<", ">>", ">&", "<&", "&>", "<>", ">|",
    "|&", ";", "&", "|", "(", ")", "<", ">",
  ].map { Array($0.utf8) }

  private mutating func readToken() throws(ShellSyntaxError) -> Token {
    skipBlanks()
    let start = at
    guard let first = byte() else { return Token(kind: .end, start: at, end: at) }
    if first == 10 {
      at += 1
      try readPendingDocuments()
      return Token(kind: .newline, start: start, end: start + 1)
    }
    if Parser.isSign(first) {
      if first == 60 || first == 62, byte(1) == 40 {
        throw refused("process substitution is", at: start)
      }
      for sign in Parser.signs where bytes[at..<end].starts(with: sign) {
        at += sign.count
        return Token(
          kind: .sign(String(decoding: sign, as: UTF8.self)), start: start, end: at)
      }
    }
    // A number directly before a redirection is part of that.
    var digits = 0
    while let digit = byte(digits), digit >= 48, digit <= 57 { digits += 1 }
    if digits > 0, let after = byte(digits), after == 60 || after == 62 {
      at += digits
      guard digits == 1 else {
        throw refused("file descriptor numbers above 9 are", at: start)
      }
      return Token(kind: .number(Int(bytes[start]) - 48), start: start, end: at)
    }
    let word = try readWord()
    return Token(kind: .word(word), start: start, end: at)
  }

  /// `&`, `(`, `)`, `;`, `<`, `>`, `|`
  static func isSign(_ byte: UInt8) -> Bool {
    byte == 38 || byte == 40 || byte == 41 || byte == 59 || byte == 60 || byte == 62 || byte == 124
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    byte == 95 || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
  }

  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// Whether a text is a variable's name.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isNameStart(first) else { return false }
    return text.utf8.allSatisfy { isNamePart($0) }
  }
}
