import Markdown

/// Writes diagnostics as a compiler does: the place and the summary first, then the line with the
/// mistake marked, the cause and what to do.
///
///     chapters/en/05-name.md:14:12: error: unknown attribute `sesion` of a `console` fence
///        |
///     14 | ```console sesion=a
///        |            ^~~~~~~~
///        = help: did you mean `session`?
///
/// Control characters of the source are shown as U+FFFD, so that no chapter can steer a terminal.
public struct DiagnosticRenderer: Sendable {
  private let sources: [String: SourceText]
  private let isColoured: Bool

  /// The widest piece of a line that is shown, in characters.
  static let maximumWidth = 160
  /// Where a summary or an explanation is cut that quotes more than a person can read.
  static let maximumText = 400

  /// A renderer that shows lines of the given files, by their names as diagnostics have them.
  public init(sources: [String: SourceText], isColoured: Bool = false) {
    self.sources = sources
    self.isColoured = isColoured
  }

  /// All diagnostics in the order of reporting, a blank line between two.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.inReportingOrder.map { text($0) }.joined(separator: "\n")
  }

  /// One diagnostic; every line ends with a line feed.
  public func text(_ diagnostic: Diagnostic) -> String {
    let severity = diagnostic.severity.rawValue
    let colour: Colour = diagnostic.severity == .error ? .red : .yellow
    var text = place(diagnostic.file, diagnostic.line, diagnostic.column)
    text += paint("\(severity):", colour) + " " + paint(shown(diagnostic.summary), .bold) + "\n"
    let gutter = String(repeating: " ", count: String(diagnostic.line).count)
    if diagnostic.line > 0, let source = sources[diagnostic.file],
      diagnostic.line <= source.lineCount
    {
      text += excerpt(of: diagnostic, in: source, gutter: gutter, colour)
    }
    for (label, content) in [
      ("cause", diagnostic.explanation), ("help", diagnostic.suggestion),
    ] {
      guard let content else { continue }
      let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        let head =
          index == 0 ? paint("= \(label):", .blue) : "    " + "     ".prefix(label.count - 1)
        text += "\(gutter) \(head) \(shown(String(line)))\n"
      }
    }
    for note in diagnostic.notes {
      text += place(note.file, note.line, note.column) + paint("note:", .blue)
      text += " \(shown(note.text))\n"
    }
    return text
  }

  private func place(_ file: String, _ line: Int, _ column: Int) -> String {
    var place = shown(file) + ":"
    if line > 0 { place += "\(line):" }
    if line > 0, column > 0 { place += "\(column):" }
    return place + " "
  }

  private func excerpt(
    of diagnostic: Diagnostic, in source: SourceText, gutter: String, _ colour: Colour
  ) -> String {
    let window = LineWindow(
      source: source, line: diagnostic.line, column: diagnostic.column,
      endColumn: diagnostic.endLine == diagnostic.line ? diagnostic.endColumn : nil)
    let number = paint("\(diagnostic.line) |", .blue)
    let bar = paint("\(gutter) |", .blue)
    var text = "\(bar)\n\(number) \(window.text)\n"
    if diagnostic.column > 0 { text += "\(bar) \(window.indent)\(paint(window.mark, colour))\n" }
    return text
  }

  private enum Colour: String {
    case red = "31"
    case yellow = "33"
    case blue = "34"
    case bold = "1"
  }

  private func paint(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func shown(_ text: String) -> String {
    let head = text.prefix(DiagnosticRenderer.maximumText)
    let isWhole = head.endIndex == text.endIndex
    return LineWindow.withoutControls(isWhole ? text : head + "…")
  }
}
