import Synchronization

/// Counts from any thread.
final class RunCounter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}

/// Collects text from any thread.
final class ReportText: Sendable {
  private let value = Mutex("")
  var text: String { value.withLock { $0 } }
  func append(_ more: String) { value.withLock { $0 += more } }
}
