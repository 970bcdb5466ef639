import Markdown
import Testing

@Suite struct CodeBlockTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var isClosed: [Bool]
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ isClosed: Bool...) {
      self.text = text
      self.isClosed = isClosed
    }
  }

  @Test(arguments: [
    Case("```a\nx\n```\n", true), Case("```a\nx\n```", true), Case("```a\n```", true),
    Case("```a\nx\n", false), Case("```a\nx", false), Case("```a", false), Case("```\n", false),
    Case("````\n```\n", false), Case("~~~\n```\n~~~~\n", true), Case("```\n~~~\n", false),
    Case("```\nx\n``` y\n", false), Case("   ```\n   x\n  ```\n", true),
    Case("```\nx\n    ```\n", false),
    Case("- ```a\n  x\n  ```\n- ```b\n  y\n\ntext\n", true, false),
    Case("- ```a\n  x\n```\n", false, false), Case("- ```a\n\n  x\n\n\n- b\n", false),
    Case("> ```a\n> x\n> ```\n", true), Case("> ```a\n> x\n```\n", false, false),
    Case("> ```a\n> x\n\ny\n", false), Case("> ```a\n> x\nplain\n", false),
    Case("> - ```a\n>   x\n>   ```\n", true), Case("> - ```a\n>   x\n> ```\n", false, false),
    Case("```a\r\nx\r\n```\r\n", true), Case("```a\rx\r```\r", true),
    Case("- ```a\n  x\n  ```\n\n  ```b\n  ```\n", true, true),
  ])
  func unclosedFencesAreFound(example: Case) {
    let document = Document(example.text)
    #expect(document.codeBlocks.map { $0.fence?.isClosed } == example.isClosed)
    #expect(document.issues.count == example.isClosed.count { !$0 })
  }

  @Test(arguments: [
    "```t\n@a\n@\n@  b\n```\n", "  ```t\n  @a\n@\n   @ b\n  ```\n",
    "- ```t\n  @a\n@\n  @\tb\n  ```\n",
    "> ```t\n> @a\n>@\n> @ b\n> ```\n", "1. x\n\n   ~~~t\n   @a\n@\n   @b\n   ~~~\n",
    "> > ```t\r\n> > @a\r\n> >@\r\n>>@b\r\n> > ```\r\n",
  ])
  func contentLinesAreFoundInTheSource(marked: String) throws {
    var offsets: [Int] = []
    for (index, byte) in marked.utf8.enumerated() where byte == UInt8(ascii: "@") {
      offsets.append(index - offsets.count)
    }
    let text = String(decoding: marked.utf8.filter { $0 != UInt8(ascii: "@") }, as: UTF8.self)
    let code = try #require(Document(text).codeBlocks.first)
    #expect(code.fence?.info == "t")
    #expect(code.contentStarts.count == 3)
    // An indentation that only a blank line has may count as content or not.
    #expect(code.contentStarts[0] == offsets[0])
    let source = SourceText(text)
    for (index, line) in code.text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast().enumerated()
    {
      let end = source.contentOffsets(ofLine: code.firstContentLine + index).upperBound
      #expect(source.text(in: code.contentStarts[index]..<end) == line)
    }
  }

  @Test func aTabCutByAnIndentationKeepsItsPlace() throws {
    let code = try #require(Document("- a\n\n  ```\n\tx\n  ```\n").codeBlocks.first)
    #expect(code.text == "  x\n")
    #expect(code.contentStarts == [12])
  }

  @Test func indentedBlocksAreNoFences() {
    for text in ["    ```\n    x\n", "    ```", "    ```\n\n\nx\n", "- a\n\n      ```console\n"] {
      #expect(Document(text).codeBlocks.map { $0.fence == nil } == [true], "\(text)")
    }
    #expect(Document("```a\n```a\n```\n").codeBlocks.map { $0.fence?.isClosed } == [true])
  }

  @Test func infoStringsAreKeptAsWritten() throws {
    let fence = try #require(Document("- ~~~  a b=\"c&amp;\"  \n").codeBlocks.first?.fence)
    #expect(fence.info == "a b=\"c&amp;\"")
    #expect(fence.infoRange.start.column == 8)
    #expect(fence.length == 3)
    #expect(fence.character == UInt8(ascii: "~"))
  }

  @Test func markdownInsideAFenceKeepsItsPlaces() throws {
    let outer = Document("> ````note\n> a [l](x)\n>\n> ```sh\n> y\n> ```\n> ````\n")
    let note = try #require(outer.codeBlocks.first)
    let inner = Document(note.lines(in: outer.source))
    #expect(inner.links.map(\.position) == [SourcePosition(line: 2, column: 5, offset: 15)])
    #expect(inner.codeBlocks.map(\.range.start.line) == [4])
    #expect(inner.codeBlocks.map(\.range.start.column) == [3])
    #expect(inner.codeBlocks.map { $0.fence?.isClosed } == [true])
    #expect(inner.codeBlocks.map(\.firstContentLine) == [5])
    #expect(inner.codeBlocks.map(\.contentStarts) == [[34]])
  }

  @Test func allShortTextsAreReadConsistently() {
    // Every text of up to six pieces: the places must lie inside the text and agree with it.
    let pieces = ["```", "\n", "> ", "- ", "x", "  "]
    for length in 0...5 {
      var count = 1
      for _ in 0..<length { count *= pieces.count }
      for number in 0..<count {
        var text = ""
        var rest = number
        for _ in 0..<length {
          text += pieces[rest % pieces.count]
          rest /= pieces.count
        }
        let document = Document(text)
        for code in document.codeBlocks {
          let lines = code.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
          guard code.contentStarts.count == lines.count else {
            Issue.record("content of \(text.debugDescription)")
            continue
          }
          for (index, line) in lines.enumerated() {
            let range = document.source.contentOffsets(ofLine: code.firstContentLine + index)
            let found = document.source.text(
              in: code.contentStarts[index]..<max(range.upperBound, code.contentStarts[index]))
            if found != line { Issue.record("line \(index) of \(text.debugDescription)") }
          }
        }
      }
    }
  }
}
