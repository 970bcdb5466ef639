import Markdown
import Values

/// What a reader can search for in the pages of one language.
///
/// It is a script that sets one variable: a page that was opened as a file may load a script, and
/// nothing else. What letters count as the same is decided by the script that searches.
struct SearchIndex {
  /// The name of the file in the folder of a language.
  static let file = "search-index.js"

  private var pages: [JSON] = []
  private var sections: [JSON] = []

  /// Adds a chapter, section by section.
  /// - Parameters:
  ///   - text: its text.
  ///   - url: its address from the folder of the language.
  ///   - label: what it is called besides its title, or nothing.
  mutating func add(_ chapter: Chapter, _ text: [SearchText.Section], url: String, label: String) {
    let page = Int64(pages.count)
    pages.append([
      .string(url), .string(label), .string(chapter.frontMatter.title),
      .string(chapter.frontMatter.summary ?? ""),
    ])
    for section in text {
      sections.append([
        .integer(page), .string(section.anchor), .string(section.heading), .string(section.text),
      ])
    }
  }

  /// Adds a page of things that each have an address and a text.
  mutating func add(
    title: String, url: String, entries: [(anchor: String, heading: String, text: String)]
  ) {
    let page = Int64(pages.count)
    pages.append([.string(url), "", .string(title), ""])
    for entry in entries {
      sections.append([
        .integer(page), .string(entry.anchor), .string(entry.heading), .string(entry.text),
      ])
    }
  }

  /// The script.
  var script: String {
    let index: JSON = ["pages": .array(pages), "sections": .array(sections)]
    return "var statebookIndex = " + index.compactText + ";\n"
  }
}

/// The text of a chapter, section by section, without markup.
struct SearchText {
  /// A heading and the text below it, up to the next one.
  struct Section: Equatable {
    /// The id of the heading; empty before the first one.
    var anchor: String
    var heading: String
    var text: String
  }

  private(set) var sections: [Section] = []
  /// The bytes of the last section's text, which is made of many pieces.
  private var text: [UInt8] = []
  /// Whether a space comes before the next word.
  private var isBetween = false
  private let blocks: [Int: ChapterBlock]
  private let source: SourceText
  private var headings: [Int: Heading] = [:]

  init(_ chapter: Chapter) {
    blocks = Dictionary(
      chapter.blocks.map { ($0.range.start.offset, $0) }, uniquingKeysWith: { first, _ in first })
    source = chapter.source
    for heading in chapter.document.headings { headings[heading.range.start.offset] = heading }
    begin(anchor: "", heading: "")
    add(chapter.document.blocks)
    end()
    sections.removeAll { $0.anchor.isEmpty && $0.text.isEmpty }
  }

  private mutating func begin(anchor: String, heading: String) {
    end()
    sections.append(Section(anchor: anchor, heading: heading, text: ""))
  }

  /// Gives the last section its text.
  private mutating func end() {
    guard !sections.isEmpty else { return }
    sections[sections.count - 1].text = String(decoding: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
    isBetween = false
  }

  /// The recursion is bounded by `Document.maximumDepth` and the nesting of fences.
  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .heading:
        if let heading = headings[block.range.start.offset] {
          begin(anchor: heading.anchor, heading: heading.text)
        } else {
          add(block.inlines)
        }
      case .paragraph: add(block.inlines)
      case .code(let code): add(code)
      case .list, .item, .blockQuote: add(block.children)
      case .html, .thematicBreak: break
      }
    }
  }

  private mutating func add(_ code: CodeBlock) {
    switch blocks[code.range.start.offset] {
    case .scenario(let scenario): for step in scenario.steps { add(step.command) }
    case .check(let check): for assertion in check.assertions { add(assertion.sentence) }
    case .file(let file):
      add(file.name)
      add(file.code.text)
    case .plugin(let fence): add(fence)
    case .listing(let listing): add(listing.code.text)
    case nil: add(code.text)
    }
  }

  private mutating func add(_ fence: PluginFence) {
    if let title = fence.value("title") ?? fence.value("caption") { add(title) }
    if fence.word == "quiz" {
      // What is right is for those who have chosen.
      if let question = QuizContent(fence, source).question { add(question.blocks) }
    } else if let document = fence.document {
      add(document.blocks)
    } else if fence.anchors.isEmpty {
      guard fence.word == "table" else { return }
      let table = TableContent(fence)
      for cell in table.head + table.rows.flatMap(\.cells) {
        add(cell.line(in: source).plainText)
      }
    } else {
      // What has an address of its own is found by it.
      let around = sections[sections.count - 1]
      for line in fence.lines {
        guard let entry = GlossaryEntry(line, source),
          fence.anchors.contains(where: { $0.id == entry.id })
        else { continue }
        begin(anchor: entry.id, heading: entry.term.plainText)
        add(entry.definition.inlines)
      }
      begin(anchor: around.anchor, heading: around.heading)
    }
  }

  /// Adds a paragraph.
  private mutating func add(_ inlines: [Inline]) {
    isBetween = true
    addPieces(inlines)
    isBetween = true
  }

  private mutating func addPieces(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): addPiece(text)
      case .softBreak, .lineBreak: isBetween = true
      case .html: break
      case .emphasis(let inner), .strong(let inner), .link(_, let inner), .image(_, let inner):
        addPieces(inner)
      }
    }
  }

  /// Adds the words of a text.
  private mutating func add(_ text: String) {
    isBetween = true
    addPiece(text)
    isBetween = true
  }

  /// Adds a piece of text, with one space between its words. It looks at bytes: a chapter is long,
  /// and what is between words in it is ASCII.
  private mutating func addPiece(_ piece: String) {
    for byte in piece.utf8 {
      if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
        isBetween = true
      } else {
        if isBetween, !text.isEmpty { text.append(0x20) }
        isBetween = false
        text.append(byte)
      }
    }
  }
}
