import Foundation
import Scenes
import Sessions
import StatebookCommands
import Testing

@testable import Book

/// The examples in the documentation of what plugins use: each is part of `PluginExamples`, which
/// is compiled, and they do what is said of them.
@Suite struct DocumentationTests {
  /// Files whose examples are Swift.
  static let files = [
    "Sources/Sessions/SimulationPlugin.swift", "Sources/Sessions/Registrations.swift",
    "Sources/Simulation/Processes/Program.swift", "Sources/Scenes/Markup/MarkupAttributes.swift",
    "Sources/Book/Chapters/Fences/FencePlugin.swift", "Sources/Book/Pages/Fences/Fence.swift",
    "Sources/StatebookCommands/Statebook.swift",
  ]

  /// The guide lists what the program of a fence may put on a page.
  @Test func theGuideListsTheMarkupThatIsAllowed() throws {
    let (chapter, _) = ChapterReader().read(
      Repository.bytes("chapters/en/94-fences.md"), file: "chapters/en/94-fences.md")
    let lists = chapter.blocks.compactMap { block -> Set<String>? in
      guard case .listing(let listing) = block, listing.language == "text" else { return nil }
      return Set(listing.code.text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
    #expect(lists.contains(AllowedMarkup.elements))
    let attributes = try #require(lists.first { $0.contains("aria-…") })
    #expect(attributes.count == 42)
    for name in attributes {
      #expect(AllowedMarkup.allows(name.replacing("…", with: "label"), "0"), "\(name)")
    }
  }

  /// The examples of a file: what is indented in its documentation.
  private static func examples(in file: String) -> [(line: Int, lines: [String])] {
    let text = String(decoding: Repository.bytes(file), as: UTF8.self)
    var examples: [(line: Int, lines: [String])] = []
    var isOpen = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let comment = line.drop { $0 == " " }
      let isBlank = comment == "///"
      guard comment.hasPrefix("///     ") || isOpen && isBlank else {
        isOpen = false
        continue
      }
      if !isOpen { examples.append((number + 1, [])) }
      isOpen = true
      examples[examples.count - 1].lines.append(normalized(comment.dropFirst(3)))
    }
    return examples.map { example in
      var lines = example.lines
      while lines.last == "" { lines.removeLast() }
      return (example.line, lines)
    }
  }

  /// A line without its indentation, which differs; a test cannot have a second `@main`.
  private static func normalized(_ line: some StringProtocol) -> String {
    let text = line.trimmingCharacters(in: .whitespaces)
    return text.hasPrefix("@main ") ? String(text.dropFirst(6)) : text
  }

  @Test(arguments: files)
  func everyExampleIsCompiled(file: String) {
    let source = Repository.bytes("Tests/BookTests/Documentation/PluginExamples.swift")
    let compiled = String(decoding: source, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { DocumentationTests.normalized($0) }
    let examples = DocumentationTests.examples(in: file)
    #expect(!examples.isEmpty, "\(file) has no example")
    for example in examples {
      let isThere = compiled.indices.contains { start in
        compiled[start...].starts(with: example.lines)
      }
      #expect(isThere, "\(file):\(example.line): the example is in no file that is compiled")
    }
  }

  @Test func theExamplesDoWhatIsSaidOfThem() throws {
    let plugins = [SimulationPlugin].standard + [.greeter, .bells]
    let page = Page(
      """
      ```console
      $ greet World
      Hello, World!
      $ ring
      $ sim why bell/door
      the bell at the door is whole
      $ sim break
      $ ring
      ring: nothing is heard
      [1]
      $ docker run -d --name bell -p 7000:7000 bell:1.0 > id 2> pulled
      $ docker inspect -f '{{.State.Running}}' bell
      true
      ```
      """, frontMatter: "cluster: none")
    let run = ChapterRunner(plugins: plugins).run(page.chapter, mistakes: page.mistakes)
    #expect(!run.diagnostics.haveErrors, "\(run.diagnostics)")
    for step in run.steps where !step.passed {
      Issue.record("\(step.step.command): \(step.recording.output) [\(step.recording.exitStatus)]")
    }
    let scene = try #require(run.blocks.last?.scene)
    #expect(scene.boxes.first { $0.id == "bell/door" }?.badges.first?.text == "1 rings")
  }

  @Test func theFencesOfTheExamplesAreReadAndDrawn() throws {
    var fences = FenceRegistry.standard
    try fences.add(Fence.shout.plugin)
    try fences.add(FencePlugin.verse)
    let reader = ChapterReader(fences: fences)
    let text = "---\ntitle: A\n---\n```shout\nHELLO\n```\n\n```verse by=me\none\ntwo\n```\n"
    let (chapter, mistakes) = reader.read(Array(text.utf8), file: "chapters/en/01-a.md")
    #expect(mistakes.map(\.summary) == ["a verse of 2 lines"])
    #expect(mistakes.first?.line == 8)
    let schema = BookSchema(fences: fences).json.compactText
    #expect(schema.utf8.count > 1000 && schema.contains("\"description\":\"who wrote it\""))
    #expect(chapter.blocks.count == 2)
  }
}
