import Foundation

/// How the pages of books look: a theme, and what turns the fences of plugins into HTML.
public struct SiteLook: Sendable {
  let theme: [String: [UInt8]]
  let fences: [FenceRenderer]

  /// The files of the theme as a book has it: its own ones in place of those of the same name.
  public func themeFiles(
    of root: String
  ) -> (files: [String: [UInt8]], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let own = ThemeFolder.files(of: BookSource(folder: URL(filePath: root)), &diagnostics)
    return (theme.merging(own) { _, own in own }, diagnostics)
  }

  /// The names of the scripts among the files of a book's theme that are the book's own.
  public func ownScripts(in files: [String: [UInt8]]) -> [String] {
    files.keys.filter { $0.hasSuffix(".js") && files[$0] != theme[$0] }.sorted()
  }

  /// The pages of a book in a theme, made when they are asked for.
  /// - Parameter memory: what was drawn before in the same theme; nil to draw everything.
  public func pages(
    of contents: BookContents, _ run: BookRun, root: String, theme: Theme,
    memory: PictureMemory? = nil
  ) -> SitePages {
    SitePages(
      contents: contents, run: run, root: root, theme: theme,
      fences: fences + contents.programs.map { $0.renderer(in: root) }, memory: memory)
  }
}

/// The pages of a book, made one by one: for somebody who looks at one of them now.
public struct SitePages: Sendable {
  let contents: BookContents
  let run: BookRun
  let root: String
  let theme: Theme
  let fences: [FenceRenderer]
  let memory: PictureMemory?

  /// The path of a chapter's page in the site.
  public func page(of file: String) -> String? { SiteAddresses(contents).page(of: file) }

  /// The chapter whose page is at a path of the site.
  public func chapter(at path: String) -> Chapter? {
    let addresses = SiteAddresses(contents)
    return contents.chapters.first { addresses.page(of: $0.file) == path }
  }

  /// The page of one chapter and the files that belong to it, as in the whole site.
  public func site(of chapter: Chapter) -> Site {
    made { builder, file in builder.build(chapter: chapter, file) }
  }

  /// The whole site.
  public func site() -> Site {
    made { builder, file in builder.build(file) }
  }

  private func made(
    _ build: (inout SiteBuilder, (String) -> [UInt8]?) -> Void
  ) -> Site {
    var site = Site()
    site.report(theme.diagnostics)
    guard !theme.diagnostics.haveErrors else { return site }
    for copied in theme.copiedFiles {
      site.add(copied.bytes, at: copied.path, from: Theme.folder + copied.path)
    }
    let book = BookSource(folder: URL(filePath: root))
    var unread: [Diagnostic] = []
    var builder = SiteBuilder(
      contents, run, theme: theme, fences: fences, site: site, memory: memory)
    build(&builder) { path in book.bytes(of: path, &unread) }
    return builder.site
  }
}

/// What all pages of a book show of it: when it changes, every page does.
public struct SharedPageValues: Hashable, Sendable {
  private let book: [String?]
  private let chapters: [[String?]]
  private let terms: [[String?]]
  private let claims: [[String]]

  /// Takes of the contents what any page may show: titles, addresses, terms, claims.
  public init(_ contents: BookContents) {
    book = [contents.title, contents.summary, contents.url, "\(contents.programs)"]
    chapters = contents.chapters.map {
      [$0.file, $0.language, $0.slug, $0.frontMatter.title, $0.frontMatter.summary]
    }
    terms = contents.chapters.flatMap { chapter in
      chapter.blocks.flatMap { block -> [[String?]] in
        guard case .plugin(let fence) = block else { return [] }
        return fence.anchors.filter { $0.definition != nil }
          .map { [chapter.file, $0.id, $0.definition] }
      }
    }
    claims = contents.claims.claims.map { [$0.id, $0.text] }
  }
}
