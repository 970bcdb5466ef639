import Simulation

/// A book without scenarios, for measuring what Markdown and pages cost: the same text in every
/// run, with headings, paragraphs, lists, quotes, links and code as chapters have them.
struct SyntheticBook {
  static let chapterCount = 112
  static let bytes = 1_200_000

  /// The chapters' texts, front matter included.
  let chapters: [(name: String, text: String)]

  init() {
    let words = [
      "state", "session", "the", "server", "keeps", "a", "claim", "of", "its", "own", "and",
      "volume", "when", "pod", "comes", "back", "under", "name", "`web-1`", "*ordered*",
      "**ready**", "node", "is", "lost", "data", "are", "there", "again",
      "[kept](#section-1)",
    ]
    let random = KeyedRandom(seed: 112)
    var chapters: [(String, String)] = []
    for number in 1...SyntheticBook.chapterCount {
      let name = "chapter-\(padded(Int64(number), 3)).md"
      var text = "---\ntitle: Chapter \(number)\nsummary: One of many.\n---\n"
      var draws = random.draws("words", name)
      var section = 0
      while text.utf8.count < SyntheticBook.bytes / SyntheticBook.chapterCount {
        section += 1
        text += "\n## Section \(section)\n\n"
        for kind in 0..<6 {
          var line = ""
          for _ in 0..<(kind == 0 ? 60 : 14) {
            line += (line.isEmpty ? "" : " ") + words[draws.pick(below: words.count)]
          }
          switch kind {
          case 2, 3: text += "- \(line)\n"
          case 4: text += "\n> \(line)\n\n"
          case 5: text += "```yaml\nkind: StatefulSet\nname: \(line.count)\n```\n"
          default: text += "\(line)\n\n"
          }
        }
      }
      chapters.append((name, text))
    }
    self.chapters = chapters
  }
}
