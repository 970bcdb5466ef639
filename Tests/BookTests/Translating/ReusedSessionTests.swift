import StatebookCommands
import Testing

@testable import Book

/// A translation that reuses blocks does all that happens in the original, in the same order.
@Suite struct ReusedSessionTests {
  private static let web = "```yaml id=web\n```\n\n"
  private static let proof = "```check id=proof\nLà một:\n  Hai :\n```\n\n"

  /// What is changed in the translation, what is said of it, and where the original has it.
  @Test(arguments: [
    (web, "", "8:4: error: the original's file `web.yaml` is missing before this one", 11),
    (proof, "", "17:4: error: the original's `check` block `proof` is missing behind this one", 31),
    (
      web, "```yaml file=web.yaml\na: 2\n```\n\n",
      "8:4: error: this file `web.yaml` is not that of the original", 11
    ),
    (
      "```console id=fork\n```",
      "```console id=fork from=first session=other\n$ echo hai\nhai\n```",
      "17:4: error: this `console` block `fork` is not that of the original", 26
    ),
    ("summary: Một chương.\n", "summary: Một.\nseed: 8\n", "4:1: error: `seed` is not that of", 5),
    ("summary: Một chương.\n", "summary: Một.\npace: 1s\n", "4:1: error: `pace` is not that of", 6),
    (
      "summary: Một chương.\n", "summary: Một.\ncluster: { nodes: 2 }\n",
      "4:1: error: `cluster` is not that of the original", 4
    ),
  ])
  func aDriftIsAnError(text: String, other: String, report: String, line: Int) throws {
    let book = TranslatedBook(TranslatedBook.translation.replacing(text, with: other))
    let found = book.read().diagnostics
    let mistake = try #require(found.first)
    #expect(found.count == 1)
    #expect(TranslatedBook.line(mistake).hasPrefix("vi/01-a.md:" + report))
    #expect(mistake.notes.map(\.file) == ["chapters/en/01-a.md"])
    #expect(mistake.notes.map(\.line) == [line])
  }

  @Test func whatWasMovedIsOneError() {
    let translation = TranslatedBook.translation.replacing(ReusedSessionTests.web, with: "")
    let moved = TranslatedBook(translation + ReusedSessionTests.web)
    #expect(
      moved.mistakes == [
        "vi/01-a.md:27:4: error: the file `web.yaml` stands in another order than in the original"
      ])
  }

  @Test func whatTheOriginalDoesNotHaveIsAnError() {
    let book = TranslatedBook(TranslatedBook.translation + "```console\n$ echo hai\nhai\n```\n")
    #expect(
      book.mistakes == ["vi/01-a.md:30:4: error: the original does not have this `console` block"])
  }

  /// Words, pictures and listings happen in no session.
  @Test func onlyWhatActsOnASessionHasToBeThere() {
    let lists = TranslatedBook.translation
      .replacing("```sql id=query\n```\n\n", with: "")
      .replacing("```figure id=seen caption=\"Những gì có\"\n```\n\n", with: "")
    #expect(TranslatedBook(lists).mistakes == [])
  }

  @Test func anOriginalWithoutAnIdIsToGetOne() throws {
    let original = TranslatedBook.original.replacing("check id=proof ", with: "check ")
    let book = TranslatedBook(
      original: original,
      TranslatedBook.translation.replacing(ReusedSessionTests.proof, with: ""))
    let mistake = try #require(book.read().diagnostics.first)
    #expect(mistake.suggestion?.contains("give it an `id` in the original") == true)
  }

  @Test func copiesMayStandBesideWhatIsReused() {
    let copy = TranslatedBook.translation.replacing(
      "```check id=proof\nLà một:\n  Hai :\n```",
      with: "```check claims=c1\nLà một: grep -q 1 web.yaml\nHai: test 1 = 1 &&\n> test 2 = 2\n```")
    #expect(TranslatedBook(copy).mistakes == [])
  }

  /// Such a chapter was compared when it was read; what only copies is compared by lint.
  @Test func lintDoesNotSayItAgain() {
    let drifted = TranslatedBook.translation.replacing(ReusedSessionTests.web, with: "")
    #expect(BookLint.driftedTranslations(in: TranslatedBook(drifted).read()).isEmpty)
    let copied = TranslatedBook.original.replacing("cat web.yaml", with: "cat ./web.yaml")
    #expect(BookLint.driftedTranslations(in: TranslatedBook(copied).read()).count == 1)
  }

  @Test func lintTellsOfTheOriginalsBoxesThereAlone() async {
    let unused = TranslatedBook.original.replacing("cat web.yaml", with: "echo 'a: 1'")
      .replacing("grep -q 1 web.yaml", with: "true")
    let book = TranslatedBook(original: unused)
    let run = await CommandLineRun(["lint"], in: book.scratch, plugins: .standard)
    let lines = run.output.split(separator: "\n").filter { $0.contains(" warning: ") }
    #expect(lines.count == 2, "\(run.output)")
    #expect(lines.allSatisfy { $0.hasPrefix("chapters/en/01-a.md:") }, "\(run.output)")
  }

  @Test func ofVeryManyBlocksTheFirstDifferenceIsNamed() {
    let many = (1...1100).map { "```console id=b\($0)\n$ true\n```\n" }.joined(separator: "\n")
    let head = "---\ntitle: One\ncluster: none\n---\n\n"
    var own = (1...1100).map { "```console id=b\($0)\n```\n" }
    own.remove(at: 499)
    let book = TranslatedBook(original: head + many, head + own.joined(separator: "\n"))
    #expect(
      book.mistakes == [
        "vi/01-a.md:1503:4: error: this `console` block `b501` is not that of the original"
      ])
  }
}
