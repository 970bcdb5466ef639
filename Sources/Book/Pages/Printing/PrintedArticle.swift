/// The HTML of a chapter as a part of a page that has all chapters.
///
/// Ids are unique in a page, so all ids of the chapter and what refers to them get its name in
/// front. Links to other chapters lead to their place on the same page. What a reader would have
/// to open is open: paper has no buttons.
///
/// The HTML is our own renderer's and libcmark's: a `<` in a text and a quote in an attribute are
/// always written as references, and all attributes are in double quotes.
struct PrintedArticle {
  private let chapter: String
  private let chapters: [String: String]
  private var result: [UInt8] = []

  /// - Parameters:
  ///   - html: the HTML of the chapter.
  ///   - chapter: the name that its ids get.
  ///   - chapters: the names of the chapters on the page, by their addresses.
  /// - Returns: the HTML on the page of all chapters.
  static func html(_ html: String, chapter: String, chapters: [String: String]) -> String {
    var article = PrintedArticle(chapter: chapter, chapters: chapters)
    article.write(Array(html.utf8)[...])
    return String(decoding: article.result, as: UTF8.self)
  }

  private init(chapter: String, chapters: [String: String]) {
    self.chapter = chapter
    self.chapters = chapters
  }

  private static let player = Array("<div class=\"player\"></div>".utf8)

  private mutating func write(_ html: ArraySlice<UInt8>) {
    var rest = html
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      result += rest[..<open]
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else {
        result += rest[open...]
        return
      }
      rest = rest[open...]
      // Paper plays nothing.
      if rest.starts(with: PrintedArticle.player) {
        rest = rest.dropFirst(PrintedArticle.player.count)
        continue
      }
      writeTag(rest[...close])
      rest = rest[(close + 1)...]
    }
    result += rest
  }

  private mutating func writeTag(_ tag: ArraySlice<UInt8>) {
    let name = tag.dropFirst().prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    var rest = tag
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")),
      equals + 1 < rest.endIndex, rest[equals + 1] == UInt8(ascii: "\""),
      let end = rest[(equals + 2)...].firstIndex(of: UInt8(ascii: "\""))
    {
      let start = rest[..<equals].lastIndex { $0 == 0x20 || $0 == 0x0A } ?? rest.startIndex
      let attribute = String(decoding: rest[start..<equals].dropFirst(), as: UTF8.self)
      let value = String(decoding: rest[(equals + 2)..<end], as: UTF8.self)
      result += rest[...(equals + 1)]
      let isInput = name.elementsEqual("input".utf8)
      result += (self.value(value, of: attribute, isInput: isInput) ?? value).utf8
      rest = rest[end...]
      result.append(rest.removeFirst())
    }
    if name.elementsEqual("details".utf8), rest.last == UInt8(ascii: ">") {
      result += rest.dropLast()
      result += " open>".utf8
    } else {
      result += rest
    }
  }

  /// The value that an attribute gets here; nil when it stays.
  private func value(_ value: String, of attribute: String, isInput: Bool) -> String? {
    switch attribute {
    case "id", "for": return prefixed(value)
    case "name": return isInput ? prefixed(value) : nil
    case "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns":
      return value.split(separator: " ").map { prefixed(String($0)) }.joined(separator: " ")
    case "href":
      if value.hasPrefix("#") { return "#" + SitePath.encoded(chapter) + "." + value.dropFirst() }
      let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      guard let other = chapters[String(parts[0])] else { return nil }
      return "#" + SitePath.encoded(other) + (parts.count > 1 ? "." + parts[1] : "")
    default: return nil
    }
  }

  private func prefixed(_ id: String) -> String { chapter + "." + id }
}
