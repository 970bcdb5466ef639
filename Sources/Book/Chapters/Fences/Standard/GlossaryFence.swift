import Markdown

extension FencePlugin {
  /// Terms and what they mean.
  static let glossary = FencePlugin(
    word: "glossary", summary: "Terms and what they mean: lines of the form `term: definition`."
  ) { fence, chapter in
    var reading = FenceReading()
    var places: [String: SourceRange] = [:]
    func error(
      _ range: SourceRange, _ summary: String, _ cause: String? = nil, help: String,
      notes: [Diagnostic.Note] = []
    ) {
      reading.diagnostics.append(
        Diagnostic(
          file: chapter.file, range: range, summary, explanation: cause, suggestion: help,
          notes: notes))
    }
    let lines = fence.lines.filter { !$0.isBlank }
    if lines.isEmpty {
      error(
        fence.code.fence?.infoRange ?? fence.code.range, "the glossary is empty",
        help: "write lines of the form `term: definition`")
    }
    for line in lines {
      let range = chapter.source.range(line.offsets)
      guard let entry = GlossaryEntry(line, chapter.source) else {
        error(
          range, "this line of a glossary has no colon", "each line is a term and what it means",
          help: "write `term: definition`, all of it in one line")
        continue
      }
      reading.take(entry.term, in: chapter)
      reading.take(entry.definition, in: chapter)
      let (term, definition) = (entry.term.plainText, entry.definition.plainText)
      if term.isEmpty {
        error(range, "nothing stands before the colon", help: "write `term: definition`")
      } else if definition.isEmpty {
        error(range, "the term `\(term)` has no definition", help: "write it behind the colon")
      } else if let first = places[entry.id] {
        error(
          range, "the term `\(term)` is defined twice",
          "both have the address `#\(entry.id)`", help: "make one line of the two",
          notes: [
            Diagnostic.Note(
              "here already", file: chapter.file, line: first.start.line,
              column: first.start.column)
          ])
      } else {
        places[entry.id] = range
        reading.anchors.append(
          FenceAnchor(id: entry.id, range: range, definition: definition))
      }
    }
    return reading
  }
}

/// A line of a `glossary` fence.
struct GlossaryEntry {
  /// What is explained.
  let term: MarkdownLine
  /// What it means.
  let definition: MarkdownLine

  /// The id of the term on its page.
  var id: String { Anchors.slug(term.plainText) }

  /// Reads a line; nil when it has no colon.
  ///
  /// The term ends at the first colon that a space or nothing follows, so it may be `app:v1`.
  init?(_ line: PluginFence.Line, _ source: SourceText) {
    let bytes = Array(line.text.utf8)
    guard
      let colon = bytes.indices.first(where: {
        bytes[$0] == UInt8(ascii: ":")
          && ($0 + 1 == bytes.count || bytes[$0 + 1] == 0x20 || bytes[$0 + 1] == 0x09)
      })
    else { return nil }
    func part(_ range: Range<Int>) -> MarkdownLine {
      MarkdownLine(
        String(decoding: bytes[range], as: UTF8.self),
        at: source.position(at: line.offset + range.lowerBound))
    }
    term = part(0..<colon)
    definition = part(colon + 1..<bytes.count)
  }
}
