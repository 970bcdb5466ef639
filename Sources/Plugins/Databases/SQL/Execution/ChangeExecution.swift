/// One UPDATE or DELETE.
struct ChangeExecution {
  private let session: SQLSession
  private let transaction: Transaction

  init(_ session: SQLSession, _ transaction: Transaction) {
    self.session = session
    self.transaction = transaction
  }

  func run(_ update: Update) throws(SQLError) -> Completion {
    let table = try session.table(update.table)
    let name = update.alias ?? update.table.name
    let changing = try RowChanging(table, update.changes, name)
    let rows = try self.rows(table, name, update.condition, update.ordering, update.limit)
    var evaluator = Evaluator(session)
    evaluator.definition = table.definition
    var changed: Int64 = 0
    for (index, (key, row)) in rows.enumerated() {
      let new = try changing.changed(row, &evaluator, row: index + 1)
      if new == row { continue }
      try session.engine.change(table, key, from: row, to: new, transaction)
      changed += 1
    }
    return Completion(
      affected: changed,
      info: "Rows matched: \(rows.count)  Changed: \(changed)  Warnings: \(session.warnings.count)")
  }

  func run(_ delete: Delete) throws(SQLError) -> Completion {
    let table = try session.table(delete.table)
    let rows = try self.rows(
      table, delete.table.name, delete.condition, delete.ordering, delete.limit)
    for (key, row) in rows {
      try session.engine.change(table, key, from: row, to: nil, transaction)
    }
    return Completion(affected: Int64(rows.count))
  }

  /// The rows that are meant, as they are now; those met on the way must not be written by others.
  private func rows(
    _ table: Table, _ name: String, _ condition: Expression?, _ ordering: [Select.Ordering],
    _ limit: Int64?
  ) throws(SQLError) -> [(key: RowKey, row: SQLRow)] {
    transaction.use(table)
    let scope = Scope(members: [Scope.Member(name: name, table: table)])
    var filters: [Expression] = []
    if let condition {
      if condition.hasAggregate { throw .misusedGroup }
      filters = try scope.resolve(condition, clause: "where clause").conjuncts
    }
    var keys: [Expression] = []
    for key in ordering {
      keys.append(try scope.resolve(key.expression, clause: "order clause"))
    }
    var evaluator = Evaluator(session)
    evaluator.rows = [nil]
    var found: [(key: RowKey, row: SQLRow, order: [SQLValue])] = []
    let wanted = keys.isEmpty ? limit ?? Int64.max : Int64.max
    if wanted == 0 { return [] }
    let path = AccessPath(table, 0, filters)
    var current = evaluator
    try path.visit(evaluator) { key, record throws(SQLError) in
      try session.engine.checkWritable(table, key, record, transaction)
      guard let row = record.row else { return true }
      current.rows[0] = row
      for filter in filters where try !current.isMet(filter) { return true }
      var order: [SQLValue] = []
      for key in keys { order.append(try current.value(key)) }
      found.append((key, row, order))
      return Int64(found.count) < wanted
    }
    if !keys.isEmpty {
      let sorted = found.indices.sorted { left, right in
        for index in keys.indices {
          let result = SQLValue.order(found[left].order[index], found[right].order[index])
          if result != 0 { return (result < 0) != ordering[index].isDescending }
        }
        return left < right
      }
      found = sorted.map { found[$0] }
    }
    if let limit { found = Array(found.prefix(Int(clamping: limit))) }
    return found.map { ($0.key, $0.row) }
  }
}
