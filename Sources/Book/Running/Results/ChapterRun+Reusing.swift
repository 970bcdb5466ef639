extension ChapterRun {
  /// The run of a chapter that differs from this one only in what its sessions do not see, such
  /// as its sentences; nil when it has to be run.
  /// - Parameter mistakes: what reading the new chapter found.
  public func reused(for new: Chapter, mistakes: [Diagnostic]) -> ChapterRun? {
    guard wasRun, !diagnostics.haveErrors, !mistakes.haveErrors, chapter.hasSameSessions(as: new)
    else { return nil }
    var places: [Int: Int] = [:]
    for (old, new) in zip(chapter.played, new.played) { places[old.index] = new.index }
    var stored = StoredRun(unchecked: self, mistakes: diagnostics)
    for index in stored.blocks.indices {
      guard let place = places[stored.blocks[index].index] else { return nil }
      stored.blocks[index].index = place
    }
    return stored.run(of: new, mistakes: mistakes + ShellMistakes.diagnostics(of: new))
  }
}

extension Chapter {
  /// Whether a text differs from this one only in what its sessions do not see, such as its
  /// sentences.
  public func hasSameSessions(as other: Chapter) -> Bool {
    configuration == other.configuration
      && played.elementsEqual(other.played) { $0.input == $1.input }
  }

  /// The blocks that act on a session, with all that the session gets of them.
  fileprivate var played: [(index: Int, input: [String?])] {
    blocks.enumerated().compactMap { index, block in
      switch block {
      case .scenario(let scenario) where scenario.norun == nil:
        var input = ["scenario", scenario.id, scenario.session, scenario.from]
        for step in scenario.steps {
          input += [step.command, step.recorded.text, "\(step.recorded.status)"]
        }
        return (index, input)
      case .file(let file): return (index, ["file", file.session, file.name, file.code.text])
      case .check(let check):
        var input = ["check", check.id, check.session]
        for assertion in check.assertions { input += [assertion.sentence, assertion.command] }
        return (index, input)
      case .scenario, .plugin, .listing: return nil
      }
    }
  }
}
