import Markdown

/// A mistake of an author, or a warning about something that is probably one.
///
/// Diagnostics are collected, not thrown, so that all mistakes of a chapter are reported together.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// The book cannot be built.
    case error
    /// The book can be built.
    case warning
  }

  /// A further place that explains the mistake.
  public struct Note: Hashable, Sendable {
    /// What there is to see.
    public var text: String
    /// The file, as it is shown.
    public var file: String
    /// The line, from 1; 0 when the note is about the file as a whole.
    public var line: Int
    /// The column, from 1 in UTF-8 bytes; 0 when the note is about the line as a whole.
    public var column: Int

    /// A note about a place in a file.
    public init(_ text: String, file: String, line: Int = 0, column: Int = 0) {
      self.text = text
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// How bad it is.
  public var severity: Severity
  /// The file, as it is shown: a path relative to the book.
  public var file: String
  /// The line, from 1; 0 when the file as a whole is meant.
  public var line: Int
  /// The column, from 1 in UTF-8 bytes.
  public var column: Int
  /// The line on which the marked text ends.
  public var endLine: Int
  /// The column just behind the marked text.
  public var endColumn: Int
  /// What is wrong, in one line, without a full stop.
  public var summary: String
  /// Why it is wrong, when that is not plain from the summary.
  public var explanation: String?
  /// What to do about it.
  public var suggestion: String?
  /// Further places.
  public var notes: [Note]

  /// A diagnostic for a stretch of a file; without a stretch, for the file as a whole.
  public init(
    _ severity: Severity = .error, file: String, range: SourceRange?, _ summary: String,
    explanation: String? = nil, suggestion: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.file = file
    line = range?.start.line ?? 0
    column = range?.start.column ?? 0
    endLine = range?.end.line ?? 0
    endColumn = range?.end.column ?? 0
    self.summary = summary
    self.explanation = explanation
    self.suggestion = suggestion
    self.notes = notes
  }
}

extension Diagnostic {
  /// Whether this one is reported before another: by file, line, column, severity, then text.
  static func isBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
    if a.line != b.line { return a.line < b.line }
    if a.column != b.column { return a.column < b.column }
    if a.severity != b.severity { return a.severity == .error }
    return a.summary.utf8.lexicographicallyPrecedes(b.summary.utf8)
  }
}

extension [Diagnostic] {
  /// The diagnostics in the order in which they are reported, each only once.
  public var inReportingOrder: [Diagnostic] {
    var result: [Diagnostic] = []
    for diagnostic in sorted(by: Diagnostic.isBefore) where result.last != diagnostic {
      result.append(diagnostic)
    }
    return result
  }

  /// Whether the book cannot be built.
  public var haveErrors: Bool { contains { $0.severity == .error } }
}
