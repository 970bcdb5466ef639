import Foundation
import Sessions
import Simulation
import StatebookCommands
import Testing

@testable import Book

/// A kept result is used while nothing that it depends on has changed, and not a moment longer.
@Suite struct ResultStoreTests {
  static let page = """
    ---
    title: A chapter
    seed: 7
    ---
    ```text file=name.txt
    world
    ```

    ```console id=greet
    $ cat name.txt
    world
    $ echo wrong
    right
    ```

    ```check
    It is so: test 1 = 1
    ```
    """

  /// All that a result depends on.
  struct Inputs {
    var text = ResultStoreTests.page
    var file = "chapters/en/01-a.md"
    var language = "en"
    var settings = "title: A book\n"
    var plugins = [ResultStoreTests.plugin(version: "1.0")]
    var limits = Limits()
    var fences = FenceRegistry.standard
    var engine = "one"
  }

  static func plugin(
    name: String = "queue", version: String, summary: String = "A queue"
  ) -> SimulationPlugin {
    SimulationPlugin(name: name, version: version, summary: summary) { _ in }
  }

  let scratch = Scratch()

  /// Runs a chapter with the results that are kept; the text of the engine stands for the program.
  private func run(_ inputs: Inputs) throws -> (run: ChapterRun, isKept: Bool) {
    scratch.write(inputs.settings, to: "book.yaml")
    scratch.write(inputs.engine, to: "program")
    let engine = try #require(EngineIdentity(program: scratch.path + "/program", libraries: []))
    let (chapter, mistakes) = ChapterReader(fences: inputs.fences).read(
      Array(inputs.text.utf8), file: inputs.file, language: inputs.language)
    try #require(!mistakes.haveErrors)
    let runner = ChapterRunner(plugins: inputs.plugins, limits: inputs.limits)
    return runner.run(
      ChapterTask(
        chapter: chapter, mistakes: mistakes,
        results: ResultStore(root: scratch.path, engine: engine)))
  }

  @Test func whatIsKeptIsTheRunItself() throws {
    let first = try run(Inputs())
    let second = try run(Inputs())
    #expect(!first.isKept)
    #expect(second.isKept)
    #expect(second.run == first.run)
    #expect(second.run.findings().count == 1)
  }

  static let changes: [(name: String, change: @Sendable (inout Inputs) -> Void)] = [
    ("a word of the text", { $0.text += "\nOne more word.\n" }),
    ("a command", { $0.text = $0.text.replacing("echo wrong", with: "echo wrung") }),
    ("a recorded output", { $0.text = $0.text.replacing("right", with: "wrong") }),
    ("a file of the chapter", { $0.text = $0.text.replacing("world", with: "earth") }),
    ("a claim", { $0.text = $0.text.replacing("1 = 1", with: "2 = 2") }),
    ("the seed", { $0.text = $0.text.replacing("seed: 7", with: "seed: 8") }),
    ("the pace", { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\npace: 2s") }),
    ("the file's name", { $0.file = "chapters/en/02-a.md" }),
    ("the language", { $0.language = "vi" }),
    ("the book's settings", { $0.settings += "summary: A sentence.\n" }),
    ("a plugin's name", { $0.plugins = [ResultStoreTests.plugin(name: "stack", version: "1.0")] }),
    ("a plugin's version", { $0.plugins = [ResultStoreTests.plugin(version: "1.1")] }),
    ("one plugin more", { $0.plugins.append(ResultStoreTests.plugin(name: "b", version: "1")) }),
    ("no plugin", { $0.plugins = [] }),
    ("a limit of virtual time", { $0.limits.virtualTime = .seconds(60) }),
    ("a limit of events", { $0.limits.events -= 1 }),
    ("a limit of nesting", { $0.limits.nesting -= 1 }),
    ("the program", { $0.engine = "two" }),
    ("the program, of the same length", { $0.engine = "onf" }),
  ]

  @Test(arguments: changes.map(\.name)) func whateverChangesTheChapterIsRunAgain(
    _ name: String
  ) throws {
    let change = try #require(ResultStoreTests.changes.first { $0.name == name }?.change)
    _ = try run(Inputs())
    var inputs = Inputs()
    change(&inputs)
    #expect(try !run(inputs).isKept)
    #expect(try run(inputs).isKept)
    if inputs.file == Inputs().file {
      #expect(try !run(Inputs()).isKept, "what was before is not kept beside it")
    }
  }

  @Test func whatAFenceMeansIsAnInput() throws {
    var inputs = Inputs()
    inputs.text += "\n````haiku\n```console\n$ echo\n```\n````\n"
    var other = inputs
    try inputs.fences.add(FencePlugin(word: "haiku", summary: "A poem."))
    try other.fences.add(FencePlugin(word: "haiku", summary: "A poem.", content: .markdown))
    _ = try run(inputs)
    #expect(try run(inputs).isKept)
    #expect(try !run(other).isKept, "now there is a command in it")
  }

  @Test func aNewBuildOfALibraryIsAnotherEngine() throws {
    scratch.write("program", to: "program")
    scratch.write("library", to: "lib.so")
    let paths = (scratch.path + "/program", [scratch.path + "/lib.so"])
    let before = try #require(EngineIdentity(program: paths.0, libraries: paths.1))
    #expect(EngineIdentity(program: paths.0, libraries: paths.1) == before)
    scratch.write("another", to: "lib.so")
    #expect(EngineIdentity(program: paths.0, libraries: paths.1) != before)
    #expect(EngineIdentity(program: scratch.path + "/missing", libraries: []) == nil)
    let own = try #require(EngineIdentity.current)
    #expect(own.text.contains("libswiftCore"))
  }

  @Test(arguments: UInt64(1)...60) func aBrokenResultIsPassedOver(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let right = try run(Inputs()).run
    let file = ".statebook/results/chapters/en/01-a.md.result"
    var bytes = scratch.bytes(file)
    try #require(bytes.count > 400)
    switch random.next(below: 3) {
    case 0: bytes[random.next(below: bytes.count)] ^= UInt8(1 << random.next(below: 8))
    case 1: bytes.removeLast(1 + random.next(below: bytes.count))
    default: bytes.insert(UInt8(random.next(below: 256)), at: random.next(below: bytes.count))
    }
    scratch.write(bytes, to: file)
    let again = try run(Inputs())
    #expect(!again.isKept)
    #expect(again.run == right)
  }

  /// With a right checksum too, bytes that nobody wrote end in a fault.
  @Test(arguments: UInt64(1)...60) func bytesOfAnyOriginAreReadWithoutATrap(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let run = try run(Inputs()).run
    let stored = try #require(StoredRun(run, mistakes: []))
    var writer = ByteWriter()
    stored.write(to: &writer)
    var bytes = writer.bytes
    for _ in 0...random.next(below: 3) {
      bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
    }
    var reader = ByteReader(bytes)
    if let read = try? StoredRun(from: &reader) {
      _ = read.run(of: run.chapter, mistakes: [])
    }
  }

  @Test(arguments: BookChapterTests.contents.chapters.map(\.file))
  func everyChapterOfTheBookComesBackExactly(_ file: String) throws {
    let chapter = try #require(BookChapterTests.contents.chapters.first { $0.file == file })
    let mistakes = BookChapterTests.contents.diagnostics.filter { $0.file == file }
    let run = ChapterRunner(plugins: .standard).run(chapter, mistakes: mistakes)
    let stored = try #require(StoredRun(run, mistakes: mistakes))
    var writer = ByteWriter()
    stored.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    let read = try StoredRun(from: &reader)
    #expect(reader.isAtEnd)
    #expect(read.run(of: chapter, mistakes: mistakes) == run)
  }

  @Test func numbersAndTextsComeBackAsTheyWere() throws {
    let numbers: [Int64] = [0, 1, -1, 63, 64, -64, 127, 128, .max, .min]
    let texts = ["", "a", "Vie\u{302}\u{323}t", "Việt", "a\r\nb\0c"]
    var writer = ByteWriter()
    for number in numbers { writer.write(number) }
    for text in texts { writer.write(text) }
    var reader = ByteReader(writer.bytes)
    for number in numbers { #expect(try reader.signed() == number) }
    for text in texts { #expect(try reader.text().utf8.elementsEqual(text.utf8)) }
    #expect(reader.isAtEnd)
  }
}

/// What a chapter's sessions do not see, they do not have to be run again for.
@Suite struct ReusedRunTests {
  private func read(_ text: String, _ file: String) -> (Chapter, [Diagnostic]) {
    ChapterReader(claims: BookChapterTests.contents.claims.ids).read(
      Array(text.utf8), file: file, language: "en")
  }

  @Test(arguments: BookChapterTests.contents.chapters.filter { $0.language == "en" }.map(\.file))
  func aRunThatIsTakenOverIsWhatRunningGives(_ file: String) throws {
    let text = String(decoding: Repository.bytes(file), as: UTF8.self)
    let runner = ChapterRunner(plugins: .standard)
    let (chapter, mistakes) = read(text, file)
    let run = runner.run(chapter, mistakes: mistakes)
    // A paragraph and a listing at the start: all places and all numbers of blocks move.
    let start = try #require(text.range(of: "\n---\n"))
    var moved = text
    moved.insert(
      contentsOf: "\nA new sentence.\n\n```text\nA listing.\n```\n\n", at: start.upperBound)
    let (new, newMistakes) = read(moved, file)
    let reused = try #require(run.reused(for: new, mistakes: newMistakes))
    #expect(reused == runner.run(new, mistakes: newMistakes))
  }

  @Test(arguments: [
    ("echo wrong", "echo wrung"), ("right", "left"), ("world", "earth"), ("1 = 1", "2 = 2"),
    ("It is so", "So it is"), ("seed: 7", "seed: 8"), ("seed: 7", "seed: 7\npace: 2s"),
    ("id=greet", "id=greeting"), ("id=greet", "session=other"), ("file=name", "file=names"),
    ("```console", "```console norun=\"not now\""),
  ])
  func whatASessionSeesIsRun(_ old: String, _ new: String) throws {
    let (chapter, mistakes) = read(ResultStoreTests.page, "a.md")
    let run = ChapterRunner(plugins: []).run(chapter, mistakes: mistakes)
    let text = ResultStoreTests.page.replacing(old, with: new)
    try #require(text != ResultStoreTests.page)
    let (other, otherMistakes) = read(text, "a.md")
    #expect(run.reused(for: other, mistakes: otherMistakes) == nil)
  }
}
