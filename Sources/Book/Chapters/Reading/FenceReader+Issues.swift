import Markdown

extension FenceReader {
  mutating func report(_ issue: MarkdownIssue) {
    switch issue.kind {
    case .unclosedFence:
      mistakes.error(
        issue.range, "nothing closes the fence",
        cause: "Markdown ends it silently with the list item, quote or text around it",
        help: "write the closing fence on a line of its own, indented like the opening one")
    case .nestedTooDeeply:
      mistakes.error(
        issue.range, "the text is nested more than \(Document.maximumDepth) deep",
        help: "what is inside is left out; write it flatter")
    case .pipeTable:
      mistakes.error(
        issue.range, "a table between pipes is not shown as a table",
        cause: "CommonMark has no tables", help: "use a `table` fence")
    case .inlineHTML(let html):
      if let diagnostic = Diagnostic(html, file: mistakes.file, range: issue.range) {
        mistakes.add(diagnostic)
      }
    }
  }

  /// A fence that opens inside another of its kind shows that nothing closed that one: the text up
  /// to the end of the second belongs to the first.
  mutating func checkContent(_ code: CodeBlock, _ fence: CodeBlock.Fence) {
    guard fence.isClosed else { return }
    let lines = code.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in zip(code.contentStarts.indices, lines) {
      let indent = line.prefix { $0 == 0x20 }
      let marks = line[indent.endIndex...].prefix { $0 == fence.character }
      guard indent.count < 4, marks.count >= fence.length else { continue }
      let info = Substring(line[marks.endIndex...])
      guard let word = info.split(separator: " ").first.map(String.init),
        registry[word] != nil || registry.fenceWords.contains(word)
          || registry.languages.contains(word)
      else { continue }
      let start = code.contentStarts[index] + indent.count
      let opening = String(decoding: marks, as: UTF8.self)
      mistakes.error(
        source.range(code.range.start.offset..<code.range.start.offset + fence.length),
        "nothing closes the fence before the next one opens",
        cause: "Markdown takes all of it, up to the next closing fence, for one fence",
        help: "write ` \(opening) ` on a line of its own before the next fence; a fence that shows "
          + "others needs one more mark than they have",
        notes: [mistakes.note("this fence opens inside it", at: source.position(at: start))])
      return
    }
  }

  /// Commands behind prompts are meant to be run, and only a `console` fence is.
  mutating func checkPrompts(_ info: InfoString, _ code: CodeBlock) {
    guard ["bash", "sh", "shell", "zsh"].contains(info.word), code.text.hasPrefix("$ ") else {
      return
    }
    mistakes.warning(
      info.wordRange, "the commands of this fence are not run",
      cause: "only a `console` fence is a scenario, and what it prints is compared",
      help: "write `console`, or `text` for what is not to be tested")
  }

  /// An indented block that begins like a fence is nobody's intention.
  mutating func checkIndented(_ code: CodeBlock) {
    guard code.text.hasPrefix("```") || code.text.hasPrefix("~~~") else { return }
    mistakes.error(
      SourceRange(code.range.start, code.range.start),
      "this fence is indented too far to be one",
      cause: "four spaces more than the text around make it an indented listing",
      help: "indent the fence by at most three spaces")
  }
}
