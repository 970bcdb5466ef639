import Foundation
import Testing

@testable import Book

@Suite struct LinkTests {
  @Test func linksBetweenChaptersBecomeLinksBetweenPages() {
    let page = SampleBook([
      "en/01-a.md": """
      [next](02-b.md) [place](02-b.md#deep) [other](../vi/01-a.md) [self](01-a.md#here) [top](#here)
      [web](https://kubernetes.io/docs/) [mail](mailto:a@b.c)

      ## Here

      ```note
      [inside](02-b.md)
      ```
      """,
      "en/02-b.md": "---\ntitle: B\nslug: second\n---\n## Deep\n",
      "vi/01-a.md": "x\n",
    ]).page("en/a.html")
    for link in [
      "<a href=\"second.html\">next</a>", "<a href=\"second.html#deep\">place</a>",
      "<a href=\"../vi/a.html\">other</a>", "<a href=\"#here\">self</a>",
      "<a href=\"#here\">top</a>", "<a href=\"https://kubernetes.io/docs/\">web</a>",
      "<a href=\"mailto:a@b.c\">mail</a>", "<a href=\"second.html\">inside</a>",
    ] {
      #expect(page.contains(link), "\(link)")
    }
  }

  @Test func filesOfTheBookAreCarried() {
    var book = SampleBook(
      "![a drawing](img/a%20b.svg) [data](../data.csv) ![again](img/a%20b.svg)\n")
    book.files = ["chapters/en/img/a b.svg": Array("<svg/>".utf8), "chapters/data.csv": [1, 2]]
    let site = book.site()
    #expect(site.diagnostics.isEmpty)
    #expect(site.files["files/chapters/en/img/a b.svg"] == Array("<svg/>".utf8))
    #expect(site.files["files/chapters/data.csv"] == [1, 2])
    let page = book.page()
    #expect(page.contains("<img src=\"../files/chapters/en/img/a%20b.svg\" alt=\"a drawing\" />"))
    #expect(page.contains("<a href=\"../files/chapters/data.csv\">data</a>"))
  }

  @Test(arguments: [
    ("[page](x.html)", "the site carries no files of this kind: x.html"),
    ("[drawing](x.svg)", "the site carries no files of this kind: x.svg"),
    ("[nothing](x)", "the site carries no files of this kind: x"),
    ("![page](x.html)", "the page cannot show this file as an image: x.html"),
    ("[gone](x.csv)", "the file chapters/en/x.csv cannot be read"),
  ])
  func whatASiteCannotCarryIsAMistake(_ text: String, _ summary: String) {
    var book = SampleBook(text + "\n")
    if !text.contains("gone") {
      for name in ["x.html", "x.svg", "x"] { book.files["chapters/en/" + name] = [] }
    }
    let diagnostics = book.site().diagnostics
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.first?.line == 4)
  }

  @Test func aFormerAddressLeadsToThePage() {
    let book = SampleBook([
      "en/01-a.md": "---\ntitle: A\nredirects: [en/old.html, 2024/older/]\n---\n"
    ])
    let old = book.page("en/old.html")
    #expect(old.contains("<meta http-equiv=\"refresh\" content=\"0; url=a.html\">"))
    #expect(old.contains("<link rel=\"canonical\" href=\"a.html\">"))
    let older = book.page("2024/older/index.html")
    #expect(older.contains("content=\"0; url=../../en/a.html\""))
    #expect(older.contains("href=\"../../style.css\""))
  }

  @Test(arguments: ["en/b.html", "index.html", "en/index.html", "404.html", "EN/B.html"])
  func aFormerAddressThatIsTakenIsAMistake(_ address: String) {
    let site = SampleBook([
      "en/01-a.md": "---\ntitle: A\nredirects: [\(address)]\n---\n", "en/02-b.md": "",
    ]).site()
    #expect(site.diagnostics.map(\.summary).allSatisfy { $0.hasSuffix(".html` is taken") })
    #expect(site.diagnostics.haveErrors)
  }

  @Test(arguments: ["index", "claims"]) func aChapterCannotTakeThePlaceOfAnotherPage(_ slug: String)
  {
    let site = SampleBook(["en/01-\(slug).md": ""], claims: [("c1", "One.")]).site()
    #expect(site.diagnostics.map(\.summary) == ["the address `en/\(slug).html` is taken"])
  }

  @Test func languagesLeadToOneAnother() {
    let book = SampleBook([
      "en/01-a.md": "", "en/02-only.md": "", "vi/01-a.md": "---\ntitle: Một\n---\n",
    ])
    let page = book.page("en/a.html")
    #expect(page.contains("<a href=\"../vi/a.html\" lang=\"vi\" hreflang=\"vi\">Tiếng Việt</a>"))
    #expect(page.contains("lang=\"en\" hreflang=\"en\" aria-current=\"true\">English</a>"))
    #expect(page.contains("<link rel=\"alternate\" hreflang=\"vi\" href=\"../vi/a.html\">"))
    #expect(!book.page("en/only.html").contains("hreflang"))
    #expect(book.page("vi/a.html").contains("<html lang=\"vi\""))
    #expect(book.page("index.html").contains("<html lang=\"en\""))
    #expect(book.page("index.html").contains("href=\"vi/index.html\" lang=\"vi\""))
    #expect(book.page("index.html").contains("hreflang=\"en\" aria-current=\"true\""))
  }

  @Test func aFolderThatIsNoLanguageIsAMistakeAndOneWithoutWordsAWarning() {
    let wrong = SampleBook(["drafts/01-a.md": ""]).site().diagnostics
    #expect(wrong.contains { $0.severity == .error && $0.summary.contains("`drafts`") })
    let french = SampleBook(["fr/01-a.md": ""]).site()
    #expect(french.diagnostics.map(\.severity) == [.warning])
    #expect(french.files["fr/a.html"] != nil)
  }
}

@Suite struct SitePathTests {
  @Test(arguments: [
    ("en/a.html", "en/b.html", "b.html"), ("en/a.html", "vi/b.html", "../vi/b.html"),
    ("index.html", "en/a.html", "en/a.html"), ("en/a.html", "index.html", "../index.html"),
    ("x/y/z.html", "x/q/r.html", "../q/r.html"), ("en/a.html", "en/a.html", "a.html"),
    ("a.html", "đặt tên:x?.html", "%C4%91%E1%BA%B7t%20t%C3%AAn%3Ax%3F.html"),
  ])
  func addressesAreRelativeAndEncoded(_ page: String, _ target: String, _ address: String) {
    #expect(SitePath.relative(from: page, to: target) == address)
  }

  @Test(arguments: ["en", "vi", "pt-BR", "zh-Hant-TW"]) func languageCodes(_ name: String) {
    #expect(SiteAddresses.isLanguage(name))
  }

  @Test(arguments: ["", "e", "english", "en_US", "en-", "e1", "-"]) func noLanguageCodes(
    _ name: String
  ) {
    #expect(!SiteAddresses.isLanguage(name))
  }
}
