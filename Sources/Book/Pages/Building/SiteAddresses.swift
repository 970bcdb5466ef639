/// Where the pages of a book are in its site.
struct SiteAddresses {
  /// The languages that have chapters, the main one first: English, else the first by name.
  let languages: [String]
  private let chapters: [String: [Chapter]]
  private let pages: [String: String]

  /// The folder for files of the book that chapters refer to.
  static let files = "files/"
  static let missing = "404.html"
  /// The first page of the site: the index of the main language.
  static let start = "index.html"

  init(_ contents: BookContents) {
    var chapters: [String: [Chapter]] = [:]
    var pages: [String: String] = [:]
    var languages: [String] = []
    for chapter in contents.chapters {
      if chapters[chapter.language] == nil { languages.append(chapter.language) }
      chapters[chapter.language, default: []].append(chapter)
      pages[chapter.file] = SiteAddresses.page(of: chapter)
    }
    languages.sort {
      let (a, b) = ($0 == Theme.defaultLanguage, $1 == Theme.defaultLanguage)
      return a != b ? a : $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    self.languages = languages
    self.chapters = chapters
    self.pages = pages
  }

  /// The chapters in a language, in reading order.
  func chapters(in language: String) -> [Chapter] { chapters[language] ?? [] }

  /// The page of a chapter.
  static func page(of chapter: Chapter) -> String { "\(chapter.language)/\(chapter.slug).html" }

  /// The page of the chapter in a file of the book.
  func page(of file: String) -> String? { pages[file] }

  func index(in language: String) -> String { "\(language)/index.html" }

  func claims(in language: String) -> String { "\(language)/claims.html" }

  /// The page with all chapters, for paper.
  func print(in language: String) -> String { "\(language)/print.html" }

  func searchIndex(in language: String) -> String { "\(language)/\(SearchIndex.file)" }

  /// The page of the first chapter that explains terms; nil when there is none.
  func glossary(in language: String) -> String? {
    chapters(in: language).first { chapter in
      chapter.blocks.contains { block in
        if case .plugin(let fence) = block {
          fence.anchors.contains { $0.definition != nil }
        } else {
          false
        }
      }
    }.flatMap { page(of: $0.file) }
  }

  /// The same chapter in another language: the one whose file or address has the same name.
  func translation(of chapter: Chapter, in language: String) -> Chapter? {
    if language == chapter.language { return chapter }
    let name = chapter.file.split(separator: "/").last
    let others = chapters(in: language)
    return others.first { $0.file.split(separator: "/").last == name }
      ?? others.first { $0.slug == chapter.slug }
  }

  /// The page at a former address of a chapter.
  static func page(ofFormer address: String) -> String {
    address.hasSuffix(".html") ? address : address + "/index.html"
  }

  /// Whether a name can be the code of a language: `en`, `pt-BR`.
  static func isLanguage(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
    return first.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy {
            $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39
          }
      }
  }
}
