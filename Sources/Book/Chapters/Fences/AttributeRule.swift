/// An attribute that a fence takes.
public struct AttributeRule: Hashable, Sendable {
  /// What its value may be.
  public enum Value: Hashable, Sendable {
    /// None: it is a bare flag.
    case flag
    /// A name: letters, digits, `-`, `_` and `.`, beginning with a letter or digit.
    case name
    /// Any text that is not empty.
    case text
    /// One of these words.
    case choice([String])
  }

  /// Its name.
  public let name: String
  /// What its value may be.
  public let value: Value
  /// Whether every such fence must have it.
  public let isRequired: Bool
  /// Whether its value is words for readers, which a translation has of its own where it reuses
  /// the rest of a fence.
  public let isForReaders: Bool
  /// What it is for, in a few words; editors show it.
  public let summary: String?

  /// A rule for an attribute. Without `isForReaders`, the values of `title` and `caption` are words
  /// for readers, and no others.
  public init(
    _ name: String, _ value: Value, isRequired: Bool = false, isForReaders: Bool? = nil,
    _ summary: String? = nil
  ) {
    self.name = name
    self.value = value
    self.isRequired = isRequired
    self.isForReaders = isForReaders ?? ["title", "caption"].contains(name)
    self.summary = summary
  }

  static let console: [AttributeRule] = [
    AttributeRule("id", .name, "the name by which links, `from` and other fences refer to it"),
    AttributeRule("session", .name, "the session that it runs in; without it `main`"),
    AttributeRule("from", .name, "the block behind which its session begins as a copy"),
    AttributeRule("fold", .flag, "shown collapsed"),
    AttributeRule("hide", .flag, "shown only to readers who ask for the set-up steps"),
    AttributeRule("whole", .flag, "long outputs are shown to their ends"),
    AttributeRule("title", .text, "what the page calls it"),
    AttributeRule("norun", .text, isForReaders: true, "why it is shown and not run"),
  ]
  static let check: [AttributeRule] = [
    AttributeRule("id", .name, "the name by which links refer to it"),
    AttributeRule("claims", .text, "the claims of the book that it proves, with commas between"),
    AttributeRule("session", .name, "the session that its commands run in; without it `main`"),
  ]
  static let listing: [AttributeRule] = [
    AttributeRule("id", .name, "the name by which links and translations refer to it"),
    AttributeRule("file", .text, "the path below the working directory that it is put at"),
    AttributeRule("session", .name, "the session that gets the file; without it `main`"),
    AttributeRule("fold", .flag, "shown collapsed"),
    AttributeRule("hide", .flag, "shown only to readers who ask for the set-up steps"),
  ]
}
