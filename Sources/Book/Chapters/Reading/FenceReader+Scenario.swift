import Markdown

extension FenceReader {
  /// - Parameter reused: the block of the original that it is, which has been read.
  mutating func addScenario(_ info: InfoString, _ code: CodeBlock, _ reused: ReusedBlock? = nil) {
    let attributes = check(info, AttributeRule.console, of: "a `console` fence")
    let norun = attributes.value("norun")
    if norun != nil, let from = attributes["from"] {
      mistakes.error(
        from.range, "`from` and `norun` contradict each other",
        cause: "a block that does not run starts from nothing")
    }
    let from = norun == nil ? origin(attributes["from"]) : nil
    let id = takeID(attributes["id"], isScenario: true, runs: norun == nil)
    let session = session(attributes, from: from, id: id, at: code.range.start)
    if norun == nil, sessions[session] == nil { sessions[session] = code.range.start }

    let steps = reused?.steps ?? steps(code)
    append(
      .scenario(
        Scenario(
          id: id, session: session, from: from, visibility: visibility(attributes),
          isWhole: attributes["whole"] != nil, title: attributes.value("title"), norun: norun,
          steps: steps, code: code)))
  }

  private mutating func steps(_ code: CodeBlock) -> [Step] {
    var reader = ConsoleReader(
      code: code, source: source, mistakes: Mistakes(file: mistakes.file, source: source))
    let steps = reader.read()
    mistakes.append(reader.mistakes.diagnostics)
    return steps
  }

  /// The block that `from=` names, if it stands earlier and runs.
  private mutating func origin(_ attribute: InfoString.Attribute?) -> String? {
    guard let attribute, let id = attribute.value else { return nil }
    if let block = named[id] {
      if block.isScenario, block.runs { return id }
      mistakes.error(
        attribute.valueRange,
        block.isScenario ? "the block `\(id)` does not run" : "the block `\(id)` is no scenario",
        notes: [mistakes.note("this block", at: block.position)])
    } else if let later = allIDs[id] {
      mistakes.error(
        attribute.valueRange, "the block `\(id)` comes later",
        cause: "a block can only start from what has happened before it",
        notes: [mistakes.note("it is here", at: later)])
    } else {
      mistakes.error(
        attribute.valueRange, "no block has the id `\(id)`",
        help: mistakes.offer(
          for: id, among: named.lazy.filter(\.value.isScenario).map(\.key).sorted()))
    }
    return nil
  }

  /// The session of a scenario block. One that starts from another block has a session of its own.
  private mutating func session(
    _ attributes: CheckedAttributes, from: String?, id: String?, at position: SourcePosition
  ) -> String {
    if let session = attributes["session"], let name = session.value {
      if attributes["from"] != nil, let first = sessions[name] {
        mistakes.error(
          session.range,
          "the session `\(name)` has begun already, so it cannot start `from` a block",
          help: "choose another name for the new session",
          notes: [mistakes.note("it begins here", at: first)])
      }
      return name
    }
    guard let from else { return Chapter.defaultSession }
    let name = id ?? "from-\(from)"
    var candidate = name
    while sessions[candidate] != nil {
      forks[name, default: 1] += 1
      candidate = "\(name)-\(forks[name, default: 1])"
    }
    return candidate
  }
}
