extension Parser {
  /// Reads what begins with `$` or a backquote; nil when the `$` stands for itself.
  mutating func readDollarOrBackquote(inQuotes: Bool) throws(ShellSyntaxError) -> WordPart? {
    if byte() == 96 { return try readBackquotes(inQuotes: inQuotes) }
    let start = at
    guard let next = byte(1) else { return nil }
    switch next {
    case 40 where byte(2) == 40:
      if let close = arithmeticEnd(from: at + 3) { return try readArithmetic(close) }
      return try readCommandSubstitution(start)
    case 40: return try readCommandSubstitution(start)
    case 123: return try readBraces(inQuotes: inQuotes)
    case 39 where !inQuotes && flavour == .bash:
      at += 1
      return .quoted(try readEscapedQuotes(start))
    case 34 where !inQuotes:
      at += 1
      return .doubleQuoted(try readDoubleQuotes())
    case 91 where flavour == .bash: throw refused("$[…] is", at: start)
    default: break
    }
    if Parser.isNameStart(next) {
      at += 1
      let nameStart = at
      while let byte = byte(), Parser.isNamePart(byte) { at += 1 }
      return .parameter(ParameterExpansion(name: text(nameStart, at)))
    }
    if Parser.isDigit(next) || Parser.isSpecialParameter(next) {
      at += 2
      return .parameter(ParameterExpansion(name: text(at - 1, at)))
    }
    return nil
  }

  /// `@ * # ? - $ !`
  static func isSpecialParameter(_ byte: UInt8) -> Bool {
    byte == 64 || byte == 42 || byte == 35 || byte == 63 || byte == 45 || byte == 36 || byte == 33
  }

  private mutating func readCommandSubstitution(_ start: Int) throws(ShellSyntaxError) -> WordPart {
    at = start + 2
    try enter(start)
    let documents = pendingDocuments
    pendingDocuments = []
    let script = try readInnerScript(from: start)
    pendingDocuments = documents
    leave()
    return .command(script)
  }

  /// Reads commands up to a closing parenthesis, which is taken.
  private mutating func readInnerScript(from start: Int) throws(ShellSyntaxError) -> Script {
    do throws(ShellSyntaxError) {
      let items = try listItems { parser throws(ShellSyntaxError) in try parser.peek().isSign(")") }
      let token = try next()
      if token.isEnd { throw unterminated(")", from: start) }
      if !token.isSign(")") { throw unexpected(token) }
      return Script(items)
    } catch {
      // What is open is this parenthesis, not the file.
      if error.isIncomplete, error.message.hasSuffix("unexpected end of file") {
        throw unterminated(")", from: start)
      }
      throw error
    }
  }

  private mutating func readBackquotes(inQuotes: Bool) throws(ShellSyntaxError) -> WordPart {
    let start = at
    at += 1
    var inner: [UInt8] = []
    while let byte = byte(), byte != 96 {
      if byte == 92, let escaped = self.byte(1),
        escaped == 96 || escaped == 92 || escaped == 36 || (inQuotes && escaped == 34)
      {
        inner.append(escaped)
        at += 2
      } else {
        inner.append(byte)
        at += 1
      }
    }
    guard byte() == 96 else { throw unterminated("`", from: start) }
    at += 1
    try enter(start)
    var parser = Parser(
      String(decoding: inner, as: UTF8.self), flavour: flavour, maximumDepth: maximumDepth,
      depth: depth, firstLine: line(of: start))
    let script = parser.script()
    if let error = script.error { throw error }
    leave()
    return .command(script)
  }

  /// Where the `))` of an expression stands, if these two parentheses belong to one.
  func arithmeticEnd(from start: Int) -> Int? {
    var open = 2
    var index = start
    while index < end {
      switch bytes[index] {
      case 40: open += 1
      case 41:
        open -= 1
        if open == 1 { return index + 1 < end && bytes[index + 1] == 41 ? index : nil }
      case 92: index += 1
      case 39, 34:
        let quote = bytes[index]
        index += 1
        while index < end, bytes[index] != quote { index += 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  private mutating func readArithmetic(_ close: Int) throws(ShellSyntaxError) -> WordPart {
    .arithmetic(try readExpression(from: at + 3, to: close))
  }

  /// Reads the text of an expression and takes the `))` after it.
  mutating func readExpression(from start: Int, to close: Int) throws(ShellSyntaxError)
    -> [WordPart]
  {
    try enter(start)
    let outerEnd = end
    at = start
    end = close
    let parts = try readParts(.arithmetic)
    end = outerEnd
    at = close + 2
    leave()
    return parts
  }

  // MARK: ${…}

  private mutating func readBraces(inQuotes: Bool) throws(ShellSyntaxError) -> WordPart {
    let start = at
    at += 2
    try enter(start)
    var isLength = false
    var isIndirect = false
    if byte() == 35, let next = byte(1),
      Parser.isNamePart(next)
        || ((next == 64 || next == 42 || next == 63 || next == 35) && byte(2) == 125)
    {
      isLength = true
      at += 1
    } else if byte() == 33, let next = byte(1), Parser.isNamePart(next) {
      isIndirect = true
      at += 1
    }
    let nameStart = at
    if let first = byte(), Parser.isNameStart(first) {
      while let byte = byte(), Parser.isNamePart(byte) { at += 1 }
    } else if let first = byte(), Parser.isDigit(first) {
      while let byte = byte(), Parser.isDigit(byte) { at += 1 }
    } else if let first = byte(), Parser.isSpecialParameter(first) {
      at += 1
    } else {
      throw badSubstitution(start)
    }
    var expansion = ParameterExpansion(name: text(nameStart, at))
    if byte() == 91 {
      guard expansion.name == "BASH_REMATCH" || expansion.name == "PIPESTATUS" else {
        throw refused("arrays are", at: start)
      }
      at += 1
      expansion.index = try readParts(.braces(inQuotes: true, stop: 93))
      guard byte() == 93 else { throw unterminated("}", from: start) }
      at += 1
    }
    if isLength || isIndirect {
      guard byte() == 125 else {
        throw byte() == nil ? unterminated("}", from: start) : badSubstitution(start)
      }
      expansion.operation = isLength ? .length : .indirection
    } else {
      expansion.operation = try readOperation(start, expansion.name, inQuotes: inQuotes)
    }
    guard byte() == 125 else {
      throw byte() == nil ? unterminated("}", from: start) : badSubstitution(start)
    }
    at += 1
    leave()
    return .parameter(expansion)
  }

  private func badSubstitution(_ start: Int) -> ShellSyntaxError {
    var close = start
    while close < end, bytes[close] != 125, bytes[close] != 10 { close += 1 }
    if close == end { return unterminated("}", from: start) }
    return error("\(text(start, close + 1)): bad substitution", at: start)
  }

  private mutating func readOperation(
    _ start: Int, _ name: String, inQuotes: Bool
  ) throws(ShellSyntaxError) -> ParameterExpansion.Operation {
    let context = Context.braces(inQuotes: inQuotes, stop: nil)
    guard let first = byte() else { throw unterminated("}", from: start) }
    let colon = first == 58
    if colon, let second = byte(1), second == 45 || second == 61 || second == 63 || second == 43 {
      at += 1
    }
    guard let sign = byte() else { throw unterminated("}", from: start) }
    switch sign {
    case 125: return .value
    case 45:
      at += 1
      return .fallback(colon: colon, try readParts(context))
    case 61:
      at += 1
      return .assign(colon: colon, try readParts(context))
    case 63:
      at += 1
      return .require(colon: colon, try readParts(context))
    case 43:
      at += 1
      return .alternative(colon: colon, try readParts(context))
    case 35, 37:
      at += 1
      var longest = false
      if byte() == sign {
        longest = true
        at += 1
      }
      let pattern = try readParts(.braces(inQuotes: false, stop: nil))
      return sign == 35
        ? .withoutPrefix(longest: longest, pattern) : .withoutSuffix(longest: longest, pattern)
    case 58:
      guard name != "@", name != "*" else { throw refused("slices of $\(name) are", at: start) }
      at += 1
      let offset = try readParts(.braces(inQuotes: true, stop: 58))
      guard byte() == 58 else { return .substring(offset, nil) }
      at += 1
      return .substring(offset, try readParts(.braces(inQuotes: true, stop: nil)))
    case 47: return .replacement(try readReplacement())
    case 94, 44:
      at += 1
      var all = false
      if byte() == sign {
        all = true
        at += 1
      }
      guard byte() == 125 else { throw refused("patterns in ${\(name)^…} are", at: start) }
      return .changedCase(upper: sign == 94, all: all)
    case 64: throw refused("${\(name)@…} is", at: start)
    default: throw badSubstitution(start)
    }
  }

  private mutating func readReplacement() throws(ShellSyntaxError)
    -> ParameterExpansion.Replacement
  {
    at += 1
    var place = ParameterExpansion.Replacement.Place.first
    switch byte() {
    case 47: place = .all
    case 35: place = .prefix
    case 37: place = .suffix
    default: break
    }
    if place != .first { at += 1 }
    let pattern = try readParts(.braces(inQuotes: false, stop: 47))
    var text: [WordPart] = []
    if byte() == 47 {
      at += 1
      text = try readParts(.braces(inQuotes: false, stop: nil))
    }
    return ParameterExpansion.Replacement(place: place, pattern: pattern, text: text)
  }

  // MARK: $'…'

  private mutating func readEscapedQuotes(_ start: Int) throws(ShellSyntaxError) -> String {
    at += 1
    let textStart = at
    while let byte = byte(), byte != 39 { at += byte == 92 ? 2 : 1 }
    guard byte() == 39 else { throw unterminated("'", from: start) }
    at += 1
    return BackslashEscapes.expand(text(textStart, at - 1), .quotes).text
  }
}
