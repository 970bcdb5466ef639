import Book
import Foundation
import Markdown

/// The chapters that a command line means, read, and the books that they are in.
struct Selection {
  /// A chapter and what is asked for of it.
  struct Item {
    /// The chapter, as its book names it.
    var chapter: Chapter
    /// What reading it found.
    var mistakes: [Diagnostic]
    /// Where the file is.
    var path: String
    /// The path as a person here would type it.
    var shown: String
    /// The folder of the book; of a chapter outside a book, its own.
    var root: String
    /// The bytes of the book's settings; of a chapter outside a book, none.
    var settings: [UInt8] = []
    /// Reads the chapter again as it was read.
    var reader: ChapterReader
    /// The lines that are asked for; nil for the whole chapter.
    var lines: [Int]?

    var store: ProposalStore { ProposalStore(root: root) }

    func acceptance(with installation: Installation) -> Acceptance {
      let reader = reader
      let language = chapter.language
      return Acceptance(
        runner: installation.runner, store: store, program: installation.surroundings.program
      ) { bytes, file in
        reader.read(bytes, file: file, language: language)
      }
    }
  }

  /// A book that was read.
  struct OpenBook {
    /// The folder, free of links.
    var root: String
    var contents: BookContents
  }

  /// In the order in which they were asked for; a book's in its own.
  private(set) var chapters: [Item] = []
  /// What is wrong with the books themselves, under the paths as shown.
  private(set) var diagnostics: [Diagnostic] = []
  private var books: [OpenBook] = []
  private let installation: Installation
  /// The folders of the books that are selected as a whole.
  private var wholeBooks: Set<String> = []

  private var surroundings: Surroundings { installation.surroundings }

  /// - Parameter places: paths, each with a line or not; none means the whole book.
  init(
    _ places: [String], _ options: BookOptions, in installation: Installation
  ) throws(Refusal) {
    self.installation = installation
    let root = try Selection.root(options, installation.surroundings)
    if places.isEmpty {
      guard let root else {
        throw Refusal(
          "there is no book here: no folder 'chapters' in \(surroundings.workingDirectory) "
            + "or above it",
          help: "name a Markdown file, or the folder of a book with --book")
      }
      try add(open(root).root, below: nil, line: nil)
    }
    for text in places {
      let place = try Place(text, in: surroundings, bookRoot: root)
      try add(place, preferring: root)
    }
  }

  /// The book that a build is made of, if everything selected is in one.
  var book: OpenBook? { books.first }

  /// What the book promises to prove.
  var claims: ClaimList { books.first?.contents.claims ?? .empty }

  /// The path of a chapter of the book, as a person here would type it.
  func shown(_ file: String) -> String {
    guard let root = books.first?.root else {
      return chapters.first { $0.chapter.file == file }?.shown ?? file
    }
    return surroundings.shown(root + "/" + file)
  }

  /// The files that diagnostics speak of, by their paths as shown.
  var sources: [String: SourceText] {
    var sources = Dictionary(
      chapters.map { ($0.shown, $0.chapter.source) }, uniquingKeysWith: { first, _ in first })
    // Chapters are there; what is left are the settings, lists and themes of the books.
    for diagnostic in diagnostics where diagnostic.line > 0 && sources[diagnostic.file] == nil {
      let path = surroundings.absolute(diagnostic.file)
      guard
        ["/\(BookContents.settingsFile)", "/claims.yaml"].contains(where: path.hasSuffix)
          || books.contains(where: { path.hasPrefix("\($0.root)/\(Theme.folder)") }),
        let data = FileManager.default.contents(atPath: path)
      else { continue }
      sources[diagnostic.file] = SourceText(Array(data))
    }
    return sources
  }

  /// Finds what no chapter shows by itself: what a build would refuse, and translations that do
  /// something else. Of whole books also files that nothing uses, and claims that nothing proves.
  mutating func lintBooks(isWhole: Bool) {
    for book in books {
      let source = installation.source(book.root)
      let selected = Set(
        chapters.filter { $0.root == book.root }.map(\.chapter.file))
      var found =
        BookLint.driftedTranslations(in: book.contents)
        + (installation.site?.look?.diagnostics(
          of: book.contents, root: book.root, chapters: isWhole ? nil : selected) ?? [])
      // What is wrong with a chapter's text may be the reason of what is wrong with its page.
      let broken = Set(book.contents.diagnostics.filter { $0.severity == .error }.map(\.file))
      found.removeAll { broken.contains($0.file) && $0.severity == .error }
      if isWhole {
        found +=
          BookLint.unusedFiles(of: book.contents, in: source)
          + BookLint.unprovedClaims(of: book.contents)
          + BookLint.untranslatedClaims(of: book.contents)
          + BookLint.missingPrograms(of: book.contents, in: source)
          + BookLint.unusedProgramFiles(of: book.contents, in: source)
      } else {
        found.removeAll { !selected.contains($0.file) }
      }
      diagnostics += found.map { $0.placed { surroundings.shown(book.root + "/" + $0) } }
    }
  }

  /// Runs the selected chapters, those whose results are not kept.
  /// - Parameter forPages: whether pages are made of the run, which show more than its ends.
  func run(_ options: RunOptions, forPages: Bool = false) async -> BookRun {
    let engine = RunOptions.keepsResults(in: surroundings) ? EngineIdentity.current : nil
    var runner = installation.runner
    // A result that is kept is to serve pages too, whoever runs the chapter first.
    runner.isFilming = forPages || engine != nil
    let run = await runner.run(
      chapters.map { item in
        ChapterTask(
          chapter: item.chapter, mistakes: item.mistakes,
          results: engine.map {
            ResultStore(root: item.root, engine: $0, settings: item.settings)
          },
          isFresh: options.fresh)
      })
    if let engine {
      for book in books where wholeBooks.contains(book.root) {
        ResultStore(root: book.root, engine: engine)
          .removeOthers(than: book.contents.chapters.map(\.file))
      }
    }
    return run
  }

  /// Runs some of the selected chapters, those whose results are not kept; nil for the others.
  func run(_ options: RunOptions, where isWanted: (Int) -> Bool) async -> [ChapterRun?] {
    let wanted = chapters.indices.filter(isWanted)
    var part = self
    part.chapters = wanted.map { chapters[$0] }
    var runs = [ChapterRun?](repeating: nil, count: chapters.count)
    for (index, run) in zip(wanted, await part.run(options).chapters) { runs[index] = run }
    return runs
  }

  /// Runs the selected chapters one after the other, and tells what each command took.
  func profile() -> (BookRun, [StepCost]) {
    let profiles = chapters.map {
      installation.runner.profile($0.chapter, mistakes: $0.mistakes)
    }
    return (BookRun(chapters: profiles.map(\.run)), profiles.flatMap(\.costs))
  }

  /// Keeps what the runs propose; a folder that cannot be written to is no reason to fail.
  func keepProposals(of run: BookRun) {
    for (item, chapter) in zip(chapters, run.chapters) {
      AtomicFile.removeRemains(of: item.path)
      do throws(Refusal) {
        try item.store.keep(chapter)
      } catch {
        surroundings.writeError("statebook: warning: \(error.summary)\n")
        return
      }
    }
  }

  // MARK: Books

  static func root(
    _ options: BookOptions, _ surroundings: Surroundings
  ) throws(Refusal) -> String? {
    if let book = options.book {
      let path = surroundings.absolute(book)
      guard FileManager.default.fileExists(atPath: path) else {
        throw Refusal("there is no folder \(book)")
      }
      guard BookSource.isBook(URL(filePath: path)) else {
        throw Refusal("\(book) is not a book: it has no folder 'chapters'")
      }
      return path
    }
    return enclosingBook(of: surroundings.workingDirectory + "/.")
  }

  /// The nearest folder above a path that is a book.
  private static func enclosingBook(of path: String) -> String? {
    var folder = URL(filePath: path).standardizedFileURL
    if path.hasSuffix("/.") { folder.append(path: "x") }
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if BookSource.isBook(folder) { return folder.path }
    }
    return nil
  }

  private mutating func open(_ path: String) -> OpenBook {
    let source = installation.source(path)
    let root = source.folder.path
    if let known = books.first(where: { $0.root == root }) { return known }
    let book = OpenBook(root: root, contents: source.read())
    books.append(book)
    let files = Set(book.contents.chapters.map(\.file))
    for diagnostic in book.contents.diagnostics where !files.contains(diagnostic.file) {
      diagnostics.append(diagnostic.placed { surroundings.shown(root + "/" + $0) })
    }
    return book
  }

  // MARK: Places

  private mutating func add(_ place: Place, preferring root: String?) throws(Refusal) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      guard place.line == nil else { throw Refusal("\(place.text): a folder has no lines") }
      let isBook = BookSource.isBook(URL(filePath: place.path))
      guard let book = isBook ? place.path : Selection.enclosingBook(of: place.path + "/.") else {
        throw Refusal("\(place.text) is not in a book")
      }
      let count = chapters.count
      try add(open(book).root, below: isBook ? nil : Selection.real(place.path), line: nil)
      guard chapters.count > count || isBook else {
        throw Refusal("there are no chapters in \(place.text)")
      }
      return
    }
    let name = place.path.split(separator: "/").last ?? ""
    guard [".md", ".markdown"].contains(where: { name.hasSuffix($0) }) else {
      throw Refusal("\(place.text) is not a Markdown file")
    }
    let candidates = [root, Selection.enclosingBook(of: place.path)].compactMap { $0 }
    for candidate in candidates
    where Selection.real(place.path).hasPrefix(Selection.real(candidate) + "/chapters/") {
      if try add(open(candidate).root, below: Selection.real(place.path), line: place.line) {
        return
      }
    }
    try addSingle(place)
  }

  /// Adds the chapters of a book that lie at or below a path; all of them for nil.
  /// - Returns: whether there are any.
  @discardableResult
  private mutating func add(
    _ root: String, below path: String?, line: Int?
  ) throws(Refusal) -> Bool {
    guard let book = books.first(where: { $0.root == root }) else { return false }
    if path == nil { wholeBooks.insert(root) }
    var mistakes: [String: [Diagnostic]] = [:]
    for diagnostic in book.contents.diagnostics {
      mistakes[diagnostic.file, default: []].append(diagnostic)
    }
    let readers = book.contents.readers
    var isFound = false
    for chapter in book.contents.chapters {
      let own = root + "/" + chapter.file
      if let path, own != path, !own.hasPrefix(path + "/") { continue }
      isFound = true
      add(
        Item(
          chapter: chapter, mistakes: mistakes[chapter.file] ?? [], path: own,
          shown: surroundings.shown(own), root: root, settings: book.contents.settingsText,
          reader: readers[chapter.file] ?? ChapterReader(), lines: line.map { [$0] }))
    }
    return isFound
  }

  /// Adds the originals of translations that reuse their commands: what these print is compared
  /// there. Of a part of a translation, the blocks in it.
  mutating func addOriginals() throws(Refusal) {
    for item in chapters where item.chapter.reusesSessions {
      guard let original = item.chapter.original else { continue }
      let path = item.root + "/" + original.file
      guard let lines = item.lines else {
        try add(item.root, below: path, line: nil)
        continue
      }
      for block in item.chapter.blocks {
        guard let origin = block.origin, block.session != nil,
          lines.contains(where: { block.range.start.line <= $0 && $0 <= block.range.end.line })
        else { continue }
        try add(item.root, below: path, line: origin.range.start.line)
      }
    }
  }

  /// Adds a Markdown file that is in no book: a book of one.
  private mutating func addSingle(_ place: Place) throws(Refusal) {
    let url = URL(filePath: place.path)
    let reader = ChapterReader(
      fences: installation.fences, isLone: true, settings: installation.settings)
    guard let data = FileManager.default.contents(atPath: place.path) else {
      throw Refusal(
        "\(place.text) cannot be read: \(BookSource.reasonNotToRead(place.path))")
    }
    let (chapter, mistakes) = reader.read(Array(data), file: url.lastPathComponent)
    add(
      Item(
        chapter: chapter, mistakes: mistakes, path: place.path,
        shown: surroundings.shown(place.path), root: url.deletingLastPathComponent().path,
        reader: reader, lines: place.line.map { [$0] }))
  }

  /// Adds a chapter, or more lines of one that is there.
  private mutating func add(_ item: Item) {
    guard let index = chapters.firstIndex(where: { $0.path == item.path }) else {
      chapters.append(item)
      return
    }
    if let lines = chapters[index].lines, let more = item.lines {
      chapters[index].lines = lines + more
    } else {
      chapters[index].lines = nil
    }
  }

  /// The path with the links of its folder followed, its last name as it stands.
  private static func real(_ path: String) -> String {
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL
    return folder.appending(path: url.lastPathComponent).path
  }
}
