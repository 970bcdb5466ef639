import Book
import Markdown
import Testing

@Suite struct StandardFenceTests {
  static let quizzes: [MistakeCase] = [
    MistakeCase("```quiz\nWhat?\n\n- [ ] a\n- [x] b\n\nBecause.\n```\n"),
    MistakeCase("```quiz\nWhat?\n\n1. [x] a\n2. [X] b\n3. [ ] c\n\nBecause.\n```\n"),
    MistakeCase("```quiz\nWhat?\n\n* [ ] a\n* [x] b\n\nBecause.\n```\n"),
    MistakeCase("```quiz\nWhat?\n\n- [ ] a\n* [x] b\n- [ ] c\n\nBecause.\n```\n"),
    MistakeCase(
      "```quiz\nWhat?\n\n⟦⟧- [ ] a\n* [x] b\n```\n", "the quiz has no explanation"),
    MistakeCase("```⟦quiz⟧\nWhat?\n```\n", "the quiz has no answers"),
    MistakeCase("```⟦quiz⟧\n```\n", "the quiz has no answers"),
    MistakeCase(
      "```⟦quiz id=q⟧\n- [x] a\n- [ ] b\n\nBecause.\n```\n", "the quiz has no question"),
    MistakeCase(
      "```quiz\nWhat?\n\n⟦⟧- [ ] a\n- [ ] b\n\nBecause.\n```\n", "no answer of the quiz is right"),
    MistakeCase(
      "```quiz\nWhat?\n\n⟦⟧- [x] a\n\nBecause.\n```\n", "the quiz has only one answer"),
    MistakeCase("```quiz\nWhat?\n\n⟦⟧- [x] a\n- [ ] b\n```\n", "the quiz has no explanation"),
    MistakeCase(
      "```quiz\nWhat?\n\n- [x] a\n⟦⟧- b\n⟦⟧- [y] c\n⟦⟧- [x](https://d) d\n⟦⟧-\n\nB.\n```\n",
      "this answer is not marked as right or wrong",
      "this answer is not marked as right or wrong",
      "this answer is not marked as right or wrong",
      "this answer is not marked as right or wrong"),
    MistakeCase(
      "```quiz\nWhat?\n\n- [x] a\n⟦⟧- [ ] \n⟦⟧- [x]\n\nBecause.\n```\n",
      "this answer is empty", "this answer is empty"),
    MistakeCase(
      "````quiz\nWhat?\n\n- [x] a\n⟦⟧- [ ] b\n\n  ```text\n  c\n  ```\n\nBecause.\n````\n",
      "an answer is more than one paragraph"),
    MistakeCase(
      "- item\n\n  ```quiz\n  What?\n\n  ⟦⟧- [x] a\n  - [ ] b\n  ```\n",
      "the quiz has no explanation"),
    MistakeCase(
      "```console id=one\n$ x\n```\n```quiz id=⟦one⟧\nWhat?\n\n- [x] a\n- [ ] b\n\nB.\n```\n",
      "the id `one` is taken"),
    MistakeCase(
      "```quiz ⟦title=x⟧\nWhat?\n\n- [x] a\n- [ ] b\n\nB.\n```\n",
      "unknown attribute `title` of a `quiz` fence"),
  ]

  @Test(arguments: quizzes)
  func aQuizHasAQuestionAnswersAndAnExplanation(example: MistakeCase) { example.check() }

  private static let run = "```console id=a\n$ x\n```\n\n"
  static let kinds: [MistakeCase] = [
    MistakeCase(run + "```figure of=a kinds=pod,network\n```\n"),
    MistakeCase(run + "```figure of=a kinds=\"load balancer, claim\"\n```\n"),
    MistakeCase(run + "```figure of=a kinds=⟦Podd⟧\n```\n", "pictures have no kind `Podd`"),
    MistakeCase(run + "```figure of=a kinds=⟦Pod⟧\n```\n", "pictures have no kind `Pod`"),
    MistakeCase(
      run + "```figure of=a kinds=⟦elephant,pod⟧\n```\n",
      "no kind of things in pictures is called `elephant`"),
  ]

  @Test(arguments: kinds)
  func theKindsOfAFigureAreKnown(example: MistakeCase) { example.check() }

  @Test func aKindThatIsNotKnownIsOfferedTheOthers() {
    let text = StandardFenceTests.run + "```figure of=a kinds="
    let (_, near) = MarkedText.read(text + "Podd\n```\n")
    #expect(near.map(\.severity) == [.error])
    #expect(near.first?.suggestion?.hasPrefix("did you mean `pod`? the kinds are `host`,") == true)
    // A plugin may have it.
    let (_, far) = MarkedText.read(text + "elephant\n```\n")
    #expect(far.map(\.severity) == [.warning])
    #expect(far.first?.suggestion?.hasPrefix("the kinds are `host`, `node`,") == true)
  }

  static let tables: [MistakeCase] = [
    MistakeCase("```table\n| a | b |\n|---|:-:|\n| c | d |\n```\n"),
    MistakeCase("```table caption=\"x\"\na|b\n-|-\nc|d\n\n e | f \n```\n"),
    MistakeCase("```table\n| a \\| b |\n|---|\n| `c \\| d` |\n```\n"),
    MistakeCase("```⟦table⟧\n```\n", "the table is empty"),
    MistakeCase(
      "```table\n⟦| a | b |⟧\n```\n", "the table has no row of dashes below its heads"),
    MistakeCase(
      "```table\n| a | b |\n  ⟦| c | d |⟧\n```\n", "the table has no row of dashes below its heads"),
    MistakeCase(
      "```table\n| a | b |\n⟦|---| |⟧\n| c | d |\n```\n",
      "the table has no row of dashes below its heads"),
    MistakeCase(
      "```table\n| a | b |\n⟦|---|⟧\n| c | d |\n```\n",
      "the row of dashes has 1 cell, the head has 2 cells"),
    MistakeCase(
      "```table\n| a | b |\n|---|---|\n⟦| c |⟧\n| c | d |\n⟦| c | d | |⟧\n```\n",
      "this row has 1 cell, the head has 2 cells", "this row has 3 cells, the head has 2 cells"),
    MistakeCase("```table\n| a |\n⟦|---|⟧\n```\n", "the table has no rows below its head"),
    MistakeCase(
      "```table\n⟦| | |⟧\n|---|---|\n| c | d |\n```\n", "no column of the table has a head"),
    MistakeCase(
      "```table ⟦capton=x⟧\n| a |\n|---|\n| b |\n```\n",
      "unknown attribute `capton` of a `table` fence"),
  ]

  @Test(arguments: tables)
  func theRowsOfATableAreOfOneLength(example: MistakeCase) { example.check() }

  static let glossaries: [MistakeCase] = [
    MistakeCase("```glossary\nclaim: A wish for storage.\n\n`a:v1`: An image.\n```\n"),
    MistakeCase("```⟦glossary⟧\n\n```\n", "the glossary is empty"),
    MistakeCase(
      "```glossary\nclaim: A wish.\n⟦  for storage.⟧\n⟦a:b⟧\n```\n",
      "this line of a glossary has no colon", "this line of a glossary has no colon"),
    MistakeCase("```glossary\n⟦: A wish.⟧\n```\n", "nothing stands before the colon"),
    MistakeCase("```glossary\n⟦claim:⟧\n```\n", "the term `claim` has no definition"),
    MistakeCase(
      "```glossary\nclaim: A wish.\npod: A group.\n⟦*Claim*: Another.⟧\n```\n",
      "the term `Claim` is defined twice"),
    MistakeCase(
      "```glossary\nclaim: A wish.\n```\n\n```glossary\n⟦claim: Another.⟧\n```\n",
      "the address `#claim` is taken"),
    MistakeCase(
      "## Claim\n\n```glossary\n⟦claim: A wish.⟧\n```\n", "the address `#claim` is taken"),
    MistakeCase(
      "```glossary\n⟦claim: A wish.⟧\n```\n\n```console id=claim\n$ x\n```\n",
      "the address `#claim` is taken"),
  ]

  @Test(arguments: glossaries)
  func aLineOfAGlossaryIsATermAndItsDefinition(example: MistakeCase) { example.check() }

  @Test func theOtherPlaceOfATermIsShown() {
    let (_, diagnostics) = MarkedText.read("```glossary\nclaim: A.\nclaim: B.\n```\n")
    #expect(diagnostics.first?.notes.first?.line == 5)
    #expect(diagnostics.first?.suggestion == "make one line of the two")
  }

  @Test func linksInCellsAndDefinitionsHaveTheirPlaces() throws {
    let text = MarkedText(
      MarkedText.head
        + "```table\n| a | b |\n|---|---|\n| x | y ⟦⟧[c](one.md) |\n```\n\n"
        + "```glossary\nclaim: See ⟦⟧[d](two.md#e).\n```\n")
    let (chapter, _) = MarkedText.read(chapter: text.text)
    let links = chapter.blocks.flatMap { block -> [Link] in
      if case .plugin(let fence) = block { fence.links } else { [] }
    }
    #expect(links.map(\.destination) == ["one.md", "two.md#e"])
    #expect(links.map(\.position.offset) == text.ranges.map(\.lowerBound))
    #expect(links.map(\.position.line) == [7, 11])
  }

  @Test func aPluginReadsItsFenceWithTheWholeChapterAround() throws {
    var registry = FenceRegistry.standard
    try registry.add(
      FencePlugin(word: "count", summary: "Counts.") { fence, chapter in
        var reading = FenceReading()
        reading.anchors = [FenceAnchor(id: "counted", range: fence.code.range)]
        reading.diagnostics = [
          Diagnostic(
            file: chapter.file, range: chapter.source.range(fence.lines[0].offsets),
            "\(chapter.scenarios.count) scenarios are not \(fence.lines[0].text)")
        ]
        return reading
      })
    let text = MarkedText.head + "```count\ntwo\n```\n\n```console\n$ x\n```\n"
    let (chapter, diagnostics) = ChapterReader(fences: registry).read(
      Array(text.utf8), file: "a.md")
    #expect(diagnostics.map(\.summary) == ["1 scenarios are not two"])
    #expect(diagnostics[0].line == 5 && diagnostics[0].column == 1)
    guard case .plugin(let fence)? = chapter.blocks.first else {
      Issue.record("no fence")
      return
    }
    #expect(fence.anchors.map(\.id) == ["counted"])
  }
}
