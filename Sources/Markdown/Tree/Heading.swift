/// A heading: an entry of a table of contents.
public struct Heading: Hashable, Sendable {
  /// 1 for the top level, 6 for the lowest.
  public let level: Int
  /// The text without markup.
  public let text: String
  /// The anchor: unique in the document, made as GitHub makes it, Unicode letters kept.
  public let anchor: String
  /// Where it stands.
  public let range: SourceRange
}
