import Foundation
public import Sessions
public import Simulation

/// Runs chapters: what their authors wrote goes in, what it did comes out.
///
/// Nothing is shared between two runs, so any number of them may go on at the same time. Equal
/// chapters and plugins give equal runs.
public struct ChapterRunner: Sendable {
  /// What the worlds are made of.
  public var plugins: [SimulationPlugin]
  /// How much a command may use.
  public var limits: Limits

  public init(plugins: [SimulationPlugin], limits: Limits = Limits()) {
    self.plugins = plugins
    self.limits = limits
  }

  /// Runs a chapter.
  ///
  /// A chapter with errors, in `mistakes` or in a command's syntax, is not run: what its
  /// commands would do is not what its author means.
  /// - Parameter mistakes: what reading the chapter found.
  public func run(_ chapter: Chapter, mistakes: [Diagnostic] = []) -> ChapterRun {
    let mistakes = mistakes + ShellMistakes.diagnostics(of: chapter)
    guard !mistakes.haveErrors else {
      return ChapterRun(
        chapter: chapter, blocks: [], diagnostics: mistakes.inReportingOrder, wasRun: false)
    }
    let play = ChapterPlay(chapter, plugins: plugins, limits: limits)
    let run = play.run()
    return ChapterRun(
      chapter: chapter, blocks: run.blocks,
      diagnostics: (mistakes + run.diagnostics).inReportingOrder, wasRun: run.wasRun,
      replays: play.replays)
  }

  /// Runs chapters side by side; the runs are in the order of the chapters.
  public func run(_ chapters: [(chapter: Chapter, mistakes: [Diagnostic])]) async -> BookRun {
    let width = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var runs = [ChapterRun?](repeating: nil, count: chapters.count)
    await withTaskGroup(of: (Int, ChapterRun).self) { group in
      var next = 0
      func start() {
        guard next < chapters.count else { return }
        let (index, (chapter, mistakes)) = (next, chapters[next])
        next += 1
        group.addTask { (index, run(chapter, mistakes: mistakes)) }
      }
      for _ in 0..<width { start() }
      for await (index, run) in group {
        runs[index] = run
        start()
      }
    }
    return BookRun(chapters: runs.compactMap { $0 })
  }
}
