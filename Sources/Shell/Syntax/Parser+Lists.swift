extension Parser {
  private static let reservedWords: Set<String> = [
    "if", "then", "elif", "else", "fi", "while", "until", "for", "do", "done", "case", "esac", "{",
    "}", "!", "[[", "function", "in", "select", "time", "coproc",
  ]

  /// Words that can only stand inside or at the end of a compound command.
  private static let closingWords: Set<String> = [
    "then", "elif", "else", "fi", "do", "done", "esac", "}",
  ]

  /// Reads everything. What precedes an error, in whole lines, is kept: a shell runs it.
  mutating func script() -> Script {
    var items: [ListItem] = []
    do throws(ShellSyntaxError) {
      while true {
        try skipNewlines()
        if try peek().isEnd {
          try readPendingDocuments()
          return Script(items)
        }
        var line: [ListItem] = []
        while true {
          let (item, isSeparated) = try listItem()
          line.append(item)
          let token = try peek()
          if case .newline = token.kind { break }
          if token.isEnd { break }
          if isSeparated { continue }
          throw unexpected(token)
        }
        try readPendingDocuments()
        if case .newline = try peek().kind { try next() }
        items += line
      }
    } catch {
      return Script(items, error: error)
    }
  }

  /// Reads commands in a row until `isEnd` says so; at least one.
  mutating func listItems(
    until isEnd: (inout Parser) throws(ShellSyntaxError) -> Bool
  ) throws(ShellSyntaxError) -> [ListItem] {
    var items: [ListItem] = []
    try skipNewlines()
    while try !isEnd(&self) {
      let (item, isSeparated) = try listItem()
      items.append(item)
      let token = try peek()
      if case .newline = token.kind {
        try skipNewlines()
      } else if !isSeparated {
        break
      }
    }
    return items
  }

  /// The commands of a compound command up to one of these words, which is not taken.
  mutating func body(until words: [String]) throws(ShellSyntaxError) -> Script {
    let items = try listItems { parser throws(ShellSyntaxError) in
      guard let word = try parser.reservedWord() else { return false }
      return words.contains(word)
    }
    if items.isEmpty { throw unexpected(try peek()) }
    return Script(items)
  }

  /// The reserved word that comes next, if one does.
  mutating func reservedWord() throws(ShellSyntaxError) -> String? {
    let token = try peek()
    guard case .word(let word) = token.kind, let text = word.literal,
      Parser.reservedWords.contains(text)
    else { return nil }
    return text
  }

  /// Takes a reserved word that must come next.
  mutating func expectWord(_ text: String) throws(ShellSyntaxError) {
    guard try reservedWord() == text else { throw unexpected(try peek()) }
    try next()
  }

  /// Reads a list up to its `;` or `&`, if it has one.
  private mutating func listItem() throws(ShellSyntaxError) -> (ListItem, isSeparated: Bool) {
    var item = ListItem(first: try pipeline())
    while true {
      let token = try peek()
      guard token.isSign("&&") || token.isSign("||") else { break }
      try next()
      try skipNewlines()
      item.rest.append(
        ListItem.Link(afterSuccess: token.isSign("&&"), pipeline: try pipeline()))
    }
    if try take("&") {
      item.isBackground = true
      return (item, true)
    }
    return (item, try take(";"))
  }

  private mutating func pipeline() throws(ShellSyntaxError) -> Pipeline {
    var result = Pipeline(stages: [])
    while try reservedWord() == "!" {
      try next()
      result.isNegated.toggle()
    }
    result.stages.append(try command())
    while true {
      let token = try peek()
      let joinsErrors = token.isSign("|&")
      guard joinsErrors || token.isSign("|") else { return result }
      try next()
      if joinsErrors {
        let join = Redirection(number: 2, kind: .duplicate(Word([.literal("1")])))
        var last = result.stages.removeLast()
        if case .simple(var simple) = last.kind {
          simple.redirections.append(join)
          last.kind = .simple(simple)
        } else {
          last.redirections.append(join)
        }
        result.stages.append(last)
      }
      try skipNewlines()
      result.stages.append(try command())
    }
  }

  // MARK: Commands

  mutating func command() throws(ShellSyntaxError) -> Command {
    let token = try peek()
    let line = line(of: token.start)
    if token.isSign("(") {
      try enter(token.start)
      defer { leave() }
      if bytes[token.start...].starts(with: [40, 40]), let close = arithmeticEnd(from: at + 1),
        flavour == .bash
      {
        try next()
        let parts = try readExpression(from: token.start + 2, to: close)
        return try withRedirections(Command(line: line, kind: .arithmetic(parts)))
      }
      try next()
      let items = try listItems { parser throws(ShellSyntaxError) in try parser.peek().isSign(")") }
      if items.isEmpty { throw unexpected(try peek()) }
      try expect(")")
      return try withRedirections(Command(line: line, kind: .subshell(Script(items))))
    }
    guard let word = try reservedWord() else { return try simpleCommand(line) }
    switch word {
    case "select", "time", "coproc": throw refused("\(word) is", at: token.start)
    case "in": return try simpleCommand(line)
    case _ where Parser.closingWords.contains(word): throw unexpected(token)
    default: break
    }
    try enter(token.start)
    defer { leave() }
    try next()
    let kind: Command.Kind
    switch word {
    case "{":
      let body = try body(until: ["}"])
      try expectWord("}")
      kind = .group(body)
    case "if": kind = .choice(try choice())
    case "while", "until":
      let condition = try body(until: ["do"])
      kind = .loop(Loop(isUntil: word == "until", condition: condition, body: try loopBody()))
    case "for": kind = .forEach(try forEach())
    case "case": kind = .cases(try cases())
    case "[[": kind = .condition(try condition())
    default: return try functionAfterKeyword(line)
    }
    return try withRedirections(Command(line: line, kind: kind))
  }

  private mutating func withRedirections(_ command: Command) throws(ShellSyntaxError) -> Command {
    var command = command
    while let redirection = try redirection() { command.redirections.append(redirection) }
    // What follows a compound command must separate it from the next one.
    if case .word = try peek().kind, try !isAllowedAfterCompound() { throw unexpected(try peek()) }
    return command
  }

  private mutating func isAllowedAfterCompound() throws(ShellSyntaxError) -> Bool {
    guard let word = try reservedWord() else { return false }
    return Parser.closingWords.contains(word)
  }

  private mutating func choice() throws(ShellSyntaxError) -> Choice {
    var result = Choice(branches: [])
    while true {
      let condition = try body(until: ["then"])
      try expectWord("then")
      let body = try body(until: ["elif", "else", "fi"])
      result.branches.append((condition, body))
      let word = try reservedWord()
      if word == "elif" {
        try next()
        continue
      }
      if word == "else" {
        try next()
        result.otherwise = try self.body(until: ["fi"])
      }
      try expectWord("fi")
      return result
    }
  }

  private mutating func loopBody() throws(ShellSyntaxError) -> Script {
    try expectWord("do")
    let body = try body(until: ["done"])
    try expectWord("done")
    return body
  }

  private mutating func forEach() throws(ShellSyntaxError) -> ForEach {
    let token = try next()
    if token.isSign("(") { throw refused("for ((…)) is", at: token.start) }
    guard case .word(let word) = token.kind, let name = word.literal else {
      throw unexpected(token)
    }
    guard Parser.isName(name) else {
      throw error("`\(text(token.start, token.end))': not a valid identifier", at: token.start)
    }
    var words: [Word]?
    try skipNewlines()
    if try reservedWord() == "in" {
      try next()
      var list: [Word] = []
      while case .word(let word) = try peek().kind {
        try next()
        list += expandedBraces(word)
      }
      words = list
      let separator = try peek()
      if separator.isSign(";") {
        try next()
      } else if case .newline = separator.kind {
      } else {
        throw unexpected(separator)
      }
    } else {
      _ = try take(";")
    }
    try skipNewlines()
    if try reservedWord() == "{" { throw refused("for … { … } is", at: try peek().start) }
    return ForEach(name: name, words: words, body: try loopBody())
  }

  private mutating func cases() throws(ShellSyntaxError) -> Cases {
    let token = try next()
    guard case .word(let word) = token.kind else { throw unexpected(token) }
    var result = Cases(word: word, clauses: [])
    try skipNewlines()
    try expectWord("in")
    try skipNewlines()
    while try reservedWord() != "esac" {
      _ = try take("(")
      var clause = Cases.Clause(patterns: [], body: Script([]))
      repeat {
        let token = try next()
        guard case .word(let pattern) = token.kind else { throw unexpected(token) }
        clause.patterns.append(pattern)
      } while try take("|")
      try expect(")")
      let items = try listItems { parser throws(ShellSyntaxError) in
        if try parser.reservedWord() == "esac" { return true }
        let token = try parser.peek()
        return token.isSign(";;") || token.isSign(";&") || token.isSign(";;&")
      }
      clause.body = Script(items)
      let ending = try peek()
      if ending.isSign(";;&") { throw refused(";;& is", at: ending.start) }
      clause.fallsThrough = ending.isSign(";&")
      if ending.isSign(";;") || ending.isSign(";&") {
        try next()
        try skipNewlines()
      } else if try reservedWord() != "esac" {
        throw unexpected(ending)
      }
      result.clauses.append(clause)
    }
    try next()
    return result
  }

  // MARK: Functions

  private mutating func functionAfterKeyword(_ line: Int) throws(ShellSyntaxError) -> Command {
    let token = try next()
    guard case .word(let word) = token.kind, let name = word.literal else {
      throw unexpected(token)
    }
    if try take("(") { try expect(")") }
    return try function(name, line)
  }

  mutating func function(_ name: String, _ line: Int) throws(ShellSyntaxError) -> Command {
    try skipNewlines()
    let token = try peek()
    try enter(token.start)
    defer { leave() }
    let body = try command()
    if case .simple = body.kind { throw unexpected(token) }
    return Command(line: line, kind: .function(name: name, body: Function(body)))
  }
}
