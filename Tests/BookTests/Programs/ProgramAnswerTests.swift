import Testing

@testable import Book

/// What a program may put on a page.
@Suite struct ProgramAnswerTests {
  private func read(_ content: String) -> Result<String, ProgramAnswer.Problem> {
    ProgramAnswer.read(#"{"statebook": 1, "content": "# + content + "}").map { answer in
      guard case .content(let markup) = answer else { return "errors" }
      return markup.html
    }
  }

  @Test func whatIsNotJSONIsToldWhere() {
    #expect(
      ProgramAnswer.read("hello").map { _ in "" }
        == .failure(
          .init(text: "it is not JSON: line 1, column 1: unexpected character")))
  }

  @Test func textIsEscapedAndElementsAreKept() {
    #expect(
      read(
        ##"["a < b", {"element": "p", "attributes": {"class": "x\"y", "colspan": 2}, "content": ["<i>"]}]"##
      )
        == .success(#"a &lt; b<p class="x&quot;y" colspan="2">&lt;i&gt;</p>"#))
    #expect(read("[]") == .success(""))
    #expect(
      read(
        #"[{"element": "svg", "attributes": {"viewBox": "0 0 1 1"}, "content": [{"element": "path", "attributes": {"d": "M0 0"}}]}]"#
      )
        == .success(#"<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>"#))
  }

  @Test(arguments: [
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta",
    "base", "img", "use", "image", "foreignObject", "SCRIPT", "p onclick", "", "h1", "main",
  ])
  func elementsThatRunOrLoadAreRefused(element: String) {
    #expect(
      read(#"[{"element": "\#(element)"}]"#)
        == .failure(.init(text: "the element `\(element)` is not allowed")))
  }

  @Test(arguments: [
    ("onclick", "x()"), ("style", "color:red"), ("src", "a.png"), ("srcdoc", "x"), ("action", "/"),
    ("href", "javascript:x()"), ("href", " javascript:x()"), ("href", "JaVaScRiPt:x()"),
    ("href", "java\\nscript:x()"), ("href", "data:text/html,x"), ("href", "//elsewhere.org"),
    ("href", "vbscript:x"), ("tabindex", "5"), ("data-", "x"), ("aria-la bel", "x"), ("a=b", "x"),
  ])
  func attributesThatRunOrLoadAreRefused(name: String, value: String) {
    #expect(
      read(#"[{"element": "a", "attributes": {"\#(name)": "\#(value)"}}]"#)
        == .failure(
          .init(text: "the attribute `\(name)` is not allowed, or not with this value")))
  }

  @Test(arguments: ["#a", "02-next.html#b", "https://example.org/?q=1", "mailto:a@example.org"])
  func linksLeadToPages(link: String) {
    #expect(
      read(#"[{"element": "a", "attributes": {"href": "\#(link)"}}]"#)
        == .success(#"<a href="\#(link)"></a>"#))
  }

  @Test(arguments: [
    ("", "it is empty"), ("[1]", #"it has no `"statebook": 1`"#),
    (#"{"statebook": 2, "content": []}"#, #"it has no `"statebook": 1`"#),
    (#"{"statebook": 1}"#, "it has neither `content` nor `errors`"),
    (#"{"statebook": 1, "errors": [{"line": 1}]}"#, "an error of it has no `message`"),
    (
      #"{"statebook": 1, "content": [1]}"#,
      "a piece of its content is neither a text nor an element"
    ),
    (
      #"{"statebook": 1, "content": [{"element": "p", "attributes": {"id": true}}]}"#,
      "the attribute `id` is neither a text nor a whole number"
    ),
  ])
  func whatCannotBeUsedSaysWhy(answer: String, problem: String) {
    guard case .failure(let found) = ProgramAnswer.read(answer) else {
      Issue.record("it was used")
      return
    }
    #expect(found.text == problem)
  }

  @Test func deepElementsAreRefused() {
    let deep = (0..<100).reduce("[]") { content, _ in
      #"[{"element": "div", "content": "# + content + "}]"
    }
    #expect(read(deep) == .failure(.init(text: "its elements are too deep in one another")))
  }
}
