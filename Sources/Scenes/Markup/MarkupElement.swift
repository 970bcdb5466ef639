/// An element of HTML or SVG.
public struct MarkupElement: Sendable, Hashable {
  /// The element's name: `p`, `svg`, `linearGradient`. It comes from code, never from a chapter.
  public let name: String
  /// What stands in the start tag.
  public var attributes: MarkupAttributes
  /// What stands between the tags. Those of a void element are not written in HTML.
  public var children: [Markup]

  /// An element; `name` must be a letter followed by letters, digits and `-`.
  public init(name: String, attributes: MarkupAttributes = [:], children: [Markup] = []) {
    precondition(MarkupElement.isName(name), "not an element name")
    self.name = name
    self.attributes = attributes
    self.children = children
  }

  /// Whether the element has neither content nor an end tag in HTML.
  public var isVoid: Bool {
    switch name {
    case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
      "track", "wbr":
      return true
    default:
      return false
    }
  }

  static func isName(_ text: String) -> Bool {
    var isFirst = true
    for byte in text.utf8 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A: break
      case 0x30...0x39, 0x2D, 0x3A:
        if isFirst { return false }
      default: return false
      }
      isFirst = false
    }
    return !isFirst
  }
}
