import Markdown

extension FenceReader {
  /// What a fence is to a translation.
  enum Reuse {
    /// A block of its own: what it has not, it lacks.
    case none
    /// It was meant to stand for a block of the original; what is wrong with it has been told.
    case mistaken
    /// It stands for this one.
    case block(ReusedBlock)
  }

  /// Finds the block of the original that a fence stands for: see ``ReusedBlock``.
  mutating func reuse(_ info: InfoString, _ code: CodeBlock) -> Reuse {
    guard original != nil || missingOriginal != nil, code.fence?.isClosed ?? false else {
      return .none
    }
    let isCheck = info.word == "check"
    guard
      code.text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A })
        || isCheck && SentenceLine.areSentences(code)
    else { return .none }
    guard let attribute = info.attributes.first(where: { $0.name == "id" }),
      let id = attribute.value, FenceReader.isName(id)
    else {
      return lacksID(info, code)
    }
    guard let original else { return lacksOriginal(id, info) }
    guard let block = original[id] else { return unknown(id, attribute, info, of: original) }
    let reuse = reuse(block, id: attribute, info, code, of: original)
    if case .mistaken = reuse { meant.insert(id) }
    return reuse
  }

  private mutating func reuse(
    _ block: ChapterBlock, id attribute: InfoString.Attribute, _ info: InfoString,
    _ code: CodeBlock, of original: OriginalChapter
  ) -> Reuse {
    let id = attribute.value ?? ""
    let place = original.chapter
    let note = Diagnostic.Note(
      "the original", file: place.file, line: block.range.start.line,
      column: block.range.start.column)
    let theirs = block.code.fence.map { InfoString(in: place.source, $0.infoRange.offsets) }
    let word = theirs?.word ?? ""
    guard info.word == word else {
      mistakes.error(
        info.wordRange, "the block `\(id)` of the original is a `\(word)` fence",
        help: "write `\(word) id=\(id)`", notes: [note])
      return .mistaken
    }
    let (rules, name) = rules(of: word)
    let isEmpty = block.code.text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    func isOwn(_ attribute: InfoString.Attribute) -> Bool {
      guard let rule = rules.first(where: { $0.name == attribute.name }) else { return true }
      // Words about why a block does not run are words only where it does not.
      if rule.name == "norun" { return theirs?.attributes.contains { $0.name == "norun" } ?? false }
      return rule.name == "id" || rule.isForReaders
    }
    let foreign = info.attributes.filter { !isOwn($0) }
    if isEmpty, !foreign.isEmpty { return .none }
    if let plugin = registry[word], plugin.content == .markdown, !isEmpty {
      mistakes.error(
        info.wordRange, "this `\(word)` fence is empty", cause: "its text is for readers",
        help: "translate that of the original", notes: [note])
      return .mistaken
    }
    for attribute in foreign {
      mistakes.error(
        attribute.range, "`\(attribute.name)` comes from the original",
        cause: "a fence that stands for the block `\(id)` has of its own only "
          + FenceReader.list(of: ["id"] + rules.filter(\.isForReaders).map(\.name)),
        help: "leave it out", notes: [note])
    }
    if let first = named[id] {
      mistakes.error(
        attribute.valueRange, "the id `\(id)` is taken",
        notes: [mistakes.note("by this block", at: first.position)])
      return .mistaken
    }
    let known = rules.map { AttributeRule($0.name, $0.value, isForReaders: $0.isForReaders) }
    let own = check(info, known, of: name).ordered.filter(isOwn)
    let words = InfoString(
      word: info.word, wordRange: info.wordRange, attributes: own, flaws: [])
    var reused = ReusedBlock(block, of: place, info: words, code: code)
    if case .check(let check) = block, !readSentences(&reused, for: check, code, note) {
      return .mistaken
    }
    return .block(reused)
  }

  /// The attributes that a fence with a word takes, and what it is called.
  private func rules(of word: String) -> (rules: [AttributeRule], name: String) {
    switch word {
    case "console": (AttributeRule.console, "a `console` fence")
    case "check": (AttributeRule.check, "a `check` fence")
    default:
      registry[word].map { ($0.attributes, "a `\(word)` fence") }
        ?? (AttributeRule.listing, "a listing")
    }
  }

  private static func list(of names: [String]) -> String {
    let names = names.map { "`\($0)`" }
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  // MARK: - Nothing to reuse

  /// A fence without a body and without an id may mean something by itself, such as a file without
  /// content or a picture.
  private mutating func lacksID(_ info: InfoString, _ code: CodeBlock) -> Reuse {
    guard original != nil, FenceRegistry.ownWords.contains(info.word),
      !SentenceLine.haveCommand(code)
    else { return .none }
    mistakes.error(
      info.wordRange, "this `\(info.word)` fence has no commands, and no `id` to take them by",
      cause: "a translation reuses a block of the original by its id",
      help: "give the block of the original an `id`, and this fence the same one")
    return .mistaken
  }

  private mutating func lacksOriginal(_ id: String, _ info: InfoString) -> Reuse {
    guard let missingOriginal, registry[info.word] == nil else { return .none }
    mistakes.error(
      info.wordRange, "there is no original to take the block `\(id)` from",
      cause: "a translation has the file name of its original, and there is no \(missingOriginal)",
      help: "give the file the name of the chapter that it translates, or write the block here")
    return .mistaken
  }

  private mutating func unknown(
    _ id: String, _ attribute: InfoString.Attribute, _ info: InfoString,
    of original: OriginalChapter
  ) -> Reuse {
    let (rules, _) = rules(of: info.word)
    let isOwn = info.attributes.contains { attribute in
      attribute.name != "id" && !rules.contains { $0.name == attribute.name && $0.isForReaders }
    }
    if registry[info.word] != nil, isOwn { return .none }
    // What it is there, and whether its id is free, is told at the original.
    if original.hasErrors, original.mentions(id: id) { return .mistaken }
    let isKnown =
      FenceRegistry.ownWords.contains(info.word) || registry[info.word] != nil
      || registry.languages.contains(info.word)
    guard isKnown else { return .none }
    if let near = Spelling.nearest(to: id, among: original.ids) { meant.insert(near) }
    mistakes.error(
      attribute.valueRange, "the original has no block with the id `\(id)`",
      help: mistakes.offer(for: id, among: original.ids)
        ?? "give the block of the original this id, or write here what the block has",
      notes: [Diagnostic.Note("the original", file: original.chapter.file)])
    return .mistaken
  }

  // MARK: - Sentences

  /// Puts the sentences of a translation before the commands of the original.
  private mutating func readSentences(
    _ reused: inout ReusedBlock, for check: ClaimCheck, _ code: CodeBlock, _ note: Diagnostic.Note
  ) -> Bool {
    var sentences: [(text: String, start: SourcePosition, end: SourcePosition)] = []
    var isRight = true
    for (index, line) in code.contentLines.enumerated() where !line.isBlank {
      let start = code.contentStarts[index]
      let range = source.range(start..<start + line.utf8.count)
      switch SentenceLine(line) {
      case .sentence(let sentence, let indentation) where !sentence.isEmpty:
        sentences.append((sentence, source.position(at: start + indentation), range.end))
        continue
      case .sentence: mistakes.error(range, "a claim without a sentence", help: "write it here")
      case .open:
        mistakes.error(range, "nothing ends the sentence", help: "write `:` behind it")
      case .claim:
        mistakes.error(
          range, "the command of this claim comes from the original",
          cause: "a sentence ends at its first colon with a space behind it",
          help: "write the sentence with a colon at its end, and no command behind it",
          notes: [note])
      }
      isRight = false
    }
    guard isRight else { return false }
    guard sentences.count == check.assertions.count else {
      // How many there are is not known where the original has mistakes.
      if original?.hasErrors(in: check.code.range) ?? false { return false }
      let count = check.assertions.count
      mistakes.error(
        code.fence?.infoRange ?? code.range,
        "the original has \(count == 1 ? "1 claim" : "\(count) claims"), and this fence "
          + (sentences.count == 1 ? "1 sentence" : "\(sentences.count) sentences"),
        help: "write a sentence for each, in the same order, with a colon at its end",
        notes: [note])
      return false
    }
    let assertions = zip(sentences, check.assertions).map { sentence, theirs in
      ClaimCheck.Assertion(
        sentence: sentence.text, command: theirs.command, position: sentence.start,
        commandPosition: sentence.end, isReused: true)
    }
    reused.assertions = assertions
    reused.code = code.holding(assertions.map(\.written).joined())
    return true
  }
}

/// A line of a check whose commands come from the original.
///
/// A claim is written `sentence: command`, and its sentence ends at the first colon with a space or
/// nothing behind it. A sentence alone is such a claim with nothing behind the colon, which is a
/// mistake everywhere else: so no line can be both.
private enum SentenceLine {
  /// A sentence alone, and the spaces before it.
  case sentence(String, indentation: Int)
  /// A line without a colon that ends a sentence.
  case open
  /// A claim with its command, or a line that goes on with one.
  case claim

  init(_ line: Substring) {
    if line.isMarked(by: UInt8(ascii: ">")) {
      self = .claim
      return
    }
    guard let colon = line.endOfSentence else {
      self = .open
      return
    }
    guard line[line.utf8.index(after: colon)...].isBlank else {
      self = .claim
      return
    }
    self = .sentence(
      String(line[..<colon]).trimmingSpaces,
      indentation: line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count)
  }

  /// Whether the content of a check has a line with a sentence alone.
  static func areSentences(_ code: CodeBlock) -> Bool {
    code.contentLines.contains { line in
      if !line.isBlank, case .sentence = SentenceLine(line) { true } else { false }
    }
  }

  /// Whether the content of a check has a line with a command.
  static func haveCommand(_ code: CodeBlock) -> Bool {
    code.contentLines.contains { if case .claim = SentenceLine($0) { true } else { false } }
  }
}
