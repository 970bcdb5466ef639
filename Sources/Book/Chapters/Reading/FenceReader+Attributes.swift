import Markdown

/// The attributes of a fence that are right, each once.
struct CheckedAttributes {
  var ordered: [InfoString.Attribute] = []

  subscript(name: String) -> InfoString.Attribute? { ordered.first { $0.name == name } }

  func value(_ name: String) -> String? { self[name]?.value }
}

extension FenceReader {
  mutating func report(_ flaws: [InfoString.Flaw]) {
    for flaw in flaws {
      switch flaw.kind {
      case .unclosedQuote:
        mistakes.error(flaw.range, "nothing closes the quote", help: "write `\"` behind the value")
      case .missingName:
        mistakes.error(flaw.range, "a value without a name", help: "write `name=value`")
      case .textBehindQuote:
        mistakes.error(
          flaw.range, "text directly behind a quoted value",
          help: "put a space between them, or the text inside the quotes")
      case .invisibleCharacter(let scalar):
        mistakes.error(
          flaw.range, "an invisible character: \(InvisibleCharacter.name(scalar))",
          help: InvisibleCharacter.help(scalar))
      }
    }
  }

  /// Checks attributes against the rules and gives back those that are right.
  mutating func check(
    _ info: InfoString, _ rules: [AttributeRule], of place: String
  ) -> CheckedAttributes {
    var checked = CheckedAttributes()
    var seen: [String: SourcePosition] = [:]
    let (attributes, spread) = withoutSpreadValues(info, rules)
    for attribute in attributes {
      if let first = seen[attribute.name] {
        mistakes.error(
          attribute.range, "`\(attribute.name)` is written twice",
          notes: [mistakes.note("it is here already", at: first)])
        continue
      }
      seen[attribute.name] = attribute.range.start
      guard let rule = rules.first(where: { $0.name == attribute.name }) else {
        let names = rules.map(\.name)
        let list = names.map { "`\($0)`" }.joined(separator: ", ")
        mistakes.error(
          attribute.range, "unknown attribute `\(attribute.name)` of \(place)",
          help: Spelling.offer(Spelling.nearest(to: attribute.name, among: names))
            ?? (names.isEmpty ? "\(place) takes no attributes" : "it takes \(list)"))
        continue
      }
      if isRight(attribute, rule) { checked.ordered.append(attribute) }
    }
    for rule in rules where rule.isRequired && seen[rule.name] == nil && !spread.contains(rule.name)
    {
      mistakes.error(
        info.wordRange, "\(place) needs `\(rule.name)`", help: "write `\(rule.name)=…`")
    }
    if let fold = checked["fold"], let hide = checked["hide"] {
      let later = fold.range.start < hide.range.start ? hide : fold
      mistakes.error(
        later.range, "`fold` and `hide` contradict each other", help: "keep one of them")
    }
    return checked
  }

  private mutating func isRight(_ attribute: InfoString.Attribute, _ rule: AttributeRule) -> Bool {
    let name = attribute.name
    guard let value = attribute.value else {
      if rule.value == .flag { return true }
      mistakes.error(
        attribute.range, "`\(name)` needs a value",
        help: name == "norun" ? "say why: `norun=\"reason\"`" : "write `\(name)=…`")
      return false
    }
    switch rule.value {
    case .flag:
      mistakes.error(
        attribute.range, "`\(name)` takes no value", help: "write only `\(name)`")
      return false
    case .text:
      if value.allSatisfy(\.isWhitespace) {
        mistakes.error(attribute.range, "`\(name)` is empty")
        return false
      }
    case .name:
      if value.isEmpty {
        mistakes.error(attribute.range, "`\(name)` is empty", help: "write `\(name)=name`")
        return false
      }
      if !FenceReader.isName(value) {
        mistakes.error(
          attribute.valueRange, "`\(value)` is no name",
          cause: "a name has letters, digits, `-`, `_` and `.`, and begins with a letter or digit")
        return false
      }
    case .choice(let words):
      if !words.contains(value) {
        let list = words.map { "`\($0)`" }.joined(separator: ", ")
        mistakes.error(
          attribute.valueRange, "`\(name)` cannot be `\(value)`",
          help: Spelling.offer(Spelling.nearest(to: value, among: words)) ?? "it is one of \(list)")
        return false
      }
    }
    return true
  }

  /// Whether a text can be an id or the name of a session: at most 100 ASCII characters.
  static func isName(_ text: String) -> Bool {
    func isLetterOrDigit(_ byte: UInt8) -> Bool {
      byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }
    guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 100 else {
      return false
    }
    return text.utf8.allSatisfy {
      isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
    }
  }
}
