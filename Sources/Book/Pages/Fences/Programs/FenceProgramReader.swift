import Markdown
import Values

/// Reads the programs that `book.yaml` declares under `fences`.
struct FenceProgramReader {
  /// The words that are taken.
  let registry: FenceRegistry
  let source: SourceText
  private(set) var programs: [FenceProgram] = []

  init(_ registry: FenceRegistry, _ source: SourceText) {
    self.registry = registry
    self.source = source
  }

  static let rules: [KeyRule] = [
    KeyRule("program", .text, isRequired: true, "The path of the program in the book."),
    KeyRule("summary", .text, "What the fence is for, in a sentence."),
    KeyRule(
      "version", .text, "The version of the program, for those who ask what is installed: `'1.2'`."),
    KeyRule("attributes", .attributes, "The attributes that it takes, and what each may be."),
    KeyRule("required", .texts, "The attributes that every such fence must have."),
    KeyRule(
      "timeout", .integer(1...Int64(FenceProgram.longestTimeout)),
      "How long the program may take, in seconds; without it \(FenceProgram.defaultTimeout)."),
  ]

  mutating func read(_ node: YAMLNode, _ mistakes: inout Mistakes) {
    guard let members = node.members else {
      mistakes.error(range(node.mark), "`fences` must be a mapping from words to programs")
      return
    }
    var known = registry
    for member in members {
      guard let program = program(member, &mistakes) else { continue }
      do throws(FenceRegistry.Refusal) {
        try known.add(program.plugin)
        programs.append(program)
      } catch .taken {
        mistakes.error(range(member.mark), "the fence word `\(member.key)` is taken")
      } catch {
        mistakes.error(
          range(member.mark), "`\(member.key)` is not a fence word",
          help: "use lower-case letters, digits and hyphens, beginning with a letter")
      }
    }
  }

  private func range(_ mark: YAMLMark) -> SourceRange {
    source.range(source.contentOffsets(ofLine: mark.line))
  }

  private func program(
    _ member: YAMLNode.Member, _ mistakes: inout Mistakes
  ) -> FenceProgram? {
    guard let settings = member.value.members else {
      mistakes.error(
        range(member.mark), "the fence `\(member.key)` has no settings",
        help: "give it a `program`: a path in the book")
      return nil
    }
    let word = member.key
    var program = FenceProgram(word: word, path: "", summary: "A fence of this book's own.")
    var required: [String] = []
    let before = mistakes.diagnostics.count
    for setting in settings {
      let place = range(setting.mark)
      switch (setting.key, setting.value.content) {
      case ("program", .scalar(.string(let path))):
        switch BookPath.normalized(path) {
        case .success(let path): program.path = path
        case .failure:
          mistakes.error(place, "`program: \(path)` is no path of a file in the book")
        }
      case ("summary", .scalar(.string(let text))) where !text.isEmpty: program.summary = text
      case ("version", .scalar(.string(let text))) where !text.isEmpty: program.version = text
      case ("version", .scalar(.integer)), ("version", .scalar(.number)):
        mistakes.error(
          place, "`version` must be a text, and this is a number",
          help: "put it between quotation marks: `version: '1.2'`")
      case ("timeout", .scalar(.integer(let seconds)))
      where FenceProgramReader.rules.bounds(of: "timeout").contains(seconds):
        program.timeout = Int(seconds)
      case ("timeout", _):
        mistakes.error(
          place, "`timeout` must be a number of seconds from 1 to \(FenceProgram.longestTimeout)")
      case ("attributes", .mapping(let rules)):
        for rule in rules {
          guard let value = FenceProgramReader.rule(rule.value) else {
            mistakes.error(
              range(rule.mark), "the attribute `\(rule.key)` has no kind",
              help: "write `text`, `name`, `flag`, or the words that it may have: `[easy, hard]`")
            continue
          }
          program.attributes.append(AttributeRule(rule.key, value))
        }
      case ("required", .sequence(let items)):
        required = items.compactMap { if case .string(let name)? = $0.scalar { name } else { nil } }
      case (let key, _) where FenceProgramReader.rules.names.contains(key):
        mistakes.error(place, "`\(key)` has a value that it cannot have")
      default:
        mistakes.error(
          place, "unknown key `\(setting.key)`",
          help: Spelling.offer(
            Spelling.nearest(to: setting.key, among: FenceProgramReader.rules.names))
            ?? "known keys are \(FenceProgramReader.rules.sentence)")
      }
    }
    if program.path.isEmpty, mistakes.diagnostics.count == before {
      mistakes.error(range(member.mark), "the fence `\(word)` names no `program`")
    }
    for name in required where !program.attributes.contains(where: { $0.name == name }) {
      mistakes.error(range(member.mark), "`\(name)` is required, but is no attribute")
    }
    program.attributes = program.attributes.map {
      AttributeRule($0.name, $0.value, isRequired: required.contains($0.name))
    }
    return mistakes.diagnostics.count == before ? program : nil
  }

  private static func rule(_ node: YAMLNode) -> AttributeRule.Value? {
    switch node.content {
    case .scalar(.string("text")): return .text
    case .scalar(.string("name")): return .name
    case .scalar(.string("flag")): return .flag
    case .sequence(let items):
      let words = items.compactMap { item -> String? in
        if case .string(let word)? = item.scalar, !word.isEmpty { word } else { nil }
      }
      return words.isEmpty || words.count != items.count ? nil : .choice(words)
    default: return nil
    }
  }
}
