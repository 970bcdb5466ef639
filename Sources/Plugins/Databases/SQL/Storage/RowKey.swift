/// What a row is found by: the values of its primary key, or a hidden number.
public enum RowKey: Sendable {
  case number(Int64)
  case values([SQLValue])

  /// The order of the rows of a table.
  static func order(_ left: RowKey, _ right: RowKey) -> Int {
    switch (left, right) {
    case (.number(let a), .number(let b)): return a < b ? -1 : a > b ? 1 : 0
    case (.values(let a), .values(let b)):
      for (x, y) in zip(a, b) {
        let order = SQLValue.order(x, y)
        if order != 0 { return order }
      }
      return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
    case (.number, .values): return -1
    case (.values, .number): return 1
    }
  }
}
