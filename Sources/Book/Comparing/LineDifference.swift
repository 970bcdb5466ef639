/// The difference of two texts, line by line: what to take away and what to put in.
///
/// Lines are compared by their bytes. The edit script is the shortest one (Myers' greedy
/// algorithm) as long as that is cheap; texts that differ too much for that are told apart as one
/// block taken away and one put in, so that the work stays in proportion to their length.
public struct LineDifference: Hashable, Sendable {
  /// One line of the difference.
  public struct Line: Hashable, Sendable {
    /// What became of the line.
    public enum Kind: Hashable, Sendable {
      case same
      case removed
      case added
    }

    /// In which of the texts it stands.
    public let kind: Kind
    /// The line without its line feed.
    public let text: String
    /// The line's number in the old text, from 1; for an added line that of the next old one.
    public let oldNumber: Int
    /// The line's number in the new text, from 1; for a removed line that of the next new one.
    public let newNumber: Int
  }

  /// All lines of both texts; where they differ, what is taken away stands first.
  public let lines: [Line]

  /// How much work the search for the shortest script may be, in steps over lines.
  static let budget = 4_000_000
  /// How many lines may differ before the search is given up; its memory is the square of this.
  static let maximumDistance = 1000

  /// Compares two texts. A final line feed ends the last line and starts no further one.
  public init(old: String, new: String) {
    self.init(old: LineDifference.lines(of: old), new: LineDifference.lines(of: new))
  }

  /// Compares two lists of lines.
  public init(old: [String], new: [String]) {
    var numbers: [[UInt8]: Int32] = [:]
    func numbered(_ lines: [String]) -> [Int32] {
      lines.map { line in
        let key = Array(line.utf8)
        if let number = numbers[key] { return number }
        let number = Int32(numbers.count)
        numbers[key] = number
        return number
      }
    }
    let from = numbered(old)
    let to = numbered(new)
    var head = 0
    while head < from.count, head < to.count, from[head] == to[head] { head += 1 }
    var tail = 0
    while tail < from.count - head, tail < to.count - head,
      from[from.count - 1 - tail] == to[to.count - 1 - tail]
    {
      tail += 1
    }
    let kept = LineDifference.longestCommon(
      Array(from[head..<from.count - tail]), Array(to[head..<to.count - tail]))

    var lines: [Line] = []
    lines.reserveCapacity(max(old.count, new.count))
    var oldIndex = 0
    var newIndex = 0
    func differ(upTo oldEnd: Int, _ newEnd: Int) {
      while oldIndex < oldEnd {
        lines.append(
          Line(
            kind: .removed, text: old[oldIndex], oldNumber: oldIndex + 1,
            newNumber: newIndex + 1))
        oldIndex += 1
      }
      while newIndex < newEnd {
        lines.append(
          Line(
            kind: .added, text: new[newIndex], oldNumber: oldIndex + 1, newNumber: newIndex + 1))
        newIndex += 1
      }
    }
    func keep() {
      lines.append(
        Line(
          kind: .same, text: old[oldIndex], oldNumber: oldIndex + 1, newNumber: newIndex + 1))
      oldIndex += 1
      newIndex += 1
    }
    for _ in 0..<head { keep() }
    for (oldLine, newLine) in kept {
      differ(upTo: head + oldLine, head + newLine)
      keep()
    }
    differ(upTo: old.count - tail, new.count - tail)
    for _ in 0..<tail { keep() }
    self.lines = lines
  }

  /// Whether the texts are the same, line by line.
  public var isEmpty: Bool { lines.allSatisfy { $0.kind == .same } }

  /// The lines of a text, without their line feeds.
  static func lines(of text: String) -> [String] {
    if text.isEmpty { return [] }
    var parts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    return parts.map { String($0) ?? String(decoding: $0, as: UTF8.self) }
  }

  /// The pairs of indices of a longest common subsequence; empty when the search is given up.
  private static func longestCommon(_ from: [Int32], _ to: [Int32]) -> [(Int, Int)] {
    guard !from.isEmpty, !to.isEmpty else { return [] }
    let size = from.count + to.count
    let maximum = min(size, maximumDistance, max(1, budget / size))
    // The furthest index reached on each diagonal, and what it was before each round.
    var furthest = [Int](repeating: 0, count: 2 * maximum + 3)
    let center = maximum + 1
    var rounds: [[Int32]] = []
    for distance in 0...maximum {
      rounds.append(furthest[(center - distance)...(center + distance)].map { Int32($0) })
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let goesDown =
          diagonal == -distance
          || (diagonal != distance
            && furthest[center + diagonal - 1] < furthest[center + diagonal + 1])
        var x =
          goesDown ? furthest[center + diagonal + 1] : furthest[center + diagonal - 1] + 1
        var y = x - diagonal
        while x < from.count, y < to.count, from[x] == to[y] {
          x += 1
          y += 1
        }
        furthest[center + diagonal] = x
        if x >= from.count, y >= to.count { return walkBack(rounds, from.count, to.count) }
      }
    }
    return []
  }

  /// Follows the rounds back from the end to the start and gathers the lines that are kept.
  ///
  /// Round `d` holds, for the diagonals from `-d` to `d`, what the round before had reached.
  private static func walkBack(_ rounds: [[Int32]], _ oldEnd: Int, _ newEnd: Int) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    var x = oldEnd
    var y = newEnd
    for distance in stride(from: rounds.count - 1, to: 0, by: -1) {
      let reached = rounds[distance]
      let diagonal = x - y
      let goesDown =
        diagonal == -distance
        || (diagonal != distance
          && reached[distance + diagonal - 1] < reached[distance + diagonal + 1])
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let previousX = Int(reached[distance + previous])
      let previousY = previousX - previous
      while x > previousX, y > previousY {
        x -= 1
        y -= 1
        pairs.append((x, y))
      }
      x = previousX
      y = previousY
    }
    while x > 0, y > 0 {
      x -= 1
      y -= 1
      pairs.append((x, y))
    }
    return pairs.reversed()
  }
}
