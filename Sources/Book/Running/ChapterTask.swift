/// A chapter that is to be run.
public struct ChapterTask: Sendable {
  /// The chapter, read.
  public var chapter: Chapter
  /// What reading it found.
  public var mistakes: [Diagnostic]
  /// Where results of earlier runs lie; without it the chapter is run in any case.
  public var results: ResultStore?

  public init(chapter: Chapter, mistakes: [Diagnostic], results: ResultStore? = nil) {
    self.chapter = chapter
    self.mistakes = mistakes
    self.results = results
  }
}
