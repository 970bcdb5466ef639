import OrderedCollections

/// Which blocks of a chapter make up each of its sessions, from the session's beginning on.
///
/// A session that is a copy of another one begins with the blocks that led to the copy, so that each
/// can be played by itself.
struct ExportPlan {
  /// A session of the chapter.
  struct Session {
    var name: String
    /// The blocks in order, as indices into the chapter's; those with a file put that file.
    var blocks: [Int]
  }

  let sessions: [Session]

  private struct State {
    var blocks: [Int] = []
    var filesSeen = 0
  }

  init(_ chapter: Chapter) {
    var open: OrderedDictionary<String, State> = [:]
    var marks: [String: State] = [:]
    for (index, block) in chapter.blocks.enumerated() {
      let name: String
      switch block {
      case .scenario(let scenario):
        guard scenario.norun == nil else { continue }
        name = scenario.session
        if let from = scenario.from { open[name] = marks[from] }
      case .check(let check): name = check.session
      case .file, .plugin, .listing: continue
      }
      var state = open[name] ?? State()
      // As in a run: the main session's files are everybody's.
      for place in state.filesSeen..<index {
        guard case .file(let file) = chapter.blocks[place],
          file.session == name || file.session == Chapter.defaultSession
        else { continue }
        state.blocks.append(place)
      }
      state.filesSeen = index
      state.blocks.append(index)
      open[name] = state
      if let id = block.id { marks[id] = state }
    }
    sessions = open.map { Session(name: $0.key, blocks: $0.value.blocks) }
  }
}
