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

  /// Adds mistakes that were found elsewhere in the file.
  mutating func append(_ found: [Diagnostic]) { diagnostics += found }

  /// What somebody may have meant; nil when nothing is near, or when there are so many mistakes
  /// that looking for it each time would take long.
  func offer(for word: String, among candidates: some Sequence<String>) -> String? {
    guard diagnostics.count < 200 else { return nil }
    return Spelling.offer(Spelling.nearest(to: word, among: candidates))
  }

  /// A note about a place in the same file.
  func note(_ text: String, at position: SourcePosition) -> Diagnostic.Note {
    Diagnostic.Note(text, file: file, line: position.line, column: position.column)
  }
}
