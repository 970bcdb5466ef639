import Book
import Dispatch
import Foundation
import Synchronization

/// Lets an interrupt end the process without leaving anything half written.
struct Interrupts {
  private let sources: [any DispatchSourceSignal]

  /// Who takes the next interrupt in place of the process; a process has one list.
  private static let waiting = Mutex<[CheckedContinuation<Void, Never>]>([])

  /// Watches for the interrupt key, a request to end, and the end of the terminal.
  init() {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { Interrupts.interrupt(number) }
      source.resume()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
  }

  /// Returns at the next interrupt, which then does not end the process.
  static func next() async {
    await withCheckedContinuation { continuation in
      waiting.withLock { $0.append(continuation) }
    }
  }

  private static func interrupt(_ number: Int32) {
    let waiting = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    if waiting.isEmpty { TemporaryPaths.removeAllAndExit(128 + number) }
    for continuation in waiting { continuation.resume() }
  }
}
