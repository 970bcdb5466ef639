/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  /// From 1, in bytes.
  public var column: Int
  /// What is wrong, without the place.
  public var message: String

  /// An error as given.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}
