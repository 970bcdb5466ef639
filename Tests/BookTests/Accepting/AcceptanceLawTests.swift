import Foundation
import Testing

@testable import Book

/// The laws of accepting, over generated chapters with random edits.
@Suite struct AcceptanceLawTests {
  /// A chapter of a seed, with its steps in lists, quotes and notes, outputs missing or wrong.
  private func chapter(_ random: inout SeededGenerator) -> String {
    var text = "---\ntitle: Seeded\n---\n"
    for block in 0..<1 + random.next(below: 4) {
      text += "\nWords before block \(block).\n\n"
      let (first, rest) = random.pick([
        ("", ""), ("- ", "  "), ("1. ", "   "), ("> ", "> "), ("> - ", ">   "), ("  ", "  "),
      ])
      let fence = random.pick(["```", "````", "~~~", "~~~~~"])
      var lines = ["\(fence)console"]
      for _ in 0..<1 + random.next(below: 4) {
        let printed = output(&random)
        let status = random.next(below: 3) == 0 ? random.next(below: 256) : 0
        lines.append("$ printf '\(quoted(printed))'; (exit \(status))")
        switch random.next(below: 3) {
        case 0: break
        case 1: lines += ConsoleText.lines(of: RecordedOutput(text: printed, status: status))
        default:
          lines += ConsoleText.lines(
            of: RecordedOutput(text: output(&random), status: random.next(below: 2)))
        }
      }
      lines.append(fence)
      for (index, line) in lines.enumerated() {
        let prefix = index == 0 ? first : rest
        text += (line.isEmpty ? String(prefix.trimmingSuffix()) : prefix + line) + "\n"
      }
    }
    text += "\nThe end."
    if random.next(below: 2) == 0 { text += "\n" }
    return random.next(below: 3) == 0 ? text.replacing("\n", with: "\r\n") : text
  }

  private func output(_ random: inout SeededGenerator) -> String {
    let lines = (0..<random.next(below: 4)).map { _ in
      random.pick([
        "plain", "", "  indented", "$ x", "> x", "[1]", "[no newline]", "```", "~~~~~", " ````  ",
        "\\", "\\$ x", "\\e x", "tab\tbed", "Việt Nam", "e\u{301}", "- item", "# heading", "$", ">",
        "\u{1b}[31mred", "carriage\rreturn", "trailing ",
      ])
    }
    guard !lines.isEmpty else { return "" }
    return lines.joined(separator: "\n")
      + (random.next(below: 4) == 0 && lines.last != "" ? "" : "\n")
  }

  /// The text as an argument of printf in single quotes.
  private func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{1b}": result += "\\033"
      case "%": result += "%%"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test(arguments: UInt64(1)...40) func acceptedIsGreenTwiceIsNothingAndNoOtherByteChanges(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let scratch = Scratch()
    let store = ProposalStore(root: scratch.path)
    let acceptance = Acceptance(runner: Page.runner, store: store) {
      ChapterReader().read($0, file: $1)
    }
    let text = chapter(&random)
    let path = scratch.write(text, to: "a.md")
    let before = Page(bytes: scratch.bytes("a.md"), file: "a.md").run()
    try #require(before.wasRun, "seed \(seed): \(before.diagnostics)\n\(text)")
    try store.keep(before)
    let wrong = before.steps.filter { !$0.passed }
    // Accept some, one by one, then the rest.
    for step in wrong where random.next(below: 2) == 0 {
      let current = Page(bytes: scratch.bytes("a.md"), file: "a.md").run()
      guard
        let own = current.steps.first(where: { $0.step.command == step.step.command && !$0.passed })
      else { continue }
      let outcome = try acceptance.accept("a.md", at: path, lines: [own.lines.lowerBound])
      #expect(outcome.accepted.count == 1, "seed \(seed)")
      let green = outcome.run?.steps.first { $0.lines.lowerBound == own.lines.lowerBound }
      #expect(green?.passed == true, "seed \(seed)")
      #expect(
        outside(scratch.bytes("a.md"), outcome.run)
          == outside(Array(current.chapter.source.bytes), current),
        "seed \(seed)")
    }
    _ = try acceptance.accept("a.md", at: path, lines: nil)
    let after = Page(bytes: scratch.bytes("a.md"), file: "a.md").run()
    #expect(after.passed, "seed \(seed):\n\(scratch.read("a.md"))")
    #expect(
      outside(scratch.bytes("a.md"), after) == outside(Array(text.utf8), before), "seed \(seed)")

    try store.keep(after)
    let bytes = scratch.bytes("a.md")
    #expect(try acceptance.accept("a.md", at: path, lines: nil).accepted.isEmpty)
    #expect(scratch.bytes("a.md") == bytes, "seed \(seed)")
  }

}

/// The bytes of a chapter without those of any output.
func outside(_ bytes: [UInt8], _ run: ChapterRun?) -> [UInt8] {
  var result: [UInt8] = []
  var end = 0
  for offsets in (run?.steps ?? []).map(\.step.region.offsets).sorted(by: {
    $0.lowerBound < $1.lowerBound
  }) {
    result += bytes[end..<offsets.lowerBound]
    end = offsets.upperBound
  }
  return result + bytes[end...]
}

extension String {
  fileprivate func trimmingSuffix() -> Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }
}
