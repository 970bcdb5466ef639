/// Tells apart what stands in JSON, also where it is not quite right.
enum JSONTokens {
  static func tokens(of text: String) -> [CodeToken] {
    var code = CodeTokens(text)
    while !code.isAtEnd {
      switch code.byte() {
      case UInt8(ascii: "\""):
        code.takeQuoted(isKey(code) ? .key : .string, escapes: true)
      case UInt8(ascii: "-"), 0x30...0x39:
        code.take(.number) { $0.isOfName || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E }
      case UInt8(ascii: "/") where code.isNext("//"): code.take(.comment) { $0 != 0x0A }
      case let byte where byte.isLetter: code.take(.keyword) { $0.isOfName }
      default: code.place += 1
      }
    }
    code.take(.plain)
    return code.tokens
  }

  /// Whether the text in quotes that comes next has a colon behind it.
  private static func isKey(_ code: CodeTokens) -> Bool {
    var length = code.quotedLength(escapes: true)
    while code.byte(length).isSpace { length += 1 }
    return code.byte(length) == UInt8(ascii: ":")
  }
}
