import Foundation
import Markdown
import StatebookCommands
import Testing

@testable import Book

/// What a fence of a translation means that stands for a block of the original.
@Suite struct ReusedBlockTests {
  private func chapters(_ book: TranslatedBook) throws -> (original: Chapter, translation: Chapter)
  {
    let chapters = book.read().chapters
    try #require(chapters.count == 2)
    return (chapters[0], chapters[1])
  }

  @Test func aTranslationThatReusesAllHasNoMistake() {
    #expect(TranslatedBook().mistakes == [])
  }

  @Test func aReusedBlockIsTheOriginalsAtItsOwnPlace() throws {
    let (original, translation) = try chapters(TranslatedBook())
    #expect(translation.blocks.map(\.id) == original.blocks.map(\.id))
    #expect(translation.blocks.map(\.session) == original.blocks.map(\.session))
    #expect(
      translation.scenarios.flatMap(\.steps).map(\.command)
        == original.scenarios.flatMap(\.steps).map(\.command))
    #expect(
      translation.scenarios.flatMap(\.steps).map(\.recorded)
        == original.scenarios.flatMap(\.steps).map(\.recorded))
    #expect(translation.scenarios.map(\.from) == [nil, "first"])
    #expect(translation.scenarios.map(\.visibility) == [.shown, .hidden])
    #expect(translation.files.map(\.name) == ["web.yaml"])
    #expect(translation.files.map(\.code.text) == ["a: 1\n"])
    // Each stands at the line of its fence, and its origin where it is written.
    #expect(translation.blocks.map(\.range.start.line) == [8, 11, 14, 17, 20, 25, 28])
    #expect(
      translation.blocks.map(\.origin?.range.start.line)
        == original.blocks.map(\.range.start.line))
    #expect(Set(translation.blocks.map(\.origin?.file)) == ["chapters/en/01-a.md"])
    #expect(original.blocks.allSatisfy { $0.origin == nil })
    for step in translation.scenarios.flatMap(\.steps) {
      #expect(step.lines == step.position.line...step.position.line)
    }
  }

  @Test func theWordsForReadersAreTheTranslations() throws {
    let (_, translation) = try chapters(TranslatedBook())
    #expect(translation.scenarios.map(\.title) == ["Lúc đầu", nil])
    let fences = translation.blocks.compactMap { block in
      if case .plugin(let fence) = block { fence } else { nil }
    }
    #expect(fences.map { $0.value("caption") } == ["Những gì có", "Numbers"])
    #expect(fences.map { $0.value("of") } == ["first", nil])
    #expect(fences[1].lines.map(\.text) == ["| a | b |", "|---|---|", "| 1 | 2 |"])
  }

  @Test func theSentencesOfACheckAreTheTranslations() throws {
    let (original, translation) = try chapters(TranslatedBook())
    let check = try #require(translation.checks.first)
    #expect(check.assertions.map(\.sentence) == ["Là một", "Hai"])
    #expect(
      check.assertions.map(\.command) == original.checks.flatMap(\.assertions).map(\.command))
    #expect(check.assertions.map(\.position.line) == [21, 22])
    #expect(check.assertions.map(\.position.column) == [1, 3])
    #expect(check.claims.map(\.id) == ["c1"])
  }

  @Test func whatTheFrontMatterLeavesOutIsTakenOver() throws {
    let (original, translation) = try chapters(TranslatedBook())
    #expect(translation.configuration == original.configuration)
    #expect(translation.frontMatter.title == "Một")
    let other = TranslatedBook.translation.replacing(
      "summary: Một chương.", with: "summary: Một chương.\norder: 4")
    let more = TranslatedBook(
      original: TranslatedBook.original.replacing("seed: 7", with: "seed: 7\nslug: same\norder: 9"),
      other)
    #expect(try chapters(more).translation.slug == "same")
    #expect(try chapters(more).translation.frontMatter.order == 4)
    #expect(more.mistakes == [])
  }

  @Test func theSummaryHasToBeTranslated() {
    let book = TranslatedBook(
      TranslatedBook.translation.replacing("summary: Một chương.\n", with: ""))
    #expect(book.mistakes == ["vi/01-a.md:2:1: error: the translation has no summary"])
  }

  /// What is changed in the translation, and what is said of it.
  @Test(
    arguments: [
      (
        "console id=first ", "console id=frist ",
        ["11:15: error: the original has no block with the id `frist`"]
      ),
      (
        "console id=fork", "check id=fork",
        ["17:4: error: the block `fork` of the original is a `console` fence"]
      ),
      (
        "sql id=query", "yaml id=query",
        ["25:4: error: the block `query` of the original is a `sql` fence"]
      ),
      (
        "console id=fork", "console id=fork session=x hide",
        [
          "17:20: error: `session` comes from the original",
          "17:30: error: `hide` comes from the original",
        ]
      ),
      (
        "console id=fork", "console id=fork norun=\"sao\"",
        ["17:20: error: `norun` comes from the original"]
      ),
      (
        "console id=fork", "console id=fork titel=x",
        ["17:20: error: unknown attribute `titel` of a `console` fence"]
      ),
      (
        "check id=proof", "check id=proof claims=c1",
        ["20:19: error: `claims` comes from the original"]
      ),
      (
        "```sql id=query", "```console id=fork\n```\n\n```sql id=query",
        ["25:15: error: the id `fork` is taken"]
      ),
      (
        "console id=fork", "console",
        ["17:4: error: this `console` fence has no commands, and no `id` to take them by"]
      ),
      (
        "  Hai :\n", "",
        ["20:4: error: the original has 2 claims, and this fence 1 sentence"]
      ),
      (
        "  Hai :\n", "  Hai :\nBa:\n",
        ["20:4: error: the original has 2 claims, and this fence 3 sentences"]
      ),
      (
        "Là một:\n  Hai :\n", "",
        ["20:4: error: the original has 2 claims, and this fence 0 sentences"]
      ),
      (
        "  Hai :\n", "Hai: true\n",
        ["22:1: error: the command of this claim comes from the original"]
      ),
      (
        "  Hai :\n", "Hai: ba:\n",
        ["22:1: error: the command of this claim comes from the original"]
      ),
      ("  Hai :\n", "Hai\n", ["22:1: error: nothing ends the sentence"]),
      ("Là một:\n", ":\n", ["21:1: error: a claim without a sentence"]),
    ] as [(String, String, [String])])
  func aMistakeIsToldAtItsPlace(text: String, other: String, mistakes: [String]) {
    let book = TranslatedBook(TranslatedBook.translation.replacing(text, with: other))
    let found = book.mistakes.filter { !$0.contains(" block `fork` is missing ") }
    #expect(found == mistakes.map { "vi/01-a.md:" + $0 })
  }

  @Test func aMistakenIdIsOfferedAndTheOriginalNamed() throws {
    let book = TranslatedBook(
      TranslatedBook.translation.replacing("id=fork", with: "id=frok"))
    let mistake = try #require(book.read().diagnostics.first { $0.summary.contains("frok") })
    #expect(mistake.suggestion == "did you mean `fork`?")
    #expect(mistake.notes.map(\.file) == ["chapters/en/01-a.md"])
  }

  @Test func aQuizIsTranslatedInFull() {
    let quiz = "```quiz id=q\nOne?\n\n- [x] yes\n- [ ] no\n\nYes.\n```\n"
    let book = TranslatedBook(
      original: TranslatedBook.original + quiz, TranslatedBook.translation + "```quiz id=q\n```\n")
    #expect(book.mistakes == ["vi/01-a.md:30:4: error: this `quiz` fence is empty"])
    let whole = TranslatedBook(
      original: TranslatedBook.original + quiz, TranslatedBook.translation + quiz)
    #expect(whole.mistakes == [])
  }

  /// A figure has no body in the original either: with attributes it is complete in itself.
  @Test func aFigureWithAttributesIsACopy() throws {
    let book = TranslatedBook(
      TranslatedBook.translation.replacing("figure id=seen", with: "figure of=fork id=seen"))
    #expect(book.mistakes == [])
    let blocks = try chapters(book).translation.blocks
    guard case .plugin(let fence) = blocks[2] else { throw MissingFence() }
    #expect(fence.value("of") == "fork")
    #expect(fence.origin == nil)
  }

  private struct MissingFence: Error {}

  /// What an empty body means in the original, and in a chapter that translates none.
  @Test func withoutAnOriginalAnEmptyBodyMeansNothingMore() {
    let alone = TranslatedBook(
      original: "---\ntitle: One\n---\n\n```console id=a\n```\n", "---\ntitle: Một\n---\n")
    #expect(alone.mistakes == ["en/01-a.md:5:1: error: this `console` fence has no command"])
    let book = TranslatedBook()
    book.scratch.write(
      "---\ntitle: Hai\n---\n\n```console id=first\n```\n\n```yaml file=a\n```\n",
      to: "chapters/vi/02-b.md")
    #expect(
      book.mistakes == [
        "vi/02-b.md:5:4: error: there is no original to take the block `first` from"
      ])
  }

  @Test func theMistakesOfTheOriginalAreToldOnceThere() {
    let changes = [
      ("```console id=first", "```console fold=1 id=first"), ("\n[1]\n", "\n[0]\n"),
      ("$ echo two; test 1 = 2", "$ echo 'two"), ("of=first", "of=frist"),
      ("claims=c1", "claims=c2"),
      ("|---|---|", "|---|"), ("from=first", "from=frist"), ("Two: test", "Two test"),
      ("$ cat web.yaml", "$cat web.yaml"), ("file=web.yaml", "file=../web.yaml"),
    ]
    for (text, other) in changes {
      let book = TranslatedBook(original: TranslatedBook.original.replacing(text, with: other))
      let contents = book.read()
      let found =
        contents.diagnostics + contents.chapters.flatMap(\.shellMistakes)
      #expect(!found.isEmpty, "\(other)")
      #expect(Set(found.map(\.file)) == ["chapters/en/01-a.md"], "\(other): \(found)")
    }
  }

  /// Every chapter of the book, with an id for each box, translated by nothing but these.
  @Test func allBoxesOfTheBookCanBeReused() throws {
    let book = BookSource(
      folder: .init(filePath: Repository.root),
      settings: ChapterRunner(plugins: .standard).settings)
    for chapter in book.read().chapters(in: "en") {
      var (original, translation) = (TranslatedText(chapter), TranslatedText(chapter))
      var reused = 0
      for (index, block) in chapter.blocks.enumerated() {
        guard let fence = original.replaceable(block) else { continue }
        let word = fence.info.split(separator: " ").first.map(String.init) ?? ""
        let id = block.id ?? "box-\(index)"
        if block.id == nil { original.replaceInfo(fence, with: "\(fence.info) id=\(id)") }
        translation.replaceInfo(fence, with: "\(word) id=\(id)")
        if case .check(let check) = block {
          translation.replaceText(block.code, with: check.assertions.map { $0.sentence + ":\n" })
        } else {
          translation.replaceText(block.code, with: [])
        }
        reused += 1
      }
      var reader = ChapterReader(settings: book.settings)
      let file = chapter.file
      let (theirs, mistakes) = reader.read(Array(original.text.utf8), file: file)
      #expect(mistakes == [], "\(file)")
      reader.original = OriginalChapter(theirs, mistakes: mistakes)
      let (own, found) = reader.read(Array(translation.text.utf8), file: file, language: "vi")
      #expect(found == [], "\(file)")
      #expect(own.blocks.count { $0.origin != nil } == reused, "\(file)")
      #expect(own.blocks.map(\.session) == theirs.blocks.map(\.session), "\(file)")
      let commands = theirs.scenarios.flatMap(\.steps).map(\.command)
      #expect(own.scenarios.flatMap(\.steps).map(\.command) == commands, "\(file)")
      #expect(own.files.map(\.code.text) == theirs.files.map(\.code.text), "\(file)")
    }
  }

  @Test func aLanguageIsTranslatedFromEnglishOrTheFirstByName() {
    let files = [
      ("chapters/de/01-a.md", "de"), ("chapters/de/02-b.md", "de"), ("chapters/en/01-a.md", "en"),
      ("chapters/vi/01-a.md", "vi"), ("chapters/vi/02-b.md", "vi"), ("chapters/vi/03-c.md", "vi"),
    ].map { (name: $0.0, language: $0.1) }
    #expect(
      OriginalChapter.files(of: files) == [
        "chapters/de/01-a.md": "chapters/en/01-a.md", "chapters/vi/01-a.md": "chapters/en/01-a.md",
        "chapters/vi/02-b.md": "chapters/de/02-b.md",
      ])
  }

  @Test func aTranslationIsReadAgainWhenItsOriginalChanges() {
    let book = TranslatedBook()
    let source = BookSource(folder: .init(filePath: book.scratch.path))
    var known = KnownChapters()
    #expect(source.read(knowing: &known).diagnostics.isEmpty)
    book.scratch.write(
      TranslatedBook.original.replacing("SELECT 1", with: "SELECT 2"), to: "chapters/en/01-a.md")
    let chapters = source.read(knowing: &known).chapters
    #expect(chapters[1].blocks[5].code.text == "SELECT 2;\n")
  }
}
