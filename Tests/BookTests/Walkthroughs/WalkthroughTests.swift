import StatebookCommands
import Testing

@testable import Book

/// Well-known tutorials, typed command by command; what they print was read before it was taken.
@Suite struct WalkthroughTests {
  @Test("S4, S7, S10, S11, S18, S19, S22, S23: StatefulSet basics as a learner types them")
  func statefulSetBasics() throws {
    let file = "Tests/BookTests/Walkthroughs/statefulset-basics.md"
    let (read, mistakes) = ChapterReader().read(Repository.bytes(file), file: file)
    let chapter = try #require(read)
    let run = ChapterRunner(plugins: .standard).run(chapter, mistakes: mistakes)
    let style = TextStyle(isColoured: false)
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: file, style: style).text)")
    }
    let passed = run.passed && run.diagnostics.isEmpty
    #expect(passed)
  }
}
