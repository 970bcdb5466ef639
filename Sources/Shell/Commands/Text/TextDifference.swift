/// The difference of two texts, line by line.
struct TextDifference {
  /// Lines with their line feeds: the last one may lack it.
  private let left: [Substring]
  private let right: [Substring]
  private var hunks: [Hunk] = []

  /// Lines of one text that stand in the place of lines of the other.
  private struct Hunk {
    var left: Range<Int>
    var right: Range<Int>
  }

  init(_ left: String, _ right: String) {
    self.left = TextDifference.lines(left)
    self.right = TextDifference.lines(right)
    hunks = compare()
  }

  private static func lines(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 10).map { rest.index(after: $0) } ?? rest.endIndex
      lines.append(Substring(rest[..<end]))
      rest = rest[end...]
    }
    return lines
  }

  /// Myers' algorithm. Texts that differ in more than 2,000 lines count as wholly different.
  private func compare() -> [Hunk] {
    var start = 0
    while start < left.count, start < right.count, left[start] == right[start] { start += 1 }
    var leftEnd = left.count
    var rightEnd = right.count
    while leftEnd > start, rightEnd > start, left[leftEnd - 1] == right[rightEnd - 1] {
      leftEnd -= 1
      rightEnd -= 1
    }
    let n = leftEnd - start
    let m = rightEnd - start
    let limit = min(n + m, 2000)
    var furthest: [Int: Int] = [1: 0]
    var history: [[Int: Int]] = []
    var found = false
    searching: for depth in 0...max(0, limit) {
      history.append(furthest)
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        let down =
          diagonal == -depth
          || (diagonal != depth && (furthest[diagonal - 1] ?? 0) < (furthest[diagonal + 1] ?? 0))
        var x = down ? furthest[diagonal + 1] ?? 0 : (furthest[diagonal - 1] ?? 0) + 1
        var y = x - diagonal
        while x < n, y < m, x >= 0, y >= 0, left[start + x] == right[start + y] {
          x += 1
          y += 1
        }
        furthest[diagonal] = x
        if x >= n, y >= m {
          found = true
          break searching
        }
      }
    }
    guard found else { return [Hunk(left: start..<leftEnd, right: start..<rightEnd)] }
    return hunks(history, n, m, start)
  }

  private func hunks(_ history: [[Int: Int]], _ n: Int, _ m: Int, _ start: Int) -> [Hunk] {
    var x = n
    var y = m
    var hunks: [Hunk] = []
    for depth in stride(from: history.count - 1, through: 1, by: -1) {
      let furthest = history[depth]
      let diagonal = x - y
      let down =
        diagonal == -depth
        || (diagonal != depth && (furthest[diagonal - 1] ?? 0) < (furthest[diagonal + 1] ?? 0))
      let previousDiagonal = down ? diagonal + 1 : diagonal - 1
      let previousX = furthest[previousDiagonal] ?? 0
      let previousY = previousX - previousDiagonal
      let changed =
        down
        ? Hunk(
          left: (start + previousX)..<(start + previousX),
          right: (start + previousY)..<(start + previousY + 1))
        : Hunk(
          left: (start + previousX)..<(start + previousX + 1),
          right: (start + previousY)..<(start + previousY))
      if let last = hunks.last, last.left.lowerBound == changed.left.upperBound,
        last.right.lowerBound == changed.right.upperBound
      {
        hunks[hunks.count - 1] = Hunk(
          left: changed.left.lowerBound..<last.left.upperBound,
          right: changed.right.lowerBound..<last.right.upperBound)
      } else {
        hunks.append(changed)
      }
      x = previousX
      y = previousY
    }
    return hunks.reversed()
  }

  private func line(_ mark: String, _ text: Substring) -> String {
    mark + text + (text.utf8.last == 10 ? "" : "\n\\ No newline at end of file\n")
  }

  private static func numbers(_ range: Range<Int>) -> String {
    range.isEmpty
      ? String(range.lowerBound)
      : range.count == 1 ? String(range.upperBound) : "\(range.lowerBound + 1),\(range.upperBound)"
  }

  /// `2c2`, `< old`, `---`, `> new`
  var normal: String {
    var text = ""
    for hunk in hunks {
      let kind = hunk.left.isEmpty ? "a" : hunk.right.isEmpty ? "d" : "c"
      text += TextDifference.numbers(hunk.left) + kind + TextDifference.numbers(hunk.right) + "\n"
      for index in hunk.left { text += line("< ", left[index]) }
      if kind == "c" { text += "---\n" }
      for index in hunk.right { text += line("> ", right[index]) }
    }
    return text
  }

  /// `@@ -1,3 +1,4 @@` and the lines around each difference.
  func unified(context: Int) -> String {
    var text = ""
    var index = 0
    while index < hunks.count {
      var last = index
      while last + 1 < hunks.count,
        hunks[last + 1].left.lowerBound - hunks[last].left.upperBound <= 2 * context
      {
        last += 1
      }
      let leftStart = max(0, hunks[index].left.lowerBound - context)
      let rightStart = max(0, hunks[index].right.lowerBound - context)
      let leftEnd = min(left.count, hunks[last].left.upperBound + context)
      let rightEnd = min(right.count, hunks[last].right.upperBound + context)
      text +=
        "@@ -\(unifiedRange(leftStart, leftEnd)) +\(unifiedRange(rightStart, rightEnd)) @@\n"
      var at = leftStart
      for hunk in hunks[index...last] {
        while at < hunk.left.lowerBound {
          text += line(" ", left[at])
          at += 1
        }
        for index in hunk.left { text += line("-", left[index]) }
        for index in hunk.right { text += line("+", right[index]) }
        at = hunk.left.upperBound
      }
      while at < leftEnd {
        text += line(" ", left[at])
        at += 1
      }
      index = last + 1
    }
    return text
  }

  private func unifiedRange(_ start: Int, _ end: Int) -> String {
    let count = end - start
    return count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }
}
