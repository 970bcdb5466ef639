import Markdown

/// A `check` fence: sentences for the reader, each with the command that proves it.
public struct ClaimCheck: Hashable, Sendable {
  /// The name by which pages refer to it: `id=`.
  public let id: String?
  /// The session in which the commands run.
  public let session: String
  /// The claims of the book that this fence proves: `claims=`.
  public let claims: [ClaimReference]
  /// The sentences in order.
  public let assertions: [Assertion]
  /// The code block.
  public let code: CodeBlock
  /// Where its commands are written, when a translation reuses them.
  public internal(set) var origin: BlockOrigin?

  /// One line of the fence: it holds when the command exits 0.
  public struct Assertion: Hashable, Sendable {
    /// The sentence, for the reader.
    public let sentence: String
    /// The command; further lines (`> `) are separated by line feeds.
    public internal(set) var command: String
    /// Where the sentence starts.
    public let position: SourcePosition
    /// Where the command starts; behind the sentence for a command that is reused.
    public let commandPosition: SourcePosition
    /// Whether a translation takes the command from its original. What it proves is told there.
    public internal(set) var isReused = false
  }

  /// The id of a claim and where it is written.
  public struct ClaimReference: Hashable, Sendable {
    /// The id.
    public let id: String
    /// Where it is written.
    public let range: SourceRange
  }
}
