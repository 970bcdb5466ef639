import Markdown
import Testing

@Suite struct PositionTests {
  @Test(arguments: ["\n", "\r\n", "\r"])
  func linesEndAsCommonMarkSays(ending: String) {
    let source = SourceText(["a", "", "bc"].joined(separator: ending) + ending)
    #expect(source.lineCount == 3)
    #expect(source.line(1) == "a")
    #expect(source.line(2) == "")
    #expect(source.line(3) == "bc")
    #expect(source.position(at: source.lineStarts[2] + 1).column == 2)
  }

  @Test func aByteOrderMarkBelongsToNoLine() {
    let source = SourceText([0xEF, 0xBB, 0xBF] + Array("# a\n".utf8))
    let document = Document(SourceLines(source))
    #expect(document.headings.map(\.text) == ["a"])
    #expect(document.headings[0].range.start == SourcePosition(line: 1, column: 1, offset: 3))
    #expect(source.text == "# a\n")
  }

  @Test func anEmptyTextHasOneEmptyLine() {
    #expect(SourceText("").lineCount == 1)
    #expect(SourceText("").line(1) == "")
    #expect(SourceText("").line(2) == "")
    #expect(Document("").blocks.isEmpty)
  }

  @Test func flawsAreRepairedAndLocated() {
    let source = SourceText([0x61, 0x00, 0x62, 0xFF, 0xC3, 0x28])
    #expect(source.text == "a\u{FFFD}b\u{FFFD}\u{FFFD}(")
    #expect(source.flaws.map(\.offset) == [1, 3, 4])
    #expect(source.flaws.map(\.repairedOffset) == [1, 5, 8])
    #expect(source.flaws[1].kind == .invalidUTF8(byte: 0xFF))
  }

  @Test(
    arguments: [
      [0xED, 0xA0, 0x80],  // a surrogate
      [0xC0, 0xAF],  // an overlong slash
      [0xF4, 0x90, 0x80, 0x80],  // beyond Unicode
      [0xE2, 0x82],  // cut short
    ] as [[UInt8]])
  func invalidSequencesAreFlaws(bytes: [UInt8]) {
    let source = SourceText(bytes + [0x61])
    #expect(!source.flaws.isEmpty)
    #expect(source.text.hasSuffix("a"))
  }

  @Test func flawsAreCountedOnlySoFar() {
    let source = SourceText([UInt8](repeating: 0, count: 1000))
    #expect(source.flaws.count == SourceText.maximumFlaws)
    #expect(source.bytes.count == 3000)
  }

  @Test func blocksKnowWhereTheyStand() throws {
    let document = Document("one\n\n> two\n> - three\n")
    #expect(document.blocks.map(\.range.start.line) == [1, 3])
    let list = try #require(document.blocks[1].children.last)
    #expect(list.kind == .list(start: nil, isTight: true))
    #expect(list.range.start == SourcePosition(line: 4, column: 3, offset: 13))
  }

  @Test(arguments: [
    "a ⟦[l](x)", "a\nb ⟦[l](x)", "⟦[e\nf](x)", "> ⟦[e\n> f](x)", "- a ⟦![i](x)", "⟦<http:y>",
    "*a* ⟦[**b**](x)",
  ])
  func linksKnowWhereTheyStart(marked: String) {
    let offset =
      marked.utf8.count
      - marked.split(separator: "⟦", omittingEmptySubsequences: false)[
        1
      ].utf8.count - 3
    let document = Document(marked.replacing("⟦", with: ""))
    #expect(document.links.map(\.position.offset) == [offset])
  }
}
