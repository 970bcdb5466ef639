import Markdown

// Lines of fences are compared byte by byte: a chapter has thousands of them, and none of the
// marks is longer than a byte.

extension CodeBlock {
  /// The lines of the content, one for each of `contentStarts`.
  var contentLines: [Substring] {
    var lines: [Substring] = []
    lines.reserveCapacity(contentStarts.count)
    var rest = text.utf8[...]
    while let end = rest.firstIndex(of: 0x0A) {
      lines.append(Substring(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return lines
  }
}

extension Substring {
  /// Whether the line is a mark alone, or begins with it and a space.
  func isMarked(by mark: UInt8) -> Bool {
    guard utf8.first == mark else { return false }
    let second = utf8.index(after: utf8.startIndex)
    return second == utf8.endIndex || utf8[second] == 0x20
  }

  /// What stands behind a mark and its space.
  var behindMark: Substring { Substring(utf8.dropFirst(2)) }

  /// Whether there is nothing but spaces and tabs.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
}

extension String {
  /// The text without spaces and tabs around it.
  var trimmingSpaces: String {
    var bytes = utf8[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(Substring(bytes))
  }
}
