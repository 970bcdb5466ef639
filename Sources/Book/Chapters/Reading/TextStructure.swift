import Markdown

/// Checks what a chapter's text consists of besides fences: headings, raw HTML, and fences that
/// Markdown does not take for fences.
enum TextStructure {
  /// - Parameters:
  ///   - isLone: whether the file is in no book; its headings are then its own affair.
  ///   - hasFrontMatter: whether the title is there; without it a heading may stand for it.
  static func check(
    _ document: Document, blocks: [ChapterBlock], isLone: Bool = false,
    hasFrontMatter: Bool = true,
    _ mistakes: inout Mistakes
  ) {
    if !isLone { checkHeadings(document, hasTitle: hasFrontMatter, &mistakes) }
    checkAnchors(document, blocks, &mistakes)
    checkBlocks(document.blocks, &mistakes)
    for case .plugin(let fence) in blocks {
      if let inner = fence.document { checkBlocks(inner.blocks, &mistakes) }
    }
  }

  private static func checkHeadings(
    _ document: Document, hasTitle: Bool, _ mistakes: inout Mistakes
  ) {
    var hasTitle = hasTitle
    var level = 1
    for heading in document.headings {
      if heading.text.allSatisfy(\.isWhitespace) {
        mistakes.error(heading.range, "a heading without text")
      }
      if heading.level == 1, !hasTitle {
        hasTitle = true
      } else if heading.level == 1 {
        mistakes.error(
          heading.range, "a second title",
          cause: "the title of a chapter comes from its front matter",
          help: "use `##` for a heading of the text")
      } else if heading.level > level + 1 {
        mistakes.error(
          heading.range, "a heading of level \(heading.level) below one of level \(level)",
          cause: "readers who hear the page find their way by heading levels",
          help: "use `\(String(repeating: "#", count: level + 1))`")
      }
      level = heading.level
    }
  }

  /// Ids of blocks and anchors of headings share one page.
  private static func checkAnchors(
    _ document: Document, _ blocks: [ChapterBlock], _ mistakes: inout Mistakes
  ) {
    var headings: [String: Heading] = [:]
    for heading in document.headings { headings[heading.anchor] = heading }
    for block in blocks {
      guard let id = block.id, let heading = headings[id], let fence = block.code.fence else {
        continue
      }
      mistakes.error(
        fence.infoRange, "the id `\(id)` is also the anchor of a heading",
        help: "choose another id",
        notes: [mistakes.note("this heading", at: heading.range.start)])
    }
  }

  /// The recursion is bounded by `Document.maximumDepth`.
  private static func checkBlocks(_ blocks: [Block], _ mistakes: inout Mistakes) {
    for block in blocks {
      switch block.kind {
      case .html(let html): checkHTML(html, block.range, &mistakes)
      case .paragraph: checkParagraph(block, &mistakes)
      default: checkBlocks(block.children, &mistakes)
      }
    }
  }

  private static func checkHTML(_ html: String, _ range: SourceRange, _ mistakes: inout Mistakes) {
    let start = SourceRange(range.start, range.start)
    let loss = RawHTML(block: html).loss
    if loss == .nothing { return }
    if html.hasPrefix("<!--"), !html.contains("-->") {
      mistakes.error(
        start, "nothing closes the comment",
        cause: "all behind it is left out of the page", help: "write `-->` behind it")
    } else if html.contains("\n```") || html.contains("\n~~~") {
      mistakes.error(
        start, "raw HTML swallows a fence",
        cause: "Markdown takes all lines up to the next blank one for HTML",
        help: "write a blank line before the fence")
    } else if loss == .content {
      mistakes.error(
        start, "raw HTML is left out of the page, with all that stands in it",
        cause: "Markdown takes all lines up to the next blank one for HTML",
        help: "write it in Markdown; `\\<` shows the sign itself")
    } else {
      mistakes.warning(
        start, "raw HTML is left out of the page", help: "leave it out, or write it in Markdown")
    }
  }

  /// What elsewhere is the text of a footnote, `[^1]: …`, is a paragraph like any other.
  private static func checkFootnote(_ block: Block, _ mistakes: inout Mistakes) {
    let source = mistakes.source
    let start = block.range.start.offset
    let line = source.contentOffsets(ofLine: block.range.start.line)
    let text = source.bytes[min(start, line.upperBound)..<line.upperBound]
    guard text.starts(with: "[^".utf8), let end = text.firstIndex(of: UInt8(ascii: "]")),
      end > start + 2, text[end...].starts(with: "]:".utf8)
    else { return }
    mistakes.warning(
      source.range(start..<end + 2), "there are no footnotes here",
      cause: "this line and what refers to it are shown as they are written",
      help: "say it in the text, or in a `note` fence")
  }

  /// Backticks behind an opening fence make it a paragraph.
  private static func checkParagraph(_ block: Block, _ mistakes: inout Mistakes) {
    let source = mistakes.source
    let start = block.range.start.offset
    checkFootnote(block, &mistakes)
    let backtick = UInt8(ascii: "`")
    guard start + 3 < source.bytes.count, source.bytes[start] == backtick,
      source.bytes[start + 1] == backtick, source.bytes[start + 2] == backtick
    else { return }
    mistakes.error(
      source.range(start..<source.contentOffsets(ofLine: block.range.start.line).upperBound),
      "this fence has a backtick in its first line, so it is no fence",
      help: "leave the backtick out, or fence with `~~~`")
  }
}
