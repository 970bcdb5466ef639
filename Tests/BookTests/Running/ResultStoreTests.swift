import Foundation
import Sessions
import Simulation
import StatebookCommands
import Synchronization
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

    ```console id=last
    $ echo end
    end
    ```

    ```sql id=query
    ```
    """

  /// A chapter of which that one reuses a listing.
  static let original = """
    ---
    title: A chapter
    ---
    A word.

    ```sql id=query
    SELECT 1;
    ```
    """

  /// All that a result depends on.
  struct Inputs {
    var text = ResultStoreTests.page
    /// The chapter that it translates.
    var original = ResultStoreTests.original
    var file = "chapters/en/01-a.md"
    var language = "en"
    var settings = "title: A book\n"
    var plugins = [ResultStoreTests.plugin(version: "1.0")]
    var limits = Limits()
    var fences = FenceRegistry.standard
    var claims: [String]?
    var isFilming = false
    var engine = "one"
  }

  static func plugin(
    name: String = "queue", version: String, summary: String = "A queue",
    inputs: [SimulationPlugin.Input] = [.init("greeting.txt", "hello")]
  ) -> SimulationPlugin {
    SimulationPlugin(name: name, version: version, summary: summary, inputs: inputs) {
      registrations in
      guard name == "queue" else { return }
      for key in ["cluster", "hosts", "queues"] {
        registrations.setting(key, summary: "how many there are") { _ in [] }
      }
    }
  }

  static func plugin(inputs: [SimulationPlugin.Input]) -> [SimulationPlugin] {
    [plugin(version: "1.0", inputs: inputs)]
  }

  let scratch = Scratch()

  /// Runs a chapter with the results that are kept; the text of the engine stands for the program.
  private func run(
    _ inputs: Inputs, _ change: (inout ChapterRunner) -> Void = { _ in }
  ) throws -> (run: ChapterRun, isKept: Bool) {
    scratch.write(inputs.engine, to: "program")
    let engine = try #require(EngineIdentity(program: scratch.path + "/program", libraries: []))
    var reader = ChapterReader(
      fences: inputs.fences, claims: inputs.claims,
      settings: PluginSetting.all(of: inputs.plugins, yamlReader: YamsReader()))
    reader.original = OriginalChapter(
      reader.read(Array(inputs.original.utf8), file: "chapters/de/01-a.md").0, mistakes: [])
    let (chapter, mistakes) = reader.read(
      Array(inputs.text.utf8), file: inputs.file, language: inputs.language)
    try #require(!mistakes.haveErrors || inputs.claims != nil, "\(mistakes)")
    var runner = ChapterRunner(
      plugins: inputs.plugins, limits: inputs.limits, isFilming: inputs.isFilming)
    change(&runner)
    return runner.run(
      ChapterTask(
        chapter: chapter, mistakes: mistakes,
        results: ResultStore(
          root: scratch.path, engine: engine, settings: Array(inputs.settings.utf8))))
  }

  @Test func whatIsKeptIsTheRunItself() throws {
    let first = try run(Inputs())
    let second = try run(Inputs())
    #expect(!first.isKept)
    #expect(second.isKept)
    #expect(second.run == first.run)
    #expect(second.run.findings().count == 1)
  }

  @Test func aRunThatNobodyWaitsForEndsAndIsNotKept() throws {
    let told = Mutex((lines: [Int](), blocks: [Int]()))
    let cancelled = try run(Inputs()) { runner in
      runner.progress = { at in told.withLock { $0.lines.append(at.line) } }
      runner.ran = { _, run in told.withLock { $0.blocks.append(run.index) } }
      runner.isCancelled = { _ in told.withLock { $0.lines.count == 2 } }
    }
    #expect(!cancelled.run.wasRun && cancelled.run.blocks.isEmpty)
    #expect(cancelled.run.diagnostics.isEmpty)
    #expect(told.withLock { $0.lines } == [10, 12])
    #expect(told.withLock { $0.blocks } == [])
    let whole = try run(Inputs())
    #expect(!whole.isKept && whole.run.wasRun)
    // One that is there already is no use to anybody either.
    #expect(try !run(Inputs()) { $0.isCancelled = { _ in true } }.run.wasRun)
    #expect(try run(Inputs()).isKept)
  }

  static let changes: [(name: String, change: @Sendable (inout Inputs) -> Void)] = [
    ("a word of the original", { $0.original = $0.original.replacing("A word", with: "Words") }),
    ("a file of the original", { $0.original = $0.original.replacing("SELECT", with: "select") }),
    ("a word of the text", { $0.text += "\nOne more word.\n" }),
    ("a command", { $0.text = $0.text.replacing("echo wrong", with: "echo wrung") }),
    ("a recorded output", { $0.text = $0.text.replacing("right", with: "wrong") }),
    ("a file of the chapter", { $0.text = $0.text.replacing("world", with: "earth") }),
    ("a claim", { $0.text = $0.text.replacing("1 = 1", with: "2 = 2") }),
    ("the seed", { $0.text = $0.text.replacing("seed: 7", with: "seed: 8") }),
    ("the pace", { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\npace: 2s") }),
    ("the cluster", { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\ncluster: none") }),
    (
      "the nodes of the cluster",
      { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\ncluster: { nodes: 4 }") }
    ),
    ("the hosts", { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\nhosts: 2") }),
    ("a key of a plugin", { $0.text = $0.text.replacing("seed: 7", with: "seed: 7\nqueues: 2") }),
    ("a session", { $0.text = $0.text.replacing("id=last", with: "id=last session=other") }),
    (
      "where a session comes from",
      { $0.text = $0.text.replacing("id=last", with: "id=last session=other from=greet") }
    ),
    ("a block's name", { $0.text = $0.text.replacing("id=last", with: "id=end") }),
    (
      "a block that does not run",
      { $0.text = $0.text.replacing("id=last", with: "id=last norun=\"not now\"") }
    ),
    (
      "one file more",
      {
        $0.text = $0.text.replacing(
          "```console id=l", with: "```text file=b\n```\n\n```console id=l")
      }
    ),
    (
      "a file's name",
      {
        $0.text = $0.text.replacing("file=name.txt", with: "file=names.txt")
          .replacing("cat name.txt", with: "cat names.txt")
      }
    ),
    ("a claim's sentence", { $0.text = $0.text.replacing("It is so", with: "So it is") }),
    (
      "one claim more",
      { $0.text = $0.text.replacing("= 1\n```", with: "= 1\nAnd so: test 2 = 2\n```") }
    ),
    ("the file's name", { $0.file = "chapters/en/02-a.md" }),
    ("the language", { $0.language = "vi" }),
    ("the book's settings", { $0.settings += "summary: A sentence.\n" }),
    ("a plugin's name", { $0.plugins = [ResultStoreTests.plugin(name: "stack", version: "1.0")] }),
    ("a plugin's version", { $0.plugins = [ResultStoreTests.plugin(version: "1.1")] }),
    (
      "a plugin's summary",
      { $0.plugins = [ResultStoreTests.plugin(version: "1.0", summary: "A queue.")] }
    ),
    (
      "the content of what a plugin read",
      { $0.plugins = ResultStoreTests.plugin(inputs: [.init("greeting.txt", "hullo")]) }
    ),
    (
      "the name of what a plugin read",
      { $0.plugins = ResultStoreTests.plugin(inputs: [.init("greetings.txt", "hello")]) }
    ),
    (
      "how much a plugin read",
      { $0.plugins[0].inputs.append(.init("HOME", [])) }
    ),
    ("a plugin that reads nothing more", { $0.plugins[0].inputs = [] }),
    ("one plugin more", { $0.plugins.append(ResultStoreTests.plugin(name: "b", version: "1")) }),
    ("no plugin", { $0.plugins = [] }),
    ("a limit of virtual time", { $0.limits.virtualTime = .seconds(60) }),
    ("a limit of events", { $0.limits.events -= 1 }),
    ("a limit of nesting", { $0.limits.nesting -= 1 }),
    ("a limit of outputs", { $0.limits.outputBytes -= 1 }),
    ("a limit of work", { $0.limits.work -= 1 }),
    ("a limit of processes", { $0.limits.processes -= 1 }),
    ("a limit of the shell", { $0.limits.shellSteps -= 1 }),
    ("that it is filmed", { $0.isFilming = true }),
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
    if inputs.file == Inputs().file, !inputs.isFilming {
      #expect(try !run(Inputs()).isKept, "what was before is not kept beside it")
    }
  }

  @Test func aFilmServesTestsToo() throws {
    var filmed = Inputs()
    filmed.isFilming = true
    _ = try run(filmed)
    #expect(try run(Inputs()).isKept)
    #expect(try run(filmed).isKept, "a test that ran nothing has not replaced it")
  }

  @Test func aClaimThatTheBookHasNoMoreIsAnInput() throws {
    var inputs = Inputs()
    inputs.text = inputs.text.replacing("```check", with: "```check claims=so")
    inputs.claims = ["so"]
    _ = try run(inputs)
    #expect(try run(inputs).isKept)
    inputs.claims = ["other"]
    let without = try run(inputs)
    #expect(!without.isKept && !without.run.wasRun)
    #expect(without.run.diagnostics.haveErrors)
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
  func everyChapterOfTheBookComesBackExactly(_ file: String) async throws {
    let run = try #require(await ChapterRuns.ofTheBook.run(of: file))
    let mistakes = ChapterRuns.ofTheBook.mistakes(of: file)
    let stored = try #require(StoredRun(run, mistakes: mistakes))
    var writer = ByteWriter()
    stored.write(to: &writer)
    var reader = ByteReader(writer.bytes)
    let read = try StoredRun(from: &reader)
    #expect(reader.isAtEnd)
    #expect(read.run(of: run.chapter, mistakes: mistakes) == run)
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
