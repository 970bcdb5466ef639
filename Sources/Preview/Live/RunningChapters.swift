import Book
import Synchronization

/// What has been run of some chapters so far.
final class RunningChapters: Sendable {
  private struct State {
    var blocks: [String: [BlockRun]] = [:]
    var ended: [String: ChapterRun] = [:]
  }

  private let state = Mutex(State())
  /// Moments at which to look, until all chapters have ended: a chapter has ended, or some time has
  /// gone by.
  let moments: AsyncStream<Void>
  private let moment: AsyncStream<Void>.Continuation

  init() {
    (moments, moment) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func add(_ run: BlockRun, of file: String) {
    state.withLock { $0.blocks[file, default: []].append(run) }
  }

  func end(_ run: ChapterRun) {
    state.withLock { $0.ended[run.chapter.file] = run }
    moment.yield()
  }

  /// Takes note of the end of all.
  func finish() { moment.finish() }

  /// Makes a moment each time that some time has gone by, until the task is cancelled.
  func tick(every time: Duration) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: time)
      moment.yield()
    }
  }

  func blocks(of file: String) -> [BlockRun] { state.withLock { $0.blocks[file] ?? [] } }

  /// The run of a chapter that has ended.
  func run(of file: String) -> ChapterRun? { state.withLock { $0.ended[file] } }

  var endedCount: Int { state.withLock { $0.ended.count } }
}
