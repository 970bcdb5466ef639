import Glibc

/// The parts of a page that can be exchanged one by one: the elements that its article consists of.
struct PageParts: Sendable {
  /// What is around the article.
  private let frame: [ArraySlice<UInt8>]
  private let article: ArraySlice<UInt8>
  /// The elements of the article, in their order.
  let elements: [Element]

  /// An element, with a hash: films are long and begin alike, and are compared often.
  struct Element: Sendable, Equatable {
    let html: ArraySlice<UInt8>
    private let hash: Int

    init(_ html: ArraySlice<UInt8>) {
      self.html = html
      var hasher = Hasher()
      html.withUnsafeBytes { hasher.combine(bytes: $0) }
      hash = hasher.finalize()
    }

    static func == (one: Element, other: Element) -> Bool {
      one.hash == other.hash && one.html == other.html
    }
  }

  /// How a page comes from an earlier one.
  struct Change: Sendable, Equatable {
    /// How many parts there were.
    var count: Int
    /// For each part which of the earlier ones it is, or -1 for a new one.
    var parts: [Int]
    /// The HTML of the new ones, in their order.
    var new: [ArraySlice<UInt8>]
  }

  /// - Returns: nil for a page in which no article with plain elements can be made out.
  init?(_ page: [UInt8]) {
    guard let start = page[...].first("<article>")?.upperBound,
      let last = page[start...].first("</article>")?.lowerBound,
      page[last...].first("<article>") == nil,
      let ranges = PageParts.elements(of: page[start..<last])
    else { return nil }
    frame = [page[..<start], page[last...]]
    article = page[start..<last]
    elements = ranges.map { Element(page[$0]) }
  }

  /// How this page comes from an earlier one; nil when more than the article is different.
  func change(from other: PageParts) -> Change? {
    guard frame == other.frame else { return nil }
    var isNew = Set<Int>()
    var isGone = Set<Int>()
    for change in elements.difference(from: other.elements) {
      switch change {
      case .insert(let offset, _, _): isNew.insert(offset)
      case .remove(let offset, _, _): isGone.insert(offset)
      }
    }
    var kept = other.elements.indices.filter { !isGone.contains($0) }[...]
    let parts = elements.indices.map { isNew.contains($0) ? -1 : kept.popFirst() ?? -1 }
    return Change(
      count: other.elements.count, parts: parts,
      new: elements.indices.filter { parts[$0] < 0 }.map { elements[$0].html })
  }

  /// Which part of the page is the first of a text that stands in it.
  /// - Parameter count: how many parts the text is taken to have.
  /// - Returns: nil when it does not stand there, or has another number of parts.
  func index(of text: String, count: Int) -> Int? {
    guard let range = article.first(text) else { return nil }
    let inside = elements.indices.filter { range.contains(elements[$0].html.startIndex) }
    return inside.count == count ? inside.first ?? elements.count : nil
  }

  // MARK: - Reading

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  /// Where the outermost elements are in HTML in which every element has its end.
  private static func elements(of html: ArraySlice<UInt8>) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    var open: [ArraySlice<UInt8>] = []
    var start = html.startIndex
    var at = html.startIndex
    while at < html.endIndex {
      guard html[at] == UInt8(ascii: "<") else {
        // Text of its own has no element that could be exchanged.
        if open.isEmpty, html[at] > UInt8(ascii: " ") { return nil }
        at += 1
        continue
      }
      guard let end = endOfTag(html[at...]), at + 1 < end else { return nil }
      let isEnd = html[at + 1] == UInt8(ascii: "/")
      let name = html[(at + (isEnd ? 2 : 1))..<end].prefix { isInName($0) }
      guard !name.isEmpty else { return nil }
      if open.isEmpty { start = at }
      at = end
      if isEnd {
        guard let last = open.popLast(), last.elementsEqual(name) else { return nil }
      } else if html[end - 2] != UInt8(ascii: "/"),
        !void.contains(String(decoding: name, as: UTF8.self))
      {
        open.append(name)
        if name.elementsEqual("script".utf8) || name.elementsEqual("style".utf8) {
          let close = "</" + String(decoding: name, as: UTF8.self)
          guard let next = html[at...].first(close)?.lowerBound else { return nil }
          at = next
        }
      }
      if open.isEmpty { ranges.append(start..<at) }
    }
    return open.isEmpty ? ranges : nil
  }

  /// Where a tag ends that begins here.
  private static func endOfTag(_ html: ArraySlice<UInt8>) -> Int? {
    var quote: UInt8?
    for index in html.indices {
      let byte = html[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    return nil
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Where a text is first.
  fileprivate func first(_ text: String) -> Range<Int>? {
    let wanted = Array(text.utf8)
    let found = withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress, let first = wanted.first else { return nil }
      var at = 0
      while at + wanted.count <= bytes.count,
        let next = memchr(start + at, Int32(first), bytes.count - wanted.count - at + 1)
      {
        at = start.distance(to: UnsafeRawPointer(next))
        if memcmp(start + at, wanted, wanted.count) == 0 { return at }
        at += 1
      }
      return nil
    }
    return found.map { startIndex + $0..<startIndex + $0 + wanted.count }
  }
}
