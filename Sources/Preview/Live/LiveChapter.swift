import Book

/// A chapter as it is in its file, and as its page shows it.
struct LiveChapter: Sendable {
  /// The chapter as it is in its file.
  var current: Chapter
  /// What reading it found.
  var mistakes: [Diagnostic]
  /// The run of the current text; one with mistakes was not run.
  var run: ChapterRun
  /// The last run that there was, which the page shows; that of a chapter that never ran is `run`.
  var shown: ChapterRun
  /// While the chapter runs, the lines with which the blocks begin that have not run yet: of them
  /// the page shows what they did before.
  var waiting: [Int]?
  /// Whether there is nothing from before of the blocks that have not run yet.
  var isFirstRun = false

  /// Whether the page shows an older text, because the current one cannot be run.
  var isStale: Bool { !shown.chapter.hasSameText(as: current) }

  /// Whether it is as it was, when it is read and run again.
  func isSame(as other: LiveChapter) -> Bool {
    current.hasSameText(as: other.current) && mistakes == other.mistakes
      && waiting == other.waiting
  }

  init(_ run: ChapterRun, mistakes: [Diagnostic], after old: LiveChapter?) {
    current = run.chapter
    self.mistakes = mistakes
    self.run = run
    shown = run.wasRun ? run : old?.shown ?? run
  }
}
