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
    var html = html
    html.withUTF8 { article.write($0) }
    return String(decoding: article.result, as: UTF8.self)
  }

  private init(chapter: String, chapters: [String: String]) {
    self.chapter = chapter
    self.chapters = chapters
  }

  /// The end of an element that is of use only on a screen: the words of a picture's parts.
  private static func unseen(_ html: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    for (start, end) in [("<title>", "</title>"), ("<desc ", "</desc>")] {
      guard html.starts(with: start.utf8) else { continue }
      var rest = html.dropFirst(start.utf8.count)
      while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
        if rest[open...].starts(with: end.utf8) { return open + end.utf8.count }
        rest = rest[(open + 1)...]
      }
    }
    return nil
  }

  private static let player = Array("<div class=\"player\"></div>".utf8)

  /// What only scripts read.
  private static let screenOnly: Set<String> = [
    "data-box", "data-from", "data-to", "data-film", "data-first", "data-last", "data-zero",
    "data-born",
  ]

  private mutating func write(_ html: UnsafeBufferPointer<UInt8>) {
    result.reserveCapacity(html.count + html.count / 8)
    var start = 0
    while let open = html[start...].firstIndex(of: UInt8(ascii: "<")) {
      append(html[start..<open])
      guard let close = html[open...].firstIndex(of: UInt8(ascii: ">")) else {
        append(html[open...])
        return
      }
      start = close + 1
      // Paper plays nothing.
      if html[open...].starts(with: PrintedArticle.player) {
        start = open + PrintedArticle.player.count
      } else if let end = PrintedArticle.unseen(html[open...]) {
        // And it has no pointer to ask a box for its words, which stand under the picture anyway.
        start = end
      } else if PrintedArticle.isChanged(html[open..<close]) {
        writeTag(Array(html[open...close])[...])
      } else {
        append(html[open...close])
      }
    }
    append(html[start...])
  }

  /// Whether a tag can be another one on paper: it has attributes, or opens what is closed.
  private static func isChanged(_ tag: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    tag.contains(UInt8(ascii: "=")) || tag.elementsEqual("<details".utf8)
  }

  private mutating func append(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes))
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
      if PrintedArticle.screenOnly.contains(attribute) {
        result += rest[..<start]
        rest = rest[(end + 1)...]
        continue
      }
      result += rest[...(equals + 1)]
      let isInput = name.elementsEqual("input".utf8)
      let isPicture = name.elementsEqual("svg".utf8)
      result +=
        (self.value(value, of: attribute, isInput: isInput, isPicture: isPicture) ?? value).utf8
      // Each chapter has such a section: its name says of which chapter it is.
      if attribute == "aria-labelledby", name.elementsEqual("section".utf8) {
        result += (" page:" + chapter).utf8
      }
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
  private func value(
    _ value: String, of attribute: String, isInput: Bool, isPicture: Bool
  ) -> String? {
    switch attribute {
    case "id", "for": return prefixed(value)
    case "name": return isInput ? prefixed(value) : nil
    case "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns":
      // Of a picture's title and words only the title is here.
      return value.split(separator: " ").prefix(isPicture ? 1 : .max)
        .map { prefixed(String($0)) }.joined(separator: " ")
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
