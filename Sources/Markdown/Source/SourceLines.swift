/// Consecutive lines of a source text, each possibly without a prefix: what Markdown is read from.
///
/// The lines of a fence inside a list are such lines without the list's indentation, so that the
/// Markdown within keeps its places in the file.
public struct SourceLines: Hashable, Sendable {
  /// The file the lines stand in.
  public let source: SourceText
  /// The number of the first of the lines in the file, from 1.
  public let firstLine: Int
  /// The byte offset at which the content of each line starts, without the prefix.
  public let starts: ArraySlice<Int>
  /// Whether the lines follow one another without any prefix.
  let isContiguous: Bool

  /// The lines of a source text from `firstLine` to its end.
  public init(_ source: SourceText, from firstLine: Int = 1) {
    self.source = source
    self.firstLine = firstLine
    starts = source.lineStarts[Swift.min(firstLine - 1, source.lineStarts.count)...]
    isContiguous = true
  }

  /// Lines of a source text whose content starts at the given offsets, one for each line.
  public init(_ source: SourceText, from firstLine: Int, contentStarts: [Int]) {
    self.source = source
    self.firstLine = firstLine
    starts = contentStarts[...]
    isContiguous = false
  }

  /// The number of lines.
  public var count: Int { starts.count }

  /// The byte offset of a place given by its line among these lines and its column, from 1.
  ///
  /// A place beyond the line's end becomes the line's end.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return starts.first ?? source.bytes.count }
    guard line <= starts.count else { return source.bytes.count }
    let start = starts[starts.startIndex + line - 1]
    let end = source.contentOffsets(ofLine: firstLine + line - 1).upperBound
    return Swift.max(start, Swift.min(start + Swift.max(column, 1) - 1, end))
  }

  /// The place at a line among these lines and a column, both from 1.
  func position(line: Int, column: Int) -> SourcePosition {
    let offset = offset(line: line, column: column)
    guard line >= 1, line <= starts.count else { return source.position(at: offset) }
    let number = firstLine + line - 1
    return SourcePosition(
      line: number, column: offset - source.lineStarts[number - 1] + 1, offset: offset)
  }
}
