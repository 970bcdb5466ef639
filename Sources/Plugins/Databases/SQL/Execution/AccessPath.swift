/// How the rows of one table are found: by a key, in a range of keys, or all of them.
struct AccessPath {
  private let table: Table
  private let member: Int
  /// Expressions for each column of the primary key; nil when not all are known.
  private var exact: [Expression]?
  private var list: [Expression]?
  private var low: (bound: Expression, isIncluded: Bool)?
  private var high: (bound: Expression, isIncluded: Bool)?

  /// - Parameter conditions: what must be met, of which those are used that compare the primary
  ///   key with what is known when this table is read.
  init(_ table: Table, _ member: Int, _ conditions: [Expression]) {
    self.table = table
    self.member = member
    let primary = table.definition.primaryColumns
    guard !primary.isEmpty else { return }
    var found: [Int: Expression] = [:]
    for condition in conditions {
      switch condition {
      case .binary(let operation, let left, let right):
        if let column = column(left), right.lastTable < member {
          note(operation, column, right, primary, &found)
        } else if let column = column(right), left.lastTable < member {
          note(AccessPath.mirrored(operation), column, left, primary, &found)
        }
      case .between(let operand, let from, let to, false):
        if let column = column(operand), primary == [column], from.lastTable < member,
          to.lastTable < member
        {
          low = (from, true)
          high = (to, true)
        }
      case .inList(let operand, let values, false):
        if let column = column(operand), primary == [column],
          values.allSatisfy({ $0.isConstant })
        {
          list = values
        }
      default: break
      }
    }
    var expressions: [Expression] = []
    for column in primary {
      guard let expression = found[column] else { return }
      expressions.append(expression)
    }
    exact = expressions
  }

  private func column(_ expression: Expression) -> Int? {
    if case .place(member, let column) = expression { column } else { nil }
  }

  private static func mirrored(_ operation: BinaryOperator) -> BinaryOperator {
    switch operation {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: operation
    }
  }

  private mutating func note(
    _ operation: BinaryOperator, _ column: Int, _ other: Expression, _ primary: [Int],
    _ found: inout [Int: Expression]
  ) {
    if operation == .equal, primary.contains(column) { found[column] = other }
    guard primary == [column] else { return }
    switch operation {
    case .less: high = (other, false)
    case .lessOrEqual: high = (other, true)
    case .greater: low = (other, false)
    case .greaterOrEqual: low = (other, true)
    default: break
    }
  }

  /// Calls `body` with the records that may be meant, in the order of their keys, until it
  /// returns false.
  func visit(
    _ evaluator: Evaluator,
    _ body: (RowKey, Table.Record) throws(SQLError) -> Bool
  ) throws(SQLError) {
    if let exact {
      var values: [SQLValue] = []
      for expression in exact { values.append(try evaluator.value(expression)) }
      guard let key = key(values) else { return try scan(nil, nil, body) }
      if let key = key, let record = table.rows[key] { _ = try body(key, record) }
      return
    }
    if let list {
      var keys: [RowKey] = []
      for expression in list {
        guard let key = key([try evaluator.value(expression)]) else {
          return try scan(nil, nil, body)
        }
        if let key { keys.append(key) }
      }
      keys.sort { RowKey.order($0, $1) < 0 }
      var last: RowKey?
      for key in keys {
        if let last, RowKey.order(last, key) == 0 { continue }
        last = key
        if let record = table.rows[key], try !body(key, record) { return }
      }
      return
    }
    var from: RowKey?
    var to: RowKey?
    if let low, let key = key([try evaluator.value(low.bound)]) {
      guard let key else { return }
      from = key
    }
    if let high, let key = key([try evaluator.value(high.bound)]) {
      guard let key else { return }
      to = key
    }
    try scan(from, to, body)
  }

  /// The key that values make. The outer nil: they are of another kind than the key's columns, so
  /// that the rows must be compared one by one. The inner nil: there can be no such row.
  private func key(_ values: [SQLValue]) -> RowKey?? {
    var converted: [SQLValue] = []
    for (value, column) in zip(values, table.definition.primaryColumns) {
      switch (table.definition.columns[column].type, value) {
      case (_, .null): return .some(nil)
      case (.integer, .integer): converted.append(value)
      case (.integer, .text(let text)):
        guard let number = Int64(text) else { return nil }
        converted.append(.integer(number))
      case (.char, .text), (.varchar, .text): converted.append(value)
      case (.date, .time), (.dateTime, .time), (.timestamp, .time): converted.append(value)
      default: return nil
      }
    }
    return .some(table.key(primaryValues: converted))
  }

  private func scan(
    _ from: RowKey?, _ to: RowKey?, _ body: (RowKey, Table.Record) throws(SQLError) -> Bool
  ) throws(SQLError) {
    var position = from.map { table.rows.lowerBound($0) } ?? table.rows.start
    while !table.rows.isEnd(position) {
      let key = table.rows.key(at: position)
      if let to, RowKey.order(key, to) > 0 { return }
      if try !body(key, table.rows[position]) { return }
      position = table.rows.next(position)
    }
  }
}
