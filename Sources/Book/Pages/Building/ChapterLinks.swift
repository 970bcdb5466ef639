import Markdown
import Scenes

/// Where the links of a chapter lead in the site.
struct ChapterLinks: Sendable {
  /// The addresses on the page for those destinations that are not the same there.
  private(set) var destinations: [String: String] = [:]
  /// What the terms mean to which destinations lead.
  private(set) var definitions: [String: String] = [:]
  /// The files of the book that the site has to carry for them, each once.
  private(set) var files: [(path: String, link: Link)] = []

  /// Reads the links of a chapter; those that lead nowhere stay as they are.
  /// - Parameter terms: what the terms of a chapter mean, by its file and their ids.
  init(
    _ chapter: Chapter, page: String, addresses: SiteAddresses,
    terms: [String: [String: String]] = [:]
  ) {
    var links = chapter.document.links
    for case .plugin(let fence) in chapter.blocks { links += fence.links }
    var seen: Set<String> = []
    for link in links {
      let destination = link.destination
      guard destinations[destination] == nil, !BookLinks.hasScheme(destination) else { continue }
      let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
      let path = BookLinks.decoded(String(destination[..<(end ?? destination.endIndex)]))
      guard !path.isEmpty, let target = BookLinks.resolved(path, from: chapter.file) else {
        continue
      }
      let fragment = destination[(destination.firstIndex(of: "#") ?? destination.endIndex)...]
      if let other = addresses.page(of: target) {
        let address = SitePath.relative(from: page, to: other)
        destinations[destination] = (other == page && !fragment.isEmpty ? "" : address) + fragment
        if other != page, let id = fragment.isEmpty ? nil : String(fragment.dropFirst()) {
          definitions[destination] = terms[target]?[BookLinks.decoded(id)]
        }
      } else if !target.hasSuffix(".md") {
        let copy = SiteAddresses.files + target
        destinations[destination] = SitePath.relative(from: page, to: copy) + fragment
        if seen.insert(target).inserted { files.append((target, link)) }
      }
    }
  }

  /// The attributes of a link: one to a term of a glossary says what the term means.
  func attributes(of destination: String, title: String) -> MarkupAttributes {
    let definition = definitions[destination]
    return [
      "class": definition == nil ? nil : "term",
      "href": destinations[destination] ?? destination,
      "title": definition ?? (title.isEmpty ? nil : title),
    ]
  }
}
