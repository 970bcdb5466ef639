/// A fence or an indented code block, with the place of every line of its content.
public struct CodeBlock: Hashable, Sendable {
  /// Where the block stands, from its opening fence to its closing fence.
  public let range: SourceRange
  /// How the block is fenced; nil for a block that is only indented.
  public let fence: Fence?
  /// The content; each line ends with a line feed, whatever the file has.
  public let text: String
  /// The byte offset at which the content of each line starts, behind the indentation of the
  /// fence and the prefix of the lists and quotes around it.
  public let contentStarts: [Int]
  /// The number of the first content line in the file, from 1.
  public let firstContentLine: Int

  /// How a code block is fenced.
  public struct Fence: Hashable, Sendable {
    /// The fence's character, a backtick or a tilde, in ASCII.
    public let character: UInt8
    /// How many of them open the block.
    public let length: Int
    /// What stands behind the opening fence, as written, without spaces around it.
    public let info: String
    /// Where the info string stands.
    public let infoRange: SourceRange
    /// Whether a closing fence ends the block, rather than the end of the text or of the list
    /// item or quote around it.
    public let isClosed: Bool
  }

  /// The block with another text, which stands nowhere in the file: all its lines begin at the info
  /// string of the fence.
  public func holding(_ text: String) -> CodeBlock {
    let start = fence?.infoRange.start ?? range.start
    return CodeBlock(
      range: range, fence: fence, text: text,
      contentStarts: Array(repeating: start.offset, count: text.utf8.count { $0 == 0x0A }),
      firstContentLine: start.line)
  }

  /// The content as lines of the file, to read the Markdown in it with its places kept.
  public func lines(in source: SourceText) -> SourceLines {
    SourceLines(source, from: firstContentLine, contentStarts: contentStarts)
  }
}
