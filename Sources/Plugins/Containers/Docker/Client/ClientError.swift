/// Why the client ends without success, and with which status.
struct ClientError: Error {
  var message: String
  var status: Int32

  init(_ message: String, status: Int32 = 1) {
    self.message = message
    self.status = status
  }

  /// What the engine refused.
  init(_ error: EngineError) { self.init(error.report) }

  static func daemon(_ message: String) -> ClientError { ClientError(EngineError(message)) }
}
