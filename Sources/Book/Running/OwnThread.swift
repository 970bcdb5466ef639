import Foundation

/// Runs what takes long on a thread of its own.
///
/// The threads of tasks are as many as there are processors: whoever holds them all lets every other
/// task wait, such as those that answer a browser.
public enum OwnThread {
  /// - Returns: what `body` gives.
  public static func result<Result: Sendable>(
    _ name: String, _ body: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: body()) }
      thread.name = name
      thread.start()
    }
  }
}
