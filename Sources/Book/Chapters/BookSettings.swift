import Markdown
import Values

/// What `book.yaml` says.
struct BookSettings {
  var title: String?
  var summary: String?

  static let file = "book.yaml"
  private static let keys = ["title", "summary"]

  /// Reads the settings of a book; a book need not have any.
  static func read(_ book: BookSource, _ diagnostics: inout [Diagnostic]) -> BookSettings {
    guard book.exists(file), let bytes = book.bytes(of: file, &diagnostics) else {
      return BookSettings()
    }
    let (settings, mistakes) = read(bytes)
    diagnostics += mistakes
    return settings
  }

  static func read(_ bytes: [UInt8]) -> (BookSettings, [Diagnostic]) {
    let source = SourceText(bytes)
    var mistakes = Mistakes(file: file, source: source)
    TextFlaws.report(source, &mistakes)
    var settings = BookSettings()
    func range(ofLine line: Int) -> SourceRange {
      source.range(source.contentOffsets(ofLine: line))
    }
    switch BoundedYAML.document(in: source.bytes) {
    case .failure(let problem):
      mistakes.error(range(ofLine: problem.mark.line), "this is not YAML: \(problem.message)")
    case .success(nil): break
    case .success(let node?):
      guard let members = node.members else {
        if node.scalar != .null {
          mistakes.error(range(ofLine: node.mark.line), "the book's settings are no mapping")
        }
        break
      }
      for member in members {
        let line = range(ofLine: member.mark.line)
        guard keys.contains(member.key) else {
          mistakes.error(
            line, "unknown key `\(member.key)`",
            help: Spelling.offer(Spelling.nearest(to: member.key, among: keys))
              ?? "known keys are `title` and `summary`")
          continue
        }
        guard case .string(let text)? = member.value.scalar, !text.isEmpty else {
          mistakes.error(line, "`\(member.key)` must be a text")
          continue
        }
        if member.key == "title" { settings.title = text } else { settings.summary = text }
      }
    }
    return (settings, mistakes.diagnostics)
  }
}
