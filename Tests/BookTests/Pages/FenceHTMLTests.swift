import Foundation
import Scenes
import Testing

@testable import Book

@Suite struct FenceHTMLTests {
  @Test func aQuizIsWholeWithoutTheScript() {
    let article = SampleBook(
      """
      ````quiz id=guess
      What does `kubectl` *say*?

      - [ ] Nothing
        at all
      - [x] `pod/web-0`

      ```text
      web-0
      ```

      Because of its name.
      ````

      """
    ).article()
    #expect(
      article == """
        <section class="quiz" id="guess" data-check="Check" \
        data-yes="Right." data-no="Not quite." data-choose="Choose an answer first." \
        data-missed="not chosen, but right">\
        <p class="quiz-title" id="guess-title">What will happen?</p>\
        <div class="question" id="guess-question"><p>What does <code>kubectl</code> \
        <em>say</em>?</p>
        </div><div role="radiogroup" aria-labelledby="guess-question"><ol class="answers">\
        <li class="answer"><label for="guess-A"><input type="radio" name="guess" id="guess-A" \
        value="A"> <span class="answer-text"><span class="answer-letter">A</span> Nothing at all\
        </span></label></li>\
        <li class="answer" data-right=""><label for="guess-B"><input type="radio" name="guess" \
        id="guess-B" value="B"> <span class="answer-text"><span class="answer-letter">B</span> \
        <code>pod/web-0</code></span></label></li></ol></div>\
        <details class="solution"><summary>Show the answer</summary><p class="right-answers">\
        <strong>The right answer:</strong> <span class="answer-letter">B</span> \
        <code>pod/web-0</code></p><pre tabindex="0"><code class="language-text">web-0
        </code></pre>
        <p>Because of its name.</p>
        </details></section>

        """)
  }

  @Test func aQuizWithSeveralRightAnswersTakesSeveral() {
    let page = SampleBook(
      "```quiz\nWhich?\n\n- [x] a\n- [x] b\n- [ ] c\n\nBecause.\n```\n"
    ).page()
    #expect(page.count(of: "<input type=\"checkbox\" name=\"quiz-1\"") == 3)
    #expect(page.contains("<strong>The right answers:</strong>"))
    #expect(page.contains("<div role=\"group\" aria-labelledby=\"quiz-1-question\">"))
    #expect(
      page.contains("<p>Which?</p>\n<p class=\"quiz-several\">Choose all that are right.</p>"))
  }

  @Test(arguments: [
    ("What prints it?", "- [x] a\n- [ ] b", "What will happen?"),
    ("Which is it?", "- [x] a\n- [ ] b", "Before you read on"),
    ("A shop is full. Which of these\nhelps?", "- [x] a\n- [ ] b", "Before you read on"),
    ("What prints it?", "- [x] a\n- [x] b", "Before you read on"),
  ])
  func aQuizThatIsNoPredictionHasAnotherTitle(
    question: String, answers: String, title: String
  ) {
    let page = SampleBook("```quiz\n\(question)\n\n\(answers)\n\nBecause.\n```\n").page()
    #expect(page.contains("id=\"quiz-1-title\">\(title)</p>"))
    #expect(page.contains("Choose all") == (answers == "- [x] a\n- [x] b"))
  }

  @Test func aTableHasItsCaptionHeadsAndAlignments() {
    let article = SampleBook(
      """
      ```table caption="What *sticks*"
      | Kind | Name | Count |
      |:-----|:----:|------:|
      | # pod | `a \\| b` | 1. |
      |  | <b> | [x](https://example.org) |
      ```

      """
    ).article()
    #expect(
      article == """
        <div class="table-scroll" id="table-1" role="group" aria-labelledby="table-1-caption" \
        tabindex="0"><table><caption id="table-1-caption">What <em>sticks</em></caption>\
        <thead><tr><th scope="col">Kind</th><th scope="col" class="align-center">Name</th>\
        <th scope="col" class="align-end">Count</th></tr></thead>\
        <tbody><tr><td># pod</td><td class="align-center"><code>a | b</code></td>\
        <td class="align-end">1.</td></tr>\
        <tr><td></td><td class="align-center">&lt;b&gt;</td>\
        <td class="align-end"><a href="https://example.org">x</a></td></tr></tbody></table></div>

        """)
  }

  @Test func aTermIsAnAnchorThatLinksShowTheMeaningOf() {
    let book = SampleBook([
      "en/01-a.md": """
      See a [claim](91-glossary.md#claim "old") and [the rest](91-glossary.md).

      ```table
      | a |
      |---|
      | [claim](91-glossary.md#claim) |
      ```
      """,
      "en/91-glossary.md": """
      ```glossary
      claim: A *wish* for "storage".
      pod: What has a [claim](#claim).
      ```
      """,
    ])
    #expect(book.contents.diagnostics.isEmpty)
    let page = book.page("en/a.html")
    let link =
      "<a class=\"term\" href=\"glossary.html#claim\" title=\"A wish for &quot;storage&quot;.\">"
    #expect(page.contains("See a \(link)claim</a> and <a href=\"glossary.html\">the rest</a>."))
    #expect(page.contains("<td>\(link)claim</a></td>"))
    let glossary = book.page("en/glossary.html")
    #expect(
      glossary.contains(
        "<div class=\"entry\" id=\"claim\"><dt><dfn>claim</dfn> "
          + "<a class=\"permalink\" href=\"#claim\" aria-label=\"Link to this section: claim\">#</a>"
          + "</dt><dd>A <em>wish</em> for \"storage\".</dd></div>"))
    #expect(glossary.contains("<dd>What has a <a href=\"#claim\">claim</a>.</dd>"))
  }

  @Test func linksToTermsThatAreNotThereAreMistakes() {
    let contents = SampleBook([
      "en/01-a.md": "[x](91-glossary.md#clam)\n",
      "en/91-glossary.md": "```glossary\nclaim: A wish. [y](nowhere.md)\n```\n",
    ]).contents
    let links = BookLinks(chapters: contents.chapters, hasFile: { _ in false })
    #expect(
      links.diagnostics.map(\.summary).sorted() == [
        "chapters/en/91-glossary.md has no place `#clam`", "no such chapter or file: nowhere.md",
      ])
    #expect(links.diagnostics.contains { $0.suggestion == "did you mean `#claim`?" })
  }

  @Test func unsafeLinksInCellsLoseTheirTarget() {
    let page = SampleBook("```table\n| a |\n|---|\n| [x](javascript:alert) |\n```\n").page()
    #expect(page.contains("<td>x</td>"))
  }
}
