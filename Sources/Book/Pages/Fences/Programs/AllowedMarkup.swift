/// What a program of a book may put on a page: nothing that runs, loads or looks like the page's own
/// controls.
enum AllowedMarkup {
  /// The elements of HTML and SVG.
  static let elements: Set<String> = [
    "p", "div", "span", "a", "b", "i", "em", "strong", "small", "s", "u", "mark", "sub", "sup",
    "br", "hr", "wbr", "code", "kbd", "samp", "var", "pre", "blockquote", "cite", "q", "abbr",
    "time", "data", "dfn", "del", "ins", "ol", "ul", "li", "dl", "dt", "dd", "figure",
    "figcaption", "details", "summary", "section", "aside", "h3", "h4", "h5", "h6", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col", "ruby", "rt", "rp",
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc",
  ]

  private static let attributes: Set<String> = [
    "class", "id", "title", "lang", "dir", "role", "tabindex", "datetime", "value", "cite", "open",
    "start", "reversed", "colspan", "rowspan", "scope", "headers", "span", "abbr",
    // Of SVG: places and sizes. Colours come from the style sheet.
    "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "d", "points", "dx", "dy", "text-anchor", "transform",
  ]

  /// Whether an attribute may have a value.
  static func allows(_ name: String, _ value: String) -> Bool {
    switch name {
    case "href": isSafe(link: value)
    case "cite": isSafe(link: value)
    case "tabindex": value == "0"
    default:
      attributes.contains(name)
        || ["aria-", "data-"].contains { prefix in
          name.hasPrefix(prefix) && name.utf8.count > prefix.utf8.count
            && name.utf8.allSatisfy {
              $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A
            }
        }
    }
  }

  /// Whether a link leads to a place on the page, in the site or on the web.
  private static func isSafe(link: String) -> Bool {
    guard link.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x5C && $0 != 0x7F }) else { return false }
    let scheme = link.prefix { !"/?#".contains($0) }
    guard let colon = scheme.firstIndex(of: ":") else { return !link.hasPrefix("//") }
    return ["http", "https", "mailto"].contains(scheme[..<colon].lowercased())
  }
}
