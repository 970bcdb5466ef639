/// The part of a connection that executes statements: its database, variables and transaction.
///
/// It changes rows, but commits nothing by itself: who uses it looks at ``transaction`` and
/// ``wantsCommit`` after each statement, logs what was changed, and commits.
public final class SQLSession {
  /// The databases that it works on, shared with every other session of the server.
  public let engine: SQLEngine
  unowned(unsafe) let environment: any SessionEnvironment
  /// The database that `USE` chose; nil before.
  public var database: String?
  /// The transaction that is open, if one is.
  public internal(set) var transaction: Transaction?
  /// Set when the statement ended its transaction: the server commits it before it answers.
  public private(set) var wantsCommit = false
  /// Whether each statement is a transaction of its own unless one was begun.
  public var autocommit = true
  /// `REPEATABLE-READ`, `READ-COMMITTED`, `READ-UNCOMMITTED` or `SERIALIZABLE`. A transaction that
  /// has a snapshot keeps it.
  public var isolation = "REPEATABLE-READ"
  /// What `SET @name` set, by the name in lower case.
  public var userVariables: [String: SQLValue] = [:]
  /// What LAST_INSERT_ID() gives: the first number of the last INSERT that drew one.
  public internal(set) var lastInsertID: Int64 = 0
  /// What ROW_COUNT() gives: the rows that the last statement changed; -1 after a SELECT.
  public internal(set) var rowCount: Int64 = -1
  /// What SHOW WARNINGS tells of the last statement, at most 64 of them.
  public internal(set) var warnings: [Warning] = []
  /// The tables that the last statement read, as `database.table`.
  public internal(set) var readTables: [String] = []
  /// Seconds that the last statement spent in SLEEP(): the server answers that much later.
  public internal(set) var slept = 0.0
  /// How many combinations of rows a join may look at.
  var joinLimit = Effort.rowLimit
  /// What the statement that runs has cost.
  var effort = Effort()
  /// Whether the values that are computed now are stored in columns.
  var storesValues = false
  private var isExplicit = false

  /// A line of SHOW WARNINGS.
  public struct Warning: Hashable, Sendable {
    /// `Note`, `Warning` or `Error`.
    public var level: String
    /// MySQL's number.
    public var code: Int
    /// The same text as that of the error with this number.
    public var message: String

    /// A warning as given; a session makes its own.
    public init(level: String, code: Int, message: String) {
      self.level = level
      self.code = code
      self.message = message
    }
  }

  /// A session without a database, with autocommit. `environment` has to outlive it.
  public init(engine: SQLEngine, environment: any SessionEnvironment) {
    self.engine = engine
    self.environment = environment
  }

  /// Whether a transaction is open that the client began.
  public var isInTransaction: Bool { transaction != nil && (isExplicit || !autocommit) }

  // MARK: Transactions

  /// `START TRANSACTION`. One that is open must have been committed or taken before. A snapshot is
  /// taken at once only `withSnapshot`, and only where reads are repeatable; else by the first
  /// read.
  public func begin(readOnly: Bool, withSnapshot: Bool) {
    let transaction = engine.begin(readOnly: readOnly)
    if withSnapshot, isolation == "REPEATABLE-READ" || isolation == "SERIALIZABLE" {
      engine.takeSnapshot(transaction)
    }
    self.transaction = transaction
    isExplicit = true
  }

  /// Takes the open transaction to be committed by the server; nil when there is none.
  public func takeTransaction() -> Transaction? {
    let taken = transaction
    transaction = nil
    isExplicit = false
    wantsCommit = false
    return taken
  }

  /// Ends the open transaction without its changes.
  public func rollback() {
    if let transaction = takeTransaction() { engine.rollback(transaction) }
  }

  func warn(_ level: String, _ error: SQLError) {
    if warnings.count < 64 {
      warnings.append(Warning(level: level, code: error.code, message: error.message))
    }
  }

  /// Forgets them, as a statement that is not about warnings does when it begins.
  public func clearWarnings() { warnings = [] }

  /// Notes an error so that SHOW WARNINGS tells it.
  public func note(_ error: SQLError) { warn("Error", error) }

  // MARK: Statements

  /// Executes a statement about data. A statement that fails changes nothing; when it has to wait
  /// for a lock, the error is 1205 and `transaction.waitsFor` says for whom.
  public func execute(_ statement: Statement) throws(SQLError) -> StatementResult {
    readTables = []
    slept = 0
    effort = Effort(rowLimit: joinLimit)
    storesValues = false
    wantsCommit = false
    switch statement {
    case .select(let select):
      let result = try inTransaction(writes: select.locking != .none) {
        transaction throws(SQLError) in
        var execution = SelectExecution(self, select, transaction)
        return try execution.run()
      }
      rowCount = -1
      return .rows(result)
    case .insert(let insert):
      return try change { transaction throws(SQLError) in
        var execution = InsertExecution(self, insert, transaction)
        return try execution.run()
      }
    case .update(let update):
      return try change { transaction throws(SQLError) in
        try ChangeExecution(self, transaction).run(update)
      }
    case .delete(let delete):
      return try change { transaction throws(SQLError) in
        try ChangeExecution(self, transaction).run(delete)
      }
    case .doNothing(let expressions):
      let evaluator = Evaluator(self)
      for expression in expressions {
        _ = try evaluator.value(Scope().resolve(expression, clause: "field list"))
      }
      return .done(Completion())
    default: throw .unsupported("this statement here")
    }
  }

  private func change(
    _ body: (Transaction) throws(SQLError) -> Completion
  ) throws(SQLError) -> StatementResult {
    let completion = try inTransaction(writes: true, body)
    rowCount = completion.affected
    return .done(completion)
  }

  /// Runs a statement inside the open transaction, or in one of its own.
  private func inTransaction<Result>(
    writes: Bool, _ body: (Transaction) throws(SQLError) -> Result
  ) throws(SQLError) -> Result {
    // One that waited for a lock comes back with the transaction that it began.
    let isOwn = transaction == nil || !isExplicit
    let current = transaction ?? engine.begin()
    transaction = current
    if writes, current.isReadOnly { throw .readOnlyTransaction }
    current.waitsFor = nil
    let steps = current.undo.count
    let changes = current.changes.count
    if isolation == "REPEATABLE-READ" || isolation == "SERIALIZABLE", !writes {
      engine.takeSnapshot(current)
    }
    do throws(SQLError) {
      let result = try body(current)
      if isOwn, autocommit { wantsCommit = true }
      return result
    } catch {
      engine.rollback(current, to: steps)
      current.changes.removeSubrange(changes...)
      if error.code == SQLError.deadlock.code {
        rollback()
      } else if current.waitsFor == nil, isOwn, autocommit {
        rollback()
      }
      throw error
    }
  }

  /// Gives up a statement that waited for a lock too long.
  public func abandonWait() {
    transaction?.waitsFor = nil
    if autocommit, !isExplicit { rollback() }
  }

  // MARK: Names

  func table(_ name: TableName) throws(SQLError) -> Table {
    guard let database = name.database ?? database else { throw .noDatabase }
    if let table = engine.table(database, name.name) { return table }
    if SQLEngine.virtualDatabases.contains(database.lowercased()) {
      throw .unsupported("\(database).\(name.name)")
    }
    // 5.7 looks for the table's file alone.
    guard engine.version == .v57 || engine.hasDatabase(database) else {
      throw .unknownDatabase(database)
    }
    throw .noTable(database, name.name)
  }

  /// The number of the commit that a consistent read sees.
  func snapshot(_ transaction: Transaction) -> Int64 {
    switch isolation {
    case "READ-COMMITTED", "READ-UNCOMMITTED": engine.commitNumber
    default: transaction.snapshot ?? engine.commitNumber
    }
  }
}

extension SQLSession {
  /// The value of an expression without columns, as SET has it.
  public func value(of expression: Expression) throws(SQLError) -> SQLValue {
    try Evaluator(self).value(Scope().resolve(expression, clause: "field list"))
  }

  /// Adds a note to what SHOW WARNINGS tells.
  public func addNote(_ error: SQLError) { warn("Note", error) }

  /// Whether a name fits a pattern of LIKE.
  public static func matches(_ name: String, _ pattern: String) -> Bool {
    LikePattern.matches(name, pattern)
  }
}
