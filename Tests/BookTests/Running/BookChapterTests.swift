import Foundation
import StatebookCommands
import Testing

@testable import Book

/// Every chapter of the book runs and is as it says.
@Suite struct BookChapterTests {
  static let contents = BookSource(folder: URL(filePath: Repository.root)).read()
  /// The chapters that take nothing over from another one.
  static let originals = contents.chapters.filter { $0.original == nil }.map(\.file)

  @Test(arguments: contents.chapters.map(\.file))
  func chapterIsAsItSays(_ file: String) async throws {
    let run = try #require(await ChapterRuns.ofTheBook.run(of: file))
    let style = TextStyle(isColoured: false)
    for diagnostic in run.diagnostics where diagnostic.severity == .error {
      let renderer = DiagnosticRenderer(sources: [file: run.chapter.source])
      Issue.record("\(renderer.text(diagnostic))")
    }
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: file, style: style).text)")
    }
    #expect(run.passed)
  }
}
