/// Raw HTML in a text. No page shows it; what readers miss without it is its loss.
public struct RawHTML: Hashable, Sendable {
  /// What a page lacks that leaves raw HTML out.
  public enum Loss: Hashable, Sendable {
    /// Nothing: a comment, or the closing tag of an element whose opening tag is told of.
    case nothing
    /// Only how something looks or is grouped: its text is still there. So it is with an element
    /// that formats text, such as `<b>` or `<a>`, when it is closed in the same paragraph, with
    /// `<br>`, and with a block of nothing but tags such as `<div>`.
    case markup
    /// Something to read or see: a tag that HTML does not know or that nothing closes, as
    /// `<your-name>` and `pod <label>`, which is meant as text; an element that shows something by
    /// itself, such as `<img>`; the text in a block of HTML; and all behind a comment that nothing
    /// closes.
    case content
  }

  /// The HTML as it is written.
  public let text: String
  /// What a page lacks without it.
  public let loss: Loss

  /// The name of its first tag in lower case; empty when it does not begin with a tag.
  public var element: String { HTMLPiece.pieces(of: text).first?.tag?.name ?? "" }

  /// Raw HTML that is a block of its own.
  public init(block text: String) {
    self.text = text
    var loss = Loss.nothing
    for piece in HTMLPiece.pieces(of: text) {
      switch piece {
      case .comment(isClosed: true): continue
      case .tag(let tag) where tag.isFormatting || HTMLPiece.groups.contains(tag.name):
        loss = .markup
      case .text(isBlank: true): continue
      case .tag, .text, .comment, .other:
        self.loss = .content
        return
      }
    }
    self.loss = loss
  }

  private init(text: String, loss: Loss) {
    self.text = text
    self.loss = loss
  }

  /// The pieces of raw HTML in one paragraph or heading, in order.
  static func pieces(inline texts: [String]) -> [RawHTML] {
    let pieces = texts.map { HTMLPiece.pieces(of: $0).first ?? .other }
    var losses: [Loss] = []
    var open: [String: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .comment: losses.append(.nothing)
      case .tag(let tag) where tag.isClosing:
        if let opening = open[tag.name]?.popLast() {
          if tag.isFormatting { losses[opening] = .markup }
          losses.append(.nothing)
        } else {
          losses.append(tag.isFormatting ? .markup : .content)
        }
      case .tag(let tag):
        losses.append(tag.isFormatting && tag.isWhole ? .markup : .content)
        if !tag.isWhole { open[tag.name, default: []].append(index) }
      case .text, .other: losses.append(.content)
      }
    }
    return zip(texts, losses).map { RawHTML(text: $0, loss: $1) }
  }
}

/// A piece of raw HTML.
enum HTMLPiece {
  /// A tag.
  struct Tag {
    /// The name in lower case.
    var name: String
    var isClosing: Bool
    /// Whether nothing has to close it.
    var isWhole: Bool

    /// Whether the element changes only how text looks.
    var isFormatting: Bool { HTMLPiece.formats.contains(name) || HTMLPiece.breaks.contains(name) }
  }

  case tag(Tag)
  case comment(isClosed: Bool)
  case text(isBlank: Bool)
  /// A declaration, a processing instruction, a CDATA section.
  case other

  /// The tag, if it is one.
  var tag: Tag? { if case .tag(let tag) = self { tag } else { nil } }

  static let breaks: Set<String> = ["br", "hr", "wbr"]
  static let formats: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "center", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
  ]
  /// Elements that hold others.
  static let groups: Set<String> = [
    "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
  ]

  /// The pieces of HTML, in order.
  static func pieces(of html: String) -> [HTMLPiece] {
    var pieces: [HTMLPiece] = []
    var rest = Array(html.utf8)[...]
    while let first = rest.first {
      if first != UInt8(ascii: "<") {
        let text = rest.prefix { $0 != UInt8(ascii: "<") }
        pieces.append(.text(isBlank: text.allSatisfy { $0 <= 0x20 }))
        rest = rest.dropFirst(text.count)
      } else if rest.starts(with: "<!--".utf8) {
        pieces.append(.comment(isClosed: drop(through: "-->", &rest)))
      } else if rest.starts(with: "<?".utf8) || rest.starts(with: "<!".utf8) {
        _ = drop(through: ">", &rest)
        pieces.append(.other)
      } else {
        pieces.append(tag(&rest))
      }
    }
    return pieces
  }

  /// Drops all up to an ending; false when there is none and all is dropped.
  private static func drop(through ending: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
    let ending = Array(ending.utf8)
    while !rest.isEmpty {
      if rest.starts(with: ending) {
        rest = rest.dropFirst(ending.count)
        return true
      }
      rest.removeFirst()
    }
    return false
  }

  private static func tag(_ rest: inout ArraySlice<UInt8>) -> HTMLPiece {
    let slash = UInt8(ascii: "/")
    rest.removeFirst()
    let isClosing = rest.first == slash
    if isClosing { rest.removeFirst() }
    let name = rest.prefix { !($0 <= 0x20 || $0 == slash || $0 == UInt8(ascii: ">")) }
    var quote: UInt8?
    var last: UInt8 = 0
    while let byte = rest.popFirst() {
      if quote == nil, byte == UInt8(ascii: ">") { break }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      last = byte
    }
    guard let first = name.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
      return .text(isBlank: false)
    }
    let word = String(decoding: name, as: UTF8.self).lowercased()
    return .tag(
      Tag(name: word, isClosing: isClosing, isWhole: last == slash || breaks.contains(word)))
  }
}
