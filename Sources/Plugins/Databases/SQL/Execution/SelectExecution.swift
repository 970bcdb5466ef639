/// One SELECT.
struct SelectExecution {
  private let session: SQLSession
  private let select: Select
  private let transaction: Transaction
  private var scope = Scope()
  private var joins: [(reference: TableReference, conditions: [Expression])] = []
  private var filters: [Expression] = []

  init(_ session: SQLSession, _ select: Select, _ transaction: Transaction) {
    self.session = session
    self.select = select
    self.transaction = transaction
  }

  /// A column of the result, before it is named.
  private struct Output {
    var expression: Expression
    var column: ResultSet.Column
    /// The name of the column behind it, for messages.
    var source: String
  }

  mutating func run() throws(SQLError) -> ResultSet {
    try bind()
    var outputs = try outputs()
    // Conditions first: their errors come before any row is read.
    if let condition = select.condition {
      if condition.hasAggregate { throw .misusedGroup }
      filters = try scope.resolve(condition, clause: "where clause").conjuncts
    }
    var ordering = try self.ordering(outputs)
    var having = try select.having.map { expression throws(SQLError) in
      try named(expression, outputs, clause: "having clause")
    }
    var grouping: [Expression] = []
    for expression in select.grouping {
      grouping.append(try self.grouping(expression, outputs))
    }
    let isGrouped =
      !grouping.isEmpty || outputs.contains { $0.expression.hasAggregate }
      || having?.hasAggregate == true || ordering.contains { $0.expression.hasAggregate }
    var found: [(values: [SQLValue], keys: [SQLValue])] = []
    // Without an order to bring them in, no more rows are read than are wanted.
    let wanted =
      select.limit != nil && !isGrouped && ordering.isEmpty && !select.isDistinct
      ? Int64(select.limit ?? 0).addingReportingOverflow(select.offset).partialValue : Int64.max
    if isGrouped {
      var groups = Groups(session, grouping)
      for index in outputs.indices {
        outputs[index].expression = try groups.plan(
          outputs[index].expression, number: index + 1, scope)
      }
      for index in ordering.indices {
        ordering[index].expression = try groups.plan(ordering[index].expression, number: 0, scope)
      }
      if let condition = having { having = try groups.plan(condition, number: 0, scope) }
      try forEachRow { evaluator throws(SQLError) in
        try groups.add(evaluator)
        return true
      }
      for evaluator in groups.finish() {
        guard try evaluator.isMet(having) else { continue }
        try collect(evaluator, outputs, ordering, &found)
      }
    } else if wanted > 0 {
      try forEachRow { evaluator throws(SQLError) in
        guard try evaluator.isMet(having) else { return true }
        try collect(evaluator, outputs, ordering, &found)
        return Int64(found.count) < wanted
      }
    }
    if select.isDistinct {
      var seen = Set<[SQLValue]>()
      found = found.filter { seen.insert($0.values.map { $0.groupingKey }).inserted }
    }
    if !ordering.isEmpty {
      // Equal rows keep the order in which they were found.
      let order = found.indices.sorted { left, right in
        for (index, key) in ordering.enumerated() {
          let result = SQLValue.order(found[left].keys[index], found[right].keys[index])
          if result != 0 { return (result < 0) != key.isDescending }
        }
        return left < right
      }
      found = order.map { found[$0] }
    }
    let start = min(Int(clamping: select.offset), found.count)
    let length = select.limit.map { min(Int(clamping: $0), found.count - start) }
    let rows = found[start..<(start + (length ?? (found.count - start)))]
    return ResultSet(
      outputs.map { $0.column }, rows: rows.map { $0.values.map { $0.text } })
  }

  private func collect(
    _ evaluator: Evaluator, _ outputs: [Output], _ ordering: [Select.Ordering],
    _ found: inout [(values: [SQLValue], keys: [SQLValue])]
  ) throws(SQLError) {
    var values: [SQLValue] = []
    values.reserveCapacity(outputs.count)
    for output in outputs {
      let value = try evaluator.value(output.expression)
      if case .text(let text) = value { try session.effort.make(text.utf8.count) }
      values.append(value)
    }
    var keys: [SQLValue] = []
    for key in ordering { keys.append(try evaluator.value(key.expression)) }
    found.append((values, keys))
  }

  // MARK: Names

  private mutating func bind() throws(SQLError) {
    for reference in select.from {
      let table = try session.table(reference.table)
      if joins.count >= 61 {
        throw SQLError(
          1116, "HY000", "Too many tables; MySQL can only use 61 tables in a join")
      }
      transaction.use(table)
      session.readTables.append(table.fullName)
      if scope.members.contains(where: { $0.name == reference.shownName }) {
        throw .notUniqueTable(reference.shownName)
      }
      let before = scope
      let member = scope.members.count
      scope.members.append(Scope.Member(name: reference.shownName, table: table))
      var conditions: [Expression] = []
      for name in reference.using {
        let left = try before.find(nil, nil, name, clause: "from clause")
        guard let column = table.definition.index(of: name) else {
          throw .unknownColumn(name, "from clause")
        }
        scope.members[member].hidden.append(column)
        conditions.append(
          .binary(
            .equal, .place(table: left.table, column: left.column),
            .place(table: member, column: column)))
      }
      if let condition = reference.condition {
        if condition.hasAggregate { throw .misusedGroup }
        conditions += try scope.resolve(condition, clause: "on clause").conjuncts
      }
      joins.append((reference, conditions))
    }
  }

  private func outputs() throws(SQLError) -> [Output] {
    var outputs: [Output] = []
    for item in select.items {
      switch item.content {
      case .all:
        if scope.members.isEmpty { throw .noTablesUsed }
        for member in scope.members.indices { outputs += columns(of: member, skipsHidden: true) }
      case .allOf(let table):
        guard let member = scope.members.firstIndex(where: { $0.name == table }) else {
          throw .unknownTable(table, "field list")
        }
        outputs += columns(of: member, skipsHidden: false)
      case .expression(let expression):
        let resolved = try scope.resolve(expression, clause: "field list")
        outputs.append(
          Output(
            expression: resolved,
            column: Typing(scope, optional: optionalMembers).column(item.name, resolved),
            source: item.name))
      }
    }
    return outputs
  }

  /// Which tables may give no row: those of LEFT JOINs.
  private var optionalMembers: [Bool] { joins.map { $0.reference.join == .left } }

  private func columns(of member: Int, skipsHidden: Bool) -> [Output] {
    let typing = Typing(scope, optional: optionalMembers)
    let table = scope.members[member].table
    var outputs: [Output] = []
    for (index, column) in table.definition.columns.enumerated() {
      if skipsHidden, scope.members[member].hidden.contains(index) { continue }
      let place = Expression.place(table: member, column: index)
      outputs.append(
        Output(expression: place, column: typing.column(column.name, place), source: column.name))
    }
    return outputs
  }

  private func ordering(_ outputs: [Output]) throws(SQLError) -> [Select.Ordering] {
    var result: [Select.Ordering] = []
    for key in select.ordering {
      var key = key
      if case .literal(.integer(let number)) = key.expression {
        guard number >= 1, number <= Int64(outputs.count) else {
          throw .unknownColumn(String(number), "order clause")
        }
        key.expression = outputs[Int(number) - 1].expression
      } else {
        key.expression = try named(key.expression, outputs, clause: "order clause")
      }
      result.append(key)
    }
    return result
  }

  private func grouping(
    _ expression: Expression, _ outputs: [Output]
  ) throws(SQLError) -> Expression {
    if case .literal(.integer(let number)) = expression {
      guard number >= 1, number <= Int64(outputs.count) else {
        throw .unknownColumn(String(number), "group statement")
      }
      return outputs[Int(number) - 1].expression
    }
    let resolved = try named(expression, outputs, clause: "group statement")
    if resolved.hasAggregate { throw .misusedGroup }
    return resolved
  }

  /// Looks names up, the aliases of the result's columns first.
  private func named(
    _ expression: Expression, _ outputs: [Output], clause: String
  ) throws(SQLError) -> Expression {
    if case .column(nil, nil, let name) = expression,
      let index = select.items.firstIndex(where: {
        $0.hasAlias && $0.name.lowercased() == name.lowercased()
      }), case .expression(let aliased) = select.items[index].content
    {
      return try scope.resolve(aliased, clause: clause)
    }
    if case .column = expression { return try scope.resolve(expression, clause: clause) }
    return try expression.mapped { inner throws(SQLError) in
      try named(inner, outputs, clause: clause)
    }
  }

  // MARK: Rows

  /// Calls `body` for each combination of rows that meets the conditions.
  private func forEachRow(
    _ body: (Evaluator) throws(SQLError) -> Bool
  ) throws(SQLError) {
    var evaluator = Evaluator(session)
    evaluator.rows = Array(repeating: nil, count: joins.count)
    guard !joins.isEmpty else {
      if try meets(filters, evaluator) { _ = try body(evaluator) }
      return
    }
    _ = try join(0, &evaluator, body)
  }

  private func meets(
    _ conditions: [Expression], _ evaluator: Evaluator
  ) throws(SQLError) -> Bool {
    for condition in conditions where try !evaluator.isMet(condition) { return false }
    return true
  }

  /// Goes through the rows of one table for the rows of those before it.
  private func join(
    _ member: Int, _ evaluator: inout Evaluator,
    _ body: (Evaluator) throws(SQLError) -> Bool
  ) throws(SQLError) -> Bool {
    let table = scope.members[member].table
    let isLeft = joins[member].reference.join == .left
    // What can be tested as soon as this table has its row.
    let here = filters.filter { max(0, $0.lastTable) == member }
    let paths = isLeft ? joins[member].conditions : joins[member].conditions + here
    let path = AccessPath(table, member, paths)
    let snapshot = session.snapshot(transaction)
    let locking = lockingMode
    var matched = false
    var goesOn = true
    var current = evaluator
    try path.visit(evaluator) { key, record throws(SQLError) in
      let row: SQLRow?
      if locking == .none {
        row =
          session.isolation == "READ-UNCOMMITTED"
          ? record.row : table.visible(record, to: transaction, at: snapshot)
      } else {
        try session.engine.lock(
          table, key, record, transaction, exclusively: locking == .update)
        row = record.row
      }
      guard let row else { return true }
      if member > 0 { try session.effort.examineJoinedRow() }
      current.rows[member] = row
      guard try meets(joins[member].conditions, current) else { return true }
      matched = true
      guard try meets(here, current) else { return true }
      goesOn =
        member + 1 < joins.count
        ? try join(member + 1, &current, body) : try body(current)
      return goesOn
    }
    if isLeft, !matched, goesOn {
      current.rows[member] = nil
      if try meets(here, current) {
        goesOn =
          member + 1 < joins.count
          ? try join(member + 1, &current, body) : try body(current)
      }
    }
    return goesOn
  }

  private var lockingMode: Select.Locking {
    if select.locking != .none { return select.locking }
    return session.isolation == "SERIALIZABLE" && session.isInTransaction ? .share : .none
  }
}
