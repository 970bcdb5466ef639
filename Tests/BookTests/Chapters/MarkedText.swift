import Book
import Markdown
import Testing

/// A chapter in which `⟦` and `⟧` mark where a mistake must be reported, and `⟦⟧` a mere place.
struct MarkedText: Sendable {
  /// The text without marks.
  var text = ""
  /// The byte offsets of the marked stretches, in order.
  var ranges: [Range<Int>] = []

  init(_ marked: String) {
    var starts: [Int] = []
    var count = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "⟦": starts.append(count)
      case "⟧":
        if let start = starts.popLast() { ranges.append(start..<count) }
      default:
        text.unicodeScalars.append(scalar)
        count += String(scalar).utf8.count
      }
    }
    ranges.sort { $0.lowerBound < $1.lowerBound }
  }

  static let head = "---\ntitle: T\n---\n"

  /// Reads a text as a chapter with a title and the claims `vi1` and `vi12`.
  static func read(_ body: String) -> (Chapter, [Diagnostic]) {
    read(chapter: head + body)
  }

  static func read(chapter: String) -> (Chapter, [Diagnostic]) {
    let reader = ChapterReader(claims: ["vi1", "vi12", "en21"])
    return reader.read(Array(chapter.utf8), file: "chapters/en/01-a.md")
  }
}

/// A marked chapter text and the summaries of the mistakes that must be reported, in order.
struct MistakeCase: CustomTestStringConvertible, Sendable {
  var marked: String
  var summaries: [String]
  var testDescription: String { summaries.first ?? marked.debugDescription }

  init(_ marked: String, _ summaries: String...) {
    self.marked = marked
    self.summaries = summaries
  }

  /// Reads the chapter and compares summaries and places.
  func check(head: String = MarkedText.head, sourceLocation: SourceLocation = #_sourceLocation) {
    let marked = MarkedText(head + marked)
    let (chapter, diagnostics) = MarkedText.read(chapter: marked.text)
    #expect(diagnostics.map(\.summary) == summaries, sourceLocation: sourceLocation)
    let places = diagnostics.map { "\($0.line):\($0.column)-\($0.endLine):\($0.endColumn)" }
    let expected = marked.ranges.map { range in
      let range = chapter.source.range(range)
      return "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
    }
    #expect(places == expected, sourceLocation: sourceLocation)
  }
}
