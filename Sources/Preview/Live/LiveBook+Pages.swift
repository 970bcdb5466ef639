import Book
import Markdown

extension LiveBook {
  /// What is drawn at one time.
  enum Drawing: Hashable {
    /// The page of a chapter, by its path.
    case page(String)
    /// All that is no chapter's page and shows nothing that programs of the book make.
    case rest
    /// All, for what shows that too.
    case everything
  }

  /// What is wrong with a page, found while it was drawn.
  struct PageMistakes: Sendable {
    /// The text that the page shows; nil for pages about the whole book.
    var source: SourceText?
    var mistakes: [Diagnostic]
    /// The path of the page; nil for all.
    var page: String?
    var version: Int
    /// Whether they are others than when it was drawn before.
    var areNew: Bool
  }

  /// Of so many versions of a page the parts are known.
  static let mostServed = 4

  /// Whether pages have to be loaded anew as a whole when they change: scripts of the book's own may
  /// not know that parts of a page come later.
  var isReloadedWhole: Bool {
    look.ownScripts(in: themeFiles).contains { name in
      themeFiles[name]?.firstRange(of: Array("statebook:parts".utf8)) == nil
    }
  }

  /// A file of the site and the version that it is from.
  func page(at path: String) async -> (bytes: [UInt8]?, version: Int) {
    let (bytes, version) = await render(path)
    if let bytes, path.hasSuffix(".html"), served[path]?[version] == nil {
      served[path, default: [:]][version] = PageParts(bytes)
      if let oldest = served[path]?.keys.min(), served[path]?.count ?? 0 > LiveBook.mostServed {
        served[path]?[oldest] = nil
      }
    }
    return (bytes, version)
  }

  /// How a page comes from one that was served, and the version that it is then; nil when it has to
  /// be loaded as a whole.
  func change(
    of path: String, since old: Int
  ) async -> (change: PageParts.Change, version: Int)? {
    guard !isReloadedWhole, served[path]?[old] != nil else { return nil }
    let now = await page(at: path)
    guard now.bytes != nil, let before = served[path]?[old],
      let parts = served[path]?[now.version], let change = parts.change(from: before)
    else { return nil }
    return (change, now.version)
  }

  /// A file of the site as it is now; nil when there is none at the path.
  func file(at path: String) async -> [UInt8]? { await render(path).bytes }

  // MARK: - Drawing

  /// A file of the site, and the version that it is from: of what changes while it is drawn that is
  /// the one before.
  private func render(_ path: String) async -> (bytes: [UInt8]?, version: Int) {
    if let known = rendered[path] { return (known, version) }
    guard let pages else { return (nil, version) }
    if let file = pages.carried(to: path), inputFiles.contains(file) {
      return (pages.bytes(of: file), version)
    }
    let drawing: Drawing =
      pages.chapter(at: path) != nil
      ? .page(path) : pages.showsAllFences(at: path) ? .everything : .rest
    if case .page = drawing {
    } else if let known = drawn[drawing] {
      return (known.files[path], version)
    }
    let (drawn, version) = await draw(drawing, pages)
    return (drawn.files[path], version)
  }

  /// Draws something, or waits for the end of it when that is being done.
  ///
  /// It is drawn beside this actor, which answers everybody else meanwhile: programs of the book may
  /// take seconds.
  private func draw(
    _ drawing: Drawing, _ pages: SitePages
  ) async -> (page: DrawnPage, version: Int) {
    if let running = drawings[drawing], changed(drawing) <= running.version {
      return (await running.task.value, running.version)
    }
    let version = version
    let task = Task { () -> DrawnPage in
      let page = await OwnThread.result("drawing") {
        switch drawing {
        case .page(let path): pages.chapter(at: path).map(pages.page(of:)) ?? DrawnPage()
        case .rest: pages.all(runsPrograms: false)
        case .everything: pages.all()
        }
      }
      take(page, of: drawing, version)
      return page
    }
    drawings[drawing] = (version, task)
    return (await task.value, version)
  }

  private func changed(_ drawing: Drawing) -> Int {
    if case .page(let path) = drawing { changed(path) } else { version }
  }

  /// Takes what was drawn of a version, unless that has changed since.
  private func take(_ page: DrawnPage, of drawing: Drawing, _ version: Int) {
    if drawings[drawing]?.version == version { drawings[drawing] = nil }
    guard changed(drawing) <= version else { return }
    let before = drawn.updateValue(page, forKey: drawing)
    switch drawing {
    case .page(let path):
      for (path, bytes) in page.files { rendered[path] = bytes }
      tell(
        PageMistakes(
          source: pages?.chapter(at: path)?.source, mistakes: page.diagnostics, page: path,
          version: version, areNew: page.diagnostics != before?.diagnostics ?? []))
      // The bytes are in `rendered`, which forgets them when they change.
      drawn[drawing]?.files = [:]
    case .rest:
      let mistakes = page.bookDiagnostics
      drawn[drawing]?.files = page.files.filter { pages?.chapter(at: $0.key) == nil }
      tell(
        PageMistakes(
          mistakes: mistakes, page: nil, version: version, areNew: mistakes != bookwide))
      bookwide = mistakes
    case .everything:
      drawn[drawing]?.files = page.files.filter { pages?.showsAllFences(at: $0.key) == true }
    }
  }

  private func tell(_ mistakes: PageMistakes) {
    if mistakes.areNew || !mistakes.mistakes.isEmpty { tellMistakes(mistakes) }
  }

  /// Draws the pages that an update changed, one after the other, so that their mistakes are told
  /// also when nobody looks at them.
  func drawAhead(_ update: Update) {
    let files = Set(update.chapters.map(\.current.file) + update.inputs.flatMap(\.chapters))
    let paths = files.sorted().compactMap { pages?.page(of: $0) }
    let before = ahead
    ahead = Task {
      await before?.value
      for path in paths where !Task.isCancelled { _ = await file(at: path) }
    }
  }

  /// Starts nothing new.
  func end() { ahead?.cancel() }

  // MARK: - Notes

  /// What there is to say about a page.
  func notes(of page: String) -> PageNotes {
    guard let chapter = pages?.chapter(at: page).flatMap({ chapters[$0.file] }) else {
      return PageNotes(nil, others: bookMistakes + bookwide)
    }
    let drawn = drawn[.page(page)]
    var notes = PageNotes(chapter, others: bookMistakes, drawn: drawn?.diagnostics ?? [])
    notes.elsewhere = (contents?.chapters ?? []).compactMap { other in
      guard other.file != chapter.current.file, let live = chapters[other.file],
        let page = pages?.page(of: other.file)
      else { return nil }
      return PageNotes.Elsewhere(live, page: page)
    }
    // What it shows may have changed since; then it is told again when it is drawn again.
    guard !notes.mistakes.isEmpty, let drawn, let bytes = rendered[page],
      let parts = PageParts(bytes),
      let first = parts.index(of: drawn.text, count: drawn.lines.count)
    else { return notes }
    notes.place(first: first, lines: drawn.lines)
    return notes
  }
}

extension DrawnPage {
  /// What is wrong with the book as a whole: it stands at no line.
  fileprivate var bookDiagnostics: [Diagnostic] { diagnostics.filter { $0.line == 0 } }
}
