import Markdown

/// The info string of a fence: a word, then `key=value`, `key="value with spaces"` and bare flags.
public struct InfoString: Hashable, Sendable {
  /// A word behind the first one.
  public struct Attribute: Hashable, Sendable {
    /// The name, before the equals sign.
    public let name: String
    /// The value behind the equals sign, without quotes; nil for a bare flag.
    public let value: String?
    /// Where the whole of it stands.
    public let range: SourceRange
    /// Where the value stands, without quotes; where it is missing, for a flag.
    public let valueRange: SourceRange
  }

  /// The first word: a language or the word of a plugin; empty when there is none.
  public let word: String
  /// Where the first word stands.
  public let wordRange: SourceRange
  /// The rest, in order, duplicates included.
  public let attributes: [Attribute]
  /// Quotes that nothing closes, and names that are empty.
  public let flaws: [Flaw]

  /// Something that is no attribute.
  public struct Flaw: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
      /// A quote that nothing closes.
      case unclosedQuote
      /// A value without a name: `=value`.
      case missingName
      /// Text directly behind a closing quote.
      case textBehindQuote
      /// A character outside quotes that looks like a space, or like nothing.
      case invisibleCharacter(Unicode.Scalar)
    }

    /// What is wrong.
    public let kind: Kind
    /// Where.
    public let range: SourceRange
  }
}
