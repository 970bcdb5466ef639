/// A line of text with inline markup, such as a cell of a table: whatever it begins with, it is
/// neither a list nor a heading nor a fence.
public struct MarkdownLine: Hashable, Sendable {
  /// The text.
  public let inlines: [Inline]
  /// The links and images in it, in order, with their places in the file.
  public let links: [Link]
  /// What in it does not mean what its author thinks, with the places in the file.
  public let issues: [MarkdownIssue]

  /// The text without markup.
  public var plainText: String { inlines.plainText }

  /// Reads a line that stands at a place of a file.
  ///
  /// What stands behind a line feed is left out.
  public init(_ text: String, at place: SourcePosition) {
    // The content of a heading is inline markup and nothing else.
    let (opening, closing) = ("# ", " #")
    let heading = Document(opening + text + closing)
    inlines = heading.blocks.first?.inlines ?? []
    func moved(_ position: SourcePosition) -> SourcePosition {
      let shift = max(0, position.offset - opening.utf8.count)
      return SourcePosition(
        line: place.line, column: place.column + shift, offset: place.offset + shift)
    }
    links = heading.links.map { link in
      Link(
        destination: link.destination, title: link.title, isImage: link.isImage,
        position: moved(link.position))
    }
    issues = heading.issues.map { issue in
      MarkdownIssue(
        kind: issue.kind,
        range: SourceRange(moved(issue.range.start), moved(issue.range.end)))
    }
  }
}
