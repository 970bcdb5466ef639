/// Whether a plain text would be read as something other than text by a YAML 1.1 reader.
enum YAMLPlainReading {
  static let words: [String] = [
    "", "~", "null", "Null", "NULL", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true",
    "True", "TRUE", "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE",
    ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf",
    "-.INF", "<<",
  ]

  static func isSomethingElse(_ text: String) -> Bool {
    if text.utf8.count <= 5, words.contains(text) { return true }
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return true }
    // Numbers and times begin with a digit, a sign or a point.
    guard isDigit(first) || first == plus || first == minus || first == point else { return false }
    return isInteger(bytes) || isFloat(bytes) || isBase60(bytes) || isTimestamp(bytes)
  }

  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isInteger(_ bytes: [UInt8]) -> Bool {
    var rest = bytes.filter { $0 != UInt8(ascii: "_") }[...]
    if rest.first == plus || rest.first == minus { rest = rest.dropFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    let text = String(decoding: rest, as: UTF8.self)
    if rest.count > 2, first == 0x30 {
      let body = String(text.dropFirst(2))
      switch rest[rest.startIndex + 1] {
      case UInt8(ascii: "x"), UInt8(ascii: "X"): return UInt64(body, radix: 16) != nil
      case UInt8(ascii: "b"), UInt8(ascii: "B"): return UInt64(body, radix: 2) != nil
      case UInt8(ascii: "o"), UInt8(ascii: "O"): return UInt64(body, radix: 8) != nil
      default: break
      }
    }
    // A leading 0 makes it octal; with an 8 or 9 it is still read as a float.
    return UInt64(text) != nil
  }

  static func isFloat(_ bytes: [UInt8]) -> Bool {
    var index = 0
    if bytes[0] == plus || bytes[0] == minus { index = 1 }
    let wholeStart = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    let wholeDigits = index - wholeStart
    var fractionDigits = 0
    if index < bytes.count, bytes[index] == point {
      index += 1
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      fractionDigits = index - start
    }
    guard wholeDigits + fractionDigits > 0 else { return false }
    if index < bytes.count, bytes[index] == UInt8(ascii: "e") || bytes[index] == UInt8(ascii: "E") {
      index += 1
      if index < bytes.count, bytes[index] == plus || bytes[index] == minus { index += 1 }
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      if index == start { return false }
    }
    return index == bytes.count
  }

  /// `1:30`, which YAML 1.1 takes for ninety.
  static func isBase60(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.first == plus || rest.first == minus { rest = rest.dropFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    let parts = rest.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count > 1 else { return false }
    for (position, part) in parts.enumerated() where position > 0 {
      var digits = part
      if position == parts.count - 1, let dot = part.firstIndex(of: point) {
        guard part[(dot + 1)...].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else {
          return false
        }
        digits = part[..<dot]
      }
      guard (1...2).contains(digits.count), digits.allSatisfy({ isDigit($0) }),
        digits.count == 1 || digits.first! <= 0x35
      else { return false }
    }
    return parts[0].allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
  }

  /// `2026-03-02` and `2026-03-02T09:00:00Z`: four digits, then the usual parts.
  static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    var reader = TimestampReader(bytes: bytes)
    guard reader.digits(4, 4), reader.take("-"), reader.digits(1, 2), reader.take("-"),
      reader.digits(1, 2)
    else { return false }
    if reader.isAtEnd { return true }
    let hasLetter = reader.take("T") || reader.take("t")
    guard hasLetter || reader.take(" ") else { return false }
    guard reader.digits(1, 2), reader.take(":"), reader.digits(1, 2), reader.take(":"),
      reader.digits(1, 2)
    else { return false }
    if reader.take("."), !reader.digits(1, 9) { return false }
    if !hasLetter { return reader.isAtEnd }
    if reader.take("Z") { return reader.isAtEnd }
    guard reader.take("+") || reader.take("-"), reader.digits(2, 2), reader.take(":"),
      reader.digits(2, 2)
    else { return false }
    return reader.isAtEnd
  }

  struct TimestampReader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool { index == bytes.count }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard index < bytes.count, UInt32(bytes[index]) == character.value else { return false }
      index += 1
      return true
    }

    mutating func digits(_ least: Int, _ most: Int) -> Bool {
      let start = index
      while index < bytes.count, index - start < most, isDigit(bytes[index]) { index += 1 }
      return index - start >= least
    }
  }
}
