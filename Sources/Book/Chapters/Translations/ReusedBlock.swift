import Markdown

/// A block of the original in the place of a fence of a translation.
///
/// A fence stands for a block of the original when it has its id and nothing between its lines, or
/// when it is a `check` whose lines are sentences without commands. Its word, its attributes and
/// its content are then those of the original. Of its own it has the id and words for readers, such
/// as a title, and a check its sentences.
///
/// A block whose body is empty in the original too, such as a `figure`, is reused by a fence
/// without other attributes than these; with others it is complete in itself, a copy.
struct ReusedBlock {
  /// The block in the original.
  let block: ChapterBlock
  /// Where that is.
  let origin: BlockOrigin
  /// The info string: the original's, with the words of the translation in place of its own.
  let info: InfoString
  /// The code block: the original's text at the place of the translation's fence.
  var code: CodeBlock
  /// The assertions of a check: the sentences of the translation, the commands of the original.
  var assertions: [ClaimCheck.Assertion] = []

  /// - Parameter own: what the fence of the translation says, its attributes checked.
  init(_ block: ChapterBlock, of original: Chapter, info own: InfoString, code place: CodeBlock) {
    self.block = block
    origin = BlockOrigin(file: original.file, range: block.range)
    let theirs = block.code.fence.map { InfoString(in: original.source, $0.infoRange.offsets) }
    let given = Set(own.attributes.map(\.name))
    let taken = (theirs?.attributes ?? []).filter { !given.contains($0.name) }.map {
      InfoString.Attribute(
        name: $0.name, value: $0.value, range: own.wordRange, valueRange: own.wordRange)
    }
    info = InfoString(
      word: own.word, wordRange: own.wordRange, attributes: own.attributes + taken, flaws: [])
    // Spaces alone are no content.
    let text = block.code.text
    code = place.holding(text.utf8.contains { $0 > 0x20 } ? text : "")
  }

  /// The commands of a scenario, at the place of the fence.
  var steps: [Step] {
    guard case .scenario(let scenario) = block else { return [] }
    let start = code.range.start
    return scenario.steps.map { step in
      Step(
        command: step.command, position: start, lineStarts: [start], recorded: step.recorded,
        region: OutputRegion(
          offsets: start.offset..<start.offset, firstLine: start.line + 1, lines: [], prefix: "",
          lineEnding: "\n"),
        isReused: true)
    }
  }
}

extension ClaimCheck.Assertion {
  /// The assertion as it would be written in a fence.
  var written: String {
    "\(sentence): \(command.replacing("\n", with: "\n> "))\n"
  }
}
