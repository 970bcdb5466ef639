import Simulation
import Synchronization
import Testing

@testable import Book

/// A translation that reuses what happens takes over the run of its original, and that is what it
/// would have done itself.
@Suite struct TranslatedRunTests {
  /// The files of the chapters whose commands were really done.
  private final class Done: Sendable {
    let files = Mutex<[String]>([])
  }

  /// Every run here is that of this one.
  private static let runner: ChapterRunner = {
    var limits = Limits()
    limits.shellSteps = 1000
    return ChapterRunner(plugins: .standard, limits: limits, isFilming: true)
  }()

  private func run(
    _ contents: BookContents, reversed isReversed: Bool = false
  ) async -> (book: BookRun, done: [String]) {
    let done = Done()
    var runner = TranslatedRunTests.runner
    runner.progress = { progress in done.files.withLock { $0.append(progress.file) } }
    let chapters = isReversed ? contents.chapters.reversed() : contents.chapters
    let book = await runner.run(chapters.map { ($0, []) })
    return (book, done.files.withLock { $0 })
  }

  /// What is changed in the original, and whether it is green then.
  @Test(arguments: [
    ("", "", true),
    ("echo two; test", "echo too; test", false),
    ("Two: test 1 = 1", "Two: test 1 = 3", false),
    ("cat web.yaml\na: 1", "cat web.yaml\na: 2", false),
    ("from=first id=fork", "norun=\"why\" id=fork", true),
  ])
  func itIsTheRunOfTheOriginal(old: String, new: String, isGreen: Bool) async throws {
    let contents = TranslatedBook(
      original: old.isEmpty
        ? TranslatedBook.original : TranslatedBook.original.replacing(old, with: new)
    ).read()
    try #require(contents.diagnostics.isEmpty)
    let (book, done) = await run(contents)
    #expect(Set(done) == ["chapters/en/01-a.md"])
    #expect(book.chapters.map(\.passed) == [isGreen, true])
    for (run, chapter) in zip(book.chapters, contents.chapters) {
      let isSame = run == TranslatedRunTests.runner.run(chapter)
      #expect(isSame, "\(chapter.file)")
    }
  }

  @Test func itWaitsForItsOriginal() async throws {
    let contents = TranslatedBook().read()
    let (book, done) = await run(contents, reversed: true)
    #expect(Set(done) == ["chapters/en/01-a.md"])
    #expect(book.chapters.map(\.chapter.file) == ["chapters/vi/01-a.md", "chapters/en/01-a.md"])
    #expect(book.passed)
  }

  /// Where the original cannot be run to its end, the translation does what it does alone.
  @Test func anOriginalWithMistakesGivesNothing() async throws {
    let contents = TranslatedBook(
      original: TranslatedBook.original.replacing("$ cat web.yaml", with: "$ while :; do :; done")
    ).read()
    let (book, _) = await run(contents)
    for (run, chapter) in zip(book.chapters, contents.chapters) {
      let isSame = run == TranslatedRunTests.runner.run(chapter)
      #expect(isSame, "\(chapter.file)")
    }
    #expect(book.chapters.map { $0.diagnostics.haveErrors } == [true, false])
  }

  /// A block that is copied is judged in the translation, with what happened before it there.
  @Test func aTranslationWithACopyIsRunItself() async throws {
    let copy = "```console id=first\n$ cat web.yaml\na: 1\n$ echo two; test 1 = 2\ntwo\n[1]\n```"
    let contents = TranslatedBook(
      TranslatedBook.translation.replacing(
        "```console id=first title=\"Lúc đầu\"\n```", with: copy)
    ).read()
    try #require(contents.diagnostics.isEmpty)
    let (book, done) = await run(contents)
    #expect(Set(done) == ["chapters/en/01-a.md", "chapters/vi/01-a.md"])
    #expect(book.passed)
  }

  @Test func aTranslationWithoutItsOriginalIsRun() async throws {
    var contents = TranslatedBook().read()
    contents.chapters.removeFirst()
    let (book, done) = await run(contents)
    #expect(Set(done) == ["chapters/vi/01-a.md"])
    #expect(book.passed)
  }
}
