/// One INSERT or REPLACE.
struct InsertExecution {
  private let session: SQLSession
  private let insert: Insert
  private let transaction: Transaction
  private var evaluator: Evaluator
  private var affected: Int64 = 0
  private var duplicates: Int64 = 0
  private var firstNumber: Int64?
  /// The automatic numbers that are set aside for the rows of this statement.
  private var reserved: Range<Int64> = 0..<0

  init(_ session: SQLSession, _ insert: Insert, _ transaction: Transaction) {
    self.session = session
    self.insert = insert
    self.transaction = transaction
    evaluator = Evaluator(session)
  }

  mutating func run() throws(SQLError) -> Completion {
    let table = try session.table(insert.table)
    transaction.use(table)
    evaluator.definition = table.definition
    let columns = try targets(table)
    let given = Set(columns)
    let numberBefore = table.nextNumber
    do throws(SQLError) {
      let count: Int
      if let source = insert.source {
        count = try insertSelected(source, into: table, columns, given)
      } else {
        count = insert.rows.count
        for (index, row) in insert.rows.enumerated() {
          guard row.count == columns.count || (row.isEmpty && insert.columns == nil) else {
            throw .columnCount(index + 1)
          }
          try add(row, to: table, columns, given, index + 1)
        }
      }
      if let firstNumber { session.lastInsertID = firstNumber }
      let info =
        count > 1 || insert.source != nil
        ? "Records: \(count)  Duplicates: \(duplicates)  Warnings: \(session.warnings.count)" : ""
      return Completion(affected: affected, insertID: firstNumber ?? 0, info: info)
    } catch {
      // A statement that waits for a lock is tried again: its numbers are not used up.
      if transaction.waitsFor != nil { table.nextNumber = numberBefore }
      throw error
    }
  }

  private func targets(_ table: Table) throws(SQLError) -> [Int] {
    guard let names = insert.columns, !(names.isEmpty && insert.rows.allSatisfy { $0.isEmpty })
    else {
      return insert.columns == nil ? Array(table.definition.columns.indices) : []
    }
    var columns: [Int] = []
    for name in names {
      guard let index = table.definition.index(of: name) else {
        throw .unknownColumn(name, "field list")
      }
      if columns.contains(index) { throw .fieldTwice(name) }
      columns.append(index)
    }
    return columns
  }

  private mutating func insertSelected(
    _ source: Select, into table: Table, _ columns: [Int], _ given: Set<Int>
  ) throws(SQLError) -> Int {
    var execution = SelectExecution(session, source, transaction)
    let result = try execution.run()
    guard result.columns.count == columns.count else { throw .columnCount(1) }
    for (index, row) in result.rows.enumerated() {
      try add(
        row.map { .literal($0.map { .text($0) } ?? .null) }, to: table, columns, given, index + 1)
    }
    return result.rows.count
  }

  private mutating func add(
    _ expressions: [Expression], to table: Table, _ columns: [Int], _ given: Set<Int>,
    _ number: Int
  ) throws(SQLError) {
    let definition = table.definition
    var row = SQLRow(repeating: .null, count: definition.columns.count)
    let isAllDefaults = expressions.isEmpty
    for (index, column) in definition.columns.enumerated() {
      if given.contains(index), !isAllDefaults { continue }
      row[index] = try defaultValue(column)
    }
    // Later values see the columns to their left, as MySQL has it.
    let scope = Scope(members: [Scope.Member(name: insert.table.name, table: table)])
    for (expression, index) in zip(expressions, columns) {
      let column = definition.columns[index]
      var value: SQLValue
      switch expression {
      case .literal(let literal): value = literal
      case .defaultValue(nil): value = try defaultValue(column)
      default:
        evaluator.rows = [row]
        session.storesValues = !insert.ignores
        value = try evaluator.value(scope.resolve(expression, clause: "field list"))
        session.storesValues = false
      }
      value = try column.stored(value, row: number)
      if value.isNull, column.isNotNull, !column.isAutoIncrement {
        throw .notNull(column.name)
      }
      row[index] = value
    }
    if let automatic = definition.columns.firstIndex(where: { $0.isAutoIncrement }) {
      if row[automatic].isNull || row[automatic] == .integer(0) {
        let next = takeNumber(table)
        row[automatic] = try definition.columns[automatic].stored(.integer(next), row: number)
        if firstNumber == nil { firstNumber = next }
      }
      table.noteNumber(of: row)
    }
    try put(row, table)
  }

  /// The next automatic number. With the first one, InnoDB sets as many aside as the statement lists
  /// rows, and none of them comes back (`innodb_autoinc_lock_mode` 1 and 2).
  private mutating func takeNumber(_ table: Table) -> Int64 {
    // A number that was given explicitly may be above those that are set aside.
    let largest = table.nextNumber
    if reserved.isEmpty || largest > reserved.upperBound {
      let count = Int64(max(1, insert.source == nil && reserved.isEmpty ? insert.rows.count : 1))
      let (end, overflow) = largest.addingReportingOverflow(count)
      reserved = largest..<(overflow ? Int64.max : end)
      table.nextNumber = reserved.upperBound
    }
    guard let number = reserved.first else { return largest }
    reserved = (number + 1)..<reserved.upperBound
    return number
  }

  private func defaultValue(_ column: ColumnDefinition) throws(SQLError) -> SQLValue {
    switch column.defaultValue {
    case .value(let value): return value
    case .now:
      let now = SQLTime(seconds: session.environment.statementTime)
      return .time(column.type == .date ? now.date : now)
    case .none:
      if column.isNotNull, !column.isAutoIncrement { throw .noDefault(column.name) }
      return .null
    }
  }

  private mutating func put(_ row: SQLRow, _ table: Table) throws(SQLError) {
    let engine = session.engine
    let needsCare = insert.replaces || insert.ignores || !insert.onDuplicate.isEmpty
    guard needsCare else {
      try engine.insert(row, into: table, transaction)
      affected += 1
      return
    }
    while let key = try engine.conflict(row, table, transaction),
      let old = table.rows[key]?.row
    {
      duplicates += 1
      if insert.replaces {
        try engine.change(table, key, from: old, to: nil, transaction)
        affected += 1
        continue
      }
      if insert.ignores {
        do throws(SQLError) {
          try engine.insert(row, into: table, transaction)
        } catch {
          session.warn("Warning", error)
        }
        return
      }
      try update(old, key, row, table)
      return
    }
    try engine.insert(row, into: table, transaction)
    affected += 1
  }

  private mutating func update(
    _ old: SQLRow, _ key: RowKey, _ wanted: SQLRow, _ table: Table
  ) throws(SQLError) {
    evaluator.inserted = wanted
    let changed = try RowChanging(table, insert.onDuplicate, insert.table.name)
      .changed(old, &evaluator, row: 1)
    if changed == old { return }
    try session.engine.change(table, key, from: old, to: changed, transaction)
    affected += 2
  }
}

/// `SET a = …, b = …` applied to rows.
struct RowChanging {
  private let table: Table
  private var changes: [(column: Int, value: Expression)] = []

  init(
    _ table: Table, _ assignments: [(column: String, value: Expression)], _ name: String
  ) throws(SQLError) {
    self.table = table
    let scope = Scope(members: [Scope.Member(name: name, table: table)])
    for (column, value) in assignments {
      guard let index = table.definition.index(of: column) else {
        throw .unknownColumn(column, "field list")
      }
      if value.hasAggregate { throw .misusedGroup }
      changes.append((index, try scope.resolve(value, clause: "field list")))
    }
  }

  /// The row after the changes, made from left to right.
  func changed(
    _ old: SQLRow, _ evaluator: inout Evaluator, row number: Int
  ) throws(SQLError) -> SQLRow {
    var row = old
    for (index, expression) in changes {
      let column = table.definition.columns[index]
      evaluator.rows = [row]
      var value: SQLValue
      if case .defaultValue(nil) = expression {
        guard case .value(let standard) = column.defaultValue else {
          if column.isNotNull { throw .noDefault(column.name) }
          row[index] = .null
          continue
        }
        value = standard
      } else {
        evaluator.session.storesValues = true
        value = try evaluator.value(expression)
        evaluator.session.storesValues = false
      }
      value = try column.stored(value, row: number)
      if value.isNull, column.isNotNull { throw .notNull(column.name) }
      row[index] = value
    }
    guard row != old else { return row }
    let now = SQLTime(seconds: evaluator.session.environment.statementTime)
    for (index, column) in table.definition.columns.enumerated()
    where column.updatesToNow && !changes.contains(where: { $0.column == index }) {
      row[index] = .time(now)
    }
    return row
  }
}
