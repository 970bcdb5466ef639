extension Parser {
  /// Where text with expansions stands: what ends it and which characters are special in it.
  enum Context {
    /// Between double quotes.
    case doubleQuotes
    /// In `${…}`, up to `}` or another byte at which an operation's word ends.
    case braces(inQuotes: Bool, stop: UInt8?)
    /// A here-document, up to the end.
    case hereDocument
    /// An expression, up to the end.
    case arithmetic
  }

  /// Reads a word. The next byte is one.
  mutating func readWord(
    isExpression: Bool = false
  ) throws(ShellSyntaxError) -> Word {
    let start = at
    var parts: [WordPart] = []
    var literal: [UInt8] = []
    var parentheses = 0
    func flush() {
      if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal = []
    }
    if byte() == 126, let (part, after) = tilde(at) {
      parts.append(part)
      at = after
    }
    while let byte = byte() {
      if byte == 32 || byte == 9 || byte == 10 {
        if !(isExpression && parentheses > 0 && byte != 10) { break }
      }
      if Parser.isSign(byte) {
        if isExpression, byte == 40 || byte == 41 || (byte == 124 && parentheses > 0) {
          if byte == 41, parentheses == 0 { break }
          parentheses += byte == 40 ? 1 : byte == 41 ? -1 : 0
        } else {
          if byte == 40, endsAssignment(start) {
            throw refused("arrays are", at: start)
          }
          break
        }
      }
      switch byte {
      case 92:
        if self.byte(1) == 10 {
          at += 2
          continue
        }
        flush()
        at += 1
        parts.append(.quoted(readCharacter() ?? "\\"))
      case 39:
        flush()
        parts.append(.quoted(try readSingleQuotes()))
      case 34:
        flush()
        parts.append(.doubleQuoted(try readDoubleQuotes()))
      case 36, 96:
        if let part = try readDollarOrBackquote(inQuotes: false) {
          flush()
          parts.append(part)
        } else {
          literal.append(byte)
          at += 1
        }
      default:
        literal.append(byte)
        at += 1
        // In `name=~/x` and `PATH=a:~/b` a tilde counts, too.
        if byte == 61 || byte == 58, self.byte() == 126, let (part, after) = tilde(at),
          isAssignmentPrefix(parts, literal)
        {
          flush()
          parts.append(part)
          at = after
        }
      }
    }
    flush()
    return Word(parts)
  }

  private func isAssignmentPrefix(_ parts: [WordPart], _ literal: [UInt8]) -> Bool {
    var head = literal[...]
    if let first = parts.first {
      guard case .literal(let text) = first else { return false }
      head = Array(text.utf8)[...]
    }
    guard let sign = head.firstIndex(of: 61), sign > 0 else { return false }
    return Parser.isNameStart(head[0]) && head[..<sign].allSatisfy { Parser.isNamePart($0) }
  }

  /// Whether what was read from `start` on is `name=`.
  private func endsAssignment(_ start: Int) -> Bool {
    at > start + 1 && bytes[at - 1] == 61 && Parser.isNameStart(bytes[start])
      && bytes[start..<at - 1].allSatisfy { Parser.isNamePart($0) || $0 == 43 }
  }

  /// What a tilde, with a name or without, stands for, and the offset after it; nil when more than
  /// the end of a word or a slash follows.
  private func tilde(_ offset: Int) -> (WordPart, Int)? {
    var index = offset + 1
    // Letters, digits, and `_ - . +`
    while index < end,
      Parser.isNamePart(bytes[index]) || [43, 45, 46].contains(bytes[index])
    {
      index += 1
    }
    let part = index == offset + 1 ? WordPart.tilde : .home(text(offset + 1, index))
    guard index < end else { return (part, index) }
    let after = bytes[index]
    let ends = after == 47 || after == 58 || after == 32 || after == 9 || after == 10
    return ends || Parser.isSign(after) ? (part, index) : nil
  }

  /// Takes one whole character.
  private mutating func readCharacter() -> String? {
    guard let first = byte() else { return nil }
    let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    let start = at
    at = min(end, at + length)
    return text(start, at)
  }

  mutating func readSingleQuotes() throws(ShellSyntaxError) -> String {
    let start = at
    at += 1
    while let byte = byte() {
      if byte == 39 {
        at += 1
        return text(start + 1, at - 1)
      }
      at += 1
    }
    throw unterminated("'", from: start)
  }

  mutating func readDoubleQuotes() throws(ShellSyntaxError) -> [WordPart] {
    let start = at
    at += 1
    try enter(start)
    let parts = try readParts(.doubleQuotes)
    leave()
    guard byte() == 34 else { throw unterminated("\"", from: start) }
    at += 1
    return parts
  }

  /// Reads text with expansions up to what ends it, which is not taken.
  mutating func readParts(_ context: Context) throws(ShellSyntaxError) -> [WordPart] {
    var parts: [WordPart] = []
    var literal: [UInt8] = []
    var isQuotedInside = false
    func flush() {
      if literal.isEmpty { return }
      let text = String(decoding: literal, as: UTF8.self)
      if case .braces = context {
        parts.append(.literal(text))
      } else {
        parts.append(.quoted(text))
      }
      literal = []
    }
    reading: while let byte = byte() {
      switch byte {
      case 34:
        switch context {
        case .doubleQuotes: break reading
        case .braces(let inQuotes, _):
          if inQuotes {
            isQuotedInside.toggle()
            at += 1
          } else {
            flush()
            parts.append(.doubleQuoted(try readDoubleQuotes()))
          }
          continue
        case .arithmetic:
          at += 1
          continue
        case .hereDocument: break
        }
      case 39:
        if case .braces(let inQuotes, _) = context, !inQuotes {
          flush()
          parts.append(.quoted(try readSingleQuotes()))
          continue
        }
      case 125:
        if case .braces = context { break reading }
      case 92:
        guard let escaped = self.byte(1) else { break }
        if escaped == 10 {
          at += 2
          continue
        }
        var isSpecial = escaped == 36 || escaped == 96 || escaped == 92
        switch context {
        case .doubleQuotes: isSpecial = isSpecial || escaped == 34
        case .braces(let inQuotes, _):
          isSpecial = isSpecial || escaped == 34 || escaped == 125 || !inQuotes
        case .hereDocument, .arithmetic: break
        }
        if isSpecial {
          flush()
          at += 1
          parts.append(.quoted(readCharacter() ?? ""))
          continue
        }
      case 36, 96:
        var inQuotes = true
        if case .braces(let quoted, _) = context { inQuotes = quoted }
        if let part = try readDollarOrBackquote(inQuotes: inQuotes) {
          flush()
          parts.append(part)
          continue
        }
      default:
        if case .braces(_, let stop) = context, byte == stop { break reading }
      }
      literal.append(byte)
      at += 1
    }
    flush()
    return parts
  }
}
