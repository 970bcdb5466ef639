import Markdown

extension FenceReader {
  /// - Parameter reused: the block of the original that it is, with the sentences of this chapter.
  mutating func addCheck(_ info: InfoString, _ code: CodeBlock, _ reused: ReusedBlock? = nil) {
    let attributes = check(info, AttributeRule.check, of: "a `check` fence")
    let id = takeID(attributes["id"], isScenario: false, runs: true)
    let session = attributes.value("session") ?? Chapter.defaultSession
    // Without `session=` a check runs in the main session, begun or not: so it may say so too.
    if let attribute = attributes["session"], session != Chapter.defaultSession,
      sessions[session] == nil
    {
      mistakes.error(
        attribute.valueRange, "the session `\(session)` has not begun",
        cause: "a claim is about what a scenario before it did",
        help: mistakes.offer(for: session, among: sessions.keys.sorted()))
    }
    let references = attributes["claims"].map { claimReferences($0) } ?? []
    let assertions = reused?.assertions ?? assertions(code)
    if reused == nil {
      for assertion in assertions {
        mistakes.checkSpaces(in: assertion.command, startingAt: [assertion.commandPosition])
      }
    }
    append(
      .check(
        ClaimCheck(
          id: id, session: session, claims: references, assertions: assertions, code: code)))
  }

  private mutating func claimReferences(
    _ attribute: InfoString.Attribute
  ) -> [ClaimCheck.ClaimReference] {
    var references: [ClaimCheck.ClaimReference] = []
    var seen: Set<String> = []
    var start = attribute.valueRange.start.offset
    for part in (attribute.value ?? "").utf8.split(
      separator: 0x2C, omittingEmptySubsequences: false)
    {
      let whole = start..<start + part.count
      start += part.count + 1
      let spaces = part.prefix { $0 == 0x20 }.count
      let id = String(Substring(part)).trimmingSpaces
      let range = source.range(
        whole.lowerBound + spaces..<whole.lowerBound + spaces + id.utf8.count)
      if id.isEmpty {
        mistakes.error(source.range(whole), "an empty claim id", help: "write `claims=a,b`")
      } else if !seen.insert(id).inserted {
        mistakes.error(range, "the claim `\(id)` is named twice")
      } else {
        if let claims, !claimSet.contains(id) {
          mistakes.error(
            range, "the book has no claim `\(id)`",
            help: mistakes.offer(for: id, among: claims)
              ?? "list it in `\(ClaimList.file)`, or leave it out of `claims=`")
        }
        references.append(ClaimCheck.ClaimReference(id: id, range: range))
      }
    }
    return references
  }

  /// One assertion a line: the sentence ends at the first colon with a space behind it, so a
  /// sentence has no such colon, and the command may have any. `> ` goes on with the command.
  private mutating func assertions(_ code: CodeBlock) -> [ClaimCheck.Assertion] {
    var assertions: [ClaimCheck.Assertion] = []
    var draft: ClaimCheck.Assertion?
    let lines = code.contentLines
    for (index, line) in lines.enumerated() where !line.isBlank {
      let start = code.contentStarts[index]
      let range = source.range(start..<start + line.utf8.count)
      if line.isMarked(by: UInt8(ascii: ">")) {
        if draft == nil {
          mistakes.error(range, "a continuation without a command before it")
        }
        draft?.command += "\n" + line.behindMark
        continue
      }
      if let draft { assertions.append(draft) }
      if let command = draft?.command, ConsoleText.isToBeContinued(command) {
        draft = nil
        mistakes.error(
          range, "a command that ends in `\\` goes on in a line that begins with `> `",
          cause: "so this line is taken for a claim of its own", help: "write `> ` before this line"
        )
        continue
      }
      draft = assertion(line, start, range)
    }
    if let draft { assertions.append(draft) }
    if assertions.isEmpty, lines.allSatisfy(\.isBlank) {
      mistakes.error(
        code.range, "this `check` fence has no claim", help: "write `sentence: command`")
    }
    return assertions
  }

  private mutating func assertion(
    _ line: Substring, _ start: Int, _ range: SourceRange
  ) -> ClaimCheck.Assertion? {
    guard let colon = line.endOfSentence else {
      mistakes.error(
        range, "a claim without a command", cause: "a claim is written `sentence: command`",
        help: "put a colon and a space between the sentence and the command that proves it")
      return nil
    }
    let sentence = String(line[..<colon]).trimmingSpaces
    let rest = line[line.utf8.index(after: colon)...]
    let command = Substring(rest.utf8.drop { $0 == 0x20 || $0 == 0x09 })
    if sentence.isEmpty {
      mistakes.error(range, "a claim without a sentence", help: "say what the command proves")
      return nil
    }
    if command.isEmpty {
      mistakes.error(
        range, "no command behind the sentence",
        help: "write a command that exits 0 when the sentence is true")
      return nil
    }
    let indentation = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    return ClaimCheck.Assertion(
      sentence: sentence, command: String(command),
      position: source.position(at: start + indentation),
      commandPosition: source.position(at: start + line.utf8.count - command.utf8.count))
  }
}

extension Substring {
  /// Where the sentence of a claim ends: at the first colon with a space or nothing behind it.
  var endOfSentence: Index? {
    utf8.indices.first { index in
      let next = utf8.index(after: index)
      return utf8[index] == UInt8(ascii: ":") && (next == utf8.endIndex || utf8[next] == 0x20)
    }
  }
}
