import Book

/// The results of a test: the commands and claims that were asked for, and the mistakes.
struct Results {
  /// A chapter that was run, and what was asked for of it.
  struct ChapterResult {
    /// The chapter's path, as a person here would type it.
    var shown: String
    var run: ChapterRun
    var steps: [(run: StepRun, block: BlockRun)] = []
    var claims: [(run: ClaimRun, block: BlockRun)] = []
    /// Whether only a part of the chapter was asked for.
    var isPart: Bool

    /// What is not as the chapter says, of what was asked for.
    func findings(all: Bool) -> [Finding] {
      guard isPart else { return run.findings(all: all) }
      let lines = Set(steps.map { $0.run.lines } + claims.map { $0.run.lines })
      return run.findings(all: true).filter { lines.contains($0.lines) }
    }
  }

  /// In the order in which they were asked for.
  private(set) var chapters: [ChapterResult] = []
  /// The mistakes in these chapters and in the book, under their paths as typed here.
  private(set) var diagnostics: [Diagnostic]
  /// How many chapters were not run again.
  let keptCount: Int

  /// - Parameter filter: what a place, a block's name or a text must contain.
  init(_ run: BookRun, of selection: Selection, filter: String?) throws(Refusal) {
    diagnostics = selection.diagnostics
    keptCount = run.keptCount
    for (item, chapter) in zip(selection.chapters, run.chapters) {
      diagnostics += chapter.diagnostics.map { $0.moved(to: item.shown) }
      chapters.append(try Results.result(of: chapter, item, filter: filter))
    }
  }

  private static func result(
    of chapter: ChapterRun, _ item: Selection.Item, filter: String?
  ) throws(Refusal) -> ChapterResult {
    var result = ChapterResult(
      shown: item.shown, run: chapter, isPart: item.lines != nil || filter != nil)
    var unused = Set(item.lines ?? [])
    for block in chapter.blocks {
      let range = chapter.chapter.blocks[block.index].range
      let blockLines = range.start.line...max(range.start.line, range.end.line)
      let inner = block.steps.map(\.lines) + block.claims.map(\.lines)
      // The line of a fence means the whole block; one inside means what stands there.
      let asksForAll = unused.contains { line in
        blockLines.contains(line) && !inner.contains { $0.contains(line) }
      }
      func isWanted(_ own: ClosedRange<Int>, _ text: String) -> Bool {
        if let lines = item.lines, !asksForAll, !lines.contains(where: own.contains) {
          return false
        }
        guard let filter else { return true }
        return "\(item.shown):\(own.lowerBound) \(block.id ?? "") \(text)".contains(filter)
      }
      for step in block.steps where isWanted(step.lines, step.step.command) {
        result.steps.append((step, block))
      }
      for claim in block.claims
      where isWanted(claim.lines, claim.assertion.sentence + "\n" + claim.assertion.command) {
        result.claims.append((claim, block))
      }
      unused = unused.filter { !blockLines.contains($0) }
    }
    if chapter.wasRun, let line = unused.min() {
      throw Refusal("no command and no claim runs at \(item.shown):\(line)")
    }
    return result
  }

  var stepCount: Int { chapters.reduce(0) { $0 + $1.steps.count } }
  var claimCount: Int { chapters.reduce(0) { $0 + $1.claims.count } }
  /// Whether nothing that was asked for is there.
  var isEmpty: Bool { stepCount + claimCount == 0 }
  /// How many commands and claims are as their chapters say.
  var passedCount: Int {
    chapters.reduce(0) { count, chapter in
      count + chapter.steps.count { $0.run.passed } + chapter.claims.count { $0.run.passed }
    }
  }
  var failedCount: Int { stepCount + claimCount - passedCount }
  /// How many blocks are marked as not to be run.
  var unrunCount: Int { chapters.reduce(0) { $0 + $1.run.unrun.count } }

  var exitStatus: CommandStatus {
    if diagnostics.haveErrors { return .mistake }
    return failedCount > 0 ? .differences : .success
  }
}

extension Diagnostic {
  /// The diagnostic with each of its files under another name.
  func placed(_ name: (String) -> String) -> Diagnostic {
    var diagnostic = self
    diagnostic.file = name(file)
    for index in notes.indices { diagnostic.notes[index].file = name(notes[index].file) }
    return diagnostic
  }

  /// The diagnostic under another name of its file.
  func moved(to file: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.notes = notes.map { note in
      var note = note
      if note.file == self.file { note.file = file }
      return note
    }
    diagnostic.file = file
    return diagnostic
  }
}
