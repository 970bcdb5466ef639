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
      let rest = field.dropFirst()
      switch field.utf8.first {
      case UInt8(ascii: "I"): row.append(.integer(Int64(rest) ?? 0))
      case UInt8(ascii: "D"):
        row.append(SQLDecimal(rest).map { .decimal($0) } ?? .null)
      case UInt8(ascii: "F"): row.append(.double(Double(bitPattern: UInt64(rest) ?? 0)))
      case UInt8(ascii: "S"): row.append(.text(unescaped(rest)))
      case UInt8(ascii: "T"): row.append(.time(SQLTime(seconds: Int64(rest) ?? 0)))
      case UInt8(ascii: "d"): row.append(.time(SQLTime(seconds: Int64(rest) ?? 0, isDate: true)))
      default: row.append(.null)
      }
    }
    return row
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
