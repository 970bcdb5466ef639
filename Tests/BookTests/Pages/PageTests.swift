import Foundation
import Scenes
import Testing

@testable import Book

@Suite struct PageTests {
  @Test func aPageHasTheLanguageTitleAndSummaryOfItsChapter() {
    let page = SampleBook(
      ["en/05-names.md": "---\ntitle: Names\nsummary: What sticks.\n---\nText.\n"], title: "State"
    ).page("en/names.html")
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\""))
    #expect(page.contains("<title>Names · State</title>"))
    #expect(page.contains("<meta name=\"description\" content=\"What sticks.\">"))
    #expect(page.contains("<h1>Names</h1>\n<p class=\"summary\">What sticks.</p>"))
    #expect(page.contains("<p>Text.</p>"))
  }

  @Test func nothingIsInlineAndNothingComesFromElsewhere() {
    let site = SampleBook(
      ["en/01-a.md": "## One\n\n```console\n$ echo hi\nhi\n```\n"],
      claims: [("c1", "A claim.")]
    ).site()
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(page.contains("content=\"default-src 'none'; style-src 'self'; script-src 'self';"))
      #expect(page.count(of: "<script") == page.count(of: "<script src=\""))
      for forbidden in ["<style", "style=\"", "onclick", "http:", "https:", "//cdn"] {
        #expect(!page.contains(forbidden), "\(path) has \(forbidden)")
      }
    }
  }

  @Test func theIndexLeadsToTheChaptersInOrder() {
    let book = SampleBook(
      [
        "en/01-b.md": "---\ntitle: First\nsummary: The beginning.\n---\n",
        "en/02-a.md": "---\ntitle: Second\n---\n",
      ], title: "A book", summary: "About it.")
    let index = book.page("en/index.html")
    let first = index.range(of: "<a href=\"b.html\">First</a>\n<p>The beginning.</p>")
    let second = index.range(of: "<a href=\"a.html\">Second</a>\n</li>")
    #expect(first != nil && second != nil && first!.upperBound < second!.lowerBound)
    #expect(index.contains("<p class=\"summary\">About it.</p>"))
    let start = book.page("index.html")
    #expect(start.contains("<a href=\"en/b.html\">First</a>"))
    #expect(start.contains("<link rel=\"canonical\" href=\"en/index.html\">"))
    #expect(start.contains("<link rel=\"stylesheet\" href=\"style.css\">"))
    #expect(index.contains("<link rel=\"stylesheet\" href=\"../style.css\">"))
  }

  @Test func aPageLeadsToItsNeighboursAndMarksItself() {
    let book = SampleBook([
      "en/01-a.md": "---\ntitle: One\n---\n", "en/02-b.md": "---\ntitle: Two\n---\n",
      "en/03-c.md": "---\ntitle: Three\n---\n",
    ])
    let page = book.page("en/b.html")
    #expect(page.contains("<li data-number=\"1\"><a href=\"a.html\">One</a></li>"))
    #expect(
      page.contains(
        "<li data-number=\"2\"><a href=\"b.html\" aria-current=\"page\">Two</a></li>"))
    #expect(page.contains("<a class=\"previous\" rel=\"prev\" href=\"a.html\">"))
    #expect(page.contains("<a class=\"next\" rel=\"next\" href=\"c.html\">"))
    #expect(!book.page("en/a.html").contains("rel=\"prev\""))
    #expect(!book.page("en/c.html").contains("rel=\"next\""))
  }

  @Test func sectionsAreListedFromThreeOn() {
    #expect(!SampleBook("## One\n\n## Two\n").page().contains("class=\"sections\""))
    let page = SampleBook("## One\n\n### Inner\n\n## Two\n\n## Three & more\n").page()
    #expect(page.contains("<li><a href=\"#three--more\">Three &amp; more</a></li>"))
    #expect(!page.contains("<a href=\"#inner\">Inner</a>"))
    #expect(page.contains("<h3 id=\"inner\">\nInner\n<a class=\"permalink\" href=\"#inner\""))
  }

  @Test func textOfAuthorsIsEscapedEverywhere() {
    let evil = "<script>alert(1)</script>"
    var book = SampleBook(
      [
        "en/01-a.md": """
        ---
        title: "\(evil)"
        summary: "\(evil)"
        ---
        ## \\<script>alert(1)\\</script>

        \(evil)

        ```text file="\(evil).txt"
        \(evil)
        ```

        ```console id=one
        $ echo '\(evil)'
        \(evil)
        $ echo '\(evil)'; false
        \(evil)
        [1]
        ```

        ```console norun="\(evil)"
        $ true
        ```

        ```check claims=c1
        \(evil): test '\(evil)'
        ```

        ```note title="\(evil)"
        \(evil)
        ```
        """
      ], title: evil, summary: evil, claims: [("c1", evil)])
    let site = book.site()
    #expect(!site.diagnostics.haveErrors)
    for (path, bytes) in site.files where path.hasSuffix(".html") {
      let page = String(decoding: bytes, as: UTF8.self)
      #expect(!page.contains("<script>"), "\(path)")
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "\(path)")
    }
    // The drawing and its words too.
    book = SampleBook("```console\n$ true\n```\n")
    book.show([
      Scene(title: evil, boxes: [SceneBox(id: evil, kind: .pod, label: evil, details: [evil])])
    ])
    #expect(book.page().contains("<svg class=\"scene\""))
    #expect(!book.page().contains("<script>"))
  }

  @Test func idsAreGivenOnce() {
    let book = SampleBook(
      """
      ## Console 1

      ## Main

      ## Contents

      ## Checks 1

      ```console
      $ true
      ```

      ```console id=a
      $ true
      $ true
      ```

      ```console id=a-1
      $ true
      ```

      ```text file=a.txt
      1
      ```

      ```text file=a.txt
      2
      ```

      ```check
      It holds: true
      ```

      ```note
      ## Main
      ```

      ```note
      More.
      ```
      """)
    #expect(!book.site().diagnostics.haveErrors)
    let page = book.page()
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count, "\(ids.sorted())")
    // What the page refers to is there.
    for part in page.components(separatedBy: " href=\"#").dropFirst() {
      let anchor = part.prefix { $0 != "\"" }
      #expect(ids.contains(anchor), "\(anchor)")
    }
  }

  @Test func equalBooksGiveEqualBytes() {
    func build() -> Site {
      var book = SampleBook(
        [
          "en/01-a.md":
            "```console id=x\n$ echo hi\nhi\n```\n\n```check claims=c1\nIt: true\n```\n",
          "vi/01-a.md": "[b](../en/01-a.md)\n",
        ], claims: [("c1", "One."), ("c2", "Two.")])
      book.show([
        Scene(title: "T", boxes: [SceneBox(id: "a", kind: .pod, label: "a")]), Scene(title: ""),
      ])
      return book.site()
    }
    let one = build()
    let two = build()
    #expect(one.files == two.files)
    #expect(Array(one.files.keys) == Array(two.files.keys))
    #expect(one.diagnostics.isEmpty)
  }

  @Test func aChapterThatWasNotRunIsShownAsItIsWritten() {
    var book = SampleBook("```console\n$ echo hi\nold\n```\n\n```check\nIt holds: true\n```\n")
    book.run = BookRun(chapters: [])
    let page = book.page()
    #expect(page.contains("<samp class=\"output\">old\n</samp>"))
    #expect(page.contains("class=\"check unknown\""))
    #expect(page.contains("aria-label=\"Not checked:\""))
  }

  @Test func aPreviewShowsWhatDiffers() {
    let page = SampleBook("```console\n$ echo hi\nold\n```\n\n```check\nIt holds: false\n```\n")
      .page()
    #expect(
      page.contains(
        "<samp class=\"output\">old\n</samp></pre><pre class=\"result\">"
          + "<samp class=\"output printed\">hi\n</samp></pre></div>"))
    #expect(page.contains("class=\"step differs\""))
    #expect(page.contains("<li class=\"check failed\""))
  }

  @Test func theMissingPageHasAddressesThatWorkAnywhere() {
    let page = SampleBook(["en/01-a.md": "---\ntitle: One\n---\n"]).page("404.html")
    #expect(page.contains("href=\"/style.css\""))
    #expect(page.contains("href=\"/en/a.html\""))
    #expect(page.contains("<h1>There is no such page</h1>"))
  }
}
