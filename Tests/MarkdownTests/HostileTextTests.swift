import Markdown
import Testing

/// Texts that someone writes to make a reader fall over: each is read in bounded time, without
/// overflowing the stack.
@Suite struct HostileTextTests {
  static func many(_ text: String, _ count: Int = 100_000) -> String {
    String(repeating: text, count: count)
  }

  static let texts: [(String, String)] = {
    var texts: [(String, String)] = []
    texts.append(("nested quotes", many(">") + " x"))
    texts.append(("nested lists", many("- ", 20_000) + "x"))
    texts.append(("nested emphasis", many("*a ") + many(" a*")))
    texts.append(("nested links", many("[") + many("](x)")))
    texts.append(("nested images", many("![", 20_000) + "a" + many("](x)", 20_000)))
    texts.append(("strong runs", many("*", 200_000) + "a" + many("*", 200_000)))
    texts.append(("backtick runs", many("`a``b```c ", 20_000)))
    texts.append(("open fences", many("```\n", 100_001)))
    texts.append(("quoted fences", many("> ```\n", 50_000)))
    texts.append(("entities", many("&#0;&amp;&x;")))
    texts.append(("headings", many("# a\n", 20_000)))
    texts.append(("setext", many("a\n", 50_000) + "==="))
    texts.append(("raw HTML", many("<a ") + "\n" + many("<!--")))
    texts.append(("references", many("[a]: /b\n", 20_000)))
    texts.append(("pipes", many("|") + "\n" + many("|-")))
    texts.append(("tabs", many("\t>\n")))
    texts.append(("one line of a megabyte", many("abcdefghij")))
    texts.append(("only newlines", many("\n")))
    texts.append(("only returns", many("\r")))
    texts.append(("zeroes", many("\0")))
    return texts
  }()

  @Test(arguments: texts)
  func hostileTextsAreRead(name: String, text: String) {
    let document = Document(text)
    _ = document.html()
    #expect(document.blocks.count <= 200_001)
  }

  @Test func nestingIsCutWithAnIssue() throws {
    let document = Document(HostileTextTests.many("> ", 5000) + "x\n\nbehind\n")
    #expect(document.issues.map(\.kind) == [.nestedTooDeeply])
    #expect(document.issues[0].range.start.line == 1)
    #expect(document.blocks.last?.inlines == [.text("behind")])
    var depth = 0
    var blocks = document.blocks
    while let first = blocks.first {
      depth += 1
      blocks = first.children
    }
    #expect(depth == Document.maximumDepth)
  }

  @Test func deepInlineMarkupIsCutWithAnIssue() {
    let text = String(repeating: "![", count: 500) + "a" + String(repeating: "](x)", count: 500)
    #expect(Document(text).issues.map(\.kind) == [.nestedTooDeeply])
    #expect(Document("*a **b** c*").issues.isEmpty)
  }

  @Test func tenMegabytesInOneLine() {
    let source = SourceText([UInt8](repeating: 0x61, count: 10 << 20))
    let document = Document(SourceLines(source))
    #expect(document.blocks.count == 1)
    #expect(document.blocks[0].range.end.offset == 10 << 20)
  }

  @Test(arguments: [
    ("| a | b |\n|---|---|\n| c | d |\n", true), ("a | b\n--- | ---\n", true),
    ("> | a |\n> |:-:|\n", true), ("- x\n\n  | a |\n  | - |\n", true), ("a | b\nc | d\n", false),
    ("a\n---\n", false), ("`a | b`\n\n---|---\n", false), ("```\n| a |\n|---|\n```\n", false),
  ])
  func pipeTablesAreFound(text: String, isTable: Bool) {
    #expect(Document(text).issues.contains { $0.kind == .pipeTable } == isTable)
  }

  @Test func plainTextIsWithoutMarkup() {
    let document = Document("a *b* `c` [d **e**](f)\ng\\\nh <i>j</i> ![k](l)\n")
    #expect(document.blocks[0].inlines.plainText == "a b c d e g h j k")
  }
}
