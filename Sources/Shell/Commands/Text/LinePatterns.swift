import Simulation

/// What finds lines: one of several patterns.
struct LinePatterns {
  private var expressions: [RegularExpression] = []
  private var texts: [[UInt8]] = []
  private let world: World
  private let wholeWords: Bool
  private let wholeLines: Bool

  init(
    _ patterns: [String], syntax: RegularExpression.Syntax?, ignoresCase: Bool, wholeWords: Bool,
    wholeLines: Bool, world: World
  ) throws(RegularExpression.Failure) {
    self.world = world
    self.wholeWords = wholeWords
    self.wholeLines = wholeLines
    let special = Array(".[]{}()*+?|^$\\".utf8)
    for pattern in patterns {
      let isPlain = syntax == nil || !pattern.utf8.contains { special.contains($0) }
      if isPlain, !ignoresCase, !wholeWords, !wholeLines {
        texts.append(Array(pattern.utf8))
        continue
      }
      var source = pattern
      if syntax == nil {
        source = ""
        for scalar in pattern.unicodeScalars {
          if scalar.value < 128, special.contains(UInt8(scalar.value)) { source += "\\" }
          source.unicodeScalars.append(scalar)
        }
      }
      if wholeLines { source = syntax == .basic ? "^\\(\(source)\\)$" : "^(\(source))$" }
      expressions.append(
        try RegularExpression(
          source, syntax ?? .extended, ignoresCase: ignoresCase, world: world))
    }
  }

  /// Whether a line has a match.
  func isMatch(_ line: String) -> Bool {
    if !texts.isEmpty {
      let bytes = Array(line.utf8)
      world.spend(bytes.count * texts.count)
      for text in texts where LinePatterns.find(text, in: bytes) { return true }
    }
    if expressions.isEmpty { return false }
    let scalars = Array(line.unicodeScalars)
    return expressions.contains { match($0, scalars, 0) != nil }
  }

  /// The matches in a line, from left to right, without empty ones.
  func matches(_ line: String) -> [String] {
    let scalars = Array(line.unicodeScalars)
    var results: [String] = []
    var at = 0
    while at < scalars.count {
      var best: Range<Int>?
      for expression in expressions {
        if let range = match(expression, scalars, at), isBetter(range, best) { best = range }
      }
      for text in texts {
        let wanted = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        guard !wanted.isEmpty, scalars.count >= wanted.count else { continue }
        var start = at
        while start + wanted.count <= scalars.count {
          if scalars[start..<(start + wanted.count)].elementsEqual(wanted) {
            let range = start..<(start + wanted.count)
            if isBetter(range, best) { best = range }
            break
          }
          start += 1
        }
      }
      guard let range = best else { break }
      if range.isEmpty {
        at = range.upperBound + 1
      } else {
        results.append(String(scalars[range]))
        at = range.upperBound
      }
    }
    return results
  }

  private func isBetter(_ range: Range<Int>, _ best: Range<Int>?) -> Bool {
    guard let best else { return true }
    return range.lowerBound < best.lowerBound
      || (range.lowerBound == best.lowerBound && range.upperBound > best.upperBound)
  }

  private func match(
    _ expression: RegularExpression, _ scalars: [Unicode.Scalar], _ start: Int
  ) -> Range<Int>? {
    var at = start
    while at <= scalars.count,
      let range = expression.firstMatch(in: scalars, from: at, withGroups: false)?.range
    {
      if !wholeWords { return range }
      let before = range.lowerBound > 0 && RegularExpression.isWord(scalars[range.lowerBound - 1])
      let after =
        range.upperBound < scalars.count && RegularExpression.isWord(scalars[range.upperBound])
      if !before, !after { return range }
      at = range.lowerBound + 1
    }
    return nil
  }

  private static func find(_ text: [UInt8], in bytes: [UInt8]) -> Bool {
    guard let first = text.first else { return true }
    guard text.count <= bytes.count else { return false }
    var at = 0
    let last = bytes.count - text.count
    while at <= last {
      if bytes[at] == first, bytes[at..<(at + text.count)].elementsEqual(text) { return true }
      at += 1
    }
    return false
  }
}
