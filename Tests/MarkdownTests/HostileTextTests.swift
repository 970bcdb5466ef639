import Markdown
import Testing

/// Texts that someone writes to make a reader fall over: each is read in bounded time, without
/// overflowing the stack.
@Suite struct HostileTextTests {
  static func many(_ text: String, _ count: Int = 100_000) -> String {
    String(repeating: text, count: count)
  }

  /// A text that is shown by its name alone.
  struct Hostile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
  }

  static let texts: [Hostile] = {
    var texts: [Hostile] = []
    func add(_ name: String, _ text: String) {
      texts.append(Hostile(testDescription: name, text: text))
    }
    add("nested quotes", many(">") + " x")
    add("nested lists", many("- ", 20_000) + "x")
    add("nested emphasis", many("*a ") + many(" a*"))
    add("nested links", many("[") + many("](x)"))
    add("nested images", many("![", 20_000) + "a" + many("](x)", 20_000))
    add("strong runs", many("*", 200_000) + "a" + many("*", 200_000))
    add("backtick runs", many("`a``b```c ", 20_000))
    add("open fences", many("```\n", 100_001))
    add("quoted fences", many("> ```\n", 50_000))
    add("entities", many("&#0;&amp;&x;"))
    add("headings", many("# a\n", 20_000))
    add("setext", many("a\n", 50_000) + "===")
    add("raw HTML", many("<a ") + "\n" + many("<!--"))
    add("references", many("[a]: /b\n", 20_000))
    add("pipes", many("|") + "\n" + many("|-"))
    add("tabs", many("\t>\n"))
    add("one line of a megabyte", many("abcdefghij"))
    add("only newlines", many("\n"))
    add("only returns", many("\r"))
    add("zeroes", many("\0"))
    return texts
  }()

  @Test(arguments: texts)
  func hostileTextsAreRead(hostile: Hostile) {
    let document = Document(hostile.text)
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
