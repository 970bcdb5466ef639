import Book
import Synchronization

/// Chapters that were begun together, and what has been run of them so far.
///
/// The run of one can be cancelled: nothing more is heard of it then.
final class RunningChapters: Sendable {
  private struct State {
    var blocks: [String: [BlockRun]] = [:]
    var ended: [String: Outcome] = [:]
    var cancelled: Set<String> = []
  }

  /// A run that has ended.
  struct Outcome: Sendable {
    var run: ChapterRun
    /// Whether it is one that was kept.
    var isKept: Bool
    /// The run of a later text, once it was asked for.
    var later: ChapterRun?
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
        state.ended[file] = Outcome(run: run, isKept: isKept)
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

  func outcome(of file: String) -> Outcome? { state.withLock { $0.ended[file] } }

  func keep(later run: ChapterRun, of file: String) {
    state.withLock { $0.ended[file]?.later = run }
  }
}

/// A chapter that is being run.
struct RunningChapter {
  /// The text that is wanted.
  private(set) var task: ChapterTask
  /// The text that is run: another one only in what its sessions do not see.
  private let text: Chapter
  private let chapters: RunningChapters

  init(_ task: ChapterTask, in chapters: RunningChapters) {
    self.task = task
    text = task.chapter
    self.chapters = chapters
  }

  private var file: String { text.file }
  private var isOfThisText: Bool { text.hasSameText(as: task.chapter) }

  /// The same for a later text; nil when that has to be run.
  func goingOn(to chapter: Chapter, mistakes: [Diagnostic]) -> RunningChapter? {
    guard !mustBeRunAgain else { return nil }
    if chapter.hasSameText(as: task.chapter), mistakes == task.mistakes { return self }
    guard !mistakes.haveErrors, !task.mistakes.haveErrors, text.hasSameSessions(as: chapter)
    else { return nil }
    var later = self
    later.task.chapter = chapter
    later.task.mistakes = mistakes
    return later
  }

  func cancel() { chapters.cancel(file) }

  var hasEnded: Bool { chapters.outcome(of: file) != nil }

  /// Whether the run is one that was kept.
  var isKept: Bool { chapters.outcome(of: file)?.isKept == true }

  /// The run of the text that is wanted, if it has ended and is of use to that.
  var run: ChapterRun? {
    guard let outcome = chapters.outcome(of: file) else { return nil }
    if isOfThisText { return outcome.run }
    if let later = outcome.later, later.chapter.hasSameText(as: task.chapter) {
      return later
    }
    guard let later = outcome.run.reused(for: task.chapter, mistakes: task.mistakes) else {
      return nil
    }
    chapters.keep(later: later, of: file)
    return later
  }

  /// Whether the run has ended with mistakes, which stand elsewhere in the text that is wanted.
  var mustBeRunAgain: Bool { hasEnded && run == nil }

  /// The blocks that have run until now, as those of the text that is wanted.
  var blocks: [BlockRun] {
    let blocks = chapters.blocks(of: file)
    if isOfThisText { return blocks }
    let run = ChapterRun(chapter: text, blocks: blocks, diagnostics: [], wasRun: true)
    return run.reused(for: task.chapter, mistakes: [])?.blocks ?? []
  }
}
