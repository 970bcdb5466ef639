/// What a session asks of the server around it.
public protocol SessionEnvironment: AnyObject {
  /// Unix time of the statement, in seconds.
  var statementTime: Int64 { get }
  /// `user@host` as it logged in, and the account that it was given.
  var loginName: String { get }
  /// `user@host` of the account that it was given: `CURRENT_USER()`.
  var accountName: String { get }
  /// What CONNECTION_ID() gives; 0 for who is no client.
  var connectionNumber: Int64 { get }
  /// The version that `VERSION()` tells.
  var serverVersion: String { get }
  /// The value of a system variable; nil when there is none of that name. Throws when it has no
  /// value in that scope.
  func systemVariable(_ name: String, _ scope: VariableScope?) throws(SQLError) -> SQLValue?
  /// 64 bits for RAND() and UUID(), different each time.
  func randomBits() -> UInt64
}
