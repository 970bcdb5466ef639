/// A place in a source text: what an editor needs to jump there.
public struct SourcePosition: Hashable, Sendable, Comparable {
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted from 1 in UTF-8 bytes; a byte order mark is not counted.
  public var column: Int
  /// The byte offset from the start of the file.
  public var offset: Int

  /// A place given by its line, its column and its byte offset.
  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  public static func < (a: SourcePosition, b: SourcePosition) -> Bool { a.offset < b.offset }
}
