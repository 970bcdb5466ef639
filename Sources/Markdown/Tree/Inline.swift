/// A piece of the text of a paragraph or heading.
public indirect enum Inline: Hashable, Sendable {
  /// Plain text.
  case text(String)
  /// A line break of the source, which a page shows as a space.
  case softBreak
  /// A line break that a page shows.
  case lineBreak
  /// Code between backticks.
  case code(String)
  /// Raw HTML, which no page shows.
  case html(String)
  /// Stressed text.
  case emphasis([Inline])
  /// Strongly stressed text.
  case strong([Inline])
  /// A link and its text.
  case link(Link, [Inline])
  /// An image and its text alternative.
  case image(Link, [Inline])

  /// The text without any markup, as a search index or an anchor wants it.
  ///
  /// Nesting is bounded by `Document.maximumDepth`, and so is the recursion.
  public var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .softBreak, .lineBreak: " "
    case .html: ""
    case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(_, let inner):
      inner.plainText
    }
  }
}

extension [Inline] {
  /// The text without any markup.
  public var plainText: String {
    if count == 1 { return self[0].plainText }
    var text = ""
    for inline in self { text += inline.plainText }
    return text
  }
}
