import Markdown

/// A fence that a plugin turns into HTML.
public struct PluginFence: Hashable, Sendable {
  /// The word that it begins with.
  public let word: String
  /// Its attributes in order, checked against what the plugin declares.
  public let attributes: [InfoString.Attribute]
  /// Its id, when it has one and no other block has it.
  public let id: String?
  /// Its content as Markdown, when the plugin wants that; places refer to the chapter.
  public let document: Document?
  /// The code block.
  public let code: CodeBlock
  /// The places in it that links may lead to.
  public internal(set) var anchors: [FenceAnchor] = []
  /// The links in text that the plugin reads by itself.
  public internal(set) var ownLinks: [Link] = []
  /// Where it is written, when a translation reuses it.
  public internal(set) var origin: BlockOrigin?

  init(
    word: String, attributes: [InfoString.Attribute], id: String?, document: Document?,
    code: CodeBlock
  ) {
    self.word = word
    self.attributes = attributes
    self.id = id
    self.document = document
    self.code = code
  }

  /// The value of an attribute: empty for a bare flag, nil when it is not there.
  public func value(_ name: String) -> String? {
    guard let attribute = attributes.first(where: { $0.name == name }) else { return nil }
    return attribute.value ?? ""
  }

  /// All links in it.
  public var links: [Link] { (document?.links ?? []) + ownLinks }

  /// A line between the fences.
  public struct Line: Hashable, Sendable {
    /// The line without its line feed and without the indentation of the fence.
    public let text: String
    /// The byte offset in the file at which it starts.
    public let offset: Int

    /// Whether there is nothing but spaces and tabs.
    public var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

    /// The offsets of the whole line.
    public var offsets: Range<Int> { offset..<offset + text.utf8.count }
  }

  /// The lines between the fences, with their places in the file.
  public var lines: [Line] {
    zip(code.contentLines, code.contentStarts).map { Line(text: String($0), offset: $1) }
  }
}
