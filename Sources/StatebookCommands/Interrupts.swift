import Book
import Dispatch
import Foundation

/// Lets an interrupt end the process without leaving anything half written.
struct Interrupts {
  private let sources: [any DispatchSourceSignal]

  /// Watches for the interrupt key, a request to end, and the end of the terminal.
  init() {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { TemporaryPaths.removeAllAndExit(128 + number) }
      source.resume()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
