import Foundation
import StatebookCommands
import Testing

@testable import Book

/// Scenarios that prove items of `Tests/ItemTests/items.txt` and are good to read: Markdown like a
/// chapter, outside of the book. `statebook test Tests/Scenarios/NAME.md` runs one.
@Suite struct ScenarioTests {
  static let folder = URL(filePath: Repository.root).appending(path: "Tests/Scenarios")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  @Test func thereAreScenarios() {
    #expect(!ScenarioTests.files.isEmpty)
  }

  @Test(arguments: files)
  func scenarioIsAsItSays(_ name: String) throws {
    let file = "Tests/Scenarios/" + name
    let bytes = Array(try Data(contentsOf: ScenarioTests.folder.appending(path: name)))
    let (scenario, mistakes) = ChapterReader(isLone: true).read(bytes, file: file)
    let run = ChapterRunner(plugins: .standard).run(scenario, mistakes: mistakes)
    let style = TextStyle(isColoured: false)
    for diagnostic in run.diagnostics where diagnostic.severity == .error {
      let renderer = DiagnosticRenderer(sources: [file: scenario.source])
      Issue.record("\(renderer.text(diagnostic))")
    }
    for finding in run.findings() {
      Issue.record("\(FailureReport(finding, file: file, style: style).text)")
    }
    #expect(run.passed)
  }
}
