/// Finds in the source what libcmark does not tell of a code block: its fences, its info string
/// and where each line of its content starts.
struct CodeBlockPlaces {
  let lines: SourceLines
  let start: SourcePosition
  let text: String

  private var source: SourceText { lines.source }

  /// The code block that libcmark found at a place.
  ///
  /// libcmark does not say whether a fence was closed. It was, when the block ends on the line
  /// behind its content, that line is a fence, and no next block starts there: that one would be
  /// a new fence outside the list item or quote that ended this one.
  func codeBlock(at place: CMarkTree.Place) -> CodeBlock {
    let textLines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    let lineCount = textLines.count - 1
    let openingLine = source.contentOffsets(ofLine: start.line)
    let opening = start.offset..<max(start.offset, openingLine.upperBound)
    let run = fenceRun(in: opening)
    let isFenced = run >= 3 && !isIndented(textLines.first, opening: opening, textLines)
    let firstLine = isFenced ? start.line + 1 : start.line

    var contentStarts: [Int] = []
    contentStarts.reserveCapacity(lineCount)
    for index in 0..<lineCount {
      contentStarts.append(contentStart(of: textLines[index], line: firstLine + index))
    }
    var lastLine = firstLine + lineCount - 1
    var fence: CodeBlock.Fence?
    if isFenced {
      let closingLine = firstLine + lineCount
      let isClosed =
        lines.firstLine + place.endLine - 1 == closingLine && place.endColumn > 0
        && place.nextBlockLine != place.endLine
        && isClosingFence(line: closingLine, character: source.bytes[start.offset], length: run)
      if isClosed { lastLine = closingLine }
      let info = trimmed(opening.lowerBound + run..<opening.upperBound)
      fence = CodeBlock.Fence(
        character: source.bytes[start.offset], length: run, info: source.text(in: info),
        infoRange: source.range(info), isClosed: isClosed)
    }
    let end = source.contentOffsets(ofLine: max(lastLine, start.line)).upperBound
    return CodeBlock(
      range: SourceRange(start, source.position(at: end)), fence: fence, text: text,
      contentStarts: contentStarts, firstContentLine: firstLine)
  }

  private typealias Line = ArraySlice<UInt8>

  /// An indented block can start with a line that looks like a fence: then that line is content.
  private func isIndented(_ first: Line?, opening: Range<Int>, _ textLines: [Line]) -> Bool {
    guard let first, first.elementsEqual(source.bytes[opening]) else { return false }
    for (index, line) in textLines.dropLast().enumerated()
    where !isSuffix(line, ofLine: start.line + 1 + index) {
      return true
    }
    return false
  }

  private func fenceRun(in offsets: Range<Int>) -> Int {
    guard let first = offsets.first, first < source.bytes.count else { return 0 }
    let character = source.bytes[first]
    guard character == 0x60 || character == 0x7E else { return 0 }
    return source.bytes[offsets].prefix { $0 == character }.count
  }

  private func isSuffix(_ line: Line, ofLine number: Int) -> Bool {
    guard number <= source.lineCount else { return false }
    let offsets = source.contentOffsets(ofLine: number)
    guard line.count <= offsets.count else { return false }
    return line.withUnsafeBufferPointer { line in
      source.bytes.withUnsafeBufferPointer { bytes in
        let start = offsets.upperBound - line.count
        for index in 0..<line.count where line[index] != bytes[start + index] { return false }
        return true
      }
    }
  }

  /// Where a line of content starts in its source line: the content is the end of the line,
  /// except that a tab cut by an indentation has become spaces.
  private func contentStart(of line: Line, line number: Int) -> Int {
    let offsets = source.contentOffsets(ofLine: number)
    if isSuffix(line, ofLine: number) {
      return offsets.upperBound - line.count
    }
    let withoutSpaces = line.drop { $0 == 0x20 }
    return max(offsets.lowerBound, offsets.upperBound - withoutSpaces.count)
  }

  /// Whether a line is nothing but a long enough fence, behind the prefix of the quotes around it.
  private func isClosingFence(line number: Int, character: UInt8, length: Int) -> Bool {
    guard number <= source.lineCount else { return false }
    let offsets = source.contentOffsets(ofLine: number)
    let content = trimmed(offsets)
    var run = 0
    for byte in source.bytes[content].reversed() {
      guard byte == character else { break }
      run += 1
    }
    guard run >= length else { return false }
    return source.bytes[offsets.lowerBound..<content.upperBound - run]
      .allSatisfy { $0 == 0x3E || $0 == 0x20 || $0 == 0x09 }
  }

  private func trimmed(_ offsets: Range<Int>) -> Range<Int> {
    var start = offsets.lowerBound
    var end = offsets.upperBound
    while end > start, source.bytes[end - 1] == 0x20 || source.bytes[end - 1] == 0x09 { end -= 1 }
    while start < end, source.bytes[start] == 0x20 || source.bytes[start] == 0x09 { start += 1 }
    return start..<end
  }
}
