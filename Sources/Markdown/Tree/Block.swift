/// A block of Markdown: a paragraph, a heading, a list, a fence and so on.
public struct Block: Hashable, Sendable {
  /// What kind of block it is.
  public enum Kind: Hashable, Sendable {
    /// Quoted blocks, each line behind a `>`.
    case blockQuote
    /// A list of items; `start` is the number of the first one of an ordered list.
    case list(start: Int?, isTight: Bool)
    /// One item of a list.
    case item
    /// A fence or an indented block.
    case code(CodeBlock)
    /// Raw HTML, which no page shows.
    case html(String)
    /// A paragraph, in `inlines`.
    case paragraph
    /// A heading, in `inlines`; `Document.headings` has its text and its anchor.
    case heading(level: Int)
    /// A line across.
    case thematicBreak
  }

  /// What kind of block it is.
  public let kind: Kind
  /// Where it stands.
  public let range: SourceRange
  /// The blocks inside a block quote, list or item.
  public let children: [Block]
  /// The text of a paragraph or heading.
  public let inlines: [Inline]
}
