/// The runs of a book's chapters, in the book's order, green or not.
public struct BookRun: Hashable, Sendable {
  public let chapters: [ChapterRun]

  public init(chapters: [ChapterRun]) { self.chapters = chapters }

  /// Whether every chapter passed.
  public var passed: Bool { chapters.allSatisfy(\.passed) }

  /// The run of the chapter in a file.
  public func chapter(_ file: String) -> ChapterRun? {
    chapters.first { $0.chapter.file == file }
  }
}
