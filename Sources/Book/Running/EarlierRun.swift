/// What an earlier run of a chapter can give to the run of a newer text of it, and the run of an
/// original to that of a translation.
///
/// Sessions know nothing of each other. One that gets what it got before does what it did before; of
/// one that gets something else, the blocks above the first change did the same, and have only to be
/// done again to bring the world to where it was.
struct EarlierRun {
  /// The runs of blocks above all changes, by the indices of the blocks in the new text.
  var blocks: [Int: BlockRun] = [:]
  /// The sessions that need not be played at all, and what was done in them.
  var sessions: [String: SessionReplay] = [:]

  /// The run of a block of a session that need not be played.
  func run(ofUnplayed index: Int, in session: String) -> BlockRun? {
    sessions[session] == nil ? nil : blocks[index]
  }

  /// Nothing is known.
  init() {}

  /// - Parameter new: a text without mistakes.
  init(_ run: ChapterRun, for new: Chapter) {
    let isTranslation = new.original?.file == run.chapter.file
    guard run.isOfUse, run.chapter.configuration == new.configuration,
      let before = SessionInputs(run.chapter, hasSentences: !isTranslation),
      let now = SessionInputs(new, hasSentences: !isTranslation)
    else { return }
    var stored = StoredRun(unchecked: run, mistakes: run.diagnostics)
    var known: [StoredRun.Block] = []
    for (session, blocks) in Dictionary(grouping: now.blocks, by: \.session) {
      for (old, new) in zip(before.blocks.filter { $0.session == session }, blocks) {
        guard before.given(to: old) == now.given(to: new),
          var block = stored.blocks.first(where: { $0.index == old.index })
        else { break }
        block.index = new.index
        known.append(block)
      }
    }
    stored.blocks = known
    guard let same = stored.run(of: new, mistakes: []) else { return }
    blocks = Dictionary(
      same.blocks.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
    // Others may begin in a session that is not played: what was done in it is known.
    let played = Set(now.sessions.keys.filter { before.sessions[$0] != now.sessions[$0] })
    for replay in run.replays where now.sessions[replay.name] != nil {
      if !played.contains(replay.name) { sessions[replay.name] = replay }
    }
  }
}

extension ChapterRun {
  /// Whether the run of another text can take something from this one.
  var isOfUse: Bool { wasRun && !diagnostics.haveErrors }
}

extension Chapter {
  /// The file of the original whose run is that of this chapter: nothing in the sessions of a
  /// translation is its own when all blocks that run are reused. Nil where one is not.
  var fileWithSameRun: String? {
    let acting = blocks.filter { block in
      switch block {
      case .scenario, .check, .file: true
      case .plugin, .listing: false
      }
    }
    return acting.allSatisfy { $0.origin != nil } ? original?.file : nil
  }
}
