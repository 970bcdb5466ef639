/// A kind of objects that a world may hold, and what people call them.
public struct ObjectKind: Hashable, Sendable {
  /// The name: `StatefulSet`.
  public let name: String
  /// Other words for one or several of them, in lower case: `statefulsets`, `sts`.
  public let words: [String]

  /// A kind with its words.
  public init(name: String, words: [String]) {
    self.name = name
    self.words = words
  }
}
