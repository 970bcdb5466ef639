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
  /// Whether recordings have what could be seen change while a command ran: a page shows it, a
  /// test does not need it.
  public var isFilming: Bool
  /// Called after each command and claim, on the thread that runs the chapter.
  public var progress: (@Sendable (RunProgress) -> Void)?
  /// Called after each block with the file of its chapter, on the thread that runs it.
  public var ran: (@Sendable (_ file: String, _ block: BlockRun) -> Void)?
  /// Called for each of several chapters that run side by side, when it has ended, with whether the
  /// run is one that was kept.
  public var ended: (@Sendable (_ run: ChapterRun, _ isKept: Bool) -> Void)?
  /// Asked now and then with the file of a chapter, on the thread that runs it: whether nobody wants
  /// the run any more. Then it ends soon, as one that was not run, and is not kept. Once true, the
  /// answer stays so.
  public var isCancelled: (@Sendable (_ file: String) -> Bool)?

  /// A runner that tells nobody of its progress.
  public init(
    plugins: [SimulationPlugin], limits: Limits = Limits(), isFilming: Bool = false
  ) {
    self.plugins = plugins
    self.limits = limits
    self.isFilming = isFilming
  }

  /// The keys of front matter that the plugins bring. Each plugin registers once for the answer.
  public var settings: [PluginSetting] {
    PluginSetting.all(of: plugins, yamlReader: YamsReader())
  }

  /// Runs a chapter.
  ///
  /// A chapter with errors, in `mistakes` or in a command's syntax, is not run: what its
  /// commands would do is not what its author means.
  /// - Parameters:
  ///   - mistakes: what reading the chapter found.
  ///   - earlier: a run of an older text by an equal runner. The run is the same without it.
  public func run(
    _ chapter: Chapter, mistakes: [Diagnostic] = [], after earlier: ChapterRun? = nil
  ) -> ChapterRun {
    profile(chapter, mistakes: mistakes, after: earlier).run
  }

  /// Runs a chapter, and tells what each of its commands took.
  public func profile(
    _ chapter: Chapter, mistakes: [Diagnostic] = [], after earlier: ChapterRun? = nil
  ) -> (run: ChapterRun, costs: [StepCost]) {
    let mistakes = mistakes + ShellMistakes.diagnostics(of: chapter)
    guard !mistakes.haveErrors else {
      let run = ChapterRun(
        chapter: chapter, blocks: [], diagnostics: mistakes.inReportingOrder, wasRun: false)
      return (run, [])
    }
    let play = ChapterPlay(
      chapter, plugins: plugins, limits: limits, isFilming: isFilming, progress: progress, ran: ran,
      isCancelled: isCancelled.map { isCancelled in { isCancelled(chapter.file) } },
      earlier: earlier.map { EarlierRun($0, for: chapter) } ?? EarlierRun())
    let played = play.run()
    guard !play.isCancelled else {
      let run = ChapterRun(
        chapter: chapter, blocks: [], diagnostics: mistakes.inReportingOrder, wasRun: false)
      return (run, [])
    }
    let run = ChapterRun(
      chapter: chapter, blocks: played.blocks,
      diagnostics: (mistakes + played.diagnostics).inReportingOrder, wasRun: played.wasRun,
      replays: play.replays)
    return (run, play.costs)
  }

  /// Runs chapters side by side; the runs are in the order of the chapters.
  public func run(_ chapters: [(chapter: Chapter, mistakes: [Diagnostic])]) async -> BookRun {
    await run(chapters.map { ChapterTask(chapter: $0.chapter, mistakes: $0.mistakes) })
  }

  /// Runs chapters side by side, those that changed since their results were kept; the runs are in
  /// the order of the tasks. A translation that reuses its original waits for the run of that, if it
  /// is among the tasks, and nothing is done a second time.
  public func run(_ tasks: [ChapterTask]) async -> BookRun {
    let width = max(1, ProcessInfo.processInfo.activeProcessorCount)
    var outcomes = [(run: ChapterRun, isKept: Bool)?](repeating: nil, count: tasks.count)
    var order = TaskOrder(tasks)
    await withTaskGroup(of: (Int, ChapterRun, Bool).self) { group in
      var running = 0
      func start() {
        while running < width, let index = order.next() {
          running += 1
          begin(index)
        }
      }
      func begin(_ index: Int) {
        var task = tasks[index]
        let original = order.original(of: index).flatMap { outcomes[$0]?.run }
        if let original, original.isOfUse { task.earlier = original }
        group.addTask { [task] in
          let (run, isKept) = await OwnThread.result("chapter") { self.run(task) }
          ended?(run, isKept)
          return (index, run, isKept)
        }
      }
      start()
      for await (index, run, isKept) in group {
        outcomes[index] = (run, isKept)
        running -= 1
        order.end(index)
        start()
      }
    }
    return BookRun(
      chapters: outcomes.compactMap { $0?.run },
      keptCount: outcomes.count { $0?.isKept ?? false })
  }

  /// Runs a chapter unless its result is kept and still valid.
  /// - Returns: the run, and whether it is one that was kept.
  public func run(_ task: ChapterTask) -> (run: ChapterRun, isKept: Bool) {
    guard let results = task.results, !task.mistakes.haveErrors,
      isCancelled?(task.chapter.file) != true
    else {
      return (run(task.chapter, mistakes: task.mistakes, after: task.earlier), false)
    }
    if !task.isFresh, let kept = results.run(of: task.chapter, mistakes: task.mistakes, by: self) {
      return (kept, true)
    }
    let run = run(task.chapter, mistakes: task.mistakes, after: task.earlier)
    results.keep(run, mistakes: task.mistakes, by: self)
    return (run, false)
  }
}
