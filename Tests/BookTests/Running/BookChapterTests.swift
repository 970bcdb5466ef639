import Foundation
import StatebookCommands
import Testing

@testable import Book

/// Every chapter of the book runs and is as it says.
@Suite struct BookChapterTests {
  static let contents = BookSource(folder: URL(filePath: Repository.root)).read()

  @Test(arguments: contents.chapters.map(\.file))
  func chapterIsAsItSays(_ file: String) throws {
    let chapter = try #require(BookChapterTests.contents.chapters.first { $0.file == file })
    let mistakes = BookChapterTests.contents.diagnostics.filter { $0.file == file }
    let run = ChapterRunner(plugins: .standard).run(chapter, mistakes: mistakes)
    let style = TextStyle(isColoured: false)
    for diagnostic in run.diagnostics where diagnostic.severity == .error {
      let renderer = DiagnosticRenderer(sources: [file: chapter.source])
      Issue.record("\(renderer.text(diagnostic))")
    }
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: file, style: style).text)")
    }
    #expect(run.passed)
  }
}
