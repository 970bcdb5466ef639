import SQL

/// Rows and words as they stand in the files of the server: one line, fields between tabs.
enum RowText {
  /// A text without tabs and line feeds, which are written `\t` and `\n`.
  static func escaped(_ text: String) -> String {
    let needsCare = text.utf8.contains { $0 == 9 || $0 == 10 || $0 == 92 || $0 == 31 || $0 == 30 }
    guard needsCare else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      switch byte {
      case 9: bytes += [92, 116]
      case 10: bytes += [92, 110]
      case 30: bytes += [92, 118]
      case 31: bytes += [92, 117]
      case 92: bytes += [92, 92]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(92) else { return String(text) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
        switch byte {
        case 116: bytes.append(9)
        case 110: bytes.append(10)
        case 117: bytes.append(31)
        case 118: bytes.append(30)
        default: bytes.append(byte)
        }
      } else if byte == 92 {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ row: SQLRow, to text: inout String) {
    for (index, value) in row.enumerated() {
      if index > 0 { text += "\t" }
      switch value {
      case .null: text += "N"
      case .integer(let number):
        text += "I"
        text += String(number)
      case .decimal(let number):
        text += "D"
        text += number.text
      case .double(let number):
        text += "F"
        text += String(number.bitPattern)
      case .text(let string):
        text += "S"
        text += escaped(string)
      case .time(let time):
        text += time.isDate ? "d" : "T"
        text += String(time.seconds)
      }
    }
  }

  /// The row that the fields of a line are.
  static func row(_ fields: some Sequence<Substring>) -> SQLRow {
    var row: SQLRow = []
    for field in fields {
      var field = field
      row.append(field.withUTF8 { value($0) })
    }
    return row
  }

  /// The row that stands between tabs.
  static func row(_ bytes: UnsafeBufferPointer<UInt8>, columns: Int) -> SQLRow {
    var row: SQLRow = []
    row.reserveCapacity(columns)
    var start = 0
    while start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 9 { end += 1 }
      row.append(value(UnsafeBufferPointer(rebasing: bytes[start..<end])))
      start = end + 1
    }
    return row
  }

  /// The value that a field is; NULL for one that is none.
  private static func value(_ field: UnsafeBufferPointer<UInt8>) -> SQLValue {
    guard let mark = field.first else { return .null }
    let rest = UnsafeBufferPointer(rebasing: field[1...])
    switch mark {
    case UInt8(ascii: "I"): return .integer(integer(rest) ?? 0)
    case UInt8(ascii: "D"):
      return SQLDecimal(Substring(String(decoding: rest, as: UTF8.self))).map { .decimal($0) }
        ?? .null
    case UInt8(ascii: "F"):
      return .double(
        Double(bitPattern: UInt64(Substring(String(decoding: rest, as: UTF8.self))) ?? 0))
    case UInt8(ascii: "S"):
      let text = String(decoding: rest, as: UTF8.self)
      return .text(rest.contains(92) ? unescaped(Substring(text)) : text)
    case UInt8(ascii: "T"): return .time(SQLTime(seconds: integer(rest) ?? 0))
    case UInt8(ascii: "d"): return .time(SQLTime(seconds: integer(rest) ?? 0, isDate: true))
    default: return .null
    }
  }

  /// A whole number in decimal digits; nil for anything else.
  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    guard bytes.count > (isNegative ? 1 : 0) else { return nil }
    var number: Int64 = 0
    for byte in bytes[(isNegative ? 1 : 0)...] {
      guard byte >= 48, byte <= 57 else { return nil }
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      // Negative numbers reach one further than positive ones.
      let (sum, isTooFar) = product.subtractingReportingOverflow(Int64(byte) - 48)
      if isTooLarge || isTooFar { return nil }
      number = sum
    }
    if isNegative { return number }
    return number == Int64.min ? nil : -number
  }

  /// The fields of a line.
  static func fields(_ line: Substring) -> [Substring] {
    line.utf8.split(separator: 9, omittingEmptySubsequences: false).map { Substring($0) }
  }
}

extension String {
  /// The part of a text from a byte on, up to another one.
  func bytes(from start: Int64, to end: Int64? = nil) -> Substring {
    let bytes = utf8
    let count = Int64(bytes.count)
    let low = Swift.min(Swift.max(0, start), count)
    let high = Swift.min(Swift.max(low, end ?? count), count)
    let from = bytes.index(bytes.startIndex, offsetBy: Int(low))
    return Substring(bytes[from..<bytes.index(from, offsetBy: Int(high - low))])
  }
}
