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
  ///   - url: its address from the folder of the language.
  ///   - label: what it is called besides its title, or nothing.
  mutating func add(_ chapter: Chapter, url: String, label: String) {
    let page = Int64(pages.count)
    pages.append([
      .string(url), .string(label), .string(chapter.frontMatter.title),
      .string(chapter.frontMatter.summary ?? ""),
    ])
    for section in SearchText(chapter).sections {
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
  private let blocks: [Int: ChapterBlock]
  private let source: SourceText
  private var headings: [Int: Heading] = [:]

  init(_ chapter: Chapter) {
    blocks = Dictionary(
      chapter.blocks.map { ($0.range.start.offset, $0) }, uniquingKeysWith: { first, _ in first })
    source = chapter.source
    for heading in chapter.document.headings { headings[heading.range.start.offset] = heading }
    sections.append(Section(anchor: "", heading: "", text: ""))
    add(chapter.document.blocks)
    sections.removeAll { $0.anchor.isEmpty && $0.text.isEmpty }
  }

  /// The recursion is bounded by `Document.maximumDepth` and the nesting of fences.
  private mutating func add(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .heading:
        if let heading = headings[block.range.start.offset] {
          sections.append(Section(anchor: heading.anchor, heading: heading.text, text: ""))
        } else {
          add(block.inlines.plainText)
        }
      case .paragraph: add(block.inlines.plainText)
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
    case .listing, nil: add(code.text)
    }
  }

  private mutating func add(_ fence: PluginFence) {
    if let title = fence.value("title") ?? fence.value("caption") { add(title) }
    if let document = fence.document {
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
        sections.append(
          Section(
            anchor: entry.id, heading: entry.term.plainText, text: entry.definition.plainText))
      }
      sections.append(Section(anchor: around.anchor, heading: around.heading, text: ""))
    }
  }

  /// Adds the words of a text, with one space between them. It looks at bytes: a chapter is long,
  /// and what is between words in it is ASCII.
  private mutating func add(_ text: String) {
    var words: [UInt8] = []
    words.reserveCapacity(text.utf8.count + 1)
    var isBetween = !sections[sections.count - 1].text.isEmpty
    for byte in text.utf8 {
      if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
        isBetween = isBetween || !words.isEmpty
      } else {
        if isBetween { words.append(0x20) }
        isBetween = false
        words.append(byte)
      }
    }
    sections[sections.count - 1].text += String(decoding: words, as: UTF8.self)
  }
}
