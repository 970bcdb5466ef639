/// Plus, minus, times and their like, with the types and errors of MySQL.
enum Arithmetic {
  static func compute(
    _ operation: BinaryOperator, _ left: SQLValue, _ right: SQLValue, _ whole: Expression
  ) throws(SQLError) -> SQLValue {
    if left.isNull || right.isNull { return .null }
    switch (exact(left), exact(right)) {
    case (.some(let a), .some(let b)):
      if a.scale == 0, b.scale == 0, operation != .divide, !isDecimal(left), !isDecimal(right) {
        return try integers(operation, a.units, b.units, whole)
      }
      return try decimals(operation, a, b, whole)
    default:
      let a = left.number
      let b = right.number
      switch operation {
      case .add: return .double(a + b)
      case .subtract: return .double(a - b)
      case .multiply: return .double(a * b)
      case .divide: return b == 0 ? .null : .double(a / b)
      case .modulo: return b == 0 ? .null : .double(a.truncatingRemainder(dividingBy: b))
      default:
        if b == 0 { return .null }
        guard let number = Int64(exactly: (a / b).rounded(.towardZero)) else {
          throw .numberOutOfRange("BIGINT", ExpressionText.text(whole))
        }
        return .integer(number)
      }
    }
  }

  private static func isDecimal(_ value: SQLValue) -> Bool {
    if case .decimal = value { true } else { false }
  }

  /// An exact number; nil for a text or a double.
  private static func exact(_ value: SQLValue) -> SQLDecimal? {
    switch value {
    case .integer(let number): SQLDecimal(units: number, scale: 0)
    case .decimal(let number): number
    case .time(let time): SQLDecimal(units: time.packed, scale: 0)
    default: nil
    }
  }

  private static func integers(
    _ operation: BinaryOperator, _ a: Int64, _ b: Int64, _ whole: Expression
  ) throws(SQLError) -> SQLValue {
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .modulo:
      if b == 0 { return .null }
      result = b == -1 ? (0, false) : a.remainderReportingOverflow(dividingBy: b)
    default:
      if b == 0 { return .null }
      result = a.dividedReportingOverflow(by: b)
    }
    if result.overflow { throw .numberOutOfRange("BIGINT", ExpressionText.text(whole)) }
    return .integer(result.partialValue)
  }

  private static func decimals(
    _ operation: BinaryOperator, _ a: SQLDecimal, _ b: SQLDecimal, _ whole: Expression
  ) throws(SQLError) -> SQLValue {
    func overflow() -> SQLError { .numberOutOfRange("DECIMAL", ExpressionText.text(whole)) }
    switch operation {
    case .add, .subtract:
      let scale = max(a.scale, b.scale)
      guard let x = a.rescaled(to: scale), let y = b.rescaled(to: scale) else { throw overflow() }
      let (sum, isTooBig) =
        operation == .add
        ? x.units.addingReportingOverflow(y.units) : x.units.subtractingReportingOverflow(y.units)
      if isTooBig { throw overflow() }
      return .decimal(SQLDecimal(units: sum, scale: scale))
    case .multiply:
      let (product, isTooBig) = a.units.multipliedReportingOverflow(by: b.units)
      if isTooBig || a.scale + b.scale > 18 { throw overflow() }
      return .decimal(SQLDecimal(units: product, scale: a.scale + b.scale))
    case .divide: return try quotient(a, b, overflow())
    default:
      if b.units == 0 { return .null }
      let scale = max(a.scale, b.scale)
      guard let x = a.rescaled(to: scale), let y = b.rescaled(to: scale) else { throw overflow() }
      if operation == .modulo {
        return .decimal(SQLDecimal(units: y.units == -1 ? 0 : x.units % y.units, scale: scale))
      }
      let result = x.units.dividedReportingOverflow(by: y.units)
      if result.overflow { throw overflow() }
      return .integer(result.partialValue)
    }
  }

  /// A quotient has four more digits behind the point than what is divided.
  static func quotient(
    _ a: SQLDecimal, _ b: SQLDecimal, _ overflow: SQLError
  ) throws(SQLError) -> SQLValue {
    if b.units == 0 { return .null }
    let scale = min(a.scale + 4, 18)
    // a / b with one digit more than wanted, for rounding.
    guard let factor = SQLDecimal.power(min(scale + 1 + b.scale - a.scale, 18)) else {
      throw overflow
    }
    let negative = (a.units < 0) != (b.units < 0)
    let (high, low) = a.units.magnitude.multipliedFullWidth(by: UInt64(factor))
    guard high < b.units.magnitude else { throw overflow }
    let digits = b.units.magnitude.dividingFullWidth((high, low)).quotient
    let rounded = digits / 10 + (digits % 10 >= 5 ? 1 : 0)
    guard rounded <= UInt64(Int64.max) else { throw overflow }
    return .decimal(SQLDecimal(units: negative ? -Int64(rounded) : Int64(rounded), scale: scale))
  }
}

/// `DATE_ADD` and its like.
enum TimeArithmetic {
  static func add(
    _ value: SQLValue, _ amount: SQLValue, _ unit: IntervalUnit, backwards: Bool
  ) throws(SQLError) -> SQLValue {
    guard !amount.isNull, let time = Evaluator.time(value) else { return .null }
    guard var count = Int64(exactly: amount.number.rounded()), count.magnitude < 1 << 40 else {
      return .null
    }
    if backwards { count = -count }
    let seconds: Int64
    switch unit {
    case .second: seconds = 1
    case .minute: seconds = 60
    case .hour: seconds = 3600
    case .day: seconds = 86_400
    case .week: seconds = 604_800
    case .month, .year:
      let fields = time.fields
      let months = fields.year * 12 + fields.month - 1 + count * (unit == .year ? 12 : 1)
      let clock = ((time.seconds % 86_400) + 86_400) % 86_400
      var day = fields.day
      while day > 0 {
        if let date = SQLTime(
          year: months / 12, month: months % 12 + 1, day: day, isDate: time.isDate)
        {
          return .time(SQLTime(seconds: date.seconds + clock, isDate: time.isDate))
        }
        day -= 1
      }
      return .null
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: seconds)
    if overflow { return .null }
    let result = SQLTime(
      seconds: time.seconds + product, isDate: time.isDate && seconds >= 86_400)
    guard (0...9999).contains(result.fields.year) else { return .null }
    return .time(result)
  }
}

/// An expression as the server writes it in messages.
enum ExpressionText {
  static func text(_ expression: Expression) -> String {
    switch expression {
    case .literal(.text(let text)): "'\(text)'"
    case .literal(let value): value.text ?? "NULL"
    case .column(let database, let table, let name):
      [database, table, name].compactMap { $0.map { "`\($0)`" } }.joined(separator: ".")
    case .binary(let operation, let left, let right):
      "(\(text(left)) \(operation.rawValue) \(text(right)))"
    case .unary(.minus, let operand): "-(\(text(operand)))"
    case .unary(.not, let operand): "(not(\(text(operand))))"
    case .call(let call):
      "\(call.name.lowercased())(\(call.arguments.map { text($0) }.joined(separator: ",")))"
    default: "…"
    }
  }
}
