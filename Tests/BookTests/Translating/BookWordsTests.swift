import Foundation
import StandardTheme
import StatebookCommands
import Testing

@testable import Book

/// What a book says beside its chapters is said in the language of the page.
@Suite struct BookWordsTests {
  private static let settings = "title: Sách\nsummary: Một cuốn sách.\n"
  private static let claims = "- id: c1\n  text: Đúng là vậy.\n"

  private func book(settings: String = settings, claims: String = claims) -> TranslatedBook {
    let book = TranslatedBook()
    book.scratch.write("title: A book\nsummary: About it.\n", to: "book.yaml")
    if !settings.isEmpty { book.scratch.write(settings, to: "chapters/vi/book.yaml") }
    if !claims.isEmpty { book.scratch.write(claims, to: "chapters/vi/claims.yaml") }
    return book
  }

  private func page(_ path: String, of book: TranslatedBook) throws -> String {
    try String(contentsOfFile: book.scratch.path + "/site/public/" + path, encoding: .utf8)
  }

  @Test func pagesSayItInTheirLanguage() async throws {
    let book = book()
    let run = await CommandLineRun(
      ["build"], in: book.scratch, plugins: .standard, site: .pages())
    try #require(run.status == .success, "\(run.output)\(run.errors)")
    let vietnamese = try page("vi/index.html", of: book)
    #expect(vietnamese.contains("<title>Sách</title>"))
    #expect(vietnamese.contains("Một cuốn sách."))
    #expect(!vietnamese.contains("A book"))
    #expect(try page("vi/a.html", of: book).contains("Đúng là vậy."))
    #expect(try page("vi/claims.html", of: book).contains("Đúng là vậy."))
    #expect(try page("vi/search-index.js", of: book).contains("Đúng là vậy."))
    let english = try page("en/index.html", of: book)
    #expect(english.contains("<title>A book</title>"))
    #expect(try page("en/a.html", of: book).contains("It is so."))
    #expect(try !page("en/a.html", of: book).contains("Đúng"))
  }

  @Test func whatIsLeftOutIsSaidAsInTheOriginal() {
    let contents = book(settings: "title: Sách\n", claims: "").read()
    #expect(contents.diagnostics.isEmpty)
    #expect(contents.title(in: "vi") == "Sách")
    #expect(contents.summary(in: "vi") == "About it.")
    #expect(contents.claims.claims.map { contents.text(of: $0, in: "vi") } == ["It is so."])
    #expect(contents.title(in: "en") == "A book")
  }

  /// What stands in the file, and what is said of it.
  @Test(arguments: [
    ("url: https://example.org/\n", "vi/book.yaml:1:1: error: unknown key `url`"),
    ("titel: Sách\n", "vi/book.yaml:1:1: error: unknown key `titel`"),
    ("title: [1]\n", "vi/book.yaml:1:1: error: `title` must be a text"),
  ])
  func mistakesInSettingsAreTold(text: String, mistake: String) {
    #expect(book(settings: text).mistakes == [mistake])
  }

  @Test(arguments: [
    ("- id: c2\n  text: Không.\n", "vi/claims.yaml:1:1: error: the book has no claim `c2`"),
    ("- id: c1\n", "vi/claims.yaml:1:3: error: a claim has an 'id' and a 'text'"),
    ("- id: [\n", "vi/claims.yaml"),
  ])
  func mistakesInClaimsAreTold(text: String, mistake: String) {
    let mistakes = book(claims: text).mistakes
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix(mistake) == true, "\(mistakes)")
  }

  @Test func aClaimThatIsNotTranslatedIsFoundByLint() async {
    let book = book()
    book.scratch.write(
      "- id: c1\n  text: It is so.\n- id: c2\n  text: It is not.\n", to: "chapters/claims.yaml")
    let run = await CommandLineRun(["lint"], in: book.scratch)
    #expect(
      run.output.contains("chapters/vi/claims.yaml: warning: not all claims are translated: `c2`"))
    #expect(!run.output.contains("no chapter uses this file"))
  }

  @Test func aChangedWordChangesAllPages() {
    let before = SharedPageValues(book().read())
    #expect(before == SharedPageValues(book().read()))
    #expect(before != SharedPageValues(book(settings: "title: Khác\n").read()))
    #expect(before != SharedPageValues(book(claims: "- id: c1\n  text: Khác.\n").read()))
  }
}
