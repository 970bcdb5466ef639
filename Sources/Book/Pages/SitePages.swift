import Foundation
public import OrderedCollections

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
      contents: contents, run: run, root: root, theme: theme, fences: fences, memory: memory)
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

  /// The files of the book of which the page of a chapter is made, besides the chapter itself.
  public func inputs(of chapter: Chapter) -> PageInputs {
    let addresses = SiteAddresses(contents)
    let links = ChapterLinks(
      chapter, page: SiteAddresses.page(of: chapter), addresses: addresses)
    var inputs = PageInputs()
    for (path, link) in links.files
    where CarriedFile.refusal(of: path, isImage: link.isImage) == nil {
      inputs.carried.append(path)
    }
    for case .plugin(let fence) in chapter.blocks {
      guard let program = contents.programs.last(where: { $0.word == fence.word }),
        !inputs.programs.contains(program.path)
      else { continue }
      inputs.programs.append(program.path)
    }
    return inputs
  }

  /// The files beside a program of the book, which it may read or run: a page that is made by the
  /// program is made of them too.
  public func files(besideProgram path: String) -> [String] {
    BookSource(folder: URL(filePath: root)).files(beside: path)
  }

  /// The path of the book's file that is carried to a path of the site, if it is for some.
  public func carried(to path: String) -> String? {
    path.hasPrefix(SiteAddresses.files) ? String(path.dropFirst(SiteAddresses.files.count)) : nil
  }

  /// The bytes of a file of the book; nil when it cannot be read.
  public func bytes(of file: String) -> [UInt8]? {
    var unread: [Diagnostic] = []
    return BookSource(folder: URL(filePath: root)).bytes(of: file, &unread)
  }

  /// Whether a page shows what fences of all chapters became.
  public func showsAllFences(at path: String) -> Bool {
    let addresses = SiteAddresses(contents)
    return addresses.languages.contains { addresses.print(in: $0) == path }
  }

  /// Draws the page of one chapter, and the files that belong to it, as in the whole site.
  public func page(of chapter: Chapter) -> DrawnPage {
    var article: (text: String, lines: [Int])?
    var page = made(programs: contents.programs.map { $0.renderer(in: root) }) { builder, file in
      article = builder.build(chapter: chapter, file)?.article
    }
    if let article { (page.text, page.lines) = article }
    return page
  }

  /// Draws the whole site.
  /// - Parameter runsPrograms: whether fences become what programs of the book make of them, and
  ///   not nothing.
  public func all(runsPrograms: Bool = true) -> DrawnPage {
    let programs = contents.programs.map { program in
      runsPrograms
        ? program.renderer(in: root) : FenceRenderer(word: program.word) { _, _ in .empty }
    }
    return made(programs: programs) { builder, file in builder.build(file) }
  }

  private func made(
    programs: [FenceRenderer], _ build: (inout SiteBuilder, (String) -> [UInt8]?) -> Void
  ) -> DrawnPage {
    guard !theme.diagnostics.haveErrors else { return DrawnPage() }
    var site = Site()
    for copied in theme.copiedFiles {
      site.add(copied.bytes, at: copied.path, from: Theme.folder + copied.path)
    }
    let book = BookSource(folder: URL(filePath: root))
    var unread: [Diagnostic] = []
    var builder = SiteBuilder(
      contents, run, theme: theme, fences: fences + programs, site: site, memory: memory)
    // That a file is not there is said where it is linked to.
    build(&builder) { path in book.exists(path) ? book.bytes(of: path, &unread) : nil }
    var page = DrawnPage()
    page.files = builder.site.files
    page.diagnostics = (unread + builder.site.diagnostics).inReportingOrder
    return page
  }
}

/// A page or several, as they were drawn at one time.
public struct DrawnPage: Sendable {
  /// The bytes of the pages and of the files that belong to them, by their paths in the site; none
  /// with a theme that cannot be used.
  public var files: OrderedDictionary<String, [UInt8]> = [:]
  /// What is wrong with them, without what is wrong with the theme.
  public var diagnostics: [Diagnostic] = []
  /// The text of the chapter as it stands in its page.
  public var text = ""
  /// The lines of the chapter in which the elements of the text begin, in their order.
  public var lines: [Int] = []

  /// Nothing: no page, and nothing wrong.
  public init() {}
}

/// The files of a book of which a page is made, besides its chapter.
public struct PageInputs: Hashable, Sendable {
  /// The files that the site carries for it.
  public var carried: [String] = []
  /// The programs that turn its fences into HTML.
  public var programs: [String] = []
}

/// What all pages of a book show of it: when it changes, every page does.
public struct SharedPageValues: Hashable, Sendable {
  private let book: [String?]
  private let chapters: [[String?]]
  private let terms: [[String?]]
  private let claims: [[String]]
  private let words: [String: BookWords]

  /// Takes of the contents what any page may show: titles, addresses, terms, claims.
  public init(_ contents: BookContents) {
    book = [contents.title, contents.summary, contents.url, "\(contents.programs)"]
    words = contents.words
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
