import Testing

@testable import Preview

@Suite struct PagePartsTests {
  private func parts(_ article: String, frame: String = "") throws -> PageParts {
    try #require(
      PageParts(
        Array("<body>\(frame)<main><article>\n\(article)\n</article></main></body>".utf8)))
  }

  private func html(_ elements: String...) -> [ArraySlice<UInt8>] {
    elements.map { ArraySlice($0.utf8) }
  }

  @Test func onlyWhatIsNewIsSent() throws {
    let old = try parts("<p>one<br>and</p>\n<p>two</p>\n<hr>\n<svg><g/><path d=\"a>b\"/></svg>")
    let new = try parts(
      "<p>one<br>and</p>\n<p>2</p>\n<hr>\n<svg><g/><path d=\"a>b\"/></svg><p>x</p>")
    #expect(
      new.change(from: old)
        == PageParts.Change(count: 4, parts: [0, -1, 2, 3, -1], new: html("<p>2</p>", "<p>x</p>")))
    #expect(old.change(from: old)?.parts == [0, 1, 2, 3])
  }

  @Test func aPictureStaysWhenOnlyItsFilmIsNew() throws {
    let page = """
      <p>text</p>
      <figure data-film="film-1"><div class="player"></div></figure>
      <script type="application/json" id="film-1">["<p>", 1]</script>
      """
    let new = "<script type=\"application/json\" id=\"film-1\">[\"<p>\", 2]</script>"
    let change = try parts(page.replacing("1]", with: "2]")).change(from: parts(page))
    #expect(change == PageParts.Change(count: 3, parts: [0, 1, -1], new: html(new)))
  }

  @Test func whatIsAroundTheArticleIsNotExchanged() throws {
    #expect(try parts("<p>a</p>", frame: "<nav>x</nav>").change(from: parts("<p>a</p>")) == nil)
  }

  @Test(arguments: [
    "<p>one<p>two", "words", "<p>a</b></p>", "<p>", "</p>", "<", "<p", "<!-- x -->",
    "<script>a", "<p>a</p></article><article><p>b</p>",
  ])
  func otherPagesAreLoadedAsAWhole(article: String) {
    #expect(PageParts(Array("<main><article>\(article)</article></main>".utf8)) == nil)
  }
}
