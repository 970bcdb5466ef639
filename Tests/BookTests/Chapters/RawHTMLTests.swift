import Book
import Testing

/// Raw HTML is left out of every page, and whoever writes some is told what is lost.
@Suite struct RawHTMLTests {
  private static func lost(_ tag: String) -> String {
    "raw HTML is left out of the page: `\(tag)`"
  }

  static let inline: [MistakeCase] = [
    MistakeCase("with ⟦<your-name>⟧ in it\n", lost("<your-name>")),
    MistakeCase("a ⟦<label>⟧ that nothing closes\n", lost("<label>")),
    MistakeCase("⟦<b>⟧x</b> and ⟦<KBD>⟧y</kbd>\n", lost("<b>"), lost("<KBD>")),
    MistakeCase("⟦<your-name>⟧x</your-name>\n", lost("<your-name>")),
    MistakeCase("x⟦<br>⟧y <!-- a remark -->\n", lost("<br>")),
    MistakeCase("an ⟦<img src=\"a.png\">⟧\n", lost("<img src=\"a.png\">")),
    MistakeCase("`<name>` and \\<name> and <https://example.org/>\n"),
    MistakeCase("- some text\n  and `<a-b>` and ⟦<a-b>⟧\n", lost("<a-b>")),
    MistakeCase("> a\n> ⟦<a-b>⟧ ⟦<a-b>⟧\n", lost("<a-b>"), lost("<a-b>")),
    MistakeCase("## A ⟦<name>⟧\n", lost("<name>")),
    MistakeCase("```note\nSee ⟦<name>⟧.\n```\n", lost("<name>")),
    MistakeCase("```table\n| a | b |\n|---|---|\n| c | d ⟦<name>⟧ |\n```\n", lost("<name>")),
    MistakeCase("```glossary\na: b ⟦<name>⟧\n```\n", lost("<name>")),
  ]

  @Test(arguments: inline)
  func inlineHTMLIsReportedAtItsPlace(example: MistakeCase) { example.check() }

  /// Where a reader would miss something the book is not built.
  @Test(arguments: [
    ("a <your-name>", true), ("a <label>", true), ("<img src=\"a\"> x", true),
    ("a <?php x ?>", true),
    ("a <b>x</b>", false), ("a <br/> b", false), ("a <a href=\"b\">x</a>", false),
    ("<your-name>", true), ("<div>x</div>", true), ("<div>\n\nx\n\n</div>", false),
    ("<!-- a --> x", true), ("<details>\n<summary>x</summary>", true), ("<p align=\"a>b\">", false),
  ])
  func htmlIsAnErrorWhereSomethingIsLost(text: String, isLost: Bool) {
    let (_, diagnostics) = MarkedText.read(text + "\n")
    #expect(diagnostics.first?.severity == (isLost ? .error : .warning))
    #expect(diagnostics.allSatisfy { $0.summary.hasPrefix("raw HTML is left out of the page") })
    #expect(diagnostics.allSatisfy { $0.suggestion != nil })
  }

  @Test(arguments: [
    ("a <your-name>", "write `\\<your-name>`, or put it in backticks"),
    ("a <b>x</b>", "write `**text**`"), ("a <kbd>x</kbd>", "put the text in backticks"),
    ("a <u>x</u>", "leave it out; to show the tag itself write `\\<u>`"),
  ])
  func whatToWriteInPlaceOfHTMLIsTold(text: String, help: String) {
    let (_, diagnostics) = MarkedText.read(text + "\n")
    #expect(diagnostics.map(\.suggestion) == [help])
  }

  @Test func aCommentThatNothingClosesIsReported() {
    MistakeCase("⟦⟧<!-- draft\n\n```console\n$ x\n```\n", "nothing closes the comment").check()
    MistakeCase("<!-- draft\n\n```console\n$ x\n```\n-->\n").check()
  }

  @Test func footnotesAreReported() {
    MistakeCase(
      "a\n\n⟦[^1]:⟧ A note of some words.\n", "there are no footnotes here"
    ).check()
    let (chapter, _) = MarkedText.read("A[^1].\n\n[^1]: note\n")
    let links = BookLinks(chapters: [chapter], hasFile: { _ in false })
    #expect(links.diagnostics.map(\.summary) == ["there are no footnotes here"])
    #expect(links.diagnostics.map(\.column) == [2])
  }
}
