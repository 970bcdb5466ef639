/// A stretch of a source text, from its first byte to just behind its last.
public struct SourceRange: Hashable, Sendable {
  /// Where it starts.
  public var start: SourcePosition
  /// Where it ends: the place just behind its last byte.
  public var end: SourcePosition

  /// A stretch from `start` up to, but not including, `end`.
  public init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = end
  }

  /// The byte offsets of the stretch.
  public var offsets: Range<Int> { start.offset..<Swift.max(start.offset, end.offset) }
}
