import Book
import Foundation

/// A book that is being written: its chapters with their runs, and the pages as they are now.
///
/// Of what has not changed nothing is read, run or rendered again.
actor LiveBook {
  let root: String
  private let source: BookSource
  let runner: ChapterRunner
  let look: SiteLook
  private let results: ResultStore?
  private let isFresh: Bool
  let program: String
  /// How long what a run has shown until now waits for blocks of which nothing is known yet.
  private let patienceWithNews: Duration
  private let progress: ProgressTeller?
  /// When there is something to look at while chapters run.
  nonisolated let moments = Moments()
  /// Told what is wrong with a page each time that it was drawn.
  let tellMistakes: @Sendable (PageMistakes) -> Void

  private var known = KnownChapters()
  private(set) var contents: BookContents?
  private(set) var chapters: [String: LiveChapter] = [:]
  /// What is wrong with the book itself or with its theme.
  private(set) var bookMistakes: [Diagnostic] = []
  private(set) var themeFiles: [String: [UInt8]] = [:]
  private var theme: Theme?
  private var shared: SharedPageValues?
  private(set) var pages: SitePages?
  private var memory = PictureMemory()
  /// What the pages of the chapters are made of besides their texts, by the files of the chapters.
  private var inputs: [String: PageInputs] = [:]
  /// The files beside the programs that make something of them.
  private var besidePrograms: [String: [String]] = [:]
  private var stamps = FileStamps()
  /// What these files were when they were looked at last.
  private var stamped: [String: Int] = [:]

  /// Files of the site that were asked for since they changed last, by their paths.
  var rendered: [String: [UInt8]] = [:]
  /// What is drawn now, each with the version of which it is.
  var drawings: [Drawing: (version: Int, task: Task<DrawnPage, Never>)] = [:]
  /// What was drawn last.
  var drawn: [Drawing: DrawnPage] = [:]
  /// What is wrong with the site as a whole.
  var bookwide: [Diagnostic] = []
  /// The pages that are drawn without that somebody asks for them.
  var ahead: Task<Void, Never>?
  /// What is being accepted, or was last.
  var accepting: Task<Result<Int, Refusal>, Never>?
  /// The parts of pages as browsers have them, by their paths and versions.
  var served: [String: [Int: PageParts]] = [:]

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
    /// When the last of these began, if that was not at the beginning of the look.
    var began: ContinuousClock.Instant?
    /// Programs and carried files that are others than before, each with the chapters whose pages
    /// are made of them.
    var inputs: [(path: String, chapters: [String])] = []

    var isEmpty: Bool { pages?.isEmpty == true && chapters.isEmpty && !bookMistakesChanged }
  }

  init(
    root: String, fences: FenceRegistry, runner: ChapterRunner, look: SiteLook,
    results: ResultStore?, isFresh: Bool = false, program: String = "statebook",
    progress: ProgressTeller? = nil, patienceWithNews: Duration = .milliseconds(300),
    tellMistakes: @escaping @Sendable (PageMistakes) -> Void = { _ in }
  ) {
    source = BookSource(
      folder: URL(filePath: root), fences: fences, settings: runner.settings)
    self.root = source.folder.path
    self.runner = runner
    self.look = look
    self.results = results
    self.isFresh = isFresh
    self.program = program
    self.progress = progress
    self.patienceWithNews = patienceWithNews
    self.tellMistakes = tellMistakes
  }

  // MARK: - Changes

  /// How long a run may take until what there is of it is shown, in milliseconds.
  static let patience = 20

  /// Looks at the files and runs what changed.
  ///
  /// Files that are saved meanwhile are looked at too, once ``Moments/filesHaveChanged()`` tells of
  /// them: a run of a text that is not that of its chapter any more is cancelled, and the new text
  /// is run at once.
  /// - Parameter early: called when a run takes long, with what can be shown before it has ended.
  func refresh(early: @Sendable (Update) -> Void = { _ in }) async -> Update {
    let before = Before(chapters: chapters, bookMistakes: bookMistakes)
    _ = moments.takeChange()
    var round = begin(after: before)
    // How many chapters had ended in what was shown last.
    var shownCount: Int?
    if !round.hasEnded {
      let clock = Task { await moments.tick(every: .milliseconds(LiveBook.patience)) }
      defer { clock.cancel() }
      for await _ in moments.stream {
        if moments.takeChange() || round.mustBeRunAgain {
          round = begin(after: before, round)
          shownCount = nil
        }
        if round.hasEnded { break }
        let count = round.endedCount
        let waited = ContinuousClock.now - round.start
        guard count > shownCount ?? -1, waited >= .milliseconds(LiveBook.patience) else { continue }
        let (unfinished, isMissing) = unfinished(round, before.chapters)
        if isMissing, shownCount == nil, waited < patienceWithNews {
          continue
        }
        shownCount = count
        early(take(round, round.live.merging(unfinished) { $1 }, before))
      }
    }
    guard round.hasEnded else {
      // Nobody looks any more.
      for running in round.running.values { running.cancel() }
      return Update(version: version)
    }
    var live = round.live
    for (file, running) in round.running {
      guard let run = running.run else { continue }
      if !running.isKept { round.ranCount += 1 }
      live[file] = LiveChapter(run, mistakes: running.task.mistakes, after: before.chapters[file])
    }
    return take(round, live, before)
  }

  /// What was known before a look at the files.
  private struct Before {
    var chapters: [String: LiveChapter]
    var bookMistakes: [Diagnostic]
  }

  /// What the files are, and what has to be run of them.
  private struct Round {
    var read: BookContents
    /// Mistakes that belong to no chapter.
    var others: [Diagnostic] = []
    /// The chapters that need not be run.
    var live: [String: LiveChapter] = [:]
    /// Those that are being run.
    var running: [String: RunningChapter] = [:]
    /// When the last of these began.
    var start = ContinuousClock.now
    /// Whether others were being run when they began.
    var isRenewed = false
    var ranCount = 0

    var endedCount: Int { running.values.count { $0.run != nil } }
    var hasEnded: Bool { endedCount == running.count }
    var mustBeRunAgain: Bool { running.values.contains(where: \.mustBeRunAgain) }
  }

  /// Reads the files and begins to run what changed.
  /// - Parameter last: what is being run already. Of that goes on what is still wanted.
  private func begin(after before: Before, _ last: Round? = nil) -> Round {
    var round = Round(read: source.read(knowing: &known))
    let results = results?.with(settings: round.read.settingsText)
    var mistakes: [String: [Diagnostic]] = [:]
    for diagnostic in round.read.diagnostics {
      mistakes[diagnostic.file, default: []].append(diagnostic)
    }
    var tasks: [ChapterTask] = []
    for chapter in round.read.chapters {
      let file = chapter.file
      let own = mistakes.removeValue(forKey: file) ?? []
      let old = before.chapters[file]
      if let old, old.current.hasSameText(as: chapter), old.mistakes == own {
        round.live[file] = old
      } else if let old, let run = old.shown.reused(for: chapter, mistakes: own) {
        round.live[file] = LiveChapter(run, mistakes: own, after: old)
      } else if let running = last?.running[file]?.goingOn(to: chapter, mistakes: own) {
        round.running[file] = running
      } else {
        // Results of earlier runs count at the start; later they would only be written.
        tasks.append(
          ChapterTask(
            chapter: chapter, mistakes: own, results: contents == nil ? results : nil,
            isFresh: isFresh, earlier: old?.shown))
      }
    }
    round.others = mistakes.sorted { $0.key < $1.key }.flatMap(\.value)
    for (file, running) in last?.running ?? [:] where round.running[file] == nil {
      running.cancel()
    }
    if let last, tasks.isEmpty {
      (round.start, round.isRenewed) = (last.start, last.isRenewed)
      return round
    }
    let going = round.running.values.filter { !$0.hasEnded }
    progress?.begin(going.map(\.task.chapter) + tasks.map(\.chapter))
    guard !tasks.isEmpty else { return round }
    round.isRenewed = last != nil
    let chapters = RunningChapters(moments: moments)
    for task in tasks { round.running[task.chapter.file] = RunningChapter(task, in: chapters) }
    chapters.begin(tasks, by: runner, progress: progress)
    return round
  }

  /// Chapters that are being run, as far as they are, and whether something is new in them of which
  /// nothing is known yet.
  private func unfinished(
    _ round: Round, _ before: [String: LiveChapter]
  ) -> (chapters: [String: LiveChapter], isMissing: Bool) {
    var live: [String: LiveChapter] = [:]
    var isAnyMissing = false
    for (file, running) in round.running {
      let task = running.task
      let old = before[file]
      if let run = running.run {
        live[file] = LiveChapter(run, mistakes: task.mistakes, after: old)
        continue
      }
      guard !task.mistakes.haveErrors, old?.shown.wasRun ?? true else {
        live[file] = old
        continue
      }
      let earlier =
        old?.shown ?? ChapterRun(chapter: task.chapter, blocks: [], diagnostics: [], wasRun: true)
      let (run, waiting, isMissing) = earlier.shown(
        whileRunning: task.chapter, mistakes: task.mistakes, ran: running.blocks)
      var chapter = LiveChapter(run, mistakes: task.mistakes, after: old)
      chapter.waiting = waiting
      chapter.isFirstRun = old == nil
      // A translation has its news when its original has run to the end: nobody waits for that.
      isAnyMissing = isAnyMissing || isMissing && task.chapter.original == nil
      live[file] = chapter
    }
    return (live, isAnyMissing)
  }

  /// Makes what was read and run the book that is shown.
  private func take(_ round: Round, _ live: [String: LiveChapter], _ before: Before) -> Update {
    let read = round.read
    let (files, themeMistakes) = look.themeFiles(of: root)
    let isThemeNew = theme == nil || files != themeFiles
    let theme = isThemeNew ? Theme(files: files) : self.theme ?? Theme(files: files)
    if isThemeNew { memory = PictureMemory() }
    var update = Update()
    update.ranCount = round.ranCount
    update.began = round.isRenewed ? round.start : nil
    update.bookMistakes = (round.others + themeMistakes + theme.diagnostics).inReportingOrder
    update.bookMistakesChanged = update.bookMistakes != before.bookMistakes
    var shown = read
    shown.chapters = read.chapters.compactMap { live[$0.file]?.shown.chapter }
    let shared = SharedPageValues(shown)
    func changed(since old: [String: LiveChapter]) -> [LiveChapter] {
      read.chapters.compactMap { chapter in
        guard let now = live[chapter.file] else { return nil }
        guard let old = old[chapter.file] else { return now }
        return now.isSame(as: old) ? nil : now
      }
    }
    update.chapters = changed(since: before.chapters)
    let pages = look.pages(
      of: shown,
      BookRun(chapters: read.chapters.compactMap { live[$0.file]?.shown }), root: root,
      theme: theme, memory: memory)
    lookAtInputs(pages, shown.chapters, areAllNew: shared != self.shared, &update)
    if isThemeNew || shared != self.shared || update.bookMistakes != bookMistakes {
      update.pages = nil
    } else {
      update.pages = Set(update.inputs.flatMap(\.chapters)).compactMap(pages.page(of:)).sorted()
      for chapter in changed(since: chapters) {
        let file = chapter.current.file
        guard let page = pages.page(of: file) else { continue }
        if chapter.isStale,
          chapters[file]?.shown.chapter.hasSameText(as: chapter.shown.chapter) == true
        {
          update.notes.append(page)
        } else if update.pages?.contains(page) == false {
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

  /// Finds the files that are others than before, of those of which pages are made.
  private func lookAtInputs(
    _ pages: SitePages, _ shown: [Chapter], areAllNew: Bool, _ update: inout Update
  ) {
    var now: [String: PageInputs] = [:]
    for chapter in shown {
      let file = chapter.file
      let isOld = chapters[file]?.shown.chapter.hasSameText(as: chapter) == true
      now[file] = isOld && !areAllNew ? inputs[file] : pages.inputs(of: chapter)
    }
    let before = besidePrograms
    besidePrograms = [:]
    for program in Set(now.values.flatMap(\.programs)) {
      besidePrograms[program] = pages.files(besideProgram: program)
    }
    var stamps: [String: Int] = [:]
    let all = now.values.flatMap { $0.carried + $0.programs }
    let beside = (before.values.flatMap { $0 } + besidePrograms.values.flatMap { $0 })
    for path in Set(all + beside).sorted() {
      stamps[path] = self.stamps.stamp(of: root + "/" + path)
      guard stamped[path] != stamps[path] else { continue }
      // Only of pages that were made of it before it is known what they show.
      let users = inputs.filter { _, input in
        (input.carried + input.programs).contains(path)
          || input.programs.contains {
            (before[$0] ?? []).contains(path) || (besidePrograms[$0] ?? []).contains(path)
          }
      }
      if users.isEmpty { continue }
      update.inputs.append((path, users.keys.filter { now[$0] != nil }.sorted()))
      for file in users.keys where users[file]?.carried.contains(path) == true {
        // The text of the page is the same: as a whole it is loaded with all that belongs to it.
        if let page = pages.page(of: file) { served[page] = nil }
      }
    }
    inputs = now
    stamped = stamps
  }

  /// The files of which pages are made, besides the chapters and the theme.
  var inputFiles: [String] {
    Set(inputs.values.flatMap { $0.carried + $0.programs }).union(
      contents?.programs.map(\.path) ?? []
    ).sorted()
  }

  /// Forgets the pages that changed.
  private func note(_ update: inout Update) {
    guard !update.isEmpty else {
      update.version = version
      return
    }
    version += 1
    update.version = version
    drawn[.rest] = nil
    drawn[.everything] = nil
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

  /// The version in which a page changed last.
  func changed(_ page: String) -> Int {
    let isChapter = pages?.chapter(at: page) != nil
    return max(allChangedAt, isChapter ? changedAt[page] ?? 0 : version)
  }

  /// Whether a page has changed since a version.
  func hasChanged(_ page: String, since: Int) -> Bool { changed(page) > since }
}
