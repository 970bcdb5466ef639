import Book
import Foundation

/// A book that is being written: its chapters with their runs, and the pages as they are now.
///
/// Of what has not changed nothing is read, run or rendered again.
actor LiveBook {
  let root: String
  private let source: BookSource
  private let runner: ChapterRunner
  private let look: SiteLook
  private let results: ResultStore?
  private let isFresh: Bool
  private let program: String

  private var known = KnownChapters()
  private var contents: BookContents?
  private var chapters: [String: LiveChapter] = [:]
  /// What is wrong with the book itself or with its theme.
  private var bookMistakes: [Diagnostic] = []
  private var themeFiles: [String: [UInt8]] = [:]
  private var theme: Theme?
  private var shared: SharedPageValues?
  private var pages: SitePages?
  private var memory = PictureMemory()
  /// Files of the site that were asked for since they changed last, by their paths.
  private var rendered: [String: [UInt8]] = [:]
  private var whole: Site?
  /// The parts of pages as browsers have them, by their paths and versions.
  private var served: [String: [Int: PageParts]] = [:]
  /// Of so many versions of a page the parts are known.
  static let mostServed = 4

  /// Counts the changes.
  private(set) var version = 0
  private var changedAt: [String: Int] = [:]
  private var allChangedAt = 0

  /// What a look at the files brought.
  struct Update: Sendable {
    /// The chapters that changed, in the book's order.
    var chapters: [LiveChapter] = []
    var bookMistakes: [Diagnostic] = []
    /// Whether these are others than before.
    var bookMistakesChanged = false
    /// The paths of the pages that changed; nil for all pages.
    var pages: [String]? = []
    /// The paths of the pages about which something else is said than before.
    var notes: [String] = []
    var version = 0
    /// How many chapters were run.
    var ranCount = 0

    var isEmpty: Bool { pages?.isEmpty == true && chapters.isEmpty && !bookMistakesChanged }
  }

  init(
    root: String, fences: FenceRegistry, runner: ChapterRunner, look: SiteLook,
    results: ResultStore?, isFresh: Bool = false, program: String = "statebook"
  ) {
    source = BookSource(
      folder: URL(filePath: root), fences: fences, settings: runner.settings)
    self.root = source.folder.path
    self.runner = runner
    self.look = look
    self.results = results
    self.isFresh = isFresh
    self.program = program
  }

  // MARK: - Changes

  /// How long a run may take until what there is of it is shown, in milliseconds.
  static let patience = 20
  /// How long that waits for blocks of which nothing is known yet, in milliseconds.
  static let patienceWithNews = 300

  /// Looks at the files and runs what changed.
  /// - Parameter early: called when a run takes long, with what can be shown before it has ended.
  func refresh(early: @Sendable (Update) -> Void = { _ in }) async -> Update {
    let read = source.read(knowing: &known)
    let results = results?.with(settings: read.settingsText)
    var mistakes: [String: [Diagnostic]] = [:]
    for diagnostic in read.diagnostics { mistakes[diagnostic.file, default: []].append(diagnostic) }
    var live: [String: LiveChapter] = [:]
    var tasks: [ChapterTask] = []
    for chapter in read.chapters {
      let own = mistakes.removeValue(forKey: chapter.file) ?? []
      let old = chapters[chapter.file]
      if let old, old.current.source.bytes == chapter.source.bytes, old.mistakes == own {
        live[chapter.file] = old
      } else if let old, let run = old.shown.reused(for: chapter, mistakes: own) {
        live[chapter.file] = LiveChapter(run, mistakes: own, after: old)
      } else {
        // Results of earlier runs count at the start; later they would only be written.
        tasks.append(
          ChapterTask(
            chapter: chapter, mistakes: own, results: contents == nil ? results : nil,
            isFresh: isFresh, earlier: old?.shown))
      }
    }
    let before = chapters
    let others = mistakes.sorted { $0.key < $1.key }.flatMap(\.value)
    let ran = RunningChapters()
    var runner = runner
    runner.ran = { file, run in ran.add(run, of: file) }
    let running = Task { [runner, tasks] in await runner.run(tasks) }
    let start = ContinuousClock.now
    while contents != nil, !tasks.isEmpty {
      if await running.isDone(within: .milliseconds(LiveBook.patience)) { break }
      let (unfinished, isMissing) = unfinished(tasks, ran)
      let waited = ContinuousClock.now - start
      if isMissing, waited < .milliseconds(LiveBook.patienceWithNews) { continue }
      early(take(read, live.merging(unfinished) { $1 }, others: others, ranCount: 0))
      break
    }
    let run = await running.value
    for (task, run) in zip(tasks, run.chapters) {
      let file = task.chapter.file
      live[file] = LiveChapter(run, mistakes: task.mistakes, after: before[file])
    }
    return take(read, live, others: others, ranCount: tasks.count - run.keptCount)
  }

  /// Chapters that are being run, as far as they are, and whether something is new in them of which
  /// nothing is known yet.
  private func unfinished(
    _ tasks: [ChapterTask], _ running: RunningChapters
  ) -> (chapters: [String: LiveChapter], isMissing: Bool) {
    var live: [String: LiveChapter] = [:]
    var isAnyMissing = false
    for task in tasks {
      let file = task.chapter.file
      guard let old = chapters[file] else { continue }
      guard old.shown.wasRun, !task.mistakes.haveErrors else {
        live[file] = old
        continue
      }
      let (run, waiting, isMissing) = old.shown.shown(
        whileRunning: task.chapter, mistakes: task.mistakes, ran: running.blocks(of: file))
      var chapter = LiveChapter(run, mistakes: task.mistakes, after: old)
      chapter.waiting = waiting
      isAnyMissing = isAnyMissing || isMissing
      live[file] = chapter
    }
    return (live, isAnyMissing)
  }

  /// Makes what was read and run the book that is shown.
  private func take(
    _ read: BookContents, _ live: [String: LiveChapter], others: [Diagnostic], ranCount: Int
  ) -> Update {
    let (files, themeMistakes) = look.themeFiles(of: root)
    let isThemeNew = theme == nil || files != themeFiles
    let theme = isThemeNew ? Theme(files: files) : self.theme ?? Theme(files: files)
    if isThemeNew { memory = PictureMemory() }
    var update = Update()
    update.ranCount = ranCount
    update.bookMistakes = (others + themeMistakes + theme.diagnostics).inReportingOrder
    update.bookMistakesChanged = update.bookMistakes != bookMistakes
    var shown = read
    shown.chapters = read.chapters.compactMap { live[$0.file]?.shown.chapter }
    let shared = SharedPageValues(shown)
    update.chapters = read.chapters.compactMap { chapter in
      guard let now = live[chapter.file] else { return nil }
      guard let old = chapters[chapter.file] else { return now }
      return now.isSame(as: old) ? nil : now
    }
    let pages = look.pages(
      of: shown,
      BookRun(chapters: read.chapters.compactMap { live[$0.file]?.shown }), root: root,
      theme: theme, memory: memory)
    if isThemeNew || shared != self.shared || update.bookMistakesChanged {
      update.pages = nil
    } else {
      for chapter in update.chapters {
        let file = chapter.current.file
        guard let page = pages.page(of: file) else { continue }
        if chapter.isStale,
          chapters[file]?.shown.chapter.source.bytes
            == chapter.shown.chapter.source.bytes
        {
          update.notes.append(page)
        } else {
          update.pages?.append(page)
        }
      }
    }
    contents = read
    chapters = live
    bookMistakes = update.bookMistakes
    themeFiles = files
    self.theme = theme
    self.shared = shared
    self.pages = pages
    note(&update)
    return update
  }

  /// Forgets the pages that changed.
  private func note(_ update: inout Update) {
    guard !update.isEmpty else {
      update.version = version
      return
    }
    version += 1
    update.version = version
    whole = nil
    let isChapter = Set(contents?.chapters.compactMap { pages?.page(of: $0.file) } ?? [])
    guard let changed = update.pages else {
      rendered = [:]
      allChangedAt = version
      return
    }
    // Pages about the whole book, such as its claims, may show something of each chapter.
    rendered = rendered.filter { isChapter.contains($0.key) && !changed.contains($0.key) }
    for page in changed { changedAt[page] = version }
  }

  /// Keeps what the runs of an update gave, for `test`, `diff` and `accept`.
  func keepResults(of update: Update) {
    let proposals = ProposalStore(root: root)
    for chapter in update.chapters where chapter.run.wasRun {
      try? proposals.keep(chapter.run)
      results?.with(settings: contents?.settingsText ?? []).keep(
        chapter.run, mistakes: chapter.mistakes, by: runner)
    }
  }

  // MARK: - Pages

  /// Whether pages have to be loaded anew as a whole when they change: scripts of the book's own may
  /// not know that parts of a page come later.
  var isReloadedWhole: Bool {
    look.ownScripts(in: themeFiles).contains { name in
      themeFiles[name]?.firstRange(of: Array("statebook:parts".utf8)) == nil
    }
  }

  /// A file of the site and the version that it is from.
  func page(at path: String) -> (bytes: [UInt8]?, version: Int) {
    let bytes = file(at: path)
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
  func change(of path: String, since old: Int) -> (change: PageParts.Change, version: Int)? {
    guard !isReloadedWhole, let before = served[path]?[old] else { return nil }
    let now = page(at: path)
    guard now.bytes != nil, let parts = served[path]?[now.version],
      let change = parts.change(from: before)
    else { return nil }
    return (change, now.version)
  }

  /// Whether a page has changed since a version.
  func hasChanged(_ page: String, since: Int) -> Bool {
    let isChapter = pages?.chapter(at: page) != nil
    return max(allChangedAt, isChapter ? changedAt[page] ?? 0 : version) > since
  }

  /// A file of the site as it is now; nil when there is none at the path.
  func file(at path: String) -> [UInt8]? {
    if let known = rendered[path] { return known }
    guard let pages else { return nil }
    if let chapter = pages.chapter(at: path) {
      let site = pages.site(of: chapter)
      // With a theme that cannot be used there is no page; its mistakes are told in place of it.
      guard let bytes = site.files[path] else { return nil }
      for (path, bytes) in site.files { rendered[path] = bytes }
      return bytes
    }
    let site = whole ?? pages.site()
    whole = site
    return site.files[path]
  }

  /// What there is to say about a page.
  func notes(of page: String) -> PageNotes {
    let chapter = pages?.chapter(at: page).flatMap { chapters[$0.file] }
    return PageNotes(chapter, others: bookMistakes)
  }

  // MARK: - Accepting

  /// Accepts the output at a line of a chapter, or all of the chapter's.
  /// - Returns: how many were accepted.
  func accept(_ file: String, line: Int?) throws(Refusal) -> Int {
    guard let contents, chapters[file] != nil else {
      throw Refusal("there is no chapter \(file)")
    }
    let ids = contents.claims.ids
    let reader = ChapterReader(
      fences: contents.fences, claims: ids.isEmpty ? nil : ids, settings: contents.settings)
    let language = chapters[file]?.current.language
    let acceptance = Acceptance(
      runner: runner, store: ProposalStore(root: root), program: program
    ) { bytes, file in
      reader.read(bytes, file: file, language: language)
    }
    return try acceptance.accept(file, at: root + "/" + file, lines: line.map { [$0] })
      .accepted.count
  }
}
