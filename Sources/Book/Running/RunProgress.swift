/// How far the run of a chapter is.
public struct RunProgress: Hashable, Sendable, Codable {
  /// The chapter, as its book names it.
  public let file: String
  /// The line of the command that has just ended.
  public let line: Int
  /// How many commands and claims have ended, and how many there are.
  public let done: Int
  /// How many commands and claims there are in the whole chapter.
  public let total: Int
}
