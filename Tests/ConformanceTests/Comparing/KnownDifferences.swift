import Foundation

/// The differences that are known, with their reasons: `Differences.md`.
///
/// A situation is a heading, `## e1-sts-rolling-update`; a command with its number in the
/// transcript is one below it, `### 12 $ kubectl …`; then comes the reason in prose, and the lines
/// that differ in a fence.
struct KnownDifferences {
  struct Entry: Equatable {
    var situation: String
    var difference: Difference
    var reason: String
  }

  private(set) var entries: [Entry] = []

  init(_ text: String) {
    var situation = ""
    var isInFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isInFence.toggle()
      } else if isInFence {
        if !entries.isEmpty { entries[entries.count - 1].difference.lines.append(line) }
      } else if line.hasPrefix("### ") {
        let words = line.dropFirst(4).split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3, let number = Int(words[0]) else { continue }
        entries.append(
          Entry(
            situation: situation,
            difference: Difference(number: number, command: words[2], lines: []), reason: ""))
      } else if line.hasPrefix("## ") {
        situation = String(line.dropFirst(3))
      } else if !entries.isEmpty, !line.isEmpty {
        entries[entries.count - 1].reason += line + " "
      }
    }
  }

  static let standard: KnownDifferences = {
    let file = Recording.home.appendingPathComponent("Differences.md")
    return KnownDifferences((try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }()

  func of(_ situation: String) -> [Entry] { entries.filter { $0.situation == situation } }
}
