import Markdown

/// Checks that a translation which reuses blocks does in its sessions what the original does.
///
/// What a block prints depends on all that happened before it. So a translation that reuses one
/// block which acts on a session has all such blocks of the original, in the same order, reused or
/// copied; then its worlds are those of the original, and what differs in one differs in the other.
struct ReusedSessions {
  private let chapter: Chapter
  private let original: OriginalChapter
  /// The blocks of the original of which it has been told what is wrong with their fences.
  private let meant: Set<String>
  private var mistakes: Mistakes

  /// How many blocks are named; one more or less may move many.
  private static let maximumCount = 5
  /// How many blocks are compared as what may have been put in or left out; comparing more takes
  /// long.
  private static let maximumBlocks = 1000

  /// Reports what is missing, put in, changed or moved, at the place in the translation.
  static func check(
    _ chapter: Chapter, against original: OriginalChapter, meant: Set<String>,
    _ mistakes: inout Mistakes
  ) {
    // Where the original cannot be read it is not known what is missing.
    guard chapter.reusesSessions, !original.hasErrors else { return }
    var sessions = ReusedSessions(
      chapter: chapter, original: original, meant: meant, mistakes: mistakes)
    sessions.checkSettings()
    sessions.checkBlocks()
    mistakes = sessions.mistakes
  }

  private mutating func checkSettings() {
    let (own, theirs) = (chapter.frontMatter, original.chapter.frontMatter)
    let known = Dictionary(uniqueKeysWithValues: theirs.worldSettings)
    for (key, value) in own.worldSettings where known[key] != value {
      // What is left out is taken over; one without a line has a mistake that has been told.
      guard let line = own.keyLines[key] else { continue }
      mistakes.error(
        chapter.source.range(chapter.source.contentOffsets(ofLine: line)),
        "`\(key)` is not that of the original",
        cause: "in another world the blocks that are reused print something else",
        help: "leave it out: it is taken over",
        notes: [note(line: theirs.keyLines[key] ?? 1)])
    }
  }

  private mutating func checkBlocks() {
    var own = chapter.blocks.filter { $0.session != nil }.map(Part.init)
    for index in own.indices where own[index].block.origin != nil {
      // It is the original's, even where its session begins elsewhere because a block is missing.
      if let id = own[index].block.id, let block = original[id] {
        own[index].content = Part(block).content
      }
    }
    let told = meant.subtracting(own.compactMap(\.block.id))
    let theirs = original.chapter.blocks.filter { block in
      block.session != nil && !(block.id.map(told.contains) ?? false)
    }.map(Part.init)
    guard max(own.count, theirs.count) <= ReusedSessions.maximumBlocks else {
      let same = zip(own, theirs).prefix { $0.content == $1.content }.count
      if same < own.count {
        reportChanged(own[same], theirs: same < theirs.count ? theirs[same] : nil)
      } else if same < theirs.count {
        reportMissing(theirs[same], before: nil, behind: own.last)
      }
      return
    }
    report(own, theirs)
  }

  private mutating func report(_ own: [Part], _ theirs: [Part]) {
    var missing: [Int] = []
    var extra: [Int] = []
    for change in own.difference(from: theirs, by: { $0.content == $1.content }) {
      switch change {
      case .remove(let offset, _, _): missing.append(offset)
      case .insert(let offset, _, _): extra.append(offset)
      }
    }
    missing.sort()
    extra.sort()
    var count = 0
    for offset in extra where count < ReusedSessions.maximumCount {
      count += 1
      let part = own[offset]
      if let place = missing.firstIndex(where: { theirs[$0].content == part.content }) {
        reportMoved(part, theirs: theirs[missing.remove(at: place)])
      } else if let place = missing.firstIndex(where: { theirs[$0].isVersion(of: part) }) {
        reportChanged(part, theirs: theirs[missing.remove(at: place)])
      } else {
        reportChanged(part, theirs: nil)
      }
    }
    for offset in missing where count < ReusedSessions.maximumCount {
      count += 1
      // The next one that the translation has, and the last one before it.
      let next = theirs[(offset + 1)...].lazy.compactMap { part in
        own.first { $0.content == part.content }
      }.first
      reportMissing(theirs[offset], before: next, behind: own.last)
    }
  }

  // MARK: - Messages

  private func note(line: Int) -> Diagnostic.Note {
    Diagnostic.Note("the original", file: original.chapter.file, line: line)
  }

  private mutating func reportMissing(_ part: Part, before next: Part?, behind last: Part?) {
    guard let place = next ?? last else { return }
    let (fence, content) =
      part.word == "check"
      ? ("a `check` fence", " and its sentences") : ("an empty `\(part.language)` fence", "")
    mistakes.error(
      place.range,
      "the original's \(part.name) is missing \(next == nil ? "behind" : "before") this one",
      cause: "what is reused prints the same only if the same happened before it",
      help: part.block.id.map { "write \(fence) with `id=\($0)`\(content) there" }
        ?? "give it an `id` in the original, and write \(fence) with the same `id`\(content) there",
      notes: [note(line: part.block.range.start.line)])
  }

  private mutating func reportMoved(_ part: Part, theirs: Part) {
    mistakes.error(
      part.range, "the \(part.name) stands in another order than in the original",
      cause: "what is reused prints the same only if the same happened before it",
      help: "put it where the original has it",
      notes: [note(line: theirs.block.range.start.line)])
  }

  private mutating func reportChanged(_ part: Part, theirs: Part?) {
    mistakes.error(
      part.range,
      theirs == nil
        ? "the original does not have this \(part.name)"
        : "this \(part.name) is not that of the original",
      cause: "what is reused prints the same only if the same happened before it",
      help: theirs == nil
        ? "leave it out, or write it in the original too"
        : "take over what the original has, or reuse it by its `id`",
      notes: theirs.map { [note(line: $0.block.range.start.line)] }
        ?? [Diagnostic.Note("the original", file: original.chapter.file)])
  }

  /// A block that acts on a session.
  private struct Part {
    let block: ChapterBlock
    /// All that has to be the same.
    var content: [String]

    init(_ block: ChapterBlock) {
      self.block = block
      switch block {
      case .scenario(let scenario):
        content =
          ["console", scenario.id ?? "", scenario.session, scenario.from ?? ""]
          + scenario.steps.map(\.command)
      case .file(let file): content = ["file", file.session, file.name, file.code.text]
      case .check(let check):
        content = ["check", check.session] + check.assertions.map(\.command)
      case .plugin, .listing: content = []
      }
    }

    var word: String { content.first ?? "" }

    /// The word that its fence begins with.
    var language: String {
      if case .file(let file) = block { file.language } else { word }
    }

    /// What it is called in messages.
    var name: String {
      if case .file(let file) = block { return "file `\(file.name)`" }
      return "`\(word)` block" + (block.id.map { " `\($0)`" } ?? "")
    }

    /// Where the first line of the fence is.
    var range: SourceRange { block.code.fence?.infoRange ?? block.range }

    /// Whether it is meant to be the same as another one.
    func isVersion(of other: Part) -> Bool {
      guard word == other.word else { return false }
      if case (.file(let file), .file(let theirs)) = (block, other.block) {
        return file.name == theirs.name
      }
      return block.id == other.block.id
    }
  }
}

extension Chapter {
  /// Whether it is a translation that reuses blocks which act on a session.
  public var reusesSessions: Bool { blocks.contains { $0.origin != nil && $0.session != nil } }
}
