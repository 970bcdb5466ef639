import Markdown

/// A chapter, read: what its author wrote, as values with their places in the file.
///
/// Reading runs nothing and writes nothing. A chapter that has errors is still there, with what
/// could be read of it, so that a preview can show it.
public struct Chapter: Hashable, Sendable {
  /// The file, as messages show it: its path in the book, `chapters/en/05-a-name-that-sticks.md`.
  public let file: String
  /// The language: the name of the chapter's folder, `en` outside a book.
  public let language: String
  /// The name in addresses: from the front matter, else the file's name without its number.
  public let slug: String
  /// What the front matter says.
  public let frontMatter: FrontMatter
  /// The text behind the front matter.
  public let document: Document
  /// What the fences of the text mean, in order; fences inside a note come behind the note.
  public internal(set) var blocks: [ChapterBlock]
  /// The text of the chapter that this one translates and takes something over from; nil when it
  /// takes nothing.
  public internal(set) var original: OriginalText?

  /// The file of an original, and what stands in it.
  public struct OriginalText: Hashable, Sendable {
    /// The file, as the book names it.
    public let file: String
    /// What stands in it.
    public let source: SourceText
  }

  /// Whether it is made of the same texts as another one: those of its file and of its original.
  public func hasSameText(as other: Chapter) -> Bool {
    source.bytes == other.source.bytes && original?.file == other.original?.file
      && original?.source.bytes == other.original?.source.bytes
  }

  /// The session of blocks that name none.
  public static let defaultSession = "main"

  /// The file's text, with all byte offsets that ranges refer to.
  public var source: SourceText { document.source }

  /// The scenario blocks in order.
  public var scenarios: [Scenario] {
    blocks.compactMap { if case .scenario(let scenario) = $0 { scenario } else { nil } }
  }

  /// The files in order.
  public var files: [FileBlock] {
    blocks.compactMap { if case .file(let file) = $0 { file } else { nil } }
  }

  /// The check fences in order.
  public var checks: [ClaimCheck] {
    blocks.compactMap { if case .check(let check) = $0 { check } else { nil } }
  }

  /// The names of the sessions, in the order in which they begin.
  public var sessions: [String] {
    var names: [String] = []
    for block in blocks {
      if let session = block.session, !names.contains(session) { names.append(session) }
    }
    return names
  }
}
