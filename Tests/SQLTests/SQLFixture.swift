@testable import SQL

/// An engine and sessions on it that commit as they go, without a server around them.
final class SQLFixture: SessionEnvironment {
  let engine: SQLEngine
  private(set) var main: SQLSession!
  var statementTime: Int64 = 1_772_442_000
  let loginName = "root@localhost"
  let accountName = "root@localhost"
  let connectionNumber: Int64 = 8
  let serverVersion = "8.0.36"
  private var bits: UInt64 = 1

  init(_ version: SQLVersion = .v80) {
    engine = SQLEngine(version: version)
    engine.createDatabase("test")
    main = session()
  }

  func session() -> SQLSession {
    let session = SQLSession(engine: engine, environment: self)
    session.database = "test"
    return session
  }

  func systemVariable(_ name: String, _ scope: VariableScope?) throws(SQLError) -> SQLValue? {
    name == "server_id" ? .integer(101) : nil
  }

  func randomBits() -> UInt64 {
    bits = bits &* 6_364_136_223_846_793_005 &+ 1
    return bits
  }

  /// Runs one statement and commits it when it is not inside a transaction.
  @discardableResult
  func perform(_ text: String, _ session: SQLSession? = nil) throws(SQLError) -> StatementResult {
    let session = session ?? main!
    let statement = try SQLParser.statement(text)
    session.clearWarnings()
    switch statement {
    case .begin(let readOnly, let withSnapshot):
      if let open = session.takeTransaction() { engine.commit(open) }
      session.begin(readOnly: readOnly, withSnapshot: withSnapshot)
      return .done(Completion())
    case .commit:
      if let open = session.takeTransaction() { engine.commit(open) }
      return .done(Completion())
    case .rollback:
      session.rollback()
      return .done(Completion())
    case .set(let assignments):
      for assignment in assignments {
        if case .user(let name) = assignment.target, case .literal(let value) = assignment.value {
          session.userVariables[name.lowercased()] = value
        }
      }
      return .done(Completion())
    case .show(let show):
      guard let result = try session.answer(show) else { throw .unsupported("SHOW") }
      return .rows(result)
    case .describe(let name): return .rows(try session.columns(name))
    case .select, .insert, .update, .delete, .doNothing:
      let result = try session.execute(statement)
      if session.wantsCommit, let open = session.takeTransaction() { engine.commit(open) }
      return result
    default:
      if let open = session.takeTransaction() { engine.commit(open) }
      return .done(try session.define(statement))
    }
  }

  /// The rows of a result, as `a|b` each; NULL is written out.
  func rows(_ text: String, _ session: SQLSession? = nil) throws(SQLError) -> [String] {
    guard case .rows(let result) = try perform(text, session) else { return [] }
    return result.rows.map { $0.map { $0 ?? "NULL" }.joined(separator: "|") }
  }

  /// The first value of the first row.
  func value(_ text: String, _ session: SQLSession? = nil) throws(SQLError) -> String {
    try rows(text, session).first ?? ""
  }

  /// The message of a statement that fails, with its number and state in front.
  func failure(_ text: String, _ session: SQLSession? = nil) -> String {
    do throws(SQLError) {
      try perform(text, session)
      return "no error"
    } catch {
      return "\(error.code) (\(error.state)): \(error.message)"
    }
  }
}
