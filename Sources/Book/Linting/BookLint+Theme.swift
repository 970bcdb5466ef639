import Foundation

extension SiteLook {
  /// What keeps the pages of a book from being written, as a build says it, and what is doubtful
  /// about its theme. The programs of its fences are started; no chapter is run.
  /// - Parameter chapters: the files of the chapters to look at; nil for the whole book.
  public func diagnostics(
    of contents: BookContents, root: String, chapters: Set<String>? = nil
  ) -> [Diagnostic] {
    let (files, unread) = themeFiles(of: root)
    let own = Theme(files: files)
    // What is wrong with the theme does not hide what is wrong with the chapters.
    let used = own.diagnostics.haveErrors ? Theme(files: theme) : own
    let pages = pages(of: contents, BookRun(chapters: []), root: root, theme: used)
    guard let chapters else {
      let source = BookSource(folder: URL(filePath: root))
      return unread + own.diagnostics + pages.all().diagnostics
        + BookLint.unusedThemeFiles(of: contents, in: source, files, standard: theme)
    }
    return contents.chapters.filter { chapters.contains($0.file) }
      .flatMap { pages.page(of: $0).diagnostics }.filter { chapters.contains($0.file) }
  }
}

extension BookLint {
  /// Files of a book's folder `site` that have no effect on any page.
  ///
  /// A file that takes the place of one of the standard theme is used as that is.
  /// - Parameters:
  ///   - files: the whole theme, by the paths in its folder.
  ///   - standard: the theme that comes with the program.
  static func unusedThemeFiles(
    of book: BookContents, in source: BookSource, _ files: [String: [UInt8]],
    standard: [String: [UInt8]]
  ) -> [Diagnostic] {
    let texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
    let used = usedFiles(of: book)
    func isNamed(_ name: String) -> Bool {
      used.contains(Theme.folder + name)
        || WordSearch(texts.filter { $0.key != name }.map(\.value)).has(name)
    }
    return ownFiles(in: source).compactMap { path -> Diagnostic? in
      guard standard[path] == nil else { return nil }
      let parts = path.split(separator: "/")
      let cause: String
      switch parts.first.map({ $0 + "/" }) {
      case _ where parts.count == 1:
        guard mustBeNamed(path), !isNamed(path) else { return nil }
        cause = "no template, style sheet or script names it"
      case Template.folder? where parts.count == 2 && path.hasSuffix(Template.ending):
        let name = String(parts[1].dropLast(Template.ending.count))
        let isIncluded = files.contains { file, bytes in
          file != path && file.hasSuffix(Template.ending)
            && Template(name: name, bytes).tags.contains { $0.kind == .part && $0.name == name }
        }
        if isIncluded || PageKind.allCases.contains(where: { $0.template == name }) { return nil }
        cause = "no page is made of it, and no other template includes it"
      case ThemeWords.folder? where parts.count == 2 && path.hasSuffix(ThemeWords.ending):
        let language = String(parts[1].dropLast(ThemeWords.ending.count))
        if book.languages.contains(language) { return nil }
        cause = "the book has no chapters in `\(language)`"
      default:
        cause =
          "a theme has `\(Template.folder)NAME\(Template.ending)`, "
          + "`\(ThemeWords.folder)LANGUAGE\(ThemeWords.ending)`, and files at the top of its folder"
      }
      return Diagnostic(
        .warning, file: Theme.folder + path, range: nil, "nothing uses this file of the theme",
        explanation: cause, suggestion: "use it, or take it out of `\(Theme.folder)`")
    }
  }

  /// The files of the folder `site` by their paths in it, without finished sites.
  private static func ownFiles(in source: BookSource) -> [String] {
    let files = source.files(below: String(Theme.folder.dropLast()))
      .map { String($0.dropFirst(Theme.folder.count)) }
    let sites = Set(files.map { $0.prefix { $0 != "/" } }).filter { folder in
      folder == "public" || source.exists("\(Theme.folder)\(folder)/\(Publication.marker)")
    }
    return files.filter { path in
      let parts = path.split(separator: "/")
      return !(parts.count > 1 && sites.contains(parts[0])) && parts.last != "README.md"
        && !path.hasSuffix(".swift")
    }
  }

  /// Whether a file at the top of the theme does something only where another file names it;
  /// others, such as `robots.txt` and `CNAME`, are asked for by their names.
  private static func mustBeNamed(_ file: String) -> Bool {
    let isKnown = ["favicon.", "apple-touch-icon"].contains { file.hasPrefix($0) }
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let parts = [
      "css", "js", "mjs", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "woff", "woff2",
    ]
    return !isKnown && parts.contains(ending)
  }
}
