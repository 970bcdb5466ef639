import Foundation
import Sessions
import StatebookCommands
import Testing

@testable import Book

/// The laws of accepting, over chapters whose commands depend on each other: files and pods that
/// earlier ones made, sessions and forks, claims; and over chapters that somebody edits meanwhile.
@Suite struct StatefulLawTests {
  /// A chapter that was written for a test, and where its outputs are accepted.
  private struct Book {
    let scratch = Scratch()
    var runner: ChapterRunner
    var store: ProposalStore { ProposalStore(root: scratch.path) }
    var bytes: [UInt8] { scratch.bytes("a.md") }
    var path: String { scratch.path + "/a.md" }

    func run() -> ChapterRun {
      let (chapter, mistakes) = ChapterReader().read(bytes, file: "a.md")
      return runner.run(chapter, mistakes: mistakes)
    }

    func accept(_ lines: [Int]? = nil) throws(Refusal) -> Acceptance.Outcome {
      try Acceptance(runner: runner, store: store) { ChapterReader().read($0, file: $1) }
        .accept("a.md", at: path, lines: lines)
    }
  }

  // MARK: Chapters

  private static let files = [
    "echo more >> log; wc -l < log", "cat log", "rm -f log", "date +%T", "sleep 5",
    "x=$((${x:-0} + 1)); echo \"x is $x\"", "ls", "seq 3 > log; tail -n 1 log",
    "test -s log && echo full", "for i in 1 2; do echo $i >> log; done", "echo $x; false",
    "cat given.txt", "echo lost > given.txt",
  ]
  private static let pods = [
    "kubectl run p --image=nginx:1.29", "kubectl get pods", "kubectl delete pod p",
    "kubectl wait pod/p --for=condition=Ready --timeout=20s",
    "kubectl get pod p -o jsonpath='{.status.phase}'", "kubectl get pods -o name > log",
    "wc -l < log",
  ]

  /// - Parameter redClaims: one claim in this many is red; none for nil.
  private func chapter(
    _ random: inout SeededGenerator, commands: [String], redClaims: Int?
  ) -> String {
    var text = "---\ntitle: Seeded\nseed: \(random.next(below: 100))\n---\n"
    var ids: [String] = []
    var sessions = [""]
    for number in 0..<2 + random.next(below: 4) {
      if random.next(below: 3) == 0 {
        text += "\n```text file=given.txt\nversion \(number)\n```\n"
      }
      var session = random.pick(sessions)
      var from = ""
      if let id = ids.last, random.next(below: 3) == 0 {
        session = " session=s\(number)"
        from = " from=\(random.next(below: 2) == 0 ? id : ids[0])"
        sessions.append(session)
      }
      text += "\nWords.\n\n```console id=b\(number)\(session)\(from)\n"
      ids.append("b\(number)")
      for _ in 0..<1 + random.next(below: 4) {
        text += "$ \(random.pick(commands))\n"
        switch random.next(below: 3) {
        case 0: text += "wrong \(random.next(below: 3))\n"
        case 1: text += "wrong\nin two lines\n[1]\n"
        default: break
        }
      }
      text += "```\n"
      if random.next(below: 2) == 0 {
        let isRed = redClaims.map { random.next(below: $0) == 0 } ?? false
        text +=
          "\n```check\(session)\nIt holds: \(isRed ? "test -e nothing" : "ls > all && test -s all")\n"
        text += "So does this: test \"$(seq 2 | wc -l)\" = 2\n```\n"
      }
    }
    return text
  }

  private func book(
    _ random: inout SeededGenerator, hasPods: Bool = false, redClaims: Int? = nil
  ) throws -> (book: Book, run: ChapterRun) {
    let runner = hasPods ? ChapterRunner(plugins: .standard) : Page.runner
    let commands = hasPods ? StatefulLawTests.pods : StatefulLawTests.files
    let book = Book(runner: runner)
    let text = chapter(&random, commands: commands, redClaims: redClaims)
    book.scratch.write(text, to: "a.md")
    let run = book.run()
    let wasRun = run.wasRun
    try #require(wasRun, "\(run.diagnostics)\n\(text)")
    try book.store.keep(run)
    return (book, run)
  }

  // MARK: Laws

  /// Where the commands stand that are not as the chapter says, counted over the chapter.
  private func wrong(_ run: ChapterRun) -> Set<Int> {
    Set(run.steps.indices.filter { !run.steps[$0].passed })
  }

  private func acceptOneByOneAndThenAll(
    _ book: Book, _ before: ChapterRun, _ random: inout SeededGenerator
  ) throws {
    let text = book.bytes
    var left = wrong(before)
    for index in left.sorted() where random.next(below: 2) == 0 {
      let run = book.run()
      let outcome = try book.accept([run.steps[index].lines.lowerBound])
      #expect(outcome.accepted.count == 1)
      left.remove(index)
      // Accepting an output makes no other one right or wrong.
      #expect(wrong(book.run()) == left)
      #expect(outcome.run == book.run())
    }
    _ = try book.accept()
    let after = book.run()
    #expect(after.passed, "\(book.scratch.read("a.md"))")
    #expect(outside(book.bytes, after) == outside(text, before))
    #expect(after.steps.map(\.recording.output) == before.steps.map(\.recording.output))
    let bytes = book.bytes
    #expect(try book.accept().accepted.isEmpty)
    #expect(book.bytes == bytes)
  }

  @Test(arguments: UInt64(1)...30) func theLawsHoldWhereCommandsDependOnEachOther(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let (book, run) = try book(&random)
    try acceptOneByOneAndThenAll(book, run, &random)
  }

  @Test(arguments: UInt64(1)...8) func theLawsHoldWherePodsComeAndGo(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (book, run) = try book(&random, hasPods: true)
    try acceptOneByOneAndThenAll(book, run, &random)
  }

  @Test(arguments: UInt64(1)...20) func aRedClaimKeepsEverythingAsItIs(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (book, run) = try book(&random, redClaims: 2)
    while run.redClaims.isEmpty || wrong(run).isEmpty {
      (book, run) = try self.book(&random, redClaims: 2)
    }
    let bytes = book.bytes
    #expect(throws: Refusal.self) { try book.accept() }
    for step in run.steps where !step.passed {
      #expect(throws: Refusal.self) { try book.accept([step.lines.lowerBound]) }
    }
    #expect(book.bytes == bytes)
  }

  // MARK: Edits

  /// What an author does to a chapter between the test and the accept.
  private func edited(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let body = 4..<lines.count
    let place = body.lowerBound + random.next(below: body.count)
    let blocks = lines.indices.filter { lines[$0].hasPrefix("```console") }
    let start = random.pick(blocks)
    let end = lines[start...].firstIndex(of: "```") ?? start
    switch random.next(below: 7) {
    case 0: lines.insert("A sentence more.", at: blocks[0])
    case 1: lines.remove(at: place)
    case 2: lines.swapAt(place, body.lowerBound + random.next(below: body.count))
    case 3: lines.insert("$ echo between", at: start + 1)
    case 4:
      // A block moves to the top: every line below it is another one.
      let block = lines[start...end]
      lines.removeSubrange(start...end)
      lines.insert(contentsOf: block, at: blocks[0])
    case 5: lines[place] += " "
    default: lines.insert(contentsOf: ["```console", "$ seq 4", "```", ""], at: blocks[0])
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  @Test(arguments: UInt64(1)...40) func whatSomebodyEditedBehindTheTestStaysAsItIs(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let (book, run) = try book(&random)
    let old = book.bytes
    let new = edited(old, &random)
    book.scratch.write(new, to: "a.md")
    if new == old || wrong(run).isEmpty {
      _ = try book.accept()
    } else {
      #expect(throws: Refusal.self, "seed \(seed)") { try book.accept() }
      #expect(throws: Refusal.self, "seed \(seed)") {
        try book.accept([run.steps[0].lines.lowerBound])
      }
      #expect(book.bytes == new, "seed \(seed)")
    }
    // Tested again, what can be run is accepted.
    let again = book.run()
    guard again.wasRun, again.redClaims.isEmpty, !again.diagnostics.haveErrors else { return }
    try book.store.keep(again)
    try acceptOneByOneAndThenAll(book, again, &random)
  }

  @Test(arguments: UInt64(1)...20) func whatSomebodySavesDuringTheAcceptStaysAsItIs(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var (book, run) = try book(&random)
    while wrong(run).isEmpty { (book, run) = try self.book(&random) }
    let old = book.bytes
    var new = edited(old, &random)
    while new == old { new = edited(old, &random) }
    let (bytes, path) = (new, book.path)
    book.runner.ran = { _, _ in try? Data(bytes).write(to: URL(filePath: path)) }
    #expect(throws: Refusal.self, "seed \(seed)") { try book.accept() }
    #expect(book.bytes == new, "seed \(seed)")
  }
}
