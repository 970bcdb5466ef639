import StatebookCommands

@testable import Book

/// The runs of a book's chapters, each made once for all tests that look at it.
actor ChapterRuns {
  static let ofTheBook = ChapterRuns(BookChapterTests.contents)

  private let contents: BookContents
  private var runs: [String: Task<ChapterRun, Never>] = [:]

  init(_ contents: BookContents) {
    self.contents = contents
  }

  /// What is wrong with a chapter before it has run.
  nonisolated func mistakes(of file: String) -> [Diagnostic] {
    contents.diagnostics.filter { $0.file == file }
  }

  /// The run of a chapter of the book.
  func run(of file: String) async -> ChapterRun? {
    guard let chapter = contents.chapters.first(where: { $0.file == file }) else { return nil }
    let mistakes = mistakes(of: file)
    let run =
      runs[file]
      ?? Task.detached { [self] in
        var original: ChapterRun?
        if let file = chapter.fileWithSameRun { original = await self.run(of: file) }
        return ChapterRunner(plugins: .standard).run(chapter, mistakes: mistakes, after: original)
      }
    runs[file] = run
    return await run.value
  }
}
