/// The groups of a SELECT with GROUP BY or aggregates, and what is computed for each.
struct Groups {
  private let session: SQLSession
  private let keys: [Expression]
  private var calls: [FunctionCall] = []
  private var groups: [Group] = []
  private var places: [[SQLValue]: Int] = [:]

  private struct Group {
    var first: Evaluator
    var keys: [SQLValue]
    var sums: [Sum]
  }

  /// What an aggregate has seen.
  private struct Sum {
    var count: Int64 = 0
    var value = SQLValue.null
    var distinct = Set<SQLValue>()
    /// Texts, in the order in which they are joined, with what that order follows.
    var texts: [(text: String, keys: [SQLValue])] = []
    /// The bytes of the texts, and of what stands between them.
    var length = 0

    /// Adds a text. What would be cut off at the end is not kept.
    mutating func join(_ text: String, _ keys: [SQLValue], descends: [Bool]) {
      var place = texts.count
      while place > 0, Sum.isBefore(keys, texts[place - 1].keys, descends) { place -= 1 }
      if place == texts.count, length > 4096 { return }
      texts.insert((text, keys), at: place)
      length += text.utf8.count + 1
      while let last = texts.last, length - last.text.utf8.count > 4097 {
        length -= last.text.utf8.count + 1
        texts.removeLast()
      }
    }

    private static func isBefore(
      _ left: [SQLValue], _ right: [SQLValue], _ descends: [Bool]
    ) -> Bool {
      for (index, isDown) in descends.enumerated() {
        let order = SQLValue.order(left[index], right[index])
        if order != 0 { return isDown ? order > 0 : order < 0 }
      }
      return false
    }
  }

  init(_ session: SQLSession, _ keys: [Expression]) {
    self.session = session
    self.keys = keys
  }

  /// Replaces keys and aggregates in an expression by what is computed for a group. Columns that are
  /// neither are an error, unless the whole primary key of their table is among the keys.
  mutating func plan(
    _ expression: Expression, number: Int, _ scope: Scope
  ) throws(SQLError) -> Expression {
    if let index = keys.firstIndex(where: { $0.isSame(as: expression) }) {
      return .computed(index)
    }
    switch expression {
    case .call(let call) where call.isAggregate:
      if call.arguments.contains(where: { $0.hasAggregate }) { throw .misusedGroup }
      if let known = calls.firstIndex(where: { Expression.call($0).isSame(as: expression) }) {
        return .computed(keys.count + known)
      }
      calls.append(call)
      return .computed(keys.count + calls.count - 1)
    case .place(let table, let column):
      let definition = scope.members[table].table.definition
      let primary = definition.primaryColumns
      let isDetermined =
        !primary.isEmpty
        && primary.allSatisfy { part in
          keys.contains { $0.isSame(as: .place(table: table, column: part)) }
        }
      if isDetermined { return expression }
      let name =
        "\(definition.database).\(scope.members[table].name)."
        + definition.columns[column].name
      throw keys.isEmpty ? .mixedGroup(max(1, number), name) : .notGrouped(max(1, number), name)
    default:
      // The closure may not capture an inout self twice, so it works on a copy.
      var copy = self
      let result = try expression.mapped { inner throws(SQLError) in
        try copy.plan(inner, number: number, scope)
      }
      self = copy
      return result
    }
  }

  mutating func add(_ evaluator: Evaluator) throws(SQLError) {
    var values: [SQLValue] = []
    for key in keys { values.append(try evaluator.value(key)) }
    let key = values.map { $0.groupingKey }
    let place: Int
    if let known = places[key] {
      place = known
    } else {
      place = groups.count
      places[key] = place
      groups.append(
        Group(
          first: evaluator, keys: values, sums: Array(repeating: Sum(), count: calls.count)))
    }
    for (index, call) in calls.enumerated() {
      let value = call.isStar ? .integer(1) : try evaluator.value(call.arguments[0])
      if value.isNull { continue }
      var order: [SQLValue] = []
      for key in call.arguments.dropFirst() { order.append(try evaluator.value(key)) }
      try Groups.count(value, call, order, &groups[place].sums[index])
    }
  }

  private static func count(
    _ value: SQLValue, _ call: FunctionCall, _ order: [SQLValue], _ sum: inout Sum
  ) throws(SQLError) {
    if call.isDistinct, !sum.distinct.insert(value.groupingKey).inserted { return }
    sum.count += 1
    switch call.name {
    case "MIN", "MAX":
      guard !sum.value.isNull, let order = SQLValue.compare(value, sum.value) else {
        sum.value = value
        return
      }
      if call.name == "MIN" ? order < 0 : order > 0 { sum.value = value }
    case "SUM", "AVG":
      var number = value
      switch value {
      case .integer(let whole): number = .decimal(SQLDecimal(units: whole, scale: 0))
      case .text, .time: number = .double(value.number)
      default: break
      }
      sum.value =
        sum.value.isNull
        ? number : try Arithmetic.compute(.add, sum.value, number, .call(call))
    case "GROUP_CONCAT":
      sum.join(value.text ?? "", order, descends: call.descends)
    default: break
    }
  }

  /// An evaluator for each group, in the order in which the groups were met. Aggregates without
  /// GROUP BY have one group even when there is no row.
  func finish() -> [Evaluator] {
    var groups = groups
    if groups.isEmpty, keys.isEmpty {
      var empty = Evaluator(session)
      empty.rows = Array(repeating: nil, count: 64)
      groups.append(
        Group(first: empty, keys: [], sums: Array(repeating: Sum(), count: calls.count)))
    }
    return groups.map { group in
      var evaluator = group.first
      evaluator.computed = group.keys
      for (index, call) in calls.enumerated() {
        evaluator.computed.append(Groups.result(call, group.sums[index]))
      }
      return evaluator
    }
  }

  private static func result(_ call: FunctionCall, _ sum: Sum) -> SQLValue {
    switch call.name {
    case "COUNT": return .integer(sum.count)
    case "AVG":
      switch sum.value {
      case .decimal(let total):
        let failed = SQLError.numberOutOfRange("DECIMAL", "avg")
        do throws(SQLError) {
          return try Arithmetic.quotient(total, SQLDecimal(units: sum.count, scale: 0), failed)
        } catch {
          return .double(total.approximation / Double(sum.count))
        }
      case .null: return .null
      default: return .double(sum.value.number / Double(sum.count))
      }
    case "GROUP_CONCAT":
      guard sum.count > 0 else { return .null }
      let text = sum.texts.map { $0.text }.joined(separator: call.separator)
      return .text(String(text.prefix(1024)))
    default: return sum.value
    }
  }
}
