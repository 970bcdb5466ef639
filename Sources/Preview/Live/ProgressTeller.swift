import Book
import Synchronization

/// Tells pages and terminal how far a run is that takes long enough to wonder.
final class ProgressTeller: Sendable {
  private struct State {
    var file = ""
    var started = ContinuousClock.now
    var told = ContinuousClock.now
    var written = ContinuousClock.now
  }

  private let state = Mutex(State())
  private let hub: EventHub
  private let write: @Sendable (String) -> Void
  private let shown: @Sendable (String) -> String

  init(
    hub: EventHub, write: @escaping @Sendable (String) -> Void,
    shown: @escaping @Sendable (String) -> String
  ) {
    self.hub = hub
    self.write = write
    self.shown = shown
  }

  /// Takes the progress of a run; short ones are not told.
  func tell(_ progress: RunProgress) {
    let now = ContinuousClock.now
    let (isTold, isWritten) = state.withLock { state in
      // Chapters run side by side; the one that began last is told.
      if progress.done == 1 {
        state.file = progress.file
        state.started = now
        state.written = now
      }
      guard progress.file == state.file, progress.done < progress.total,
        now - state.started > .milliseconds(300)
      else { return (false, false) }
      let isTold = now - state.told > .milliseconds(150)
      let isWritten = now - state.written > .seconds(2)
      if isTold { state.told = now }
      if isWritten { state.written = now }
      return (isTold, isWritten)
    }
    if isTold { hub.send(EventHub.event("progress", progress)) }
    if isWritten {
      write("\(shown(progress.file)): command \(progress.done) of \(progress.total)\n")
    }
  }
}
