import Markdown

extension FencePlugin {
  /// A question with answers to choose from, and an explanation that is shown afterwards.
  static let quiz = FencePlugin(
    word: "quiz",
    summary: "A question: paragraphs, a list of answers marked `[x]` or `[ ]`, an explanation.",
    attributes: [AttributeRule("id", .name, "the name by which links refer to it")],
    content: .markdown
  ) { fence, chapter in
    var reading = FenceReading()
    reading.diagnostics = QuizContent(fence, chapter.source).mistakes(in: chapter)
    return reading
  }
}

/// The content of a `quiz` fence.
struct QuizContent {
  /// One of the answers.
  struct Answer {
    /// Whether it is a right one; nil when nothing says so.
    let isRight: Bool?
    /// Its text, without the mark.
    let text: [Inline]
    /// The list item.
    let block: Block
  }

  /// The blocks before the answers.
  let question: Document?
  /// The answers in order.
  let answers: [Answer]
  /// The blocks behind the answers.
  let explanation: Document?

  private let fence: PluginFence
  private let list: Block?

  init(_ fence: PluginFence, _ source: SourceText) {
    self.fence = fence
    let blocks = fence.document?.blocks ?? []
    let isList: (Block) -> Bool = { if case .list = $0.kind { true } else { false } }
    // The last list with a mark is the one with the answers, else the first list.
    let index =
      blocks.firstIndex { isList($0) && $0.children.contains { Answer($0).isRight != nil } }
      ?? blocks.firstIndex(where: isList)
    guard let index else {
      (question, answers, explanation, list) = (fence.document, [], nil, nil)
      return
    }
    list = blocks[index]
    // Markdown begins a new list where `-` changes to `*`; to a reader the answers are one.
    let end =
      blocks[(index + 1)...].firstIndex {
        !isList($0) || !$0.children.contains { Answer($0).isRight != nil }
      } ?? blocks.count
    answers = blocks[index..<end].flatMap(\.children).map(Answer.init)
    let first = fence.code.firstContentLine
    func part(_ blocks: ArraySlice<Block>) -> Document? {
      guard let start = blocks.first?.range.start.line, let end = blocks.last?.range.end.line
      else { return nil }
      let starts = fence.code.contentStarts
      let lines = max(0, start - first)..<min(starts.count, max(start, end) - first + 1)
      return Document(
        SourceLines(source, from: start, contentStarts: Array(starts[lines])))
    }
    question = part(blocks[..<index])
    explanation = part(blocks[end...])
  }

  /// Whether it asks what will happen: not when several answers are right, nor when it asks which.
  var isPrediction: Bool {
    guard answers.count(where: { $0.isRight == true }) < 2 else { return false }
    let text = question?.blocks.last?.inlines.plainText ?? ""
    return !text.split { ".!?".contains($0) }.contains { sentence in
      sentence.drop(while: \.isWhitespace).hasPrefix("Which ")
    }
  }

  func mistakes(in chapter: Chapter) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func error(_ range: SourceRange, _ summary: String, _ cause: String? = nil, help: String) {
      found.append(
        Diagnostic(
          file: chapter.file, range: range, summary, explanation: cause, suggestion: help))
    }
    let fenceLine = fence.code.fence?.infoRange ?? fence.code.range
    guard let list else {
      error(
        fenceLine, "the quiz has no answers",
        help: "write them as a list: `- [ ] a wrong one`, `- [x] the right one`")
      return found
    }
    if question == nil {
      error(
        fenceLine, "the quiz has no question",
        "what a reader should predict stands before the answers",
        help: "write a paragraph before the list")
    }
    for answer in answers {
      let start = SourceRange(answer.block.range.start, answer.block.range.start)
      if answer.isRight == nil {
        error(
          start, "this answer is not marked as right or wrong",
          help: "begin it with `[x] ` when it is right, with `[ ] ` when it is wrong")
      } else if answer.text.plainText.allSatisfy(\.isWhitespace) {
        error(start, "this answer is empty", help: "write its text behind the mark")
      }
      if answer.block.children.count > 1 {
        error(
          start, "an answer is more than one paragraph",
          help: "write what needs more room into the question or the explanation")
      }
    }
    let listStart = SourceRange(list.range.start, list.range.start)
    if answers.count == 1 {
      error(
        listStart, "the quiz has only one answer",
        help: "write at least one more, so that there is something to predict")
    }
    if !answers.contains(where: { $0.isRight == true }),
      answers.contains(where: { $0.isRight != nil })
    {
      error(
        listStart, "no answer of the quiz is right", help: "mark the right one: `- [x] …`")
    }
    if explanation == nil {
      error(
        listStart, "the quiz has no explanation",
        "a reader who was wrong has to learn why",
        help: "write a paragraph behind the list")
    }
    return found
  }
}

extension QuizContent.Answer {
  init(_ item: Block) {
    block = item
    var text = item.children.first?.kind == .paragraph ? item.children[0].inlines : []
    let plain = text.prefix { if case .text = $0 { true } else { false } }.map(\.plainText)
    let start = plain.joined()
    if start.hasPrefix("[x] ") || start.hasPrefix("[X] ") {
      isRight = true
    } else if start.hasPrefix("[ ] ") {
      isRight = false
    } else {
      // A mark alone is an answer without text.
      let isAlone = text.count == plain.count && ["[x]", "[X]", "[ ]"].contains(start)
      isRight = isAlone ? start != "[ ]" : nil
      self.text = isAlone ? [] : text
      return
    }
    var left = 4
    while left > 0, case .text(let piece)? = text.first {
      if piece.unicodeScalars.count > left {
        text[0] = .text(String(String.UnicodeScalarView(piece.unicodeScalars.dropFirst(left))))
        left = 0
      } else {
        left -= piece.unicodeScalars.count
        text.removeFirst()
      }
    }
    self.text = text
  }
}
