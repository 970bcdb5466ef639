/// Computes expressions for one row, or one combination of rows.
struct Evaluator {
  let session: SQLSession
  /// The rows of the tables of FROM; nil for a LEFT JOIN that found none.
  var rows: [SQLRow?] = []
  /// The values of what was computed for a group.
  var computed: [SQLValue] = []
  /// The row that INSERT wanted to add, for `VALUES(column)`.
  var inserted: SQLRow?
  var definition: TableDefinition?

  init(_ session: SQLSession) { self.session = session }

  func value(_ expression: Expression) throws(SQLError) -> SQLValue {
    switch expression {
    case .literal(let value): return value
    case .place(let table, let column): return rows[table]?[column] ?? .null
    case .computed(let index): return computed[index]
    case .column(_, let table, let name):
      throw .unknownColumn(table.map { $0 + "." + name } ?? name, "field list")
    case .systemVariable(let scope, let name):
      guard let value = try session.environment.systemVariable(name, scope) else {
        throw .unknownVariable(name)
      }
      return value
    case .userVariable(let name): return session.userVariables[name.lowercased()] ?? .null
    case .unary(let operation, let operand): return try unary(operation, operand)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, expression)
    case .isNull(let operand, let negated):
      return .truth(try value(operand).isNull != negated)
    case .isTruth(let operand, let flag, let negated):
      return .truth((try value(operand).truth == flag) != negated)
    case .between(let operand, let low, let high, let negated):
      let operand = try value(operand)
      let above = try SQLValue.compare(operand, value(low)).map { $0 >= 0 }
      let below = try SQLValue.compare(operand, value(high)).map { $0 <= 0 }
      let result: Bool?
      if above == false || below == false {
        result = false
      } else {
        result = above == nil || below == nil ? nil : true
      }
      return .truth(result.map { $0 != negated })
    case .inList(let operand, let list, let negated):
      let operand = try value(operand)
      if operand.isNull { return .null }
      var sawNull = false
      for item in list {
        guard let order = try SQLValue.compare(operand, value(item)) else {
          sawNull = true
          continue
        }
        if order == 0 { return .truth(!negated) }
      }
      return sawNull ? .null : .truth(negated)
    case .like(let operand, let pattern, let escape, let negated):
      guard let text = try value(operand).text, let pattern = try value(pattern).text else {
        return .null
      }
      let mark = escape.utf8.first ?? 92
      guard
        let result = LikePattern.matches(
          text, pattern, escape: mark, stepLimit: Effort.patternLimit)
      else { throw .tookTooLong }
      return .truth(result != negated)
    case .choice(let operand, let branches, let otherwise):
      let tested = try operand.map { expression throws(SQLError) in try value(expression) }
      for (condition, result) in branches {
        let condition = try value(condition)
        let isMet = tested.map { SQLValue.compare($0, condition) == 0 } ?? (condition.truth == true)
        if isMet { return try value(result) }
      }
      return try otherwise.map { expression throws(SQLError) in try value(expression) } ?? .null
    case .call(let call): return try self.call(call)
    case .cast(let operand, let type): return try cast(value(operand), type)
    case .defaultValue(let column):
      guard let column, let definition, let index = definition.index(of: column) else {
        throw .unsupported("DEFAULT here")
      }
      guard case .value(let value) = definition.columns[index].defaultValue else { return .null }
      return value
    case .insertedValue(let column):
      guard let index = definition?.index(of: column) else {
        throw .unknownColumn(column, "field list")
      }
      return inserted?[index] ?? .null
    case .interval: throw .unsupported("INTERVAL here")
    }
  }

  /// Whether a condition is met; NULL is not.
  func isMet(_ condition: Expression?) throws(SQLError) -> Bool {
    guard let condition else { return true }
    return try value(condition).truth == true
  }

  private func unary(_ operation: UnaryOperator, _ operand: Expression) throws(SQLError) -> SQLValue
  {
    let operand = try value(operand)
    switch operation {
    case .not: return .truth(operand.truth.map { !$0 })
    case .minus:
      switch operand {
      case .null: return .null
      case .integer(let number):
        if number == Int64.min {
          throw .numberOutOfRange("BIGINT", "-(-9223372036854775808)")
        }
        return .integer(-number)
      case .decimal(let number):
        return .decimal(SQLDecimal(units: -number.units, scale: number.scale))
      default: return .double(-operand.number)
      }
    }
  }

  private func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(SQLError) -> SQLValue {
    switch operation {
    case .and:
      let a = try value(left).truth
      if a == false { return .integer(0) }
      let b = try value(right).truth
      if b == false { return .integer(0) }
      return .truth(a == nil || b == nil ? nil : true)
    case .or:
      let a = try value(left).truth
      if a == true { return .integer(1) }
      let b = try value(right).truth
      if b == true { return .integer(1) }
      return .truth(a == nil || b == nil ? nil : false)
    case .xor:
      guard let a = try value(left).truth, let b = try value(right).truth else { return .null }
      return .truth(a != b)
    default: break
    }
    if case .interval(let amount, let unit) = right, operation == .add || operation == .subtract {
      return try TimeArithmetic.add(
        value(left), value(amount), unit, backwards: operation == .subtract)
    }
    let a = try value(left)
    let b = try value(right)
    if operation == .nullSafeEqual { return .truth(SQLValue.order(a, b) == 0) }
    switch operation {
    case .equal: return .truth(SQLValue.compare(a, b).map { $0 == 0 })
    case .notEqual: return .truth(SQLValue.compare(a, b).map { $0 != 0 })
    case .less: return .truth(SQLValue.compare(a, b).map { $0 < 0 })
    case .lessOrEqual: return .truth(SQLValue.compare(a, b).map { $0 <= 0 })
    case .greater: return .truth(SQLValue.compare(a, b).map { $0 > 0 })
    case .greaterOrEqual: return .truth(SQLValue.compare(a, b).map { $0 >= 0 })
    default:
      let result = try Arithmetic.compute(operation, a, b, whole)
      // Nothing else makes NULL of two numbers. What is stored must not come of it (strict mode).
      if result.isNull, !a.isNull, !b.isNull {
        if session.storesValues { throw .divisionByZero }
        session.warn("Warning", .divisionByZero)
      }
      return result
    }
  }

  private func cast(_ value: SQLValue, _ type: ColumnType) throws(SQLError) -> SQLValue {
    if value.isNull { return .null }
    switch type {
    case .integer:
      switch value {
      case .integer: return value
      case .decimal(let number): return .integer(number.rescaled(to: 0)?.units ?? 0)
      case .text(let text):
        let number = SQLValue.leadingNumber(of: text)
        return .integer(Int64(exactly: number.rounded(.towardZero)) ?? 0)
      default: return .integer(Int64(exactly: value.number.rounded()) ?? 0)
      }
    case .decimal(_, let scale):
      let text = value.text ?? "0"
      let number = SQLDecimal(text) ?? SQLDecimal(SQLValue.text(of: value.number))
      guard let result = (number ?? SQLDecimal(units: 0, scale: 0)).rescaled(to: scale) else {
        throw .numberOutOfRange("DECIMAL", "cast")
      }
      return .decimal(result)
    case .double: return .double(value.number)
    case .char(let length):
      return .text(length > 1 ? String((value.text ?? "").prefix(length)) : value.text ?? "")
    case .date: return Evaluator.time(value).map { .time($0.date) } ?? .null
    case .dateTime:
      return Evaluator.time(value).map { .time(SQLTime(seconds: $0.seconds)) } ?? .null
    default: throw .unsupported("CAST")
    }
  }

  /// A value as a time, if it is one.
  static func time(_ value: SQLValue) -> SQLTime? {
    switch value {
    case .time(let time): time
    case .text(let text): SQLTime(text)
    case .integer(let number): SQLTime(String(number))
    default: nil
    }
  }
}
