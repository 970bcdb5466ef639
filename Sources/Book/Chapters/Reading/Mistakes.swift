import Markdown

/// The mistakes found in one file.
struct Mistakes {
  let file: String
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, source: SourceText) {
    self.file = file
    self.source = source
  }

  mutating func error(
    _ range: SourceRange, _ summary: String, cause: String? = nil, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(
        .error, file: file, range: range, summary, explanation: cause, suggestion: help,
        notes: notes))
  }

  mutating func warning(
    _ range: SourceRange, _ summary: String, cause: String? = nil, help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .warning, file: file, range: range, summary, explanation: cause, suggestion: help))
  }

  /// A note about a place in the same file.
  func note(_ text: String, at position: SourcePosition) -> Diagnostic.Note {
    Diagnostic.Note(text, file: file, line: position.line, column: position.column)
  }
}
