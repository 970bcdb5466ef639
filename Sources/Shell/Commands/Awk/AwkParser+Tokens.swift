extension AwkParser {
  /// Takes the text apart.
  mutating func readTokens(_ text: String) throws(AwkFailure) {
    let bytes = Array(text.utf8)
    var at = 0
    let signs = [
      "**=", "&&", "||", "==", "!=", "<=", ">=", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=",
      "!~", ">>", "**", "{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!",
      ">", "<", "|", "?", ":", "~", "$", "=",
    ].map { Array($0.utf8) }
    scanning: while at < bytes.count {
      let byte = bytes[at]
      if byte == 32 || byte == 9 || byte == 13 {
        at += 1
      } else if byte == 92, at + 1 < bytes.count, bytes[at + 1] == 10 {
        at += 2
      } else if byte == 35 {
        while at < bytes.count, bytes[at] != 10 { at += 1 }
      } else if byte == 10 {
        tokens.append(.newline)
        at += 1
      } else if byte == 34 {
        var end = at + 1
        while end < bytes.count, bytes[end] != 34, bytes[end] != 10 {
          end += bytes[end] == 92 ? 2 : 1
        }
        guard end < bytes.count, bytes[end] == 34 else {
          throw AwkFailure(message: "unterminated string")
        }
        let raw = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
        tokens.append(.text(AwkParser.unescaped(raw)))
        at = end + 1
      } else if byte == 47, mayBeginPattern {
        var end = at + 1
        var inner: [UInt8] = []
        while end < bytes.count, bytes[end] != 47, bytes[end] != 10 {
          if bytes[end] == 92, end + 1 < bytes.count, bytes[end + 1] == 47 {
            end += 1
          } else if bytes[end] == 92, end + 1 < bytes.count {
            inner.append(92)
            end += 1
          }
          inner.append(bytes[end])
          end += 1
        }
        guard end < bytes.count, bytes[end] == 47 else {
          throw AwkFailure(message: "unterminated regexp")
        }
        tokens.append(.pattern(String(decoding: inner, as: UTF8.self)))
        at = end + 1
      } else if Parser.isDigit(byte)
        || (byte == 46 && at + 1 < bytes.count && Parser.isDigit(bytes[at + 1]))
      {
        let (value, length) = DoubleText.parse(
          String(decoding: bytes[at..<min(at + 40, bytes.count)], as: UTF8.self))
        tokens.append(.number(value))
        at += length
      } else if Parser.isNameStart(byte) {
        var end = at
        while end < bytes.count, Parser.isNamePart(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[at..<end], as: UTF8.self)
        if AwkParser.refused.contains(name) {
          throw AwkFailure(message: "\(name) is not supported here")
        }
        let isCall = end < bytes.count && bytes[end] == 40
        if isCall, !AwkParser.functions.contains(name), !AwkParser.words.contains(name) {
          throw AwkFailure(message: "functions such as \(name) are not supported here")
        }
        tokens.append(
          AwkParser.functions.contains(name) ? .function(name) : .name(name))
        at = end
      } else {
        for sign in signs where bytes[at...].starts(with: sign) {
          tokens.append(.sign(String(decoding: sign, as: UTF8.self)))
          at += sign.count
          continue scanning
        }
        throw AwkFailure(
          message:
            "syntax error at or near \(String(decoding: bytes[at...].prefix(1), as: UTF8.self))")
      }
    }
    tokens.append(.newline)
    tokens.append(.end)
  }

  static let words: Set<String> = [
    "if", "while", "for", "do", "print", "printf", "in", "exit", "delete", "else", "BEGIN", "END",
  ]

  /// Whether a slash begins a pattern here, and is no division.
  private var mayBeginPattern: Bool {
    switch tokens.last {
    case .number, .text, .pattern, .function: false
    case .name(let name): AwkParser.words.contains(name)
    case .sign(let sign): ![")", "]", "$", "++", "--"].contains(sign)
    default: true
    }
  }

  private static func unescaped(_ text: String) -> String {
    BackslashEscapes.expand(Pattern(quoting: "\\/").replace(.all, in: text, by: "/"), .format).text
  }
}
