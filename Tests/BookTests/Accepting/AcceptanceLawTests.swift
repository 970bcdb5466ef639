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
          // Another output, or this one with more behind it: its lines stay.
          let text = random.next(below: 2) == 0 ? output(&random) : printed + "more\n"
          lines += ConsoleText.lines(of: RecordedOutput(text: text, status: random.next(below: 2)))
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
    switch random.next(below: 3) {
    case 0: return text
    case 1: return text.replacing("\n", with: "\r\n")
    default:
      // Two editors had it.
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0 + (random.next(below: 3) == 0 ? "\r\n" : "\n") }.joined()
    }
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
      if let accepted = outcome.run { expectEqualLinesAreKept(current, accepted, seed) }
    }
    _ = try acceptance.accept("a.md", at: path, lines: nil)
    let after = Page(bytes: scratch.bytes("a.md"), file: "a.md").run()
    #expect(after.passed, "seed \(seed):\n\(scratch.read("a.md"))")
    #expect(
      outside(scratch.bytes("a.md"), after) == outside(Array(text.utf8), before), "seed \(seed)")
    expectEqualLinesAreKept(before, after, seed)

    try store.keep(after)
    let bytes = scratch.bytes("a.md")
    #expect(try acceptance.accept("a.md", at: path, lines: nil).accepted.isEmpty)
    #expect(scratch.bytes("a.md") == bytes, "seed \(seed)")
  }

  /// Of an output that changes, the lines that stay at its beginning and end are the bytes that they
  /// were: with their line ends too.
  private func expectEqualLinesAreKept(_ before: ChapterRun, _ after: ChapterRun, _ seed: UInt64) {
    for (old, new) in zip(before.steps, after.steps) {
      let oldLines = writtenLines(old, of: before)
      let newLines = writtenLines(new, of: after)
      func kept(_ pairs: some Sequence<([UInt8], [UInt8])>) -> Bool {
        for (one, other) in pairs {
          guard content(one) == content(other) else { return true }
          if one != other { return false }
        }
        return true
      }
      #expect(kept(zip(oldLines, newLines)), "seed \(seed), line \(new.lines.lowerBound)")
      #expect(
        kept(zip(oldLines.reversed(), newLines.reversed())),
        "seed \(seed), line \(new.lines.lowerBound)")
    }
  }

  private func writtenLines(_ run: StepRun, of chapter: ChapterRun) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in chapter.chapter.source.bytes[run.step.region.offsets] {
      lines[lines.count - 1].append(byte)
      if byte == 0x0A { lines.append([]) }
    }
    return lines.dropLast()
  }

  private func content(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var content = line[...]
    while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
    return content
  }

  /// The lines of one output may end differently from each other, and from their command.
  @Test func onlyLinesThatChangeAreWritten() throws {
    let scratch = Scratch()
    let store = ProposalStore(root: scratch.path)
    let acceptance = Acceptance(runner: Page.runner, store: store) {
      ChapterReader().read($0, file: $1)
    }
    let text = "---\ntitle: A\n---\n\n```console\n$ seq 4\n1\r\ntwo\r\n3\n4\r\n```\n"
    let path = scratch.write(text, to: "a.md")
    try store.keep(Page(bytes: scratch.bytes("a.md"), file: "a.md").run())
    let outcome = try acceptance.accept("a.md", at: path, lines: nil)
    #expect(scratch.read("a.md") == text.replacing("two\r\n", with: "2\n"))
    #expect(outcome.accepted.map(\.new) == ["1\r\n2\n3\n4\r\n"])
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
