import Markdown

/// The mistakes found in one file.
struct Mistakes {
  let file: String
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// How many were found beyond the limit, and whether one of these is an error.
  private var left = 0
  private var leftHaveErrors = false

  /// So many are kept; of the rest only the number is told.
  static let limit = 1000

  init(file: String, source: SourceText) {
    self.file = file
    self.source = source
  }

  mutating func error(
    _ range: SourceRange, _ summary: String, cause: String? = nil, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    guard hasRoom(isError: true) else { return }
    diagnostics.append(
      Diagnostic(
        .error, file: file, range: range, summary, explanation: cause, suggestion: help,
        notes: notes))
  }

  mutating func warning(
    _ range: SourceRange, _ summary: String, cause: String? = nil, help: String? = nil
  ) {
    guard hasRoom(isError: false) else { return }
    diagnostics.append(
      Diagnostic(
        .warning, file: file, range: range, summary, explanation: cause, suggestion: help))
  }

  /// Adds a mistake that somebody else found in the file.
  mutating func add(_ diagnostic: Diagnostic) {
    guard hasRoom(isError: diagnostic.severity == .error) else { return }
    diagnostics.append(diagnostic)
  }

  /// Reports characters in a command that look like spaces and are none to a shell.
  mutating func checkSpaces(in command: String, startingAt starts: [SourcePosition]) {
    for (scalar, line, offset) in InvisibleCharacter.words(of: command) where line < starts.count {
      let start = starts[line].offset + offset
      error(
        source.range(start..<start + String(scalar).utf8.count),
        "an invisible character: \(InvisibleCharacter.name(scalar))",
        cause: "a shell takes it for a letter",
        help: InvisibleCharacter.help(scalar) + "; if it is meant, put it in quotes")
    }
  }

  /// Adds mistakes that were found elsewhere in the file.
  mutating func append(_ found: [Diagnostic]) { diagnostics += found }

  private mutating func hasRoom(isError: Bool) -> Bool {
    if diagnostics.count < Mistakes.limit { return true }
    left += 1
    leftHaveErrors = leftHaveErrors || isError
    return false
  }

  /// All that is to be reported: what was kept, and how much was not.
  var reported: [Diagnostic] {
    guard left > 0 else { return diagnostics }
    return diagnostics + [
      Diagnostic(
        leftHaveErrors ? .error : .warning, file: file, range: nil,
        "\(left) more mistakes are not shown")
    ]
  }

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
