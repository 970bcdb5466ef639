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

  /// Whether the page shows an older text, because the current one cannot be run.
  var isStale: Bool { shown.chapter.source.bytes != current.source.bytes }

  init(_ run: ChapterRun, mistakes: [Diagnostic], after old: LiveChapter?) {
    current = run.chapter
    self.mistakes = mistakes
    self.run = run
    shown = run.wasRun ? run : old?.shown ?? run
  }
}
