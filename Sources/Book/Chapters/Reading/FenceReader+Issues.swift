import Markdown

extension FenceReader {
  mutating func report(_ issue: MarkdownIssue) {
    switch issue.kind {
    case .unclosedFence:
      mistakes.error(
        issue.range, "nothing closes the fence",
        cause: "Markdown ends it silently with the list item, quote or text around it",
        help: "write the closing fence on a line of its own, indented like the opening one")
    case .nestedTooDeeply:
      mistakes.error(
        issue.range, "the text is nested more than \(Document.maximumDepth) deep",
        help: "what is inside is left out; write it flatter")
    case .pipeTable:
      mistakes.error(
        issue.range, "a table between pipes is not shown as a table",
        cause: "CommonMark has no tables", help: "use a `table` fence")
    }
  }

  /// An indented block that begins like a fence is nobody's intention.
  mutating func checkIndented(_ code: CodeBlock) {
    guard code.text.hasPrefix("```") || code.text.hasPrefix("~~~") else { return }
    mistakes.error(
      SourceRange(code.range.start, code.range.start),
      "this fence is indented too far to be one",
      cause: "four spaces more than the text around make it an indented listing",
      help: "indent the fence by at most three spaces")
  }
}
