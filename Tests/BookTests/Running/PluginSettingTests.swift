import Sessions
import Simulation
import StatebookCommands
import Testing
import Values

@testable import Book

/// A key of the front matter that a plugin registers.
@Suite struct PluginSettingTests {
  /// A plugin whose command says what the chapter's `queues` is.
  static let queues = SimulationPlugin(name: "queues", version: "1.0", summary: "Queues") {
    registrations in
    let count = Count()
    registrations.setting("queues", summary: "how many queues there are: 2") { value in
      guard let value else { return [] }
      guard case .integer(let number) = value, number < 10 else {
        return ["queues: a number below 10 is needed"]
      }
      count.text = String(number)
      return []
    }
    registrations.command("queues", summary: "says how many queues there are") {
      ImmediateProgram { process in
        process.write(count.text + "\n")
        return 0
      }
    }
  }

  private final class Count {
    var text = "none"
  }

  private func page(_ key: String, printing output: String?) -> String {
    "---\ntitle: Queues\n\(key)---\n```console\n$ queues\n\(output.map { $0 + "\n" } ?? "")```\n"
  }

  @Test func theKeyReachesThePlugin() async {
    let scratch = Scratch()
    scratch.write(page("queues: 2\n", printing: "2"), to: "chapters/en/01-a.md")
    scratch.write(page("", printing: "none"), to: "chapters/en/02-b.md")
    scratch.write(page("queues: 3\n", printing: "3"), to: "alone.md")
    for places in [[], ["alone.md"]] {
      let test = await CommandLineRun(
        ["test"] + places, in: scratch, plugins: [PluginSettingTests.queues])
      #expect(test.status == .success, "\(test.output)\(test.errors)")
    }
  }

  @Test func anOutputOfAChapterWithTheKeyIsAccepted() async {
    let scratch = Scratch()
    scratch.write(page("queues: 2\n", printing: nil), to: "chapters/en/01-a.md")
    let plugins = [PluginSettingTests.queues]
    #expect(await CommandLineRun(["test"], in: scratch, plugins: plugins).status == .differences)
    let accept = await CommandLineRun(["accept", "--all"], in: scratch, plugins: plugins)
    #expect(accept.status == .success, "\(accept.output)\(accept.errors)")
    #expect(scratch.read("chapters/en/01-a.md") == page("queues: 2\n", printing: "2"))
  }

  @Test func whatThePluginDoesNotTakeIsAMistakeOfTheChapter() async {
    let scratch = Scratch()
    scratch.write(page("queues: many\n", printing: "2"), to: "chapters/en/01-a.md")
    let test = await CommandLineRun(["test"], in: scratch, plugins: [PluginSettingTests.queues])
    #expect(test.status == .mistake)
    #expect(
      test.output.contains("chapters/en/01-a.md:3:1: error: queues: a number below 10 is needed"),
      "\(test.output)")
  }

  @Test func otherKeysAreRefusedWithTheKnownOnes() async {
    let scratch = Scratch()
    scratch.write(page("queus: 2\n", printing: "2"), to: "chapters/en/01-a.md")
    scratch.write(page("colour: red\n", printing: "2"), to: "chapters/en/02-b.md")
    let test = await CommandLineRun(["test"], in: scratch, plugins: [PluginSettingTests.queues])
    #expect(test.status == .mistake)
    #expect(test.output.contains("unknown key `queus` in the front matter"))
    #expect(test.output.contains("did you mean `queues`?"), "\(test.output)")
    #expect(test.output.contains("`slug`, `redirects`, `queues`"), "\(test.output)")
    let without = await CommandLineRun(["test"], in: scratch)
    #expect(!without.output.contains("queues"))
  }

  @Test func theSchemaHasTheKey() async throws {
    let scratch = Scratch()
    let printed = await CommandLineRun(
      ["schema", "front-matter"], in: scratch, plugins: [PluginSettingTests.queues])
    let schema = try JSON.parse(printed.output)
    #expect(
      schema["properties"]?["queues"] == ["description": "how many queues there are: 2"])
    #expect(SchemaCheck.problems(["title": "A", "queues": 2], schema) == [])
    #expect(SchemaCheck.problems(["title": "A", "queus": 2], schema) != [])
  }

  @Test func noPluginHasAKeyOfEveryBook() async {
    let scratch = Scratch()
    scratch.write(page("", printing: "none"), to: "chapters/en/01-a.md")
    let greedy = SimulationPlugin(name: "greedy", version: "1", summary: "Takes the seed") {
      $0.setting("seed", summary: "a seed") { _ in [] }
    }
    let test = await CommandLineRun(["test"], in: scratch, plugins: [greedy])
    #expect(test.status == .mistake)
    #expect(
      test.errors.contains(
        "plugin greedy: the key 'seed' of the front matter is that of every book"))
  }
}
