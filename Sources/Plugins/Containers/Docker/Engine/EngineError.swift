/// Why the engine refused something, in the words of `dockerd`.
struct EngineError: Error {
  /// What kind of refusal it is, as far as a client cares.
  enum Kind {
    case other
    case notFound
    /// The command of a container is not there.
    case commandNotFound
    /// The command of a container is there, but cannot be run.
    case commandNotExecutable
  }

  var message: String
  var kind = Kind.other

  init(_ message: String, _ kind: Kind = .other) {
    self.message = message
    self.kind = kind
  }

  /// As a client prints it.
  var report: String { "Error response from daemon: " + message }

  static func noContainer(_ name: String) -> EngineError {
    EngineError("No such container: \(name)", .notFound)
  }
}
