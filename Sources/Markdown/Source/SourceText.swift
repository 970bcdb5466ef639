/// The bytes of one file and where its lines are.
///
/// Line feed, carriage return, and both together end a line, as CommonMark has it. A byte order
/// mark is kept in `bytes` and belongs to no line. Bytes that are not UTF-8, and NUL, are
/// replaced by U+FFFD; `flaws` says where they stood, and positions then refer to the repaired
/// text.
public struct SourceText: Hashable, Sendable {
  /// The text in UTF-8, always valid.
  public let bytes: [UInt8]
  /// The byte offset at which each line starts; there is at least one line.
  public let lineStarts: [Int]
  /// What had to be repaired, in order, at most `maximumFlaws`.
  public let flaws: [Flaw]

  /// How many flaws are listed before the rest is left out.
  public static let maximumFlaws = 20

  /// A place where the file's bytes are not text.
  public struct Flaw: Hashable, Sendable {
    /// What is wrong with the bytes.
    public enum Kind: Hashable, Sendable {
      /// A byte with the value 0.
      case nul
      /// A byte that is no part of a valid UTF-8 sequence.
      case invalidUTF8(byte: UInt8)
    }

    /// What is wrong.
    public let kind: Kind
    /// The byte offset in the file as it was read.
    public let offset: Int
    /// Where the replacement stands in the repaired text.
    public let repairedOffset: Int
  }

  /// The text of a file, from its bytes.
  public init(_ bytes: [UInt8]) {
    if SourceText.isCleanText(bytes) {
      self.bytes = bytes
      flaws = []
    } else {
      (self.bytes, flaws) = SourceText.repaired(bytes)
    }
    lineStarts = SourceText.lineStarts(of: self.bytes)
  }

  /// The text of a string.
  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// The number of lines; a final line ending starts no further line.
  public var lineCount: Int { lineStarts.count }

  /// The byte offset at which the text starts: behind the byte order mark, if there is one.
  public var textStart: Int { lineStarts[0] }

  /// The byte offsets of a line without its line ending; empty for a line that does not exist.
  public func contentOffsets(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The byte offset just behind a line and its line ending.
  public func endOffset(ofLine line: Int) -> Int {
    line < lineStarts.count ? lineStarts[Swift.max(line, 0)] : bytes.count
  }

  /// A line without its line ending.
  public func line(_ line: Int) -> String {
    text(in: contentOffsets(ofLine: line))
  }

  /// The text between two byte offsets.
  public func text(in offsets: Range<Int>) -> String {
    String(decoding: bytes[offsets.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The whole text, without a byte order mark.
  public var text: String { text(in: textStart..<bytes.count) }

  /// The place at a byte offset.
  public func position(at offset: Int) -> SourcePosition {
    let offset = Swift.min(Swift.max(offset, textStart), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: offset - lineStarts[low] + 1, offset: offset)
  }

  /// The stretch between two byte offsets.
  public func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(position(at: offsets.lowerBound), position(at: offsets.upperBound))
  }
}
