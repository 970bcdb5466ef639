import SQL
import Simulation

/// A statement that came through the log as its text: a definition, or a change of accounts.
final class ReplicatedStatement: SessionEnvironment {
  private let server: MySQLServer
  private let database: String
  let statementTime: Int64
  let loginName = ""
  let accountName = ""
  let connectionNumber: Int64 = 0

  init(_ server: MySQLServer, database: String, time: Int64) {
    self.server = server
    self.database = database
    statementTime = time
  }

  var serverVersion: String { server.serverVersion }
  func systemVariable(_ name: String, _ scope: VariableScope?) throws(SQLError) -> SQLValue? { nil }
  func randomBits() -> UInt64 { server.randomBits() }

  func run(_ text: String) throws(SQLError) {
    let statement = try SQLParser.statement(text)
    switch statement {
    case .createUsers, .alterUsers, .dropUsers, .grant, .revoke, .setPassword:
      try AccountChanges(server, actor: nil).run(statement, database: database)
    default:
      let session = SQLSession(engine: server.engine, environment: self)
      session.database = database.isEmpty ? nil : database
      defer { session.rollback() }
      _ = try session.define(statement)
    }
  }
}
