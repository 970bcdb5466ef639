import StatebookCommands
import Testing

@testable import Book

/// What a chapter's sessions do not see, they do not have to be run again for.
@Suite struct ReusedRunTests {
  private func read(_ text: String, _ file: String) -> (Chapter, [Diagnostic]) {
    ChapterReader(claims: BookChapterTests.contents.claims.ids).read(
      Array(text.utf8), file: file, language: "en")
  }

  @Test(arguments: BookChapterTests.originals)
  func aRunThatIsTakenOverIsWhatRunningGives(_ file: String) async throws {
    let run = try #require(await ChapterRuns.ofTheBook.run(of: file))
    let text = String(decoding: run.chapter.source.bytes, as: UTF8.self)
    // A paragraph and a listing at the start: all places and all numbers of blocks move.
    let start = try #require(text.range(of: "\n---\n"))
    var moved = text
    moved.insert(
      contentsOf: "\nA new sentence.\n\n```text\nA listing.\n```\n\n", at: start.upperBound)
    let (new, newMistakes) = read(moved, file)
    let reused = try #require(run.reused(for: new, mistakes: newMistakes))
    #expect(reused == ChapterRunner(plugins: .standard).run(new, mistakes: newMistakes))
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
