extension ChapterRun {
  /// What there is to show of a chapter while it runs: what has run, and for the other blocks what
  /// they did in this earlier run, if their commands are the same.
  /// - Parameters:
  ///   - mistakes: what reading the new chapter found.
  ///   - ran: the blocks that have run.
  /// - Returns: the run, the lines with which the blocks begin that have not run yet, and whether
  ///   nothing is known of one of them.
  public func shown(
    whileRunning new: Chapter, mistakes: [Diagnostic], ran: [BlockRun]
  ) -> (run: ChapterRun, waiting: [Int], isMissing: Bool) {
    var rest = StoredRun(unchecked: self, mistakes: diagnostics).blocks[...]
    var runs: [BlockRun] = []
    var waiting: [Int] = []
    var isMissing = false
    for (index, block) in new.blocks.enumerated() {
      // Blocks come in the same order in both texts; some are new and some are gone.
      var known: BlockRun?
      for place in rest.indices {
        var stored = rest[place]
        stored.index = index
        if let run = BlockRun(stored, of: block) {
          known = run
          rest = rest[(place + 1)...]
          break
        }
      }
      if let run = ran.first(where: { $0.index == index }) {
        runs.append(run)
      } else if block.runs {
        if let known { runs.append(known) } else { isMissing = true }
        waiting.append(block.range.start.line)
      }
    }
    let run = ChapterRun(
      chapter: new, blocks: runs, diagnostics: mistakes.inReportingOrder, wasRun: true,
      replays: replays)
    return (run, waiting, isMissing)
  }
}

extension ChapterBlock {
  /// Whether it is run, and not only shown.
  fileprivate var runs: Bool {
    switch self {
    case .scenario(let scenario): scenario.norun == nil
    case .check: true
    case .file, .plugin, .listing: false
    }
  }
}
