import Markdown

/// Reads the content of a `console` fence into steps; `ConsoleText` says how it is written.
struct ConsoleReader {
  let code: CodeBlock
  let source: SourceText
  private(set) var mistakes: Mistakes
  private var steps: [Step] = []
  private var draft: Draft?

  /// A step whose output is still being read; lines are indices into the content.
  private struct Draft {
    var command: String
    var starts: [SourcePosition]
    var lastCommandLine: Int
    var output: [Substring] = []
  }

  init(code: CodeBlock, source: SourceText, mistakes: Mistakes) {
    self.code = code
    self.source = source
    self.mistakes = mistakes
  }

  /// The steps in order.
  mutating func read() -> [Step] {
    var isContinuing = false
    var isLost = false
    for (index, line) in code.contentLines.enumerated() {
      if line.isMarked(by: UInt8(ascii: "$")) {
        finish()
        begin(line, index)
        isContinuing = true
      } else if isContinuing, line.isMarked(by: UInt8(ascii: ">")) {
        continueCommand(line, index)
      } else if draft != nil {
        isContinuing = false
        if ConsoleText.isNearlyPrompt(line) { reportPrompt(line, index) }
        draft?.output.append(line)
      } else if !isLost {
        isLost = true
        reportLost(line, index)
      }
    }
    finish()
    if steps.isEmpty, !isLost {
      mistakes.error(
        code.range, "this `console` fence has no command", help: "write one behind `$ `")
    }
    return steps
  }

  private mutating func begin(_ line: Substring, _ index: Int) {
    let command = line.behindMark
    if command.isBlank {
      mistakes.error(range(index, line), "no command behind `$ `")
    }
    draft = Draft(
      command: String(command), starts: [position(index, behind: min(2, line.utf8.count))],
      lastCommandLine: index)
  }

  private mutating func continueCommand(_ line: Substring, _ index: Int) {
    let start = position(index, behind: min(2, line.utf8.count))
    draft?.command += "\n" + line.behindMark
    draft?.starts.append(start)
    draft?.lastCommandLine = index
  }

  private mutating func reportLost(_ line: Substring, _ index: Int) {
    if ConsoleText.isNearlyPrompt(line),
      InvisibleCharacter.first(in: line.dropFirst().prefix(1)) != nil
    {
      reportPrompt(line, index)
      return
    }
    let help =
      line.hasPrefix("$")
      ? "write a space behind the `$`"
      : line.hasPrefix("> ")
        ? "begin the command with `$ `" : "write `$ command` before it; use `text` for a listing"
    mistakes.error(range(index, line), "output before the first command", help: help)
  }

  /// A prompt without its space would be the output of the command before, and be lost with it.
  private mutating func reportPrompt(_ line: Substring, _ index: Int) {
    let rest = line.dropFirst()
    let command = rest.drop { $0.isWhitespace || InvisibleCharacter.first(in: String($0)) != nil }
    let word = command.prefix { !$0.isWhitespace }
    let shown = command.count > word.count ? "\(word) …" : "\(word)"
    var cause = "so this line is taken for output"
    if let first = rest.unicodeScalars.first, InvisibleCharacter.isSpace(first) {
      cause = "here it is \(InvisibleCharacter.name(first)), " + cause
    }
    mistakes.error(
      range(index, line), "a space has to stand behind the `$` of a command", cause: cause,
      help: "write `$ \(shown)`; if it is output, write `\\$\(shown)`")
  }

  /// A line that was meant to go on with a command would be lost with its output.
  private mutating func checkEnd(_ draft: Draft) {
    guard ConsoleText.isToBeContinued(draft.command) else { return }
    let next = draft.lastCommandLine + (draft.output.isEmpty ? 0 : 1)
    let start = code.contentStarts[next]
    let line = source.position(at: start).line
    mistakes.error(
      source.range(start..<max(start, source.contentOffsets(ofLine: line).upperBound)),
      "a command that ends in `\\` goes on in a line that begins with `> `",
      cause: draft.output.isEmpty ? nil : "so this line is taken for output",
      help: draft.output.isEmpty
        ? "write the rest of it below, behind `> `" : "write `> ` before this line")
  }

  // MARK: - A step

  private mutating func finish() {
    guard let draft else { return }
    self.draft = nil
    checkEnd(draft)
    mistakes.checkSpaces(in: draft.command, startingAt: draft.starts)
    let recorded = recorded(draft)
    let line = code.firstContentLine + draft.lastCommandLine
    let lastLine = line + draft.output.count
    let ending = source.contentOffsets(ofLine: line).upperBound..<source.endOffset(ofLine: line)
    let start = source.endOffset(ofLine: line)
    let contentStart = code.contentStarts[draft.lastCommandLine]
    let region = OutputRegion(
      offsets: start..<max(start, source.endOffset(ofLine: lastLine)),
      firstLine: line + 1, lines: draft.output.map(String.init),
      prefix: source.text(in: source.lineStarts[line - 1]..<contentStart),
      lineEnding: ending.isEmpty ? "\n" : source.text(in: ending))
    steps.append(
      Step(
        command: draft.command, position: draft.starts[0], lineStarts: draft.starts,
        recorded: recorded, region: region))
  }

  private mutating func recorded(_ draft: Draft) -> RecordedOutput {
    var lines = draft.output[...]
    let first = draft.lastCommandLine + 1
    var recorded = RecordedOutput()
    if let last = lines.last, let status = ConsoleText.status(last) {
      lines.removeLast()
      recorded.status = status
      checkStatus(status, last, first + lines.count)
    }
    var hasNewline = true
    if lines.last == ConsoleText.noNewline[...] {
      lines.removeLast()
      hasNewline = false
      if lines.isEmpty {
        mistakes.error(
          range(first, ConsoleText.noNewline[...]),
          "`\(ConsoleText.noNewline)` without output before it")
        hasNewline = true
      }
    }
    var text = ""
    for (index, line) in lines.enumerated() {
      text += output(line, first + index)
      if hasNewline || index < lines.count - 1 { text += "\n" }
    }
    recorded.text = text
    return recorded
  }

  private mutating func output(_ line: Substring, _ index: Int) -> String {
    switch line.utf8.first {
    case UInt8(ascii: "["):
      guard line == ConsoleText.noNewline || ConsoleText.status(line) != nil else { break }
      mistakes.error(
        range(index, line), "`\(line)` in the middle of an output",
        cause: "it ends what a command printed", help: "if it is output, write `\\\(line)`")
    case UInt8(ascii: "\\"):
      if let text = ConsoleText.read(line) { return text }
      mistakes.error(
        range(index, line), "unknown escape in a line that begins with `\\e `",
        help: "use `\\r`, `\\\\` or two hexadecimal digits behind `\\x`")
    default: break
    }
    return String(line)
  }

  private mutating func checkStatus(_ status: Int, _ line: Substring, _ index: Int) {
    if status == 0 {
      mistakes.error(
        range(index, line), "the exit status 0 is not written",
        help: "remove `[0]`; if it is output, write `\\[0]`")
    } else if status > 255 {
      mistakes.error(
        range(index, line), "no command exits with \(status)",
        help: "an exit status is at most 255; if this is output, write `\\\(line)`")
    }
  }

  private func position(_ index: Int, behind bytes: Int) -> SourcePosition {
    source.position(at: code.contentStarts[index] + bytes)
  }

  private func range(_ index: Int, _ line: Substring) -> SourceRange {
    let start = code.contentStarts[index]
    return source.range(start..<start + line.utf8.count)
  }
}
