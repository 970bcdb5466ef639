/// The databases of a server, with their rows and the transactions that change them.
///
/// Readers see the state of a commit (REPEATABLE READ: that of their first read; READ COMMITTED:
/// of each statement); writers lock the rows that they write or, scanning, meet. There are no gap
/// locks: what a transaction did not find, another one may insert.
public final class SQLEngine {
  /// What differs between 5.7 and 8.0 in texts and defaults.
  public let version: SQLVersion
  /// The databases that hold tables, by name; ``virtualDatabases`` are not among them.
  public private(set) var databases: [String: Database] = [:]
  /// The number of the newest commit.
  private(set) var commitNumber: Int64 = 0
  private var lastTransaction: Int64 = 0
  private(set) var active: [Int64: Transaction] = [:]
  private var snapshots: [Int64] = []
  private var lastOldest = Int64.max
  private var purgeable: [(table: Table, key: RowKey, row: SQLRow?)] = []
  /// Databases that every server has and that hold no tables here.
  public static let virtualDatabases = ["information_schema", "performance_schema", "sys"]

  /// An engine without databases.
  public init(version: SQLVersion) { self.version = version }

  // MARK: Catalogue

  /// The names of all databases, in their order.
  var databaseNames: [String] {
    (Array(databases.keys) + SQLEngine.virtualDatabases)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is one, a virtual one included. Names have regard to case, except virtual ones.
  public func hasDatabase(_ name: String) -> Bool {
    databases[name] != nil || SQLEngine.virtualDatabases.contains(name.lowercased())
  }

  /// Makes an empty one. A database of the same name is replaced: ask ``hasDatabase(_:)`` before.
  @discardableResult
  public func createDatabase(_ name: String) -> Database {
    let database = Database(name)
    databases[name] = database
    return database
  }

  /// Drops it with its tables. Transactions that use them are not looked at.
  public func dropDatabase(_ name: String) { databases[name] = nil }

  /// A table by its exact names; nil when it or its database does not exist.
  public func table(_ database: String, _ name: String) -> Table? {
    databases[database]?.tables[name]
  }

  /// Makes an empty table, and its database if need be. One of the same name is replaced.
  @discardableResult
  public func createTable(_ definition: TableDefinition) -> Table {
    let table = Table(definition)
    let database = databases[definition.database] ?? createDatabase(definition.database)
    database.tables[definition.name] = table
    return table
  }

  /// Drops it; nothing happens when there is none.
  func dropTable(_ database: String, _ name: String) {
    databases[database]?.tables[name] = nil
  }

  /// Every table, in the order of the names of databases and tables.
  public var tables: [Table] {
    databases.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { databases[$0]?.sorted ?? [] }
  }

  // MARK: Transactions

  /// Begins a transaction. It has no snapshot yet and waits for nobody.
  public func begin(readOnly: Bool = false) -> Transaction {
    lastTransaction += 1
    let transaction = Transaction(number: lastTransaction, isReadOnly: readOnly)
    active[transaction.number] = transaction
    return transaction
  }

  /// Fixes what the consistent reads of a transaction see.
  func takeSnapshot(_ transaction: Transaction) {
    guard transaction.snapshot == nil else { return }
    transaction.snapshot = commitNumber
    snapshots.append(commitNumber)
  }

  /// Makes the changes of a transaction visible and gives its locks back.
  public func commit(_ transaction: Transaction) {
    guard active.removeValue(forKey: transaction.number) != nil else { return }
    release(transaction)
    guard !transaction.undo.isEmpty else { return }
    commitNumber += 1
    for step in transaction.undo {
      guard let position = step.table.rows.find(step.key) else { continue }
      step.table.isDirty = true
      guard step.table.rows[position].stamp == -transaction.number else { continue }
      step.table.rows[position].stamp = commitNumber
      let needsCare = step.record != nil || step.table.rows[position].row == nil
      if needsCare { purgeable.append((step.table, step.key, step.record?.row)) }
    }
    transaction.undo = []
    purge()
  }

  /// Takes the changes of a transaction back.
  public func rollback(_ transaction: Transaction) {
    guard active[transaction.number] != nil else { return }
    rollback(transaction, to: 0)
    transaction.changes = []
    active[transaction.number] = nil
    release(transaction)
    purge()
  }

  /// Takes back what a transaction did after a number of steps: a statement that failed.
  func rollback(_ transaction: Transaction, to steps: Int) {
    while transaction.undo.count > steps, let step = transaction.undo.popLast() {
      guard let position = step.table.rows.find(step.key) else { continue }
      let current = step.table.rows[position].row
      if let record = step.record {
        step.table.rows[position] = record
      } else {
        step.table.rows.remove(at: position)
      }
      if let current { step.table.unindex(current, step.key) }
      if let row = step.record?.row { step.table.index(row, step.key) }
    }
  }

  private func release(_ transaction: Transaction) {
    if let snapshot = transaction.snapshot, let index = snapshots.firstIndex(of: snapshot) {
      snapshots.remove(at: index)
    }
    for (table, key) in transaction.locks {
      guard let position = table.locks.find(key) else { continue }
      var lock = table.locks[position]
      if lock.exclusive === transaction { lock.exclusive = nil }
      lock.shared.removeAll { $0 === transaction }
      if lock.exclusive == nil, lock.shared.isEmpty {
        table.locks.remove(at: position)
      } else {
        table.locks[position] = lock
      }
    }
    transaction.locks = []
    transaction.tables = []
    transaction.waitsFor = nil
  }

  /// Forgets versions that nobody can see any more.
  private func purge() {
    guard !purgeable.isEmpty else { return }
    let oldest = snapshots.min() ?? Int64.max
    // While the oldest reader stays, what it needs stays, too.
    if oldest == lastOldest, oldest != Int64.max { return }
    lastOldest = oldest
    var kept: [(table: Table, key: RowKey, row: SQLRow?)] = []
    for (table, key, row) in purgeable {
      guard let position = table.rows.find(key) else { continue }
      let record = table.rows[position]
      guard record.stamp >= 0 else {
        kept.append((table, key, row))
        continue
      }
      if record.stamp > oldest {
        kept.append((table, key, row))
        continue
      }
      if record.row == nil {
        table.rows.remove(at: position)
      } else {
        table.rows[position].older = nil
      }
      if let row { table.unindex(row, key) }
    }
    purgeable = kept
  }

  // MARK: Locks

  /// Throws the error of a lock wait that took too long, with `waitsFor` set: the session that
  /// wants to wait tries the statement again when that transaction is over.
  func wait(_ transaction: Transaction, for other: Transaction) throws(SQLError) -> Never {
    var next: Transaction? = other
    var steps = 0
    while let current = next, steps < 1000 {
      if current === transaction { throw .deadlock }
      next = current.waitsFor
      steps += 1
    }
    transaction.waitsFor = other
    throw .lockWait
  }

  /// Makes sure that no other transaction has written or locked a record.
  func checkWritable(
    _ table: Table, _ key: RowKey, _ record: Table.Record?, _ transaction: Transaction
  ) throws(SQLError) {
    if let record, record.stamp < 0, record.stamp != -transaction.number,
      let owner = active[-record.stamp]
    {
      try wait(transaction, for: owner)
    }
    guard table.locks.count > 0, let lock = table.locks[key] else { return }
    if let owner = lock.exclusive, owner !== transaction { try wait(transaction, for: owner) }
    if let owner = lock.shared.first(where: { $0 !== transaction }) {
      try wait(transaction, for: owner)
    }
  }

  /// Locks a row for a transaction without changing it.
  func lock(
    _ table: Table, _ key: RowKey, _ record: Table.Record, _ transaction: Transaction,
    exclusively: Bool
  ) throws(SQLError) {
    if record.stamp < 0, record.stamp != -transaction.number, let owner = active[-record.stamp] {
      try wait(transaction, for: owner)
    }
    var lock = table.locks[key] ?? Table.RowLock()
    if let owner = lock.exclusive, owner !== transaction { try wait(transaction, for: owner) }
    if exclusively, let owner = lock.shared.first(where: { $0 !== transaction }) {
      try wait(transaction, for: owner)
    }
    if exclusively {
      lock.exclusive = transaction
    } else if !lock.shared.contains(where: { $0 === transaction }) {
      lock.shared.append(transaction)
    }
    transaction.locks.append((table, key))
    if let position = table.locks.find(key) {
      table.locks[position] = lock
    } else {
      table.locks.insert(lock, at: key)
    }
  }

  /// Whether a definition can change: no other transaction uses the table.
  public func user(of table: Table, except transaction: Transaction?) -> Transaction? {
    for number in active.keys.sorted() {
      guard let other = active[number], other !== transaction else { continue }
      if other.tables.contains(where: { $0 === table }) { return other }
    }
    return nil
  }

  // MARK: Writing

  /// Adds a row. Throws error 1062 when one of its keys is there already.
  func insert(
    _ row: SQLRow, into table: Table, _ transaction: Transaction, hiddenKey: Int64? = nil
  ) throws(SQLError) {
    let isHidden = !table.hasPrimaryKey
    let key = table.key(of: row) ?? .number(hiddenKey ?? table.nextHidden)
    let position = table.rows.find(key)
    let known = position.map { table.rows[$0] }
    try checkWritable(table, key, known, transaction)
    if known?.row != nil { throw duplicate(table, "PRIMARY", table.primary, row) }
    try checkUnique(row, key, table, transaction)
    if isHidden, case .number(let number) = key {
      table.nextHidden = max(table.nextHidden, number + 1)
    }
    transaction.undo.append(Transaction.UndoStep(table: table, key: key, record: known))
    transaction.changes.append(
      RowChange(
        table: table, before: nil, after: row, hiddenKey: isHidden ? number(of: key) : nil))
    put(row, table, key, position, transaction)
    table.index(row, key)
  }

  private func number(of key: RowKey) -> Int64? {
    if case .number(let number) = key { number } else { nil }
  }

  private func put(
    _ row: SQLRow?, _ table: Table, _ key: RowKey, _ position: OrderedRows<Table.Record>.Position?,
    _ transaction: Transaction
  ) {
    guard let position else {
      table.rows.insert(Table.Record(row: row, stamp: -transaction.number), at: key)
      return
    }
    if table.rows[position].stamp == -transaction.number {
      table.rows[position].row = row
    } else {
      let older = Table.OlderVersion(table.rows[position])
      table.rows[position] = Table.Record(row: row, stamp: -transaction.number, older: older)
    }
  }

  /// Replaces a row, or deletes it.
  func change(
    _ table: Table, _ key: RowKey, from old: SQLRow, to new: SQLRow?, _ transaction: Transaction
  ) throws(SQLError) {
    guard let position = table.rows.find(key) else { return }
    let record = table.rows[position]
    try checkWritable(table, key, record, transaction)
    let isHidden = !table.hasPrimaryKey
    if let new {
      let newKey = table.key(of: new) ?? key
      if RowKey.order(newKey, key) != 0 {
        // Another primary key is another place: the old row goes, a new one comes.
        let known = table.rows[newKey]
        try checkWritable(table, newKey, known, transaction)
        if known?.row != nil { throw duplicate(table, "PRIMARY", table.primary, new) }
        try checkUnique(new, newKey, table, transaction, except: key)
        transaction.undo.append(Transaction.UndoStep(table: table, key: key, record: record))
        put(nil, table, key, position, transaction)
        transaction.undo.append(Transaction.UndoStep(table: table, key: newKey, record: known))
        put(new, table, newKey, table.rows.find(newKey), transaction)
        table.index(new, newKey)
        transaction.changes.append(RowChange(table: table, before: old, after: new))
        return
      }
      try checkUnique(new, key, table, transaction)
    }
    transaction.undo.append(Transaction.UndoStep(table: table, key: key, record: record))
    put(new, table, key, position, transaction)
    if let new { table.index(new, key) }
    transaction.changes.append(
      RowChange(
        table: table, before: old, after: new, hiddenKey: isHidden ? number(of: key) : nil))
  }

  /// The row that stands in the way of a new one, by the first key that is taken.
  func conflict(
    _ row: SQLRow, _ table: Table, _ transaction: Transaction
  ) throws(SQLError) -> RowKey? {
    if let key = table.key(of: row), let record = table.rows[key] {
      try checkWritable(table, key, record, transaction)
      if record.row != nil { return key }
    }
    for index in table.uniques {
      guard let values = index.key(of: row), let key = index.entries[values],
        let record = table.rows[key]
      else { continue }
      try checkWritable(table, key, record, transaction)
      if let current = record.row, let kept = index.key(of: current),
        RowKey.order(kept, values) == 0
      {
        return key
      }
    }
    return nil
  }

  private func checkUnique(
    _ row: SQLRow, _ key: RowKey, _ table: Table, _ transaction: Transaction,
    except: RowKey? = nil
  ) throws(SQLError) {
    for index in table.uniques {
      guard let values = index.key(of: row), let other = index.entries[values],
        RowKey.order(other, key) != 0, let record = table.rows[other]
      else { continue }
      if let except, RowKey.order(other, except) == 0 { continue }
      try checkWritable(table, other, record, transaction)
      if let current = record.row, let kept = index.key(of: current),
        RowKey.order(kept, values) == 0
      {
        throw duplicate(table, index.name, index.columns, row)
      }
    }
  }

  func duplicate(
    _ table: Table, _ key: String, _ columns: [Int], _ row: SQLRow
  ) -> SQLError {
    let entry = columns.map { row[$0].text ?? "NULL" }.joined(separator: "-")
    return .duplicateEntry(
      String(entry.prefix(64)), version == .v57 ? key : "\(table.name).\(key)")
  }
}
