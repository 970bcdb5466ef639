/// What a chapter may write in a fence of a plugin: its word, its attributes and its content.
///
/// How the fence becomes HTML is not said here: reading a chapter needs no page.
public struct FencePlugin: Hashable, Sendable {
  /// What stands between the fences.
  public enum Content: Hashable, Sendable {
    /// Markdown, fences included.
    case markdown
    /// Text that the plugin reads by itself.
    case text
  }

  /// The word that such a fence begins with.
  public let word: String
  /// What it is for, in a sentence.
  public let summary: String
  /// The attributes that it takes.
  public let attributes: [AttributeRule]
  /// What stands between the fences.
  public let content: Content

  /// A fence plugin. Its word consists of lower-case letters, digits and hyphens.
  public init(
    word: String, summary: String, attributes: [AttributeRule] = [], content: Content = .text
  ) {
    self.word = word
    self.summary = summary
    self.attributes = attributes
    self.content = content
  }
}
