import Foundation
import Markdown
import Testing
import Values

@testable import Book

@Suite struct ReadingAidTests {
  @Test func chaptersAndAppendicesHaveTheNumbersOfTheirFiles() {
    let book = SampleBook([
      "en/00-preface.md": "---\ntitle: Preface\n---\n", "en/08-a.md": "---\ntitle: Eight\n---\n",
      "en/90-b.md": "---\ntitle: First\n---\n", "en/93-c.md": "---\ntitle: Second\n---\n",
      "en/d.md": "---\ntitle: None\n---\n",
    ])
    #expect(book.page("en/a.html").contains("<p class=\"chapter-label\">Chapter 8</p>"))
    #expect(book.page("en/c.html").contains("<p class=\"chapter-label\">Appendix B</p>"))
    #expect(!book.page("en/preface.html").contains("chapter-label"))
    #expect(!book.page("en/d.html").contains("chapter-label"))
    let index = book.page("en/index.html")
    #expect(index.contains("<li data-number=\"8\">\n<a href=\"a.html\">Eight</a>"))
    #expect(index.contains("<li data-number=\"A\">\n<a href=\"b.html\">First</a>"))
    #expect(index.contains("<li>\n<a href=\"preface.html\">Preface</a>"))
  }

  /// On paper a table that is wider than the page has smaller letters; prose of one line does not.
  @Test(arguments: [
    (80, ""), (81, " columns-90"), (90, " columns-90"), (160, " columns-160"),
    (161, ""),
  ])
  func aWideOutputSaysHowWideItIs(width: Int, form: String) {
    let line = String(repeating: "x", count: width)
    func article(_ text: String) -> String {
      let typed = text.replacing("\n", with: "\\n")
      return SampleBook("```console\n$ printf '\(typed)\\n'\n\(text)\n```\n").article()
    }
    #expect(
      article("one\n\(line)")
        .contains("<pre class=\"result\(form)\"><samp class=\"output\">one\n\(line)"))
    #expect(article(line).contains("<pre class=\"result\"><samp class=\"output\">\(line)"))
  }

  @Test func theSearchIndexHasTheTextOfEachSection() throws {
    let book = SampleBook(
      [
        "en/01-a.md": """
        ---
        title: One & "two"
        summary: About it.
        ---
        The *beginning*.

        ## Đĩa

        - An item with `code`.

        ```console
        $ kubectl get pods
        secret output
        ```

        ```yaml file=a.yaml
        kind: Pod
        ```

        ```check claims=c1
        It holds: true
        ```

        ```note title="Look"
        Inside.
        ```

        ```table
        | Left | Right |
        |---|---|
        | a cell | another |
        ```

        ```quiz
        Who knows?

        - [x] a secret answer
        - [ ] nobody

        A secret reason.
        ```
        """,
        "en/91-glossary.md": "Words.\n\n```glossary\nclaim: A wish.\n```\n\nBehind.\n",
      ], claims: [("c1", "One claim.")])
    let bytes = try #require(book.site().files["en/search-index.js"])
    let script = String(decoding: bytes, as: UTF8.self)
    #expect(script.hasPrefix("var statebookIndex = {") && script.hasSuffix("};\n"))
    let index = try JSON.parse(String(script.dropFirst("var statebookIndex = ".count).dropLast(2)))
    #expect(
      index["pages"] == [
        ["a.html", "Chapter 1", "One & \"two\"", "About it."],
        ["glossary.html", "Appendix A", "A chapter", ""], ["claims.html", "", "Claims", ""],
      ])
    #expect(
      index["sections"] == [
        [0, "", "", "The beginning."],
        [
          0, "đĩa", "Đĩa",
          .string(
            "An item with code. kubectl get pods a.yaml kind: Pod It holds Look Inside. "
              + "Left Right a cell another Who knows?"),
        ], [1, "", "", "Words."], [1, "claim", "claim", "A wish."], [1, "", "", "Behind."],
        [2, "c1", "c1", "One claim."],
      ])
  }

  @Test func thePrintedPageHasAllChaptersWithIDsOfTheirOwn() {
    let book = SampleBook([
      "en/01-a.md": """
      ---
      title: One
      ---
      ## Here

      [there](02-b.md#here), [b](02-b.md), [up](#here), [out](https://example.org/b.html#x)

      ```console fold
      $ true
      ```

      ```quiz
      What > "this"?

      - [x] a
      - [ ] b

      Because.
      ```
      """, "en/02-b.md": "---\ntitle: Two\n---\n## Here\n\n```note\nText.\n```\n",
    ])
    let page = book.page("en/print.html")
    #expect(page.contains("<article id=\"a\">") && page.contains("<article id=\"b\">"))
    #expect(page.contains("<h2 id=\"a.here\">") && page.contains("<h2 id=\"b.here\">"))
    #expect(
      page.contains(
        "<a href=\"#b.here\">there</a>, <a href=\"#b\">b</a>, <a href=\"#a.here\">up</a>, "
          + "<a href=\"https://example.org/b.html#x\">out</a>"))
    #expect(page.contains("<details class=\"folded\" open>"))
    #expect(page.contains("<details class=\"solution\" open>"))
    #expect(page.contains("aria-labelledby=\"b.note-1\"><p class=\"aside-title\" id=\"b.note-1\">"))
    #expect(page.contains("<label for=\"a.quiz-1-A\"><input type=\"radio\" name=\"a.quiz-1\""))
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count, "\(ids.sorted())")
    for part in page.components(separatedBy: " href=\"#").dropFirst() {
      #expect(ids.contains(part.prefix { $0 != "\"" }))
    }
  }

  @Test func aBookThatKnowsItsAddressTellsIt() throws {
    var book = SampleBook(
      ["en/01-a b.md": "---\ntitle: One\n---\n"], claims: [("c1", "One claim.")])
    #expect(book.site().files["sitemap.xml"] == nil)
    #expect(!book.page("en/a-b.html").contains("og:url"))
    book.contents.url = "https://example.org/state/"
    let page = book.page("en/a-b.html")
    #expect(
      page.contains("<meta property=\"og:url\" content=\"https://example.org/state/en/a-b.html\">"))
    #expect(
      page.contains("<link rel=\"canonical\" href=\"https://example.org/state/en/a-b.html\">"))
    #expect(book.page("index.html").contains("<link rel=\"canonical\" href=\"en/index.html\">"))
    #expect(book.page("404.html").contains("href=\"/state/en/index.html\""))
    let map = String(decoding: try #require(book.site().files["sitemap.xml"]), as: UTF8.self)
    #expect(map.count(of: "<url>") == 3)
    #expect(map.contains("<loc>https://example.org/state/en/a-b.html</loc>"))
  }

  @Test(arguments: [
    ("https://example.org", "https://example.org/"),
    ("http://example.org/a/b/", "http://example.org/a/b/"), ("example.org", nil),
    ("https://", nil), ("https://example.org/?x", nil), ("https://example.org/#x", nil),
    ("https://example.org/a b", nil), ("ftp://example.org/", nil), ("https:///x", nil),
  ])
  func theAddressOfABookIsAWebAddress(text: String, url: String?) {
    let (settings, mistakes) = BookSettings.read(Array("title: T\nurl: \"\(text)\"\n".utf8))
    #expect(settings.url == url)
    #expect(
      mistakes.map(\.summary)
        == (url == nil ? ["`url` is not the address of a site: \(text)"] : []))
    #expect(mistakes.allSatisfy { $0.line == 2 })
  }

  @Test func checksCanBeLinkedTo() {
    let page = SampleBook("```check\nIt holds: true\n```\n").page()
    #expect(
      page.contains(
        "It holds. <a class=\"permalink\" href=\"#checks-1-1\" aria-label=\"Link to this check\">#</a>"
      ))
  }
}
