import Simulation

extension Parser {
  /// Builtins whose arguments are assignments.
  private static let declarations: Set<String> = [
    "export", "readonly", "local", "declare", "typeset",
  ]

  mutating func simpleCommand(_ line: Int) throws(ShellSyntaxError) -> Command {
    var simple = SimpleCommand()
    var isDeclaration = false
    while true {
      if let redirection = try redirection() {
        simple.redirections.append(redirection)
        continue
      }
      let token = try peek()
      guard case .word(let word) = token.kind else {
        if token.isSign("("), simple.words.count == 1, simple.assignments.isEmpty,
          simple.redirections.isEmpty, let name = simple.words[0].word.literal
        {
          try next()
          try expect(")")
          return try function(name, line)
        }
        break
      }
      try next()
      if let assignment = assignment(word) {
        if simple.words.isEmpty {
          simple.assignments.append(assignment)
          continue
        }
        if isDeclaration {
          simple.words.append(SimpleCommand.Argument(word: word, isAssignment: true))
          continue
        }
      } else if simple.words.isEmpty, isElementAssignment(word) {
        throw refused("arrays are", at: token.start)
      }
      for word in expandedBraces(word) { simple.words.append(SimpleCommand.Argument(word: word)) }
      if simple.words.count == 1, let name = word.literal {
        isDeclaration = Parser.declarations.contains(name)
      }
    }
    if simple.words.isEmpty, simple.assignments.isEmpty, simple.redirections.isEmpty {
      throw unexpected(try peek())
    }
    return Command(line: line, kind: .simple(simple))
  }

  private func assignment(_ word: Word) -> Assignment? {
    guard case .literal(let first)? = word.parts.first,
      let sign = first.utf8.firstIndex(of: 61)
    else { return nil }
    var name = first[..<sign]
    let isAppending = name.hasSuffix("+")
    if isAppending { name = name.dropLast() }
    guard Parser.isName(String(name)) else { return nil }
    let rest = String(first[first.utf8.index(after: sign)...])
    var parts = Array(word.parts.dropFirst())
    if !rest.isEmpty { parts.insert(.literal(rest), at: 0) }
    return Assignment(name: String(name), value: Word(parts), isAppending: isAppending)
  }

  /// `name[…]=…`
  private func isElementAssignment(_ word: Word) -> Bool {
    guard case .literal(let first)? = word.parts.first,
      let bracket = first.utf8.firstIndex(of: 91), first.includes("]=") || first.includes("]+=")
    else { return false }
    return Parser.isName(String(first[..<bracket]))
  }

  // MARK: Redirections

  mutating func redirection() throws(ShellSyntaxError) -> Redirection? {
    var number: Int?
    var token = try peek()
    if case .number(let digits) = token.kind {
      try next()
      number = digits
      token = try peek()
    }
    guard case .sign(let sign) = token.kind, let first = sign.utf8.first,
      first == 60 || first == 62 || sign.hasPrefix("&>")
    else { return nil }
    if sign == "<>" { throw refused("<> is", at: token.start) }
    try next()
    let target = try next()
    guard case .word(let word) = target.kind else { throw unexpected(target) }
    switch sign {
    case "<": return Redirection(number: number ?? 0, kind: .read(word))
    case ">", ">|": return Redirection(number: number ?? 1, kind: .write(word, appending: false))
    case ">>": return Redirection(number: number ?? 1, kind: .write(word, appending: true))
    case "&>": return Redirection(number: 1, kind: .writeBoth(word, appending: false))
    case "&>>": return Redirection(number: 1, kind: .writeBoth(word, appending: true))
    case "<&": return Redirection(number: number ?? 0, kind: .duplicate(word))
    case ">&":
      // `>&file` is the old way to write `&>file`.
      if number == nil, let text = word.literal, text != "-", Int(text) == nil {
        return Redirection(number: 1, kind: .writeBoth(word, appending: false))
      }
      return Redirection(number: number ?? 1, kind: .duplicate(word))
    case "<<<": return Redirection(number: number ?? 0, kind: .hereText(word))
    default:
      let document = HereDocument(
        delimiter: delimiter(word), isLiteral: !isUnquoted(word), stripsTabs: sign == "<<-")
      pendingDocuments.append((document, target.start))
      return Redirection(number: number ?? 0, kind: .hereDocument(document))
    }
  }

  private func isUnquoted(_ word: Word) -> Bool {
    word.parts.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  /// A here-document's delimiter: the word with its quotes taken off, nothing expanded.
  private func delimiter(_ word: Word) -> String {
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece), .quoted(let piece): text += piece
      case .doubleQuoted(let inner): text += delimiter(Word(inner))
      case .parameter(let expansion): text += "$" + expansion.name
      case .tilde: text += "~"
      case .home(let name): text += "~" + name
      case .command, .arithmetic: break
      }
    }
    return text
  }
}
