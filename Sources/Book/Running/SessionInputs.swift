/// All that the blocks of a chapter give to each of its sessions: what has equal input does the same.
struct SessionInputs {
  /// What each session is given, in order; one that was forked begins with what was done before.
  private(set) var sessions: [String: [String?]] = [:]
  /// The blocks that run, in order.
  private(set) var blocks: [Block] = []

  /// A block that runs.
  struct Block {
    /// Its index among the chapter's blocks.
    var index: Int
    var session: String
    /// How much its session has been given when it has run.
    var end: Int
  }

  private struct Mark {
    var session: String
    var count: Int
    var filesSeen: Int
  }

  /// - Parameter hasSentences: whether the sentences of claims are input too: they are where it is
  ///   told why a claim does not hold, which a translation leaves to its original.
  /// - Returns: nil for a chapter in which a session begins a second time.
  init?(_ chapter: Chapter, hasSentences: Bool = true) {
    var marks: [String: Mark] = [:]
    var filesSeen: [String: Int] = [:]
    for (index, block) in chapter.blocks.enumerated() {
      guard let session = block.session, let input = block.input(hasSentences) else { continue }
      var given = sessions[session]
      if case .scenario(let scenario) = block, let from = scenario.from {
        guard given == nil, let mark = marks[from] else { return nil }
        given = (sessions[mark.session] ?? []).prefix(mark.count) + ["fork"]
        filesSeen[session] = mark.filesSeen
      }
      var all = given ?? ["start"]
      // As a session gets its files: those above the block that it has not seen.
      for file in chapter.blocks[(filesSeen[session] ?? 0)..<index] {
        guard case .file(let file) = file,
          file.session == session || file.session == Chapter.defaultSession
        else { continue }
        all += ["file", file.name, file.code.text]
      }
      filesSeen[session] = index
      all += input
      sessions[session] = all
      blocks.append(Block(index: index, session: session, end: all.count))
      if let id = block.id {
        marks[id] = Mark(session: session, count: all.count, filesSeen: index)
      }
    }
  }

  /// What a block's session had been given when it had run.
  func given(to block: Block) -> ArraySlice<String?> {
    (sessions[block.session] ?? []).prefix(block.end)
  }
}

extension ChapterBlock {
  /// What a session gets of a block that runs; nil for other blocks.
  fileprivate func input(_ hasSentences: Bool) -> [String?]? {
    switch self {
    case .scenario(let scenario):
      guard scenario.norun == nil else { return nil }
      return ["scenario", scenario.id, scenario.from]
        + scenario.steps.flatMap { [$0.command, $0.recorded.text, "\($0.recorded.status)"] }
    case .check(let check):
      return ["check", check.id]
        + check.assertions.flatMap { [hasSentences ? $0.sentence : nil, $0.command] }
    case .file, .plugin, .listing: return nil
    }
  }
}
