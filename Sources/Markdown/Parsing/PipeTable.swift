/// Finds a table between pipes, as GitHub writes it, in what CommonMark takes for a paragraph.
enum PipeTable {
  /// Where the table's heading and delimiter rows stand, if the paragraph has them.
  static func find(in lines: SourceLines, _ range: SourceRange) -> SourceRange? {
    let source = lines.source
    guard range.end.line > range.start.line,
      source.bytes[range.offsets].contains(UInt8(ascii: "|"))
    else { return nil }
    for line in range.start.line..<range.end.line {
      let heading = content(ofLine: line, in: lines)
      guard source.bytes[heading].contains(UInt8(ascii: "|")) else { continue }
      let row = content(ofLine: line + 1, in: lines)
      if isDelimiterRow(source.bytes[row]) {
        return SourceRange(
          source.position(at: heading.lowerBound), source.position(at: row.upperBound))
      }
    }
    return nil
  }

  private static func content(ofLine line: Int, in lines: SourceLines) -> Range<Int> {
    let offsets = lines.source.contentOffsets(ofLine: line)
    let first = lines.offset(line: line - lines.firstLine + 1, column: 1)
    var start = min(max(offsets.lowerBound, first), offsets.upperBound)
    while start < offsets.upperBound, [0x20, 0x09, 0x3E].contains(lines.source.bytes[start]) {
      start += 1
    }
    return start..<offsets.upperBound
  }

  /// Pipes, hyphens, colons and spaces only, with at least one pipe and one hyphen.
  private static func isDelimiterRow(_ row: ArraySlice<UInt8>) -> Bool {
    var pipes = 0
    var hyphens = 0
    for byte in row {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return pipes > 0 && hyphens > 0
  }
}
