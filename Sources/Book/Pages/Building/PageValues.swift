/// What all pages of one folder in one language are given.
///
/// Pages are made side by side from it. The values of templates have the type that the template
/// engine takes, which is not known to be safe; they are texts, yes or no, and lists of these.
struct PageValues: @unchecked Sendable {
  let language: String
  let words: ThemeWords
  /// The address of the claims; nil in a book without claims.
  let claimsURL: String?
  private let shared: [String: Any]
  /// The labels of the chapters.
  let labels: [ChapterLabel?]
  private let chapters: [(title: String, url: String)]
  private let items: RepeatedItems

  /// - Parameter page: a page of the folder; nil for the page that is shown at any address, whose
  ///   own addresses start at the top of the server or, when the book knows it, of its site.
  init(in language: String, beside page: String?, _ builder: SiteBuilder) {
    self.language = language
    let theme = builder.theme
    let addresses = builder.addresses
    let words = theme.words(in: language)
    self.words = words
    let top = SitePath.top(of: builder.contents.url)
    func url(_ target: String) -> String {
      page.map { SitePath.relative(from: $0, to: target) } ?? top + SitePath.encoded(target)
    }
    let hasClaims = !builder.contents.claims.claims.isEmpty
    claimsURL = hasClaims ? url(addresses.claims(in: language)) : nil
    let shared: [String: Any] = [
      "language": language, "bookTitle": builder.contents.title(in: language),
      "root": page.map { SitePath.root(from: $0) } ?? top,
      "home": url(addresses.index(in: language)), "claimsURL": claimsURL ?? false,
      "glossaryURL": addresses.glossary(in: language).map(url) ?? false,
      "printURL": url(addresses.print(in: language)),
      "searchIndex": url(addresses.searchIndex(in: language)), "words": words.texts,
    ]
    self.shared = shared
    let all = addresses.chapters(in: language).compactMap { chapter in
      addresses.page(of: chapter.file).map { (chapter, url($0)) }
    }
    labels = ChapterLabel.labels(of: all.map(\.0))
    chapters = all.map { ($0.0.frontMatter.title, $0.1) }
    items = RepeatedItems(
      zip(all, labels).map { chapter, label in
        [
          "title": chapter.0.frontMatter.title, "url": chapter.1,
          "summary": chapter.0.frontMatter.summary ?? false, "number": label?.sign ?? false,
        ]
      }, shared: shared, library: theme.library(in: language))
  }

  /// A value for each key that every page has; those of its own come on top.
  /// - Parameter current: the index of the chapter that the page is.
  func values(title: String?, summary: String?, current: Int? = nil) -> [String: Any] {
    var values = shared
    values["title"] = title ?? false
    values["summary"] = summary ?? false
    values["canonical"] = false
    values["address"] = false
    values["languages"] = [[String: Any]]()
    values["chapters"] = items.value(current: current)
    return values
  }

  /// The title and address of a chapter by its place; nil where there is none.
  func neighbour(_ index: Int) -> [String: Any]? {
    guard chapters.indices.contains(index) else { return nil }
    return ["title": chapters[index].title, "url": chapters[index].url]
  }
}
