extension SQLValue {
  /// -1, 0 or 1; nil when either is NULL. Texts are compared by the collation; a number and a
  /// text as numbers; a time and a text as times if the text is one.
  public static func compare(_ left: SQLValue, _ right: SQLValue) -> Int? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.integer(let a), .integer(let b)): return a < b ? -1 : a > b ? 1 : 0
    case (.text(let a), .text(let b)): return Collation.compare(a, b)
    case (.time(let a), .time(let b)):
      return a.seconds < b.seconds ? -1 : a.seconds > b.seconds ? 1 : 0
    case (.time(let a), .text(let text)):
      if let b = SQLTime(text) { return compare(.time(a), .time(b)) }
    case (.text(let text), .time(let b)):
      if let a = SQLTime(text) { return compare(.time(a), .time(b)) }
    case (.decimal(let a), .decimal(let b)): return SQLDecimal.compare(a, b)
    case (.decimal(let a), .integer(let b)):
      return SQLDecimal.compare(a, SQLDecimal(units: b, scale: 0))
    case (.integer(let a), .decimal(let b)):
      return SQLDecimal.compare(SQLDecimal(units: a, scale: 0), b)
    default: break
    }
    let a = left.number
    let b = right.number
    return a < b ? -1 : a > b ? 1 : 0
  }

  /// The order of ORDER BY and of keys: NULL is the smallest.
  public static func order(_ left: SQLValue, _ right: SQLValue) -> Int {
    switch (left, right) {
    case (.null, .null): 0
    case (.null, _): -1
    case (_, .null): 1
    default: compare(left, right) ?? 0
    }
  }

  /// A value with what compares equal made equal, for grouping.
  var groupingKey: SQLValue {
    switch self {
    case .text(let text): .text(Collation.key(text))
    case .decimal(let number):
      number.scale == 0 ? .integer(number.units) : .decimal(number)
    default: self
    }
  }
}
