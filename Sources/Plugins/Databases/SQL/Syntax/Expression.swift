/// An expression of SQL.
public indirect enum Expression: Sendable {
  case literal(SQLValue)
  /// A column, with the table's name or alias and the database's name as far as they were given.
  case column(database: String?, table: String?, name: String)
  /// A column that was looked up: which table of the FROM clause, and which of its columns.
  case place(table: Int, column: Int)
  /// An aggregate or an expression of GROUP BY that was computed for a group.
  case computed(Int)
  case systemVariable(scope: VariableScope?, name: String)
  case userVariable(String)
  case unary(UnaryOperator, Expression)
  case binary(BinaryOperator, Expression, Expression)
  case isNull(Expression, negated: Bool)
  case isTruth(Expression, Bool, negated: Bool)
  case between(Expression, Expression, Expression, negated: Bool)
  case inList(Expression, [Expression], negated: Bool)
  case like(Expression, Expression, escape: String, negated: Bool)
  case choice(operand: Expression?, [(when: Expression, then: Expression)], otherwise: Expression?)
  case call(FunctionCall)
  case cast(Expression, ColumnType)
  /// `DEFAULT` as a value, or `DEFAULT(column)`.
  case defaultValue(String?)
  /// `VALUES(column)` in ON DUPLICATE KEY UPDATE.
  case insertedValue(String)
  /// `INTERVAL 1 DAY`, beside a plus, a minus or in DATE_ADD.
  case interval(Expression, IntervalUnit)
}

/// A function and what it is given.
public struct FunctionCall: Sendable {
  /// In upper case.
  public var name: String
  /// What is given, in order; several for `COUNT(DISTINCT a, b)`.
  public var arguments: [Expression]
  /// Whether DISTINCT stands in front: each value counts once.
  var isDistinct = false
  /// `COUNT(*)`.
  var isStar = false
  /// What stands between the texts of `GROUP_CONCAT`.
  public var separator = ","
  /// For each further argument of `GROUP_CONCAT`, by which it is ordered: whether that is downwards.
  var descends: [Bool] = []

  static let aggregates = ["COUNT", "SUM", "MIN", "MAX", "AVG", "GROUP_CONCAT"]

  var isAggregate: Bool { FunctionCall.aggregates.contains(name) }
}

/// Whose system variable is meant.
public enum VariableScope: Hashable, Sendable {
  case global
  case session
  /// `SET PERSIST`.
  case persist
}

/// What stands in front of one expression; `+` is dropped by the parser.
public enum UnaryOperator: Hashable, Sendable {
  case minus
  case not
}

/// What stands between two expressions, as SQL writes it; `!=` is read as `<>`.
public enum BinaryOperator: String, Hashable, Sendable {
  case or = "or"
  case xor = "xor"
  case and = "and"
  case equal = "="
  case nullSafeEqual = "<=>"
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case wholeDivide = "DIV"
  case modulo = "%"
}

/// The units of `INTERVAL`; quarters, fractions of seconds and compound ones are missing.
public enum IntervalUnit: String, Hashable, Sendable {
  case second = "SECOND"
  case minute = "MINUTE"
  case hour = "HOUR"
  case day = "DAY"
  case week = "WEEK"
  case month = "MONTH"
  case year = "YEAR"
}
