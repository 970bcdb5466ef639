/// Tells apart what stands in YAML, line by line.
struct YAMLTokens {
  private var code: CodeTokens
  /// How far the line is indented in which a text over several lines began; nil outside of one.
  private var block: Int?

  static func tokens(of text: String) -> [CodeToken] {
    var reader = YAMLTokens(code: CodeTokens(text))
    while !reader.code.isAtEnd { reader.readLine() }
    reader.code.take(.plain)
    return reader.code.tokens
  }

  private mutating func readLine() {
    let indent = code.ahead { $0 != 0x20 }.count
    let isBlank = code.byte(indent) == 0x0A || code.byte(indent) == 0
    if let block, isBlank || indent > block {
      code.take(.plain, count: indent)
      code.take(.string) { $0 != 0x0A }
      code.skipLine()
      return
    }
    block = nil
    code.place += indent
    if code.isNext("---") || code.isNext("..."), indent == 0 { code.take(.mark, count: 3) }
    // The items of a list, one in the other.
    while code.byte() == UInt8(ascii: "-"), code.byte(1).isSpace || code.byte(1) == 0x0A {
      code.take(.mark, count: 1)
      code.skip { $0.isSpace }
    }
    if let length = keyLength() {
      code.take(.key, count: length)
      code.take(.mark, count: 1)
    }
    readValue(indent)
    code.skipLine()
  }

  /// The length of the key that comes next, if a colon ends it.
  private func keyLength() -> Int? {
    var length = 0
    if code.byte() == UInt8(ascii: "\"") || code.byte() == UInt8(ascii: "'") {
      length = code.quotedLength(escapes: code.byte() == UInt8(ascii: "\""))
    } else if "{[#&*!|>%@`".utf8.contains(code.byte()) {
      return nil
    } else {
      while !isColon(length) {
        let byte = code.byte(length)
        if code.place + length >= code.bytes.count || byte == 0x0A { return nil }
        if byte == UInt8(ascii: "#"), code.byte(length - 1).isSpace { return nil }
        length += 1
      }
    }
    return length > 0 && isColon(length) ? length : nil
  }

  private func isColon(_ offset: Int) -> Bool {
    let next = code.byte(offset + 1)
    return code.byte(offset) == UInt8(ascii: ":") && (next.isSpace || next == 0x0A || next == 0)
  }

  private mutating func readValue(_ indent: Int) {
    var isFirst = true
    var depth = 0
    while !code.isAtEnd, code.byte() != 0x0A {
      code.skip { $0.isSpace }
      switch code.byte() {
      case 0x0A: return
      case UInt8(ascii: "#")
      where code.byte(-1).isSpace || code.byte(-1) == 0x0A || code.place == 0:
        code.take(.comment) { $0 != 0x0A }
      case UInt8(ascii: "\""): code.takeQuoted(escapes: true)
      case UInt8(ascii: "'"): code.takeQuoted(escapes: false)
      case UInt8(ascii: "|"), UInt8(ascii: ">"):
        if isFirst { block = indent }
        code.take(.mark) { $0 != 0x0A && !$0.isSpace }
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: ","):
        depth += "{[".utf8.contains(code.byte()) ? 1 : code.byte() == UInt8(ascii: ",") ? 0 : -1
        code.take(.mark, count: 1)
      case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
        code.take(.variable) { !$0.isSpace && $0 != 0x0A }
      default: readScalar(isInBraces: depth > 0)
      }
      isFirst = false
    }
  }

  /// A text without quotes, or a key inside braces. Outside of braces it goes on to the end of the
  /// line or to a comment, whatever quotes and braces are in it.
  private mutating func readScalar(isInBraces: Bool) {
    let word = code.ahead { $0 == 0x0A || isInBraces && ",{}[]".utf8.contains($0) }
    if isInBraces,
      let colon = word.indices.first(where: {
        word[$0] == UInt8(ascii: ":") && ($0 + 1 == word.endIndex || word[$0 + 1].isSpace)
      }), colon > word.startIndex
    {
      code.take(.key, count: colon - word.startIndex)
      code.take(.mark, count: 1)
      return
    }
    var end = word.startIndex
    while end < word.endIndex,
      !(word[end] == UInt8(ascii: "#") && end > 0 && code.bytes[end - 1].isSpace)
    {
      end += 1
    }
    var text = word[word.startIndex..<end]
    while let last = text.last, last.isSpace { text.removeLast() }
    if text.isEmpty {
      code.place += 1
    } else {
      code.take(YAMLTokens.kind(of: text), count: text.count)
    }
  }

  private static func kind(of text: ArraySlice<UInt8>) -> CodeToken.Kind {
    switch String(decoding: text, as: UTF8.self) {
    case "true", "false", "null", "~", "True", "False": return .keyword
    default: break
    }
    let isNumber =
      text.contains { $0.isDigit }
      && text.allSatisfy {
        $0.isDigit || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B || $0 | 0x20 == 0x65
      }
    return isNumber ? .number : .plain
  }
}
