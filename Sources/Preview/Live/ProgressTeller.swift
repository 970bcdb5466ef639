import Book
import Synchronization

/// Tells pages and terminal how far a run is that takes long enough to wonder.
final class ProgressTeller: Sendable {
  /// How far all of a run is.
  struct Progress: Codable, Equatable {
    /// How many commands and claims have ended, and how many there are.
    var done: Int
    var total: Int
    /// The chapters that are being run now, in the order in which they began.
    var files: [String]
  }

  private struct State {
    var counts: [String: (done: Int, total: Int)] = [:]
    var files: [String] = []
    var started = ContinuousClock.now
    var told: ContinuousClock.Instant?
    var written = ContinuousClock.now

    var progress: Progress {
      Progress(
        done: counts.values.reduce(0) { $0 + $1.done },
        total: counts.values.reduce(0) { $0 + $1.total }, files: files)
    }
  }

  /// After how long a run is told, in pages and on the terminal, and how often then.
  struct Patience {
    var start = Duration.milliseconds(300)
    var pages = Duration.milliseconds(150)
    var terminal = Duration.seconds(2)
  }

  private let state = Mutex(State())
  private let hub: EventHub
  private let patience: Patience
  private let write: @Sendable (String) -> Void
  private let shown: @Sendable (String) -> String

  init(
    hub: EventHub, patience: Patience = Patience(), write: @escaping @Sendable (String) -> Void,
    shown: @escaping @Sendable (String) -> String
  ) {
    self.hub = hub
    self.patience = patience
    self.write = write
    self.shown = shown
  }

  /// Takes note of the chapters that are run next, all that there are.
  func begin(_ chapters: [Chapter]) {
    state.withLock { state in
      state = State()
      for chapter in chapters { state.counts[chapter.file] = (0, chapter.deedCount) }
    }
  }

  /// Takes the progress of a chapter; short runs are not told.
  func tell(_ progress: RunProgress) {
    let now = ContinuousClock.now
    let (all, isTold, isWritten) = state.withLock { state in
      if !state.files.contains(progress.file) { state.files.append(progress.file) }
      state.counts[progress.file] = (progress.done, progress.total)
      let all = state.progress
      guard all.done < all.total, now - state.started >= patience.start else {
        return (all, false, false)
      }
      let isTold = state.told.map { now - $0 >= patience.pages } ?? true
      let isWritten = now - state.written >= patience.terminal
      if isTold { state.told = now }
      if isWritten { state.written = now }
      return (all, isTold, isWritten)
    }
    if isTold { hub.send(EventHub.event("progress", all)) }
    if isWritten {
      let files = all.files.map(shown).joined(separator: ", ")
      write("command \(all.done) of \(all.total), in \(files)\n")
    }
  }

  /// Takes note of the end of a chapter, of which nothing was told if its results were kept.
  func end(_ file: String) {
    state.withLock { state in
      state.files.removeAll { $0 == file }
      if let count = state.counts[file] { state.counts[file] = (count.total, count.total) }
    }
  }
}

extension Chapter {
  /// How many commands and claims there are to run.
  fileprivate var deedCount: Int {
    blocks.reduce(0) { count, block in
      switch block {
      case .scenario(let scenario): count + (scenario.norun == nil ? scenario.steps.count : 0)
      case .check(let check): count + check.assertions.count
      case .file, .plugin, .listing: count
      }
    }
  }
}
