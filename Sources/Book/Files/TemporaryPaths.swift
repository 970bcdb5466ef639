import Foundation
import Synchronization

/// What is being written and must not stay when the process is interrupted.
///
/// A process is interrupted as a whole, so this is one list for the whole process.
public enum TemporaryPaths {
  private static let paths = Mutex<Set<String>>([])

  /// Notes a path that is to vanish on an interrupt.
  static func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

  /// Forgets a path: it was put in place, or it is gone.
  static func remove(_ path: String) { paths.withLock { _ = $0.remove(path) } }

  /// Runs `body`, which an interrupt must not cut in two.
  static func whole<Result>(_ body: () throws -> Result) rethrows -> Result {
    try paths.withLock { _ in try body() }
  }

  /// Removes everything that is being written, ends programs of the book that run, and ends the
  /// process with `status`.
  ///
  /// The lock is kept until the end, so that nothing is put in place meanwhile.
  public static func removeAllAndExit(_ status: Int32) -> Never {
    paths.withLock { paths in
      ProcessGroup.endAll()
      for path in paths { try? FileManager.default.removeItem(atPath: path) }
      exit(status)
    }
  }
}
