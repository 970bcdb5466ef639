import Markdown
import Testing

@Suite struct HTMLTests {
  @Test func codeBlocksAreReplacedAndTextStaysSafe() throws {
    let document = Document(
      "<script>x</script>\n\na <b>b</b> [l](javascript:alert(1))\n\n- ```q\n  x\n  ```\n")
    var options = HTMLOptions()
    options.replacements = [document.codeBlocks[0].range.start.offset: "<figure>q</figure>"]
    let html = document.html(options)
    #expect(html.contains("<figure>q</figure>"))
    #expect(!html.contains("script"))
    #expect(!html.contains("<b>"))
    #expect(!html.contains("<pre>"))
  }

  @Test func headingsHaveAnchorsAndPermalinks() {
    var options = HTMLOptions()
    options.permalinkLabel = "Link to \"this\""
    options.topHeadingLevel = 2
    let html = Document("# A *b*\n\n###### C\n").html(options)
    #expect(html.contains("<h2 id=\"a-b\">"))
    #expect(html.contains("A <em>b</em>"))
    #expect(html.contains("href=\"#a-b\" aria-label=\"Link to &quot;this&quot;\""))
    #expect(html.contains("<h6 id=\"c\">"))
  }

  @Test func destinationsAreReplaced() {
    var options = HTMLOptions()
    options.destination = { destination, isImage in
      destination == "a.md" ? (isImage ? "i" : "a.html?x&y") : nil
    }
    let html = Document("[x](a.md) [y](b.md) ![z](a.md)\n").html(options)
    #expect(html.contains("href=\"a.html?x&amp;y\""))
    #expect(html.contains("href=\"b.md\""))
    #expect(html.contains("src=\"i\""))
  }

  @Test func aNULInPluginHTMLDoesNotCutThePage() {
    let document = Document("```q\n```\n\nbehind\n")
    var options = HTMLOptions()
    options.replacements = [0: "a\0b"]
    #expect(document.html(options).contains("a\u{FFFD}b"))
    #expect(document.html(options).contains("behind"))
  }

  @Test(arguments: [
    ("Hello, World!", "hello-world"), ("Tên máy chủ", "tên-máy-chủ"), ("A  b", "a--b"),
    ("`kubectl get`", "kubectl-get"), ("???", "section"), ("ÄÖ ß", "äö-ß"), ("名前 です", "名前-です"),
    ("snake_case-ok", "snake_case-ok"), ("\"><script>", "section"),
  ])
  func anchorsKeepTheLettersOfAllScripts(heading: String, anchor: String) {
    #expect(Document("# \(heading)\n").headings.first?.anchor == anchor)
  }

  @Test func anchorsAreUnique() {
    let text = "# a\n# a\n# a-1\n# a\n# a-1\n"
    let anchors = Document(text).headings.map(\.anchor)
    #expect(anchors == ["a", "a-1", "a-1-1", "a-2", "a-1-2"])
    #expect(Set(anchors).count == anchors.count)
  }
}
