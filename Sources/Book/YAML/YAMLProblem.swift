/// Why a text is not YAML, or more than a reader takes.
public struct YAMLProblem: Error, Hashable, Sendable {
  /// What is wrong, in the words of Go's YAML library where it has some.
  public var message: String
  /// The line that Go's library names, which is often the one before; 0 when it names none.
  public var goLine: Int
  /// Where it is.
  public var mark: YAMLMark
}
