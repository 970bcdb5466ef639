/// Something in a Markdown text that does not mean what its author thinks.
public struct MarkdownIssue: Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A fence that nothing closes: CommonMark ends it silently, with its container or the text.
    case unclosedFence
    /// Blocks or inline markup nested deeper than `Document.maximumDepth`; the inner part is not
    /// read.
    case nestedTooDeeply
    /// A table between pipes, which CommonMark takes for a paragraph.
    case pipeTable
    /// Raw HTML within a paragraph or heading, without which something is missing.
    case inlineHTML(RawHTML)
  }

  /// What is wrong.
  public let kind: Kind
  /// Where.
  public let range: SourceRange

  /// Something at a place.
  public init(kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}
