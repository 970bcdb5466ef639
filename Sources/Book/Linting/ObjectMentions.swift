import Markdown
public import Sessions

/// Finds the objects that the sentences of a chapter name.
///
/// A text between backticks names an object when it is a name with a number (`web-7`), a kind and a
/// name (`sts/web`), a name behind the word for its kind (the Service `web`), or a kind itself. It
/// names a file when it has the ending of one (`web.yaml`).
public struct ObjectMentions {
  /// The kind that a word is for, in lower case.
  private var kinds: [String: ObjectKind] = [:]

  /// Mentions of objects of these kinds, and of names with numbers.
  public init(kinds: [ObjectKind]) {
    for kind in kinds {
      for word in [kind.name.lowercased()] + kind.words where self.kinds[word] == nil {
        self.kinds[word] = kind
      }
    }
  }

  /// The mentions in a chapter, in the order of its text.
  public func mentions(in chapter: Chapter) -> [NamedObject] {
    var found: [NamedObject] = []
    add(chapter.document.blocks, of: chapter, to: &found)
    for case .plugin(let fence) in chapter.blocks {
      if let document = fence.document {
        let isQuiz = fence.word == FencePlugin.quiz.word
        add(isQuiz ? document.blocks.withoutWrongAnswers : document.blocks, of: chapter, to: &found)
      } else if fence.word == FencePlugin.table.word {
        for line in fence.lines {
          let inlines = MarkdownLine(line.text, at: chapter.source.position(at: line.offset))
            .inlines
          add(inlines, at: line.offsets, of: chapter, to: &found)
        }
      }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  /// The recursion is bounded by `Document.maximumDepth`.
  private func add(_ blocks: [Block], of chapter: Chapter, to found: inout [NamedObject]) {
    for block in blocks {
      add(block.inlines, at: block.range.offsets, of: chapter, to: &found)
      add(block.children, of: chapter, to: &found)
    }
  }

  private func add(
    _ inlines: [Inline], at offsets: Range<Int>, of chapter: Chapter,
    to found: inout [NamedObject]
  ) {
    var before = ""
    var place = offsets
    for piece in inlines.flatMap(\.pieces) {
      guard piece.isCode else {
        before += piece.text
        continue
      }
      let own = chapter.source.place(ofCode: piece.text, in: place)
      if let own { place = own.upperBound..<place.upperBound }
      if let (words, sort) = words(for: piece.text, behind: before) {
        let range = chapter.source.range(own ?? place.lowerBound..<place.lowerBound)
        found.append(NamedObject(text: piece.text, words: words, sort: sort, range: range))
      }
      before = ""
    }
  }

  /// The words by which scenarios may have what a text between backticks names; nil when it names
  /// nothing that they have.
  private func words(for code: String, behind before: String) -> ([String], NamedObject.Sort)? {
    if let kind = kinds[code.lowercased()], kind.name == code {
      return ([code.lowercased()] + kind.words, .kind)
    }
    let parts = code.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, kinds[parts[0].lowercased()] != nil, NamedObject.isName(parts[1]) {
      return ([String(parts[1])], .object)
    }
    if NamedObject.isName(code[...]), kinds[code] == nil,
      NamedObject.stem(of: code) != nil || isKind(before)
    {
      return ([code], .object)
    }
    guard NamedObject.fileEnding(of: code) != nil, let name = parts.last else { return nil }
    return ([String(name)], .file)
  }

  /// Whether a text ends with the word for a kind.
  private func isKind(_ before: String) -> Bool {
    guard before.hasSuffix(" ") else { return false }
    let word = before.split { !$0.isLetter }.last ?? ""
    return before.dropLast().hasSuffix(word) && kinds[word.lowercased()] != nil
  }
}

extension Inline {
  /// The text in order, code apart.
  fileprivate var pieces: [(text: String, isCode: Bool)] {
    switch self {
    case .text(let text): [(text, false)]
    case .code(let text): [(text, true)]
    case .softBreak, .lineBreak: [(" ", false)]
    case .html: []
    case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(_, let inner):
      inner.flatMap(\.pieces)
    }
  }
}

extension [Block] {
  /// The blocks of a quiz without its wrong answers, which may name what is not there.
  fileprivate var withoutWrongAnswers: [Block] {
    flatMap { block -> [Block] in
      guard case .list = block.kind else { return [block] }
      return block.children.filter { item in
        !(item.children.first?.inlines.plainText.hasPrefix("[ ]") ?? false)
      }
    }
  }
}

extension SourceText {
  /// The first place between the offsets where a text stands between backticks.
  fileprivate func place(ofCode code: String, in offsets: Range<Int>) -> Range<Int>? {
    let wanted = Array("`\(code)`".utf8)
    guard offsets.count >= wanted.count else { return nil }
    for start in offsets.lowerBound...(offsets.upperBound - wanted.count)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return start + 1..<start + wanted.count - 1
    }
    return nil
  }
}
