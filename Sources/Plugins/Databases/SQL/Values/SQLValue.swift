/// A value of SQL: what a column, a literal or an expression holds.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case decimal(SQLDecimal)
  case double(Double)
  case text(String)
  case time(SQLTime)

  /// Whether it is NULL, which equals nothing, itself included.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// How the server sends it to a client; nil for NULL.
  public var text: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .decimal(let number): number.text
    case .double(let number): SQLValue.text(of: number)
    case .text(let text): text
    case .time(let time): time.text
    }
  }

  /// What a condition makes of it: nil for NULL.
  public var truth: Bool? {
    switch self {
    case .null: nil
    case .integer(let number): number != 0
    case .decimal(let number): number.units != 0
    case .double(let number): number != 0
    case .text(let text): SQLValue.leadingNumber(of: text) != 0
    case .time: true
    }
  }

  /// 1 or 0, and NULL for nil: SQL has no values of truth of its own.
  public static func truth(_ flag: Bool?) -> SQLValue { flag.map { .integer($0 ? 1 : 0) } ?? .null }

  /// The value as a floating-point number, as arithmetic takes a text.
  var number: Double {
    switch self {
    case .null: 0
    case .integer(let number): Double(number)
    case .decimal(let number): number.approximation
    case .double(let number): number
    case .text(let text): SQLValue.leadingNumber(of: text)
    case .time(let time): Double(time.packed)
    }
  }

  /// A double as MySQL writes it: without a fraction when it has none.
  static func text(of number: Double) -> String {
    if number == number.rounded(), number.magnitude < 1e15 { return String(Int64(number)) }
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The number that a text begins with; 0 if it begins with none.
  static func leadingNumber(of text: String) -> Double {
    let bytes = Array(text.utf8)
    let end = numberLength(bytes)
    guard end > 0 else { return 0 }
    let start = bytes.firstIndex { $0 != 32 } ?? 0
    return Double(String(decoding: bytes[start..<end], as: UTF8.self)) ?? 0
  }

  /// Whether all of a text, spaces around it left out, is a number.
  static func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let end = numberLength(bytes)
    return end > 0 && bytes[end...].allSatisfy { $0 == 32 }
  }

  /// How many bytes of a text, spaces in front included, are a number.
  private static func numberLength(_ bytes: [UInt8]) -> Int {
    var index = 0
    while index < bytes.count, bytes[index] == 32 { index += 1 }
    if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
    let digits = index
    func skipDigits() {
      while index < bytes.count, bytes[index] >= 48, bytes[index] <= 57 { index += 1 }
    }
    skipDigits()
    var count = index - digits
    if index < bytes.count, bytes[index] == 46 {
      index += 1
      let fraction = index
      skipDigits()
      count += index - fraction
    }
    guard count > 0 else { return 0 }
    if index < bytes.count, bytes[index] | 32 == 101 {
      let mark = index
      index += 1
      if index < bytes.count, bytes[index] == 43 || bytes[index] == 45 { index += 1 }
      let exponent = index
      skipDigits()
      if index == exponent { index = mark }
    }
    return index
  }
}

/// A row: one value for each column of its table.
public typealias SQLRow = [SQLValue]
