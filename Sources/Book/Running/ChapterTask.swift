/// A chapter that is to be run.
public struct ChapterTask: Sendable {
  /// The chapter, read.
  public var chapter: Chapter
  /// What reading it found.
  public var mistakes: [Diagnostic]
  /// Where results of earlier runs lie; without it the chapter is run in any case, and its result
  /// is not kept.
  public var results: ResultStore?
  /// The last run of an older text of the chapter: of what is the same in both, nothing is recorded
  /// again.
  public var earlier: ChapterRun?
  /// Whether the chapter is run also when a valid result is kept.
  public var isFresh: Bool

  /// A task; without `results` and `earlier` everything in it is run.
  public init(
    chapter: Chapter, mistakes: [Diagnostic], results: ResultStore? = nil,
    isFresh: Bool = false, earlier: ChapterRun? = nil
  ) {
    self.chapter = chapter
    self.mistakes = mistakes
    self.results = results
    self.isFresh = isFresh
    self.earlier = earlier
  }
}
