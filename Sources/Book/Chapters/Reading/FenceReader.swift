import Markdown

/// Reads the fences of a chapter's text into blocks.
struct FenceReader {
  let registry: FenceRegistry
  let claims: [String]?
  let claimSet: Set<String>
  /// The chapter that this one translates, if there is one.
  var original: OriginalChapter?
  /// The file that it would be in, if the chapter should have one and has none.
  var missingOriginal: String?
  /// The blocks of the original that fences with mistakes were meant to stand for.
  var meant: Set<String> = []
  var mistakes: Mistakes
  private(set) var blocks: [ChapterBlock] = []

  /// Scenario and check blocks by id.
  var named: [String: Named] = [:]
  /// The ids of all console fences, wherever they stand, with their lines.
  var allIDs: [String: SourcePosition] = [:]
  /// The sessions that have begun, with the place of their first block.
  var sessions: [String: SourcePosition] = [:]

  /// How many sessions have been named after a block that they start from.
  var forks: [String: Int] = [:]

  /// A block with an id.
  struct Named {
    var position: SourcePosition
    var isScenario: Bool
    var runs: Bool
  }

  /// How deep fences with Markdown may stand in one another.
  static let maximumNesting = 8

  init(registry: FenceRegistry, claims: [String]?, mistakes: Mistakes) {
    self.registry = registry
    self.claims = claims
    claimSet = Set(claims ?? [])
    self.mistakes = mistakes
  }

  var source: SourceText { mistakes.source }

  /// Reads all fences of a document, in order.
  mutating func read(_ document: Document) {
    collectIDs(document)
    read(document, nesting: 0)
  }

  private mutating func read(_ document: Document, nesting: Int) {
    for issue in document.issues { report(issue) }
    for code in document.codeBlocks { read(code, nesting: nesting) }
  }

  private mutating func read(_ code: CodeBlock, nesting: Int) {
    guard let fence = code.fence else {
      checkIndented(code)
      blocks.append(.listing(Listing(language: "", visibility: .shown, code: code)))
      return
    }
    let info = InfoString(in: source, fence.infoRange.offsets)
    report(info.flaws)
    checkContent(code, fence)
    switch reuse(info, code) {
    case .none: add(info, code, nesting)
    case .mistaken:
      blocks.append(.listing(Listing(language: "", visibility: .shown, code: code)))
    case .block(let reused):
      // What is wrong with the block is told where it is written.
      let before = mistakes
      let count = blocks.count
      add(reused.info, reused.code, nesting, reused)
      mistakes = before
      for index in blocks[count...].indices { blocks[index].origin = reused.origin }
    }
  }

  /// Adds the block that a fence is; of one that is reused the content has been read already.
  private mutating func add(
    _ info: InfoString, _ code: CodeBlock, _ nesting: Int, _ reused: ReusedBlock? = nil
  ) {
    switch info.word {
    case "console": addScenario(info, code, reused)
    case "check": addCheck(info, code, reused)
    default:
      if let plugin = registry[info.word] {
        addPlugin(plugin, info, code, nesting)
      } else {
        addListing(info, code)
      }
    }
  }

  mutating func append(_ block: ChapterBlock) { blocks.append(block) }

  // MARK: - Plugins and listings

  private mutating func addPlugin(
    _ plugin: FencePlugin, _ info: InfoString, _ code: CodeBlock, _ nesting: Int
  ) {
    let attributes = check(info, plugin.attributes, of: "a `\(plugin.word)` fence")
    let hasID = plugin.attributes.contains { $0.name == "id" && $0.value == .name }
    let id = hasID ? takeID(attributes["id"], isScenario: false, runs: false) : nil
    var document: Document?
    if plugin.content == .markdown {
      if nesting < FenceReader.maximumNesting {
        document = Document(code.lines(in: source))
      } else {
        mistakes.error(
          code.range, "fences stand more than \(FenceReader.maximumNesting) deep in one another")
      }
    }
    blocks.append(
      .plugin(
        PluginFence(
          word: plugin.word, attributes: attributes.ordered, id: id, document: document,
          code: code)))
    if let document { read(document, nesting: nesting + 1) }
  }

  private mutating func addListing(_ info: InfoString, _ code: CodeBlock) {
    guard isKnownLanguage(info) else {
      // What the attributes should be is not known either.
      blocks.append(.listing(Listing(language: info.word, visibility: .shown, code: code)))
      return
    }
    let attributes = check(info, AttributeRule.listing, of: "a listing")
    if attributes["file"] == nil { checkPrompts(info, code) }
    let id = takeID(attributes["id"], isScenario: false, runs: false)
    let visibility = visibility(attributes)
    guard let file = attributes["file"] else {
      if let session = attributes["session"] {
        mistakes.error(
          session.range, "`session` is for a file, and this listing has no `file=`",
          help: "add `file=name`, or leave `session` out")
      }
      blocks.append(
        .listing(Listing(id: id, language: info.word, visibility: visibility, code: code)))
      return
    }
    let session = attributes.value("session") ?? Chapter.defaultSession
    if sessions[session] == nil { sessions[session] = code.range.start }
    switch BookPath.normalized(file.value ?? "") {
    case .failure(let refusal):
      if file.value?.isEmpty == false {
        mistakes.error(
          file.valueRange, refusal.summary("file", file.value ?? ""),
          help: "name a file below the working directory: `file=web.yaml`")
      }
      blocks.append(
        .listing(Listing(id: id, language: info.word, visibility: visibility, code: code)))
    case .success(let name):
      blocks.append(
        .file(
          FileBlock(
            id: id, name: name, language: info.word, session: session, visibility: visibility,
            code: code)))
    }
  }

  private mutating func isKnownLanguage(_ info: InfoString) -> Bool {
    if info.word.isEmpty {
      guard let first = info.attributes.first else { return true }
      mistakes.error(
        first.range, "the fence has no language before `\(first.name)`",
        help: "write one first: `text \(first.name)…`")
      return true
    }
    if registry.languages.contains(info.word) { return true }
    if registry.isIncomplete { return false }
    if let word = Spelling.nearest(to: info.word, among: registry.fenceWords) {
      mistakes.error(
        info.wordRange, "unknown fence word `\(info.word)`",
        cause: "it looks like `\(word)`, and a fence that is not understood would not be tested",
        help: Spelling.offer(word))
      return false
    }
    let offer = mistakes.offer(for: info.word, among: registry.languages)
    let words = registry.fenceWords.joined(separator: ", ")
    mistakes.error(
      info.wordRange, "unknown language or fence word `\(info.word)`",
      help: offer
        ?? "use `text` for a listing in another language; fence words are \(words)")
    return false
  }

  func visibility(_ attributes: CheckedAttributes) -> Visibility {
    if attributes["hide"] != nil { return .hidden }
    return attributes["fold"] != nil ? .folded : .shown
  }

  // MARK: - Ids

  /// Finds the ids of all scenario blocks first, so that a reference to a later one can say so.
  private mutating func collectIDs(_ document: Document) {
    for code in document.codeBlocks {
      guard let fence = code.fence, fence.info.hasPrefix("console") else { continue }
      let info = InfoString(in: source, fence.infoRange.offsets)
      if let id = info.attributes.first(where: { $0.name == "id" })?.value, allIDs[id] == nil {
        allIDs[id] = code.range.start
      }
    }
  }

  /// Takes an id for a block; one that is taken already is reported.
  mutating func takeID(_ attribute: InfoString.Attribute?, isScenario: Bool, runs: Bool) -> String?
  {
    guard let attribute, let id = attribute.value, !id.isEmpty else { return nil }
    if let first = named[id] {
      mistakes.error(
        attribute.valueRange, "the id `\(id)` is taken",
        notes: [mistakes.note("by this block", at: first.position)])
      return nil
    }
    named[id] = Named(position: attribute.range.start, isScenario: isScenario, runs: runs)
    return id
  }
}
