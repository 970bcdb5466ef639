extension JSONParser {
  mutating func number() throws(JSONError) -> JSON {
    let start = index
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard index < bytes.count, isDigit(bytes[index]) else { throw error("expected a digit") }
    if bytes[index] == UInt8(ascii: "0") {
      index += 1
      if index < bytes.count, isDigit(bytes[index]) {
        throw error("a number may not begin with 0")
      }
    } else {
      skipDigits()
    }
    var isWhole = true
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      try digits()
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
      isWhole = false
      index += 1
      if index < bytes.count,
        bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      try digits()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let whole = Int64(text) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else {
      throw error("the number is too large", at: start)
    }
    return .number(number)
  }

  func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  mutating func skipDigits() {
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
  }

  mutating func digits() throws(JSONError) {
    guard index < bytes.count, isDigit(bytes[index]) else { throw error("expected a digit") }
    skipDigits()
  }

  mutating func string() throws(JSONError) -> String {
    let start = index
    index += 1
    var text: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        try escape(into: &text)
      case 0..<0x20:
        throw error("a control character in a string has to be escaped")
      default:
        text.append(byte)
        index += 1
      }
    }
    throw error("the string does not end", at: start)
  }

  mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard index < bytes.count else { throw error("unexpected end of the text") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try unit()
      if (0xd800..<0xdc00).contains(code), index + 1 < bytes.count,
        bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
      {
        let back = index
        index += 2
        let low = try unit()
        if (0xdc00..<0xe000).contains(low) {
          code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
        } else {
          index = back
        }
      }
      // Half of a pair stands for nothing; it becomes the replacement character.
      let scalar = Unicode.Scalar(code) ?? "\u{fffd}"
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw error("unknown escape", at: index - 1)
    }
  }

  mutating func unit() throws(JSONError) -> UInt32 {
    guard index + 4 <= bytes.count else { throw error("expected four hexadecimal digits") }
    var code: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case 0x30...0x39: code = code * 16 + UInt32(byte - 0x30)
      case 0x61...0x66: code = code * 16 + UInt32(byte - 0x61 + 10)
      case 0x41...0x46: code = code * 16 + UInt32(byte - 0x41 + 10)
      default: throw error("expected four hexadecimal digits")
      }
    }
    index += 4
    return code
  }
}
