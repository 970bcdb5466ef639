import Foundation
import Scenes
import Sessions
import StatebookCommands
import Testing

@testable import Book

/// The examples in the documentation of what plugins use: each is part of `PluginExamples`, which
/// is compiled, and they do what is said of them.
@Suite struct DocumentationTests {
  /// Files whose examples are something else, and what.
  static let others = [
    "Sources/Book/Comparing/FailureReport.swift": "a report",
    "Sources/Book/Diagnostics/DiagnosticRenderer.swift": "a message",
    "Sources/Book/Pages/Fences/Programs/FenceProgram.swift": "YAML",
    "Sources/Book/Pages/Fences/Programs/ProgramAnswer.swift": "JSON",
    "Sources/Plugins/Kubernetes/API/Validation/GoValues/GoDifference.swift": "a difference",
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

  /// All files that have examples.
  static let files = Repository.files(below: "Sources", ending: ".swift").filter {
    !examples(in: $0).isEmpty
  }

  /// The lines of the files in which the examples are compiled.
  private static let compiled: [[String]] = [
    "Tests/BookTests/Documentation/PluginExamples.swift",
    "Tests/KubernetesTests/ClusterExamples.swift",
  ].map { file in
    String(decoding: Repository.bytes(file), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { normalized($0) }
  }

  /// The examples of a file: what is indented in its documentation, behind an empty line.
  private static func examples(in file: String) -> [(line: Int, lines: [String])] {
    let text = String(decoding: Repository.bytes(file), as: UTF8.self)
    var examples: [(line: Int, lines: [String])] = []
    var isOpen = false
    var isBehindBlank = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let comment = line.drop { $0 == " " }
      let isBlank = comment == "///"
      let isIndented = comment.hasPrefix("///     ")
      defer { isBehindBlank = isBlank }
      guard isOpen ? isIndented || isBlank : isIndented && isBehindBlank else {
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
    guard DocumentationTests.others[file] == nil else { return }
    for example in DocumentationTests.examples(in: file) {
      let isThere = DocumentationTests.compiled.contains { lines in
        lines.indices.contains { lines[$0...].starts(with: example.lines) }
      }
      #expect(isThere, "\(file):\(example.line): the example is in no file that is compiled")
    }
  }

  @Test func whatAuthorsUseHasExamples() {
    let files = Set(DocumentationTests.files)
    #expect(files.isSuperset(of: DocumentationTests.others.keys), "some have no example any more")
    for file in [
      "Simulation/Processes/Process", "Simulation/Processes/Program", "Simulation/Network/Socket",
      "Simulation/Network/Network", "Simulation/Files/FileSystem", "Scenes/Scene/Scene",
      "Scenes/Markup/MarkupAttributes", "Sessions/SimulationPlugin", "Sessions/Registrations",
      "Book/Chapters/Fences/FencePlugin", "Book/Pages/Fences/Fence",
      "Book/Pages/Fences/FenceRenderer", "StatebookCommands/Statebook",
      "Plugins/Kubernetes/Plugin/Registrations+Kubernetes",
    ] {
      #expect(files.contains("Sources/\(file).swift"), "\(file) has no example")
    }
  }

  @Test func theExamplesDoWhatIsSaidOfThem() throws {
    let plugins = [SimulationPlugin].standard + [.greeter, .bells, .poet("No lamp, no moon.")]
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
      $ visit
      ring
      $ visit > heard; echo $(cat /tmp/visits)
      2
      $ recite
      No lamp, no moon.
      $ date +%T; boil; date +%T
      09:00:11
      on the stove
      done
      09:03:11
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
    try fences.add(Fence.last.plugin)
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
