import Book
import Testing

/// Text that is struck through elsewhere.
@Suite struct StrikethroughTests {
  @Test(arguments: [
    "It is ⟦~~old~~⟧ new.\n",
    "## A ⟦~~title~~⟧\n",
    "- one\n- ⟦~~*two* and\n  three~~⟧\n",
    "`~~` and ⟦~~old~~⟧, ⟦~~older~~⟧\n",
    "~~ no ⟦~~yes~~⟧\n",
    "```note\n⟦~~old~~⟧\n```\n",
    "```table\na|b\n-|-\nc|⟦~~d~~⟧\n```\n",
  ])
  func textBetweenTildesIsFoundAtItsPlace(example: String) throws {
    let marked = MarkedText(MarkedText.head + example)
    let (chapter, mistakes) = MarkedText.read(chapter: marked.text)
    #expect(mistakes.isEmpty)
    let found = StrikethroughCheck.doubts(about: chapter)
    #expect(
      found.map { [$0.line, $0.column, $0.endLine, $0.endColumn] }
        == marked.ranges.map { offsets in
          let range = chapter.source.range(offsets)
          return [range.start.line, range.start.column, range.end.line, range.end.column]
        })
    for diagnostic in found {
      #expect(diagnostic.severity == .warning)
      #expect(diagnostic.summary == "this text is not struck through")
      #expect(diagnostic.explanation?.contains("CommonMark") == true)
      #expect(diagnostic.suggestion?.contains("say in words") == true)
    }
  }

  @Test(arguments: [
    "`~~code~~`\n", "\\~~shown\\~~\n", "~~one end\n", "~~ apart ~~\n", "a ~ b ~ c\n",
    "    ~~listing~~\n", "[a](http://b.example/~~c~~)\n", "~~~text\n~~a~~\n~~~\n",
    "a ~~~b~~~ c\n",
  ])
  func whatIsShownAsItIsMeantIsNotFound(text: String) {
    let (chapter, mistakes) = MarkedText.read(text)
    #expect(mistakes.isEmpty)
    #expect(StrikethroughCheck.doubts(about: chapter).isEmpty)
  }
}
