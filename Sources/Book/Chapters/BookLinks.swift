import Markdown

/// Checks what needs all chapters at once: links between them, their addresses, their images.
public struct BookLinks {
  /// What is wrong, in no particular order.
  public private(set) var diagnostics: [Diagnostic] = []

  private var chapters: [String: Chapter] = [:]
  private var anchors: [String: Set<String>] = [:]
  private let hasFile: (String) -> Bool

  /// Checks the chapters of a book; `hasFile` says whether a path inside the book is a file.
  public init(chapters all: [Chapter], hasFile: @escaping (String) -> Bool) {
    self.hasFile = hasFile
    for chapter in all { chapters[chapter.file] = chapter }
    checkAddresses(all)
    for chapter in all {
      for link in BookLinks.links(of: chapter) { check(link, in: chapter) }
    }
  }

  /// The links and images of a chapter, those in its fences too.
  static func links(of chapter: Chapter) -> [Link] {
    var links = chapter.document.links
    for case .plugin(let fence) in chapter.blocks { links += fence.links }
    return links
  }

  /// The ids that a chapter's page has: its headings' anchors and its blocks' ids.
  static func anchors(of chapter: Chapter) -> Set<String> {
    var anchors = Set(chapter.document.headings.map(\.anchor))
    for block in chapter.blocks {
      if let id = block.id { anchors.insert(id) }
      if case .plugin(let fence) = block { anchors.formUnion(fence.anchors.map(\.id)) }
    }
    return anchors
  }

  private mutating func checkAddresses(_ all: [Chapter]) {
    var taken: [String: Chapter] = [:]
    for chapter in all {
      let address = "\(chapter.language)/\(chapter.slug)"
      if let first = taken[address] {
        diagnostics.append(
          Diagnostic(
            file: chapter.file, range: nil, "the address `\(address)` is taken",
            suggestion: "give one of the chapters another `slug`",
            notes: [Diagnostic.Note("by this chapter", file: first.file)]))
      } else {
        taken[address] = chapter
      }
    }
  }

  // MARK: - One link

  private mutating func check(_ link: Link, in chapter: Chapter) {
    let destination = link.destination
    if destination.isEmpty {
      report(link, chapter, link.isImage ? "an image without a file" : "a link that leads nowhere")
      return
    }
    if BookLinks.hasScheme(destination) {
      if link.isImage {
        report(
          link, chapter, "an image from elsewhere: \(destination)",
          cause: "pages of the book make no request to other servers",
          help: "put the image into the book")
      } else if BookLinks.isUnsafe(destination) {
        report(
          link, chapter, "the page drops this link: \(destination)",
          cause: "only web and mail addresses are safe for readers")
      }
      return
    }
    if BookLinks.isFootnote(link, in: chapter.source) {
      report(
        link, chapter, "there are no footnotes here", cause: "Markdown takes it for a link",
        help: "say it in the text, or in a `note` fence")
      return
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0].prefix { $0 != "?" })
    let anchor = parts.count > 1 ? BookLinks.decoded(String(parts[1])) : nil
    if path.isEmpty {
      if let anchor { check(anchor: anchor, of: chapter, link, in: chapter) }
      return
    }
    guard let target = BookLinks.resolved(BookLinks.decoded(path), from: chapter.file) else {
      report(
        link, chapter, "the link leaves the book: \(destination)",
        help: link.isImage
          ? BookLinks.imageHelp
          : "link to a chapter by its file, as in `\(example(for: chapter))`")
      return
    }
    if let other = chapters[target] {
      if link.isImage { report(link, chapter, "a chapter is no image: \(destination)") }
      if let anchor { check(anchor: anchor, of: other, link, in: chapter) }
    } else if target.hasSuffix(".md") || !hasFile(target) {
      reportMissing(target, link, chapter)
    }
  }

  /// Whether a link is written as a footnote is elsewhere: `[^1]`.
  private static func isFootnote(_ link: Link, in source: SourceText) -> Bool {
    let start = link.position.offset
    return !link.isImage && source.bytes[min(start, source.bytes.count)...].starts(with: "[^".utf8)
  }

  private static let imageHelp =
    "put the image into the book, and name it from the chapter's folder on, as in `images/a.png`"

  /// The name of a chapter that could be linked to: the first one beside a chapter.
  private func example(for chapter: Chapter) -> String {
    let file = siblings(of: chapter.file).first { $0 != chapter.file } ?? chapter.file
    return file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The chapters in the folder of a file, in order.
  private func siblings(of file: String) -> [String] {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/") + "/"
    return chapters.keys.filter { $0.hasPrefix(folder) }.sorted()
  }

  private mutating func reportMissing(_ target: String, _ link: Link, _ chapter: Chapter) {
    if link.isImage {
      report(
        link, chapter, "no such image: \(link.destination)", help: BookLinks.imageHelp)
      return
    }
    // With very many broken links, looking for what each could mean would take long.
    let names =
      diagnostics.count < 200
      ? siblings(of: target).compactMap { $0.split(separator: "/").last.map(String.init) } : []
    // What all names have in common makes none of them near.
    func stem(_ name: String) -> String {
      name.split(separator: ".").dropLast().joined(separator: ".")
    }
    let wanted = stem(target.split(separator: "/").last.map(String.init) ?? target)
    let near = Spelling.nearest(to: wanted, among: names.map(stem))
    report(
      link, chapter, "no such chapter or file: \(link.destination)",
      help: near.map { "did you mean `\($0).md`?" }
        ?? "name a file from the chapter's folder on, as in `\(example(for: chapter))`")
  }

  private mutating func check(
    anchor: String, of target: Chapter, _ link: Link, in chapter: Chapter
  ) {
    if anchor.isEmpty || anchor == "top" { return }
    if anchors[target.file] == nil { anchors[target.file] = BookLinks.anchors(of: target) }
    guard let known = anchors[target.file], !known.contains(anchor) else { return }
    let place = target.file == chapter.file ? "this chapter" : target.file
    report(
      link, chapter, "\(place) has no place `#\(anchor)`",
      help: diagnostics.count < 200 ? help(for: anchor, of: target, among: known) : nil)
  }

  private func help(for anchor: String, of target: Chapter, among known: Set<String>) -> String {
    if let near = Spelling.nearest(to: anchor, among: known.sorted()) {
      return "did you mean `#\(near)`?"
    }
    let headings = target.document.headings.prefix(6).map { "`#\($0.anchor)`" }
    return headings.isEmpty
      ? "write a heading there, or give a fence an `id`"
      : "its headings are " + headings.joined(separator: ", ")
        + (target.document.headings.count > 6 ? ", …" : "")
  }

  private mutating func report(
    _ link: Link, _ chapter: Chapter, _ summary: String, cause: String? = nil,
    help: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        file: chapter.file, range: SourceRange(link.position, link.position), summary,
        explanation: cause, suggestion: help))
  }

  // MARK: - Addresses

  /// Whether a destination begins with a scheme such as `https:`, or with `//`.
  static func hasScheme(_ destination: String) -> Bool {
    if destination.hasPrefix("//") { return true }
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = destination.utf8[..<colon]
    guard let first = scheme.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return false }
    return scheme.allSatisfy {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B
        || $0 == 0x2D || $0 == 0x2E
    }
  }

  /// Whether libcmark's safe mode drops the destination.
  static func isUnsafe(_ destination: String) -> Bool {
    let scheme = destination.prefix { $0 != ":" }.lowercased()
    return ["javascript", "vbscript", "file", "data"].contains(scheme)
  }

  /// The path in the book that a relative one leads to from a chapter; nil when it leads out.
  static func resolved(_ path: String, from file: String) -> String? {
    guard !path.hasPrefix("/"), !path.contains("\\") else { return nil }
    var names = file.split(separator: "/").dropLast().map(String.init)
    for name in path.split(separator: "/") where name != "." {
      if name != ".." {
        names.append(String(name))
      } else if names.popLast() == nil {
        return nil
      }
    }
    return names.joined(separator: "/")
  }

  /// A text without percent escapes; one that would not be UTF-8 stays as it is.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}
