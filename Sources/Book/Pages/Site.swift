public import OrderedCollections

/// The site of a book, whole and in memory: the bytes of each file by its path.
public struct Site: Sendable {
  /// The bytes of each file, by its path in the site, in the order of their making.
  public private(set) var files: OrderedDictionary<String, [UInt8]> = [:]
  /// What is wrong with the pages; with an error among them the site is not to be published.
  public private(set) var diagnostics: [Diagnostic] = []

  private var makers: [String: String] = [:]

  init() {}

  /// Builds the site of a book from the runs of its chapters.
  ///
  /// Equal arguments give equal bytes: there is no date and no path of this machine in a site. A
  /// chapter without a run is shown as it is written.
  /// - Parameters:
  ///   - theme: what the pages look like; one with mistakes gives no pages.
  ///   - fences: what turns the fences of plugins into HTML; of the same word the last counts.
  ///   - file: gives the bytes of a file of the book to which a chapter refers, or nil.
  public static func build(
    _ contents: BookContents, _ run: BookRun, theme: Theme,
    fences: [FenceRenderer] = .standard, file: (_ path: String) -> [UInt8]? = { _ in nil }
  ) -> Site {
    var site = Site()
    site.report(theme.diagnostics)
    guard !theme.diagnostics.haveErrors else { return site }
    for copied in theme.copiedFiles {
      site.add(copied.bytes, at: copied.path, from: Theme.folder + copied.path)
    }
    var builder = SiteBuilder(contents, run, theme: theme, fences: fences, site: site)
    builder.build(file)
    site = builder.site
    site.diagnostics = site.diagnostics.inReportingOrder
    return site
  }

  /// Adds a file; two files of one path are a mistake.
  /// - Parameter maker: the file of the book that it comes from, for the message.
  mutating func add(_ bytes: [UInt8], at path: String, from maker: String) {
    // Some servers and systems take upper and lower case for the same.
    let key = path.lowercased()
    if let first = makers[key] {
      report([
        Diagnostic(
          file: maker, range: nil, "the address `\(path)` is taken",
          suggestion: "give one of them another name or `slug`",
          notes: [Diagnostic.Note("by this", file: first)])
      ])
      return
    }
    makers[key] = maker
    files[path] = bytes
  }

  /// Adds a page.
  mutating func add(_ html: String, at path: String, from maker: String) {
    add(Array(html.utf8), at: path, from: maker)
  }

  mutating func report(_ diagnostics: [Diagnostic]) { self.diagnostics += diagnostics }
}
