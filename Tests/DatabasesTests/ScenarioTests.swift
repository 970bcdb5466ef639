import Foundation
import StatebookCommands
import Testing

@testable import Book

/// Scenarios that are kept beside the tests: each runs as a chapter does and is as it says.
@Suite struct ScenarioTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  @Test(arguments: ["replicated-mysql.md", "master-slaves.md"])
  func scenarioIsAsItSays(_ name: String) throws {
    let file = ScenarioTests.folder.appending(path: name)
    let bytes = Array(try Data(contentsOf: file))
    let (chapter, mistakes) = ChapterReader().read(bytes, file: "Tests/Scenarios/\(name)")
    let run = ChapterRunner(plugins: .standard).run(chapter, mistakes: mistakes)
    for diagnostic in run.diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic)")
    }
    let style = TextStyle(isColoured: false)
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: "Tests/Scenarios/\(name)", style: style).text)")
    }
    #expect(run.passed)
  }
}
