import Book
import Synchronization

/// Chapters that were begun together, and what has been run of them so far.
///
/// The run of one can be cancelled: nothing more is heard of it then.
final class RunningChapters: Sendable {
  private struct State {
    var blocks: [String: [BlockRun]] = [:]
    var ended: [String: (run: ChapterRun, isKept: Bool)] = [:]
    var cancelled: Set<String> = []
  }

  private let state = Mutex(State())
  private let moments: Moments

  init(moments: Moments) { self.moments = moments }

  /// Begins to run chapters.
  func begin(_ tasks: [ChapterTask], by runner: ChapterRunner, progress: ProgressTeller?) {
    var runner = runner
    let tell = runner.progress
    runner.isCancelled = { [self] in isCancelled($0) }
    runner.progress = { [self] in if !isCancelled($0.file) { tell?($0) } }
    runner.ran = { [self] file, run in
      state.withLock { state in
        if !state.cancelled.contains(file) { state.blocks[file, default: []].append(run) }
      }
    }
    runner.ended = { [self] run, isKept in
      let file = run.chapter.file
      let isWanted = state.withLock { state in
        guard !state.cancelled.contains(file) else { return false }
        state.ended[file] = (run, isKept)
        return true
      }
      guard isWanted else { return }
      progress?.end(file)
      moments.make()
    }
    Task { [runner] in _ = await runner.run(tasks) }
  }

  /// Ends the run of a chapter as soon as that can be.
  func cancel(_ file: String) { state.withLock { _ = $0.cancelled.insert(file) } }

  private func isCancelled(_ file: String) -> Bool {
    state.withLock { $0.cancelled.contains(file) }
  }

  func blocks(of file: String) -> [BlockRun] { state.withLock { $0.blocks[file] ?? [] } }

  /// The run of a chapter that has ended, and whether it is one that was kept.
  func outcome(of file: String) -> (run: ChapterRun, isKept: Bool)? {
    state.withLock { $0.ended[file] }
  }
}
