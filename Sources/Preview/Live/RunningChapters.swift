import Book
import Synchronization

/// What has been run of some chapters so far.
final class RunningChapters: Sendable {
  private let blocks = Mutex<[String: [BlockRun]]>([:])

  func add(_ run: BlockRun, of file: String) {
    blocks.withLock { $0[file, default: []].append(run) }
  }

  func blocks(of file: String) -> [BlockRun] { blocks.withLock { $0[file] ?? [] } }
}

extension Task where Failure == Never {
  /// Waits for its end, but not longer than a time.
  /// - Returns: whether it has ended.
  func isDone(within time: Duration) async -> Bool {
    let (ends, continuation) = AsyncStream.makeStream(of: Bool.self)
    let first = Task<Void, Never> {
      _ = await value
      continuation.yield(true)
    }
    let second = Task<Void, Never> {
      try? await Task<Never, Never>.sleep(for: time)
      continuation.yield(false)
    }
    defer {
      first.cancel()
      second.cancel()
    }
    for await isDone in ends { return isDone }
    return false
  }
}
