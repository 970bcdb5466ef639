/// A Markdown text, read: its blocks with their places, its headings and its links.
///
/// The tree is CommonMark as libcmark reads it. It is built without recursion, and what is nested
/// deeper than `maximumDepth` is left out and reported in `issues`.
public struct Document: Hashable, Sendable {
  /// The lines it was read from.
  public let lines: SourceLines
  /// The blocks at the top.
  public let blocks: [Block]
  /// The headings in order, wherever they stand.
  public let headings: [Heading]
  /// The code blocks in order, wherever they stand.
  public let codeBlocks: [CodeBlock]
  /// The links and images in order, wherever they stand.
  public let links: [Link]
  /// What is wrong with the text, in order.
  public let issues: [MarkdownIssue]

  /// The deepest nesting of blocks, and of inline markup within one block, that is read.
  public static let maximumDepth = 100

  /// The file it stands in.
  public var source: SourceText { lines.source }

  /// Reads Markdown from lines of a file.
  public init(_ lines: SourceLines) {
    self = TreeBuilder.document(of: lines)
  }

  /// Reads Markdown from a string.
  public init(_ text: String) {
    self.init(SourceLines(SourceText(text)))
  }

  init(
    lines: SourceLines, blocks: [Block], headings: [Heading], codeBlocks: [CodeBlock],
    links: [Link], issues: [MarkdownIssue]
  ) {
    self.lines = lines
    self.blocks = blocks
    self.headings = headings
    self.codeBlocks = codeBlocks
    self.links = links
    self.issues = issues
  }
}
