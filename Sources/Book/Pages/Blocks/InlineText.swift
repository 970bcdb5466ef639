import Markdown
import Scenes

/// A sentence of a claim, in which code and emphasis may be marked as in Markdown.
enum InlineText {
  /// The sentence with a full stop, unless it ends in a mark of its own.
  static func sentence(_ text: String) -> Markup {
    let ending = text.unicodeScalars.last
    let isClosed = ending.map { ".!?…:;。".unicodeScalars.contains($0) } ?? true
    return isClosed ? markup(text) : .fragment([markup(text), .text(".")])
  }

  /// The text with its marks. What would be more than a line of text is taken literally.
  static func markup(_ text: String) -> Markup {
    guard text.utf8.contains(where: { $0 == 0x60 || $0 == 0x2A || $0 == 0x5F || $0 == 0x5C }) else {
      return .text(text)
    }
    let document = Document(text)
    guard document.blocks.count == 1, document.blocks[0].kind == .paragraph else {
      return .text(text)
    }
    return markup(document.blocks[0].inlines, links: nil)
  }

  /// Inline Markdown.
  /// - Parameter links: where links lead in the site; nil to show only their text.
  static func markup(_ inlines: [Inline], links: ChapterLinks?) -> Markup {
    .fragment(inlines.map { markup($0, links) })
  }

  /// The recursion is bounded by `Document.maximumDepth`.
  private static func markup(_ inline: Inline, _ links: ChapterLinks?) -> Markup {
    switch inline {
    case .text(let text): .text(text)
    case .html(let html): .text(html)
    case .softBreak, .lineBreak: .text(" ")
    case .code(let code): Markup("code", [:], text: code)
    case .emphasis(let inner): Markup("em", [:], inner.map { markup($0, links) })
    case .strong(let inner): Markup("strong", [:], inner.map { markup($0, links) })
    case .link(let link, let inner):
      if let links, !BookLinks.isUnsafe(link.destination) {
        Markup(
          "a", links.attributes(of: link.destination, title: link.title),
          inner.map { markup($0, links) })
      } else {
        .fragment(inner.map { markup($0, links) })
      }
    case .image(let link, let inner):
      if let links, !BookLinks.isUnsafe(link.destination) {
        Markup(
          "img",
          [
            "src": links.destinations[link.destination] ?? link.destination,
            "alt": inner.plainText, "title": link.title.isEmpty ? nil : link.title,
          ])
      } else {
        .fragment(inner.map { markup($0, links) })
      }
    }
  }
}
