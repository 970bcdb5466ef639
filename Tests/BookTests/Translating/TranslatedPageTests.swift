import Foundation
import StandardTheme
import StatebookCommands
import Testing

@testable import Book

/// The page of a translation that reuses the boxes of its original.
@Suite struct TranslatedPageTests {
  private func site(_ book: TranslatedBook) async -> CommandLineRun {
    await CommandLineRun(
      ["build", "-o", "out"], in: book.scratch, plugins: .standard, site: .pages())
  }

  @Test func aPageShowsTheBoxesOfTheOriginalWithItsOwnWords() async {
    let book = TranslatedBook()
    let run = await site(book)
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    let page = book.scratch.read("out/vi/a.html")
    let original = book.scratch.read("out/en/a.html")
    for part in [
      "<samp class=\"output\">two", "<figcaption>Lúc đầu</figcaption>",
      "<p class=\"sentence\">Là một. ", "Những gì có", "class=\"check passed\"", "id=\"first-2\"",
      "<span class=\"file-name\">web.yaml</span>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("At first") && !page.contains("It is one"))
    #expect(original.contains("At first") && original.contains("It is one"))
    for id in ["web", "first", "seen", "fork", "proof", "query", "numbers"] {
      #expect(page.components(separatedBy: "id=\"\(id)\"").count == 2, "\(id)")
      #expect(original.components(separatedBy: "id=\"\(id)\"").count == 2, "\(id)")
    }
    #expect(page.contains("hreflang=\"en\" href=\"../en/a.html\""))
    #expect(original.contains("hreflang=\"vi\" href=\"../vi/a.html\""))
  }

  @Test func linksLeadToReusedBoxesAndSearchFindsTheirText() async {
    let text = "\n[hộp](#first) [tệp](#web) [bảng](#numbers) [tất cả](../en/01-a.md#query)\n"
    let book = TranslatedBook(TranslatedBook.translation + text)
    #expect(book.mistakes == [])
    let run = await site(book)
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(book.scratch.read("out/vi/a.html").contains("<a href=\"#web\">tệp</a>"))
    let index = book.scratch.read("out/vi/search-index.js")
    for words in ["cat web.yaml", "a: 1", "SELECT 1;", "Là một", "Numbers"] {
      #expect(index.contains(words), "\(words)")
    }
    #expect(!index.contains("It is one"))
    let lost = TranslatedBook(TranslatedBook.translation + "\n[hộp](#frist)\n")
    #expect(lost.mistakes == ["vi/01-a.md:31:1: error: this chapter has no place `#frist`"])
  }

  @Test func aClaimIsProvedInBothLanguages() async {
    let book = TranslatedBook()
    #expect(await site(book).status == .success)
    for language in ["en", "vi"] {
      let claims = book.scratch.read("out/\(language)/claims.html")
      #expect(claims.contains("a.html#proof"), "\(language)")
    }
  }

  @Test func nothingIsPublishedWhileTheOriginalDiffers() async {
    let book = TranslatedBook(original: ReusedCommandTests.wrong)
    let run = await site(book)
    #expect(run.status == .differences)
    #expect(!book.scratch.exists("out/vi/a.html"))
  }

  @Test func aProgramGetsTheTextOfTheOriginal() async {
    let fence = "\n```shout id=word title=\"Loud\"\nhello\n```\n"
    let book = TranslatedBook(
      original: TranslatedBook.original + fence,
      TranslatedBook.translation + "\n```shout id=word title=\"To\"\n```\n")
    book.scratch.write(
      "fences:\n  shout:\n    program: shout\n    attributes: { id: name, title: text }\n",
      to: "book.yaml")
    let program = book.scratch.write(
      """
      #!/bin/sh
      printf '{"statebook": 1, "content": ["%s"]}' "$(tr -dc 'a-zA-Z')"

      """, to: "shout")
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let run = await site(book)
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    let page = book.scratch.read("out/vi/a.html")
    #expect(page.contains("hello") && page.contains("titleTo"), "\(page.suffix(1500))")
    #expect(!page.contains("titleLoud"))
  }
}
