import Foundation
import Sessions
import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct PluginsCommandTests {
  private let scratch = Scratch()

  private static let plugin = SimulationPlugin(name: "bells", version: "2.1", summary: "Bells") {
    registrations in
    registrations.crash("bell/NAME") { _ in nil }
    registrations.explanation { _, _ in nil }
    registrations.explanation { _, _ in nil }
  }

  private func plugins(_ arguments: String...) async -> CommandLineRun {
    scratch.write("---\ntitle: A\n---\n", to: "chapters/en/01-a.md")
    scratch.write(
      """
      fences:
        riddle: { program: fences/r.py, summary: A riddle., version: '1.2' }
        rhyme: { program: fences/rhyme, summary: A rhyme. }
      """, to: "book.yaml")
    return await CommandLineRun(
      ["plugins"] + arguments, in: scratch, plugins: [PluginsCommandTests.plugin])
  }

  @Test func pluginsAndFencesAreListedWithWhatTheyAre() async {
    let run = await plugins()
    #expect(run.status == .success)
    #expect(run.output.hasPrefix("standard \(Statebook.version)  what every world has\n"))
    #expect(run.output.contains("\n  fault crash "))
    #expect(
      run.output.contains(
        """

        bells 2.1  Bells
          crash bell/NAME    what 'sim crash' can hit
          explanation bells  what 'sim why' and failing comparisons say
        fences
          console  A scenario: commands, and what they printed. (\(Statebook.version))

        """), "\(run.output)")
    #expect(run.output.contains("\n  warning  A warning"))
    #expect(
      run.output.hasSuffix(
        """
        programs that draw fences, protocol 1
          riddle  A riddle. (fences/r.py, version 1.2)
          rhyme  A rhyme. (fences/rhyme)

        """), "\(run.output)")
  }

  @Test func asJSONTheyAreTheSame() async throws {
    let run = await plugins("--json")
    let list = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let plugins = try #require(list["plugins"] as? [[String: Any]])
    #expect(plugins.map { $0["name"] as? String } == ["standard", "bells"])
    let adds = try #require(plugins[1]["adds"] as? [[String: String]])
    #expect(adds.map { $0["kind"] } == ["crash", "explanation"])
    let fences = try #require(list["fences"] as? [[String: String]])
    #expect(fences.first?["word"] == "console")
    #expect(
      fences.suffix(2) == [
        ["word": "riddle", "summary": "A riddle.", "program": "fences/r.py", "version": "1.2"],
        ["word": "rhyme", "summary": "A rhyme.", "program": "fences/rhyme"],
      ])
    #expect(list["programProtocol"] as? Int == FenceProgram.protocolVersion)
  }
}
