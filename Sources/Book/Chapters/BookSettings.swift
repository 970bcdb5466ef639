import Markdown
import Values

/// What `book.yaml` says.
struct BookSettings {
  var title: String?
  var summary: String?
  /// Where the site will be, with its final slash.
  var url: String?
  /// The programs that turn fences of this book into HTML.
  var programs: [FenceProgram] = []
  /// Whether a mistake hides which fences there are.
  var areFencesUnknown = false

  static let file = BookContents.settingsFile
  static let rules: [KeyRule] = [
    KeyRule("title", .text, "The title of the book; without it the name of its folder."),
    KeyRule("summary", .text, "What the book is about, in a sentence."),
    KeyRule("url", .address, "Where the site will be: `https://example.org/book/`."),
    KeyRule(
      "fences", .named(FenceProgramReader.rules),
      "The programs that turn fences of this book into HTML, by the words of the fences."),
  ]

  /// Reads the settings of a book; a book need not have any.
  /// - Returns: them and the bytes of their file.
  static func read(
    _ book: BookSource, _ diagnostics: inout [Diagnostic]
  ) -> (BookSettings, [UInt8]) {
    guard book.exists(file), let bytes = book.bytes(of: file, &diagnostics) else {
      return (BookSettings(), [])
    }
    let (settings, mistakes) = read(bytes, of: file, rules: rules, fences: book.fences)
    diagnostics += mistakes
    return (settings, bytes)
  }

  /// Reads settings; what is wrong with them is reported at its place, all of it.
  /// - Parameters:
  ///   - file: where they stand.
  ///   - rules: the keys that they may have.
  static func read(
    _ bytes: [UInt8], of file: String = file, rules: [KeyRule] = rules,
    fences: FenceRegistry = .standard
  ) -> (BookSettings, [Diagnostic]) {
    let source = SourceText(bytes)
    var mistakes = Mistakes(file: file, source: source)
    TextFlaws.report(source, &mistakes)
    var settings = BookSettings()
    func range(ofLine line: Int) -> SourceRange {
      source.range(source.contentOffsets(ofLine: line))
    }
    switch BoundedYAML.document(in: source.bytes) {
    case .failure(let problem):
      settings.areFencesUnknown = true
      mistakes.error(range(ofLine: problem.mark.line), "this is not YAML: \(problem.message)")
    case .success(nil): break
    case .success(let node?):
      guard let members = node.members else {
        if node.scalar != .null {
          settings.areFencesUnknown = true
          mistakes.error(range(ofLine: node.mark.line), "the book's settings are no mapping")
        }
        break
      }
      for member in members {
        let line = range(ofLine: member.mark.line)
        guard rules.names.contains(member.key) else {
          let near = Spelling.nearest(to: member.key, among: rules.names)
          if near == "fences" { settings.areFencesUnknown = true }
          mistakes.error(
            line, "unknown key `\(member.key)`",
            help: Spelling.offer(near)
              ?? "known keys are \(rules.sentence)")
          continue
        }
        if member.key == "fences" {
          var reader = FenceProgramReader(fences, source)
          let before = mistakes.diagnostics.count
          reader.read(member.value, &mistakes)
          if mistakes.diagnostics.count > before { settings.areFencesUnknown = true }
          settings.programs = reader.programs
          continue
        }
        guard case .string(let text)? = member.value.scalar, !text.isEmpty else {
          mistakes.error(line, "`\(member.key)` must be a text")
          continue
        }
        switch member.key {
        case "title": settings.title = text
        case "summary": settings.summary = text
        default:
          settings.url = address(text)
          if settings.url == nil {
            mistakes.error(
              line, "`url` is not the address of a site: \(text)",
              help: "write where the site will be: `url: https://example.org/book/`")
          }
        }
      }
    }
    return (settings, mistakes.diagnostics)
  }

  /// A web address with its final slash; nil for one with a query, a fragment or characters that
  /// an address does not have.
  private static func address(_ text: String) -> String? {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"#?<>\\^`{|}".utf8.contains($0) }),
      let host = text.dropFirst(scheme.count).split(
        separator: "/", omittingEmptySubsequences: false
      ).first, !host.isEmpty
    else { return nil }
    return text.hasSuffix("/") ? text : text + "/"
  }
}
