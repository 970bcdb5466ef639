/// The tables that names in an expression can mean.
struct Scope {
  struct Member {
    var name: String
    var table: Table
    /// Columns that USING joined with those of a table before: they have one name only.
    var hidden: [Int] = []
  }

  var members: [Member] = []

  /// The place that a column's name stands for.
  func find(
    _ database: String?, _ table: String?, _ name: String, clause: String
  ) throws(SQLError) -> (table: Int, column: Int) {
    var found: (table: Int, column: Int)?
    for (index, member) in members.enumerated() {
      if let table, member.name != table { continue }
      if let database, member.table.definition.database != database { continue }
      guard let column = member.table.definition.index(of: name) else { continue }
      if table == nil, member.hidden.contains(column) { continue }
      if found != nil { throw .ambiguousColumn(name, clause) }
      found = (index, column)
    }
    guard let found else {
      throw .unknownColumn(
        [database, table, name].compactMap { $0 }.joined(separator: "."), clause)
    }
    return found
  }

  /// An expression with its columns looked up.
  func resolve(_ expression: Expression, clause: String) throws(SQLError) -> Expression {
    switch expression {
    case .column(let database, let table, let name):
      let place = try find(database, table, name, clause: clause)
      return .place(table: place.table, column: place.column)
    default:
      return try expression.mapped { inner throws(SQLError) in
        try resolve(inner, clause: clause)
      }
    }
  }
}

extension Expression {
  /// The expression with `change` applied to each of its direct parts.
  func mapped(_ change: (Expression) throws(SQLError) -> Expression) throws(SQLError) -> Expression
  {
    switch self {
    case .literal, .column, .place, .computed, .systemVariable, .userVariable, .defaultValue,
      .insertedValue:
      return self
    case .unary(let operation, let operand): return .unary(operation, try change(operand))
    case .binary(let operation, let left, let right):
      return .binary(operation, try change(left), try change(right))
    case .isNull(let operand, let negated): return .isNull(try change(operand), negated: negated)
    case .isTruth(let operand, let flag, let negated):
      return .isTruth(try change(operand), flag, negated: negated)
    case .between(let operand, let low, let high, let negated):
      return .between(try change(operand), try change(low), try change(high), negated: negated)
    case .inList(let operand, let list, let negated):
      var changed: [Expression] = []
      for item in list { changed.append(try change(item)) }
      return .inList(try change(operand), changed, negated: negated)
    case .like(let operand, let pattern, let escape, let negated):
      return .like(try change(operand), try change(pattern), escape: escape, negated: negated)
    case .choice(let operand, let branches, let otherwise):
      var changed: [(when: Expression, then: Expression)] = []
      for (condition, result) in branches {
        changed.append((try change(condition), try change(result)))
      }
      var first: Expression?
      if let operand { first = try change(operand) }
      var last: Expression?
      if let otherwise { last = try change(otherwise) }
      return .choice(operand: first, changed, otherwise: last)
    case .call(var call):
      var changed: [Expression] = []
      for argument in call.arguments { changed.append(try change(argument)) }
      call.arguments = changed
      return .call(call)
    case .cast(let operand, let type): return .cast(try change(operand), type)
    case .interval(let amount, let unit): return .interval(try change(amount), unit)
    }
  }

  /// Calls `body` with the expression and everything in it; what `body` refuses is not entered.
  func visit(_ body: (Expression) -> Bool) {
    guard body(self) else { return }
    do throws(SQLError) {
      _ = try mapped { inner throws(SQLError) in
        inner.visit(body)
        return inner
      }
    } catch {}
  }

  var hasAggregate: Bool {
    var found = false
    visit { expression in
      if case .call(let call) = expression, call.isAggregate { found = true }
      return !found
    }
    return found
  }

  /// The parts that must all be met.
  var conjuncts: [Expression] {
    if case .binary(.and, let left, let right) = self { return left.conjuncts + right.conjuncts }
    return [self]
  }

  /// Whether its value is known before any row is: no columns in it, nothing computed.
  var isConstant: Bool {
    var constant = true
    visit { expression in
      switch expression {
      case .place, .column, .computed, .insertedValue: constant = false
      case .call(let call) where call.name == "RAND": constant = false
      default: break
      }
      return constant
    }
    return constant
  }

  /// The last of the tables that it needs; -1 when it needs none.
  var lastTable: Int {
    var last = -1
    visit { expression in
      if case .place(let table, _) = expression { last = max(last, table) }
      return true
    }
    return last
  }

  /// Whether two expressions are the same, as GROUP BY compares them.
  func isSame(as other: Expression) -> Bool {
    switch (self, other) {
    case (.place(let a, let b), .place(let c, let d)): a == c && b == d
    case (.literal(let a), .literal(let b)): a == b
    case (.binary(let operation, let a, let b), .binary(let second, let c, let d)):
      operation == second && a.isSame(as: c) && b.isSame(as: d)
    case (.unary(let operation, let a), .unary(let second, let b)):
      operation == second && a.isSame(as: b)
    case (.call(let a), .call(let b)):
      a.name == b.name && a.isStar == b.isStar && a.isDistinct == b.isDistinct
        && a.separator == b.separator && a.descends == b.descends
        && a.arguments.count == b.arguments.count
        && zip(a.arguments, b.arguments).allSatisfy { $0.isSame(as: $1) }
    default: false
    }
  }
}
