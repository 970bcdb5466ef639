/// The tokens of a text, collected from its start to its end.
///
/// Everything that is read ends up in a token, so the tokens together are the text, byte for byte,
/// whatever is in it. Tokens begin and end at ASCII characters only.
struct CodeTokens {
  let bytes: [UInt8]
  /// Up to where the text is read.
  var place = 0
  private(set) var tokens: [CodeToken] = []
  private var start = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  var isAtEnd: Bool { place >= bytes.count }

  /// The byte to be read next, or the one some places further; 0 behind the end.
  func byte(_ offset: Int = 0) -> UInt8 {
    let index = place + offset
    return index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// Whether this text comes next.
  func isNext(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= bytes.count else { return false }
    for index in 0..<length where bytes[place + index] != text.utf8Start[index] { return false }
    return true
  }

  /// Reads on while the condition holds.
  mutating func skip(while condition: (UInt8) -> Bool) {
    while place < bytes.count, condition(bytes[place]) { place += 1 }
  }

  /// Reads to behind the next line feed, or to the end.
  mutating func skipLine() {
    skip { $0 != 0x0A }
    if !isAtEnd { place += 1 }
  }

  /// Makes what is read and belongs to no token yet a token of this kind.
  mutating func take(_ kind: CodeToken.Kind) {
    let end = min(place, bytes.count)
    guard end > start else { return }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    if let last = tokens.last, last.kind == kind {
      tokens[tokens.count - 1].text += text
    } else {
      tokens.append(CodeToken(kind, text))
    }
    start = end
  }

  /// Reads this many bytes as a token of this kind.
  mutating func take(_ kind: CodeToken.Kind, count: Int) {
    take(.plain)
    place = min(place + count, bytes.count)
    take(kind)
  }

  /// Reads while the condition holds, as a token of this kind.
  mutating func take(_ kind: CodeToken.Kind, while condition: (UInt8) -> Bool) {
    take(.plain)
    skip(while: condition)
    take(kind)
  }

  /// Reads tokens that were made from the bytes that come next.
  mutating func take(_ others: [CodeToken]) {
    take(.plain)
    for other in others {
      tokens.append(other)
      place += other.text.utf8.count
    }
    start = place
  }

  /// The length of the text in quotes that comes next, the closing quote included if there is one.
  func quotedLength(escapes: Bool) -> Int {
    let quote = byte()
    var end = place + 1
    while end < bytes.count, bytes[end] != quote { end += escapes && bytes[end] == 0x5C ? 2 : 1 }
    return min(end + 1, bytes.count) - place
  }

  /// Reads a text in quotes, the closing quote included if there is one.
  mutating func takeQuoted(_ kind: CodeToken.Kind = .string, escapes: Bool) {
    take(kind, count: quotedLength(escapes: escapes))
  }

  /// The bytes from here to where the condition holds first.
  func ahead(until condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    var end = place
    while end < bytes.count, !condition(bytes[end]) { end += 1 }
    return bytes[min(place, end)..<end]
  }
}

extension UInt8 {
  var isSpace: Bool { self == 0x20 || self == 0x09 }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { self | 0x20 >= 0x61 && self | 0x20 <= 0x7A || self == 0x5F }
  /// Whether it may be inside a name. Whatever is not ASCII may.
  var isOfName: Bool { isLetter || isDigit || self >= 0x80 }
}
