/// Builds a document from the nodes libcmark found, with an explicit stack.
struct TreeBuilder {
  private let lines: SourceLines
  private var blockFrames: [BlockFrame]
  private var inlineFrames: [InlineFrame] = []
  private var headings: [Heading] = []
  private var codeBlocks: [CodeBlock] = []
  private var links: [Link] = []
  private var issues: [MarkdownIssue] = []
  private var anchors = Anchors()
  /// The range of the paragraph or heading whose text is being read.
  private var textRange: SourceRange?
  /// The raw HTML of that paragraph or heading, with its places.
  private var inlineHTML: [(text: String, range: SourceRange)] = []
  /// A link whose place libcmark gave wrongly: its first text will tell.
  private var unplacedLink = false

  private struct BlockFrame {
    var kind: Block.Kind?
    var range: SourceRange
    var children: [Block] = []
  }

  private struct InlineFrame {
    var element: CMarkTree.Element
    var position: SourcePosition
    var children: [Inline] = []
    /// Where a link belongs in the list of links.
    var order = 0
  }

  /// The document that the lines make.
  static func document(of lines: SourceLines) -> Document {
    let tree = CMarkTree(lines)
    var builder = TreeBuilder(lines: lines)
    tree.walk { element, place in
      builder.enter(element, place)
    } leave: {
      builder.leave()
    }
    for cut in tree.cuts {
      let position = lines.position(line: cut.line, column: cut.column)
      builder.issues.append(
        MarkdownIssue(kind: .nestedTooDeeply, range: SourceRange(position, position)))
    }
    return Document(
      lines: lines, blocks: builder.blockFrames[0].children, headings: builder.headings,
      codeBlocks: builder.codeBlocks, links: builder.links,
      issues: builder.issues.sorted { $0.range.start < $1.range.start })
  }

  private init(lines: SourceLines) {
    self.lines = lines
    let start = lines.position(line: 1, column: 1)
    blockFrames = [BlockFrame(kind: nil, range: SourceRange(start, start))]
  }

  // MARK: - Nodes

  private mutating func enter(_ element: CMarkTree.Element, _ place: CMarkTree.Place) {
    switch element {
    case .document: break
    case .blockQuote: push(.blockQuote, place)
    case .list(let start, let isTight): push(.list(start: start, isTight: isTight), place)
    case .item: push(.item, place)
    case .code(let text): addCode(text, place)
    case .htmlBlock(let html):
      // The end that libcmark gives for raw HTML is wrong: count its lines.
      let count = html.utf8.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
      let start = lines.position(line: place.startLine, column: place.startColumn)
      let end = lines.position(line: place.startLine + max(count, 1) - 1, column: .max / 2)
      add(Block(kind: .html(html), range: SourceRange(start, end), children: [], inlines: []))
    case .thematicBreak:
      add(Block(kind: .thematicBreak, range: range(place), children: [], inlines: []))
    case .paragraph, .heading:
      let range = range(place)
      textRange = range
      inlineFrames.append(InlineFrame(element: element, position: range.start))
    case .text(let text): add(.text(text), place)
    case .softBreak: add(.softBreak, place)
    case .lineBreak: add(.lineBreak, place)
    case .inlineCode(let code): add(.code(code), place)
    case .inlineHTML(let html):
      inlineHTML.append((html, range(ofHTML: html, place)))
      add(.html(html), place)
    case .emphasis, .strong, .link, .image: pushInline(element, place)
    }
  }

  private mutating func leave() {
    if let frame = inlineFrames.popLast() {
      close(frame)
    } else if blockFrames.count > 1, let frame = blockFrames.popLast(), let kind = frame.kind {
      add(Block(kind: kind, range: frame.range, children: frame.children, inlines: []))
    }
  }

  private mutating func push(_ kind: Block.Kind, _ place: CMarkTree.Place) {
    blockFrames.append(BlockFrame(kind: kind, range: range(place)))
  }

  private mutating func add(_ block: Block) {
    blockFrames[blockFrames.count - 1].children.append(block)
  }

  private mutating func addCode(_ text: String, _ place: CMarkTree.Place) {
    let start = lines.position(line: place.startLine, column: place.startColumn)
    let block = CodeBlockPlaces(lines: lines, start: start, text: text).codeBlock(at: place)
    codeBlocks.append(block)
    if let fence = block.fence, !fence.isClosed {
      issues.append(
        MarkdownIssue(
          kind: .unclosedFence,
          range: lines.source.range(start.offset..<start.offset + fence.length)))
    }
    add(Block(kind: .code(block), range: block.range, children: [], inlines: []))
  }

  // MARK: - Inline markup

  private mutating func pushInline(_ element: CMarkTree.Element, _ place: CMarkTree.Place) {
    var frame = InlineFrame(
      element: element,
      position: lines.position(line: place.startLine, column: place.startColumn))
    switch element {
    case .link(let destination, let title), .image(let destination, let title):
      let isImage = if case .image = element { true } else { false }
      let isPlaced = place.startLine > 0 && startsLink(at: frame.position, isImage: isImage)
      if !isPlaced { frame.position = textRange?.start ?? frame.position }
      unplacedLink = !isPlaced
      frame.order = links.count
      links.append(
        Link(destination: destination, title: title, isImage: isImage, position: frame.position))
    default: break
    }
    inlineFrames.append(frame)
  }

  private func startsLink(at position: SourcePosition, isImage: Bool) -> Bool {
    let bytes = lines.source.bytes
    guard position.offset < bytes.count else { return false }
    let byte = bytes[position.offset]
    return isImage ? byte == 0x21 : byte == 0x5B || byte == 0x3C
  }

  private mutating func add(_ inline: Inline, _ place: CMarkTree.Place) {
    guard !inlineFrames.isEmpty else { return }
    if unplacedLink, place.startLine > 0 { placeLink(firstChild: place) }
    inlineFrames[inlineFrames.count - 1].children.append(inline)
  }

  /// Places the innermost link by its first child, which stands right behind the bracket.
  private mutating func placeLink(firstChild place: CMarkTree.Place) {
    unplacedLink = false
    let last = inlineFrames.count - 1
    let old = links[inlineFrames[last].order]
    let start = lines.position(
      line: place.startLine, column: place.startColumn - (old.isImage ? 2 : 1))
    guard startsLink(at: start, isImage: old.isImage) else { return }
    inlineFrames[last].position = start
    links[inlineFrames[last].order] = Link(
      destination: old.destination, title: old.title, isImage: old.isImage, position: start)
  }

  private mutating func close(_ frame: InlineFrame) {
    let children = frame.children
    switch frame.element {
    case .emphasis: addInline(.emphasis(children))
    case .strong: addInline(.strong(children))
    case .link: addInline(.link(links[frame.order], children))
    case .image: addInline(.image(links[frame.order], children))
    default: addTextBlock(frame, children)
    }
  }

  private mutating func addInline(_ inline: Inline) {
    unplacedLink = false
    inlineFrames[inlineFrames.count - 1].children.append(inline)
  }

  private mutating func addTextBlock(_ frame: InlineFrame, _ inlines: [Inline]) {
    unplacedLink = false
    guard let range = textRange else { return }
    for (html, piece) in zip(RawHTML.pieces(inline: inlineHTML.map(\.text)), inlineHTML)
    where html.loss != .nothing {
      issues.append(MarkdownIssue(kind: .inlineHTML(html), range: piece.range))
    }
    inlineHTML = []
    if case .heading(let level) = frame.element {
      let text = inlines.plainText
      headings.append(
        Heading(level: level, text: text, anchor: anchors.anchor(for: text), range: range))
      add(Block(kind: .heading(level: level), range: range, children: [], inlines: inlines))
    } else {
      if let table = PipeTable.find(in: lines, range) {
        issues.append(MarkdownIssue(kind: .pipeTable, range: table))
      }
      add(Block(kind: .paragraph, range: range, children: [], inlines: inlines))
    }
    textRange = nil
  }

  /// Where inline HTML stands. What libcmark says is wrong in the later lines of indented text: then
  /// it is the next such text in the line.
  private func range(ofHTML html: String, _ place: CMarkTree.Place) -> SourceRange {
    let bytes = lines.source.bytes
    let head = Array(html.utf8.prefix { $0 != 0x0A })
    var start = lines.position(line: place.startLine, column: place.startColumn).offset
    if place.startLine == 0 || !bytes[start...].starts(with: head) {
      let text = textRange?.offsets ?? start..<start
      let line = place.startLine > 0 ? lines.position(line: place.startLine, column: 1).offset : 0
      start = max(text.lowerBound, line, inlineHTML.last?.range.end.offset ?? 0)
      while start < text.upperBound, !bytes[start...].starts(with: head) { start += 1 }
      if start >= text.upperBound { start = text.lowerBound }
    }
    return lines.source.range(start..<min(start + head.count, bytes.count))
  }

  private func range(_ place: CMarkTree.Place) -> SourceRange {
    let start = lines.position(line: place.startLine, column: place.startColumn)
    let end = lines.position(line: place.endLine, column: place.endColumn + 1)
    return SourceRange(start, max(start, end))
  }
}
