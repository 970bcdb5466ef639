/// A line of text with inline markup, such as a cell of a table: whatever it begins with, it is
/// neither a list nor a heading nor a fence.
public struct MarkdownLine: Hashable, Sendable {
  /// The text.
  public let inlines: [Inline]
  /// The links and images in it, in order, with their places in the file.
  public let links: [Link]

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
    links = heading.links.map { link in
      let shift = max(0, link.position.offset - opening.utf8.count)
      return Link(
        destination: link.destination, title: link.title, isImage: link.isImage,
        position: SourcePosition(
          line: place.line, column: place.column + shift, offset: place.offset + shift))
    }
  }
}
