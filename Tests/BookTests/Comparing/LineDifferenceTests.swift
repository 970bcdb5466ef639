import Testing

@testable import Book

@Suite struct LineDifferenceTests {
  @Test(arguments: [
    ("", "", ""),
    ("a\n", "a\n", " a"),
    ("", "a\n", "+a"),
    ("a\n", "", "-a"),
    ("a\nb\nc\n", "a\nx\nc\n", " a|-b|+x| c"),
    ("a\nb\nc\n", "a\nc\n", " a|-b| c"),
    ("a\nc\n", "a\nb\nc\nd\n", " a|+b| c|+d"),
    ("a\n\nb\n", "a\nb\n", " a|-| b"),
    ("a", "a\n", " a"),
  ])
  func tellsLinesTakenAwayFromLinesPutIn(_ old: String, _ new: String, _ expected: String) {
    let lines = LineDifference(old: old, new: new).lines
    let text = lines.map { line in
      (line.kind == .same ? " " : line.kind == .removed ? "-" : "+") + line.text
    }.joined(separator: "|")
    #expect(text == expected)
  }

  @Test func linesAreComparedByTheirBytes() {
    #expect(!LineDifference(old: "\u{e9}\n", new: "e\u{301}\n").isEmpty)
  }

  @Test(arguments: UInt64(1)...20) func scriptIsShortestAndGivesBothTexts(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let old = (0..<random.next(below: 14)).map { _ in String(random.next(below: 4)) }
      let new = (0..<random.next(below: 14)).map { _ in String(random.next(below: 4)) }
      let lines = LineDifference(old: old, new: new).lines
      #expect(lines.filter { $0.kind != .added }.map(\.text) == old)
      #expect(lines.filter { $0.kind != .removed }.map(\.text) == new)
      #expect(lines.filter { $0.kind == .same }.count == commonLength(old, new))
    }
  }

  @Test func hugeDifferencesTakeBoundedWork() {
    let old = (0..<200_000).map { String($0) }
    let lines = LineDifference(old: old, new: old.reversed()).lines
    #expect(lines.filter { $0.kind != .added }.count == old.count)
    #expect(lines.filter { $0.kind != .removed }.count == old.count)
  }

  /// The length of a longest common subsequence, by the textbook's table.
  private func commonLength(_ a: [String], _ b: [String]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices {
      for j in b.indices {
        table[i + 1][j + 1] =
          a[i] == b[j] ? table[i][j] + 1 : max(table[i][j + 1], table[i + 1][j])
      }
    }
    return table[a.count][b.count]
  }
}
