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

  /// A rule for an attribute.
  public init(_ name: String, _ value: Value, isRequired: Bool = false) {
    self.name = name
    self.value = value
    self.isRequired = isRequired
  }

  static let console: [AttributeRule] = [
    AttributeRule("id", .name), AttributeRule("session", .name), AttributeRule("from", .name),
    AttributeRule("fold", .flag), AttributeRule("hide", .flag), AttributeRule("title", .text),
    AttributeRule("norun", .text),
  ]
  static let check: [AttributeRule] = [
    AttributeRule("id", .name), AttributeRule("claims", .text), AttributeRule("session", .name),
  ]
  static let listing: [AttributeRule] = [
    AttributeRule("file", .text), AttributeRule("session", .name), AttributeRule("fold", .flag),
    AttributeRule("hide", .flag),
  ]
}
