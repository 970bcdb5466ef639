import Markdown

extension Diagnostic {
  /// What there is to say of raw HTML, which no page shows; nil when nothing is missing without it.
  ///
  /// It is an error where readers would miss something to read or see, and a warning where only the
  /// look of a text is lost: see ``RawHTML/Loss``.
  init?(_ html: RawHTML, file: String, range: SourceRange) {
    let line = html.text.prefix { $0 != "\n" }
    let shown = line.count > 60 || line.count < html.text.count ? line.prefix(60) + "…" : line
    switch html.loss {
    case .nothing: return nil
    case .markup:
      self.init(
        .warning, file: file, range: range, "raw HTML is left out of the page: `\(shown)`",
        explanation: "the text is shown as if the tag were not there",
        suggestion: Diagnostic.markdown(for: html.element)
          ?? "leave it out; to show the tag itself write `\\\(shown)`")
    case .content:
      self.init(
        file: file, range: range, "raw HTML is left out of the page: `\(shown)`",
        explanation: "Markdown takes it for a tag, so readers would not see it",
        suggestion: html.element == "img"
          ? "write `![what it shows](file.svg)`"
          : "write `\\\(shown)`, or put it in backticks")
    }
  }

  /// How the same is said in Markdown.
  private static func markdown(for element: String) -> String? {
    switch element {
    case "b", "strong": "write `**text**`"
    case "i", "em", "cite", "dfn": "write `*text*`"
    case "code", "kbd", "samp", "tt", "var": "put the text in backticks"
    case "a": "write a link as `[text](address)`"
    case "br": "end the line with a backslash"
    case "hr": "write `---` on a line of its own, between blank lines"
    default: nil
    }
  }
}

extension FenceReading {
  /// Takes what is said of a line that the plugin reads by itself: its links and its raw HTML.
  mutating func take(_ line: MarkdownLine, in chapter: Chapter) {
    links += line.links
    diagnostics += line.issues.compactMap { issue in
      guard case .inlineHTML(let html) = issue.kind else { return nil }
      return Diagnostic(html, file: chapter.file, range: issue.range)
    }
  }
}
