/// The runs of a book's chapters, in the book's order, green or not.
public struct BookRun: Hashable, Sendable {
  /// One for each chapter of the book, also for those that were not run.
  public let chapters: [ChapterRun]
  /// How many of the chapters were not run again, because nothing has changed since they were.
  public let keptCount: Int

  /// The runs as given; `keptCount` is only told, not checked.
  public init(chapters: [ChapterRun], keptCount: Int = 0) {
    self.chapters = chapters
    self.keptCount = keptCount
  }

  /// Whether every chapter passed.
  public var passed: Bool { chapters.allSatisfy(\.passed) }

  /// The run of the chapter in a file.
  public func chapter(_ file: String) -> ChapterRun? {
    chapters.first { $0.chapter.file == file }
  }
}
