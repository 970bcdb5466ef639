import Markdown
import Sessions
import Simulation
import Values

/// Reads what stands between the `---` lines at the top of a chapter.
struct FrontMatterReader {
  let source: SourceText
  private(set) var mistakes: Mistakes
  /// The first line of the text behind the front matter, from 1.
  private(set) var bodyLine = 1
  private var frontMatter = FrontMatter()
  /// Whether a key is there that was meant for the title.
  private var isTitleMisspelt = false
  /// Whether a file without front matter is a chapter all the same.
  private let isOptional: Bool
  /// The keys of plugins that are not among the rules.
  private let settings: [PluginSetting]

  static let rules: [KeyRule] = [
    KeyRule("title", .text, isRequired: true, "The title of the chapter."),
    KeyRule("summary", .text, "What the chapter is about, in a sentence."),
    KeyRule(
      "cluster", .mapping(clusterRules, or: "none"),
      "The cluster that its sessions start with; without it one of three nodes."),
    KeyRule(
      "hosts", .integer(0...Int64(FrontMatter.maximumHosts)),
      "How many machines with Docker there are besides the laptop."),
    KeyRule("seed", .integer(0...Int64.max), "The seed of all its chance; without it 0."),
    KeyRule("pace", .duration, "The virtual time between two commands; without it one second."),
    KeyRule("order", .integer(0...1_000_000), "Its place among the chapters."),
    KeyRule("slug", .slug, "Its name in addresses, in place of the file's."),
    KeyRule("redirects", .texts, "Its former addresses, relative to the book."),
  ]
  private static let clusterRules: [KeyRule] = [
    KeyRule(
      "nodes", .integer(0...Int64(FrontMatter.Cluster.maximumNodes)), "How many nodes it has.")
  ]

  init(
    source: SourceText, mistakes: Mistakes, isOptional: Bool = false,
    settings: [PluginSetting] = []
  ) {
    self.source = source
    self.mistakes = mistakes
    self.isOptional = isOptional
    self.settings = settings.filter { !FrontMatterReader.rules.names.contains($0.key) }
  }

  /// The keys of the standard plugins that chapters write in a form of their own.
  static let ownSettings: Set = ["cluster", "hosts"]

  /// The rules for chapters of a book with these keys of plugins.
  static func rules(with settings: [PluginSetting]) -> [KeyRule] {
    rules
      + settings.filter { !rules.names.contains($0.key) }.map {
        KeyRule($0.key, .any, $0.summary)
      }
  }

  /// The front matter; what is wrong or missing has its default and is in `mistakes`.
  mutating func read() -> FrontMatter {
    guard isMark(line: 1) else {
      if isOptional { return frontMatter }
      let heading = headingAtTop
      mistakes.error(
        start, "the chapter has no front matter",
        help: "begin the file\(heading == nil ? "" : ", in place of the heading,") with\n---\n"
          + "title: \(heading ?? "What the chapter is about")\n---")
      return frontMatter
    }
    guard source.lineCount > 1, let end = (2...source.lineCount).first(where: { isMark(line: $0) })
    else {
      mistakes.error(
        source.range(source.contentOffsets(ofLine: 1)), "nothing closes the front matter",
        help: "write `---` on a line of its own behind it")
      return frontMatter
    }
    bodyLine = end + 1
    let text = source.bytes[source.lineStarts[1]..<source.lineStarts[end - 1]]
    switch BoundedYAML.document(in: text) {
    case .failure(let problem):
      if reportInvisible(before: end) { return frontMatter }
      mistakes.error(
        range(problem.mark, problem.mark), "the front matter is not YAML: \(problem.message)",
        help: help(for: problem))
      return frontMatter
    case .success(let node):
      guard read(node, before: end) else { return frontMatter }
    }
    if frontMatter.title.isEmpty, frontMatter.titleLine == 0, !isOptional, !isTitleMisspelt {
      mistakes.error(
        source.range(source.contentOffsets(ofLine: 1)), "the chapter has no title",
        help: "add `title: …` to the front matter")
    }
    return frontMatter
  }

  /// The text of the first line when that is a heading which looks like a title, as a YAML value.
  private var headingAtTop: String? {
    let line = text(ofLine: 1)
    guard line.hasPrefix("# ") else { return nil }
    let title = line.dropFirst(2).trimmingSpaces
    guard !title.isEmpty else { return nil }
    let isPlain = title.allSatisfy { $0.isLetter || $0 == " " } && title.contains(" ")
    return isPlain ? title : quoted(title)
  }

  /// Reports the first invisible character around a key, which keeps it from being one.
  private mutating func reportInvisible(before end: Int) -> Bool {
    for line in 2..<max(2, end) {
      var offset = source.contentOffsets(ofLine: line).lowerBound
      var isBehindColon = false
      for scalar in text(ofLine: line).unicodeScalars {
        let isInvisible = InvisibleCharacter.isSpace(scalar) || InvisibleCharacter.isNothing(scalar)
        if isInvisible {
          mistakes.error(
            source.range(offset..<offset + UTF8.width(scalar)),
            "an invisible character: \(InvisibleCharacter.name(scalar))",
            help: InvisibleCharacter.help(scalar))
          return true
        }
        if isBehindColon, scalar != " " { break }
        isBehindColon = isBehindColon || scalar == ":"
        offset += UTF8.width(scalar)
      }
    }
    return false
  }

  /// What to do about the two mistakes that are made most: a colon in a value, and a tab.
  private func help(for problem: YAMLProblem) -> String? {
    let line = text(ofLine: problem.mark.line + 1)
    if line.prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
      return "indent with spaces: YAML takes no tabs"
    }
    guard problem.message.contains("mapping values are not allowed"),
      let colon = line.firstIndex(of: ":")
    else { return nil }
    let value = line[line.index(after: colon)...].trimmingSpaces
    guard value.contains(": "), !value.contains(where: { "\"'{}[]".contains($0) }) else {
      return nil
    }
    return "put a value with a colon in quotes: `\(line[...colon]) \(quoted(value))`"
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private func text(ofLine line: Int) -> String {
    String(decoding: source.bytes[source.contentOffsets(ofLine: line)], as: UTF8.self)
  }

  /// Whether a line is `---`, or `...` to close.
  private func isMark(line: Int) -> Bool {
    var content = source.bytes[source.contentOffsets(ofLine: line)]
    while let last = content.last, last == 0x20 || last == 0x09 { content.removeLast() }
    return content.elementsEqual([0x2D, 0x2D, 0x2D])
      || line > 1 && content.elementsEqual([0x2E, 0x2E, 0x2E])
  }

  private var start: SourceRange {
    let position = source.position(at: source.textStart)
    return SourceRange(position, position)
  }

  // MARK: - Keys

  /// Reads the keys; false when there are none because the YAML is something else.
  private mutating func read(_ node: YAMLNode?, before end: Int) -> Bool {
    guard let node, node.scalar != .null else { return true }
    guard let members = node.members else {
      if reportInvisible(before: end) { return false }
      mistakes.error(
        range(node.mark, node.end), "the front matter is not a list of `key: value` lines")
      return false
    }
    let known = FrontMatterReader.rules(with: settings).names
    check(members, known: known, of: "the front matter")
    isTitleMisspelt = members.contains { member in
      !known.contains(member.key) && Spelling.nearest(to: member.key, among: known) == "title"
    }
    for member in members { read(member) }
    return true
  }

  private mutating func read(_ member: YAMLNode.Member) {
    frontMatter.keyLines[member.key] = member.mark.line + 1
    switch member.key {
    case "title":
      frontMatter.titleLine = member.mark.line + 1
      if let title = text(member) { frontMatter.title = title }
    case "summary": frontMatter.summary = text(member)
    case "cluster": readCluster(member)
    case "hosts":
      if let hosts = integer(member) { frontMatter.hosts = Int(hosts) }
    case "seed":
      if let seed = integer(member) { frontMatter.seed = UInt64(seed) }
    case "pace": if let pace = duration(member) { frontMatter.pace = pace }
    case "order":
      if let order = integer(member) { frontMatter.order = Int(order) }
    case "slug": if let slug = text(member) { readSlug(slug, member) }
    case "redirects": readRedirects(member)
    case let key where settings.contains { $0.key == key }:
      frontMatter.settings[key] = member.value.json
    default: break
    }
  }

  private mutating func check(_ members: [YAMLNode.Member], known: [String], of place: String) {
    var lines: [String: YAMLMark] = [:]
    for member in members {
      let range = range(member.mark, member.end)
      if let first = lines[member.key] {
        mistakes.error(
          range, "`\(member.key)` is written twice",
          notes: [mistakes.note("it is here already", at: position(first))])
        continue
      }
      lines[member.key] = member.mark
      guard !known.contains(member.key) else { continue }
      if let scalar = InvisibleCharacter.first(in: member.key) {
        mistakes.error(
          range, "an invisible character: \(InvisibleCharacter.name(scalar))",
          help: InvisibleCharacter.help(scalar))
        continue
      }
      let cause =
        ["language", "lang"].contains(member.key)
        ? "the language of a chapter is the name of its folder" : nil
      let list = known.map { "`\($0)`" }.joined(separator: ", ")
      mistakes.error(
        range, "unknown key `\(member.key)` in \(place)", cause: cause,
        help: Spelling.offer(Spelling.nearest(to: member.key, among: known))
          ?? "known keys are \(list)")
    }
  }

  private mutating func readCluster(_ member: YAMLNode.Member) {
    if member.value.scalar == .string("none") {
      frontMatter.cluster.isLeftOut = true
      return
    }
    guard let members = member.value.members else {
      wrongType(member, "a mapping such as `{ nodes: 3 }`, or `none`")
      return
    }
    check(members, known: FrontMatterReader.clusterRules.names, of: "`cluster`")
    for part in members where part.key == "nodes" {
      if let nodes = integer(part, by: FrontMatterReader.clusterRules) {
        frontMatter.cluster.nodes = Int(nodes)
      }
    }
  }

  private mutating func readSlug(_ slug: String, _ member: YAMLNode.Member) {
    guard slug == Anchors.slug(slug) else {
      mistakes.error(
        range(member.value), "the slug `\(slug)` cannot stand in an address",
        cause: "a slug has lower-case letters, digits and hyphens",
        help: "write `slug: \(Anchors.slug(slug))`")
      return
    }
    frontMatter.slug = slug
  }

  private mutating func readRedirects(_ member: YAMLNode.Member) {
    guard let items = member.value.items else {
      wrongType(member, "a list of former addresses")
      return
    }
    for item in items {
      guard case .string(let path)? = item.scalar else {
        mistakes.error(range(item), "a redirect must be a text: a former address")
        continue
      }
      switch BookPath.normalized(path.hasSuffix("/") ? String(path.dropLast()) : path) {
      case .success(let path): frontMatter.redirects.append(path)
      case .failure(let refusal):
        mistakes.error(
          range(item), refusal.summary("redirects", path),
          help: "write the former address relative to the book: `en/old-name.html`")
      }
    }
  }

  // MARK: - Values

  private mutating func wrongType(_ member: YAMLNode.Member, _ wanted: String) {
    var cause: String?
    if case .string(let text)? = member.value.scalar,
      let scalar = InvisibleCharacter.first(in: text)
    {
      cause = "it has an invisible character: \(InvisibleCharacter.name(scalar))"
    }
    mistakes.error(
      range(member.value), "`\(member.key)` must be \(wanted), not \(kind(member.value))",
      cause: cause)
  }

  private func kind(_ node: YAMLNode) -> String {
    switch node.content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar(let value):
      switch value {
      case .null: return "nothing"
      case .bool: return "a truth value"
      case .integer, .number: return "a number"
      default: return "a text"
      }
    }
  }

  private mutating func text(_ member: YAMLNode.Member) -> String? {
    guard case .string(let text)? = member.value.scalar else {
      mistakes.error(
        range(member.value), "`\(member.key)` must be a text, not \(kind(member.value))",
        help: member.value.scalar == .null
          ? "write something behind `\(member.key):`" : "put it in double quotes")
      return nil
    }
    let isBlank = text.allSatisfy(\.isWhitespace)
    if isBlank { mistakes.error(range(member.value), "`\(member.key)` is empty") }
    return isBlank ? nil : text
  }

  private mutating func integer(
    _ member: YAMLNode.Member, by rules: [KeyRule] = FrontMatterReader.rules
  ) -> Int64? {
    let bounds = rules.bounds(of: member.key)
    guard case .integer(let number)? = member.value.scalar else {
      wrongType(member, "a whole number")
      return nil
    }
    guard bounds.contains(number) else {
      let limit =
        number < bounds.lowerBound
        ? "at least \(bounds.lowerBound)" : "at most \(bounds.upperBound)"
      mistakes.error(range(member.value), "`\(member.key)` must be \(limit)")
      return nil
    }
    return number
  }

  private mutating func duration(_ member: YAMLNode.Member) -> VirtualDuration? {
    switch member.value.scalar {
    case .integer(let seconds)? where (0...86_400).contains(seconds): return .seconds(seconds)
    case .string(let text)?:
      for (unit, milliseconds) in [("ms", Int64(1)), ("s", 1000), ("m", 60_000)]
      where text.hasSuffix(unit) {
        guard let count = Int64(text.dropLast(unit.utf8.count)), count >= 0, count <= 86_400_000,
          count * milliseconds <= 86_400_000
        else { continue }
        return .milliseconds(count * milliseconds)
      }
    default: break
    }
    mistakes.error(
      range(member.value), "`\(member.key)` must be a duration of at most a day",
      help: "write `500ms`, `2s` or `1m`")
    return nil
  }

  // MARK: - Places

  private func range(_ node: YAMLNode) -> SourceRange { range(node.mark, node.end) }

  private func range(_ start: YAMLMark, _ end: YAMLMark) -> SourceRange {
    SourceRange(position(start), position(end))
  }

  /// The place in the file: the YAML starts on its second line and counts columns in scalars.
  private func position(_ mark: YAMLMark) -> SourcePosition {
    let offsets = source.contentOffsets(ofLine: mark.line + 1)
    var offset = offsets.lowerBound
    var column = 1
    while column < mark.column, offset < offsets.upperBound {
      offset += 1
      while offset < offsets.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return source.position(at: offset)
  }
}

extension Substring {
  /// The text without spaces and tabs around it.
  fileprivate var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
