import Foundation
import Sessions
import Testing

@testable import Book
@testable import StatebookCommands

/// What a careless or hostile author can write: an error at the right place, soon.
@Suite(.serialized) struct HostileInputTests {
  let scratch = Scratch()

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var body: String
    /// What stands in the line that the error must name.
    var mark: String
    var summary: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "unclosed fence", body: "```console\n$ echo MARK\n", mark: "```console",
      summary: "close"),
    Case(
      name: "NUL", body: "```console\n$ echo MARK \0\n```\n", mark: "MARK", summary: "NUL"),
    Case(
      name: "endless loop", body: "```console\n$ true\n$ while true; do :; done # MARK\n```\n",
      mark: "MARK", summary: "loop without an end"),
    Case(
      name: "endless loop in a claim",
      body: "```check\nIt is so: while true; do :; done # MARK\n```\n", mark: "MARK",
      summary: "loop without an end"),
    Case(
      name: "endless output", body: "```console\n$ while true; do echo yes; done # MARK\n```\n",
      mark: "MARK", summary: ""),
    Case(
      name: "deep substitution",
      body: "```console\n$ echo MARK "
        + String(repeating: "$(", count: 10_000) + String(repeating: ")", count: 10_000)
        + "\n```\n", mark: "MARK", summary: "nest"),
    Case(
      name: "deep parentheses",
      body: "```console\n$ : MARK; " + String(repeating: "( ", count: 10_000) + "\n```\n",
      mark: "MARK", summary: ""),
    Case(
      name: "fork of a missing block", body: "```console from=nothing\n$ true\n```\n",
      mark: "from=nothing", summary: "no block has the id `nothing`"),
    Case(
      name: "file outside the book", body: "```text file=../../x\nMARK\n```\n",
      mark: "file=../../x", summary: "leaves"),
    Case(
      name: "absolute file", body: "```text file=/etc/passwd\nMARK\n```\n",
      mark: "file=/etc/passwd", summary: "absolute"),
    Case(
      name: "waiting for ever", body: "```console\n$ sleep 100000000 # MARK\n```\n", mark: "MARK",
      summary: "virtual time"),
  ]

  /// Reading and running a chapter may take this much of the processor's time, in seconds. Other
  /// tests run meanwhile, so the time on the wall says nothing.
  private static let limit: Double = {
    #if DEBUG
      10
    #else
      1
    #endif
  }()

  /// The processor time that reading and running a chapter takes on this thread.
  private func seconds(_ text: String, plugins: [SimulationPlugin] = []) -> Double {
    var start = timespec()
    var end = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
    let page = Page(text: text)
    let run = ChapterRunner(plugins: plugins).run(page.chapter, mistakes: page.mistakes)
    let findings = run.findings(all: true).map {
      FailureReport($0, file: "a.md", style: TextStyle(isColoured: false)).text
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
    #expect(!run.passed || findings.isEmpty)
    return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
  }

  @Test(arguments: cases) func isAnErrorAtItsPlaceSoon(_ hostile: Case) async {
    let text = "---\ntitle: Hostile\n---\n\n" + hostile.body
    scratch.write(text, to: "a.md")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = (lines.firstIndex { $0.contains(hostile.mark) } ?? -1) + 1
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(seconds(text) < HostileInputTests.limit)
    #expect(run.status == .mistake)
    let error = run.output.split(separator: "\n").first { $0.hasPrefix("a.md:\(line):") }
    #expect(error?.contains(": error: ") == true, "\(run.output.prefix(2000))")
    if !hostile.summary.isEmpty {
      #expect(error?.contains(hostile.summary) == true, "\(run.output.prefix(2000))")
    }
  }

  @Test func aBombOfAliasesIsRefusedByTheCommandThatReadsIt() async {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghij", "abcdefghi") {
      let aliases = [String](repeating: "*\(previous)", count: 9).joined(separator: ", ")
      bomb += "\(name): &\(name) [\(aliases)]\n"
    }
    let text =
      "---\ntitle: Bomb\n---\n\n```yaml file=bomb.yaml\n\(bomb)```\n\n"
      + "```console\n$ kubectl apply -f bomb.yaml\n```\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch, plugins: .standard)
    #expect(seconds(text, plugins: .standard) < HostileInputTests.limit)
    #expect(run.status == .differences)
    #expect(run.output.contains("kubectl apply -f bomb.yaml"))
  }

  @Test func aLineOfTenMegabytesIsComparedAndCut() async {
    let long = String(repeating: "x", count: 10 << 20)
    let text = "---\ntitle: Long\n---\n\n```console\n$ echo x\n\(long)\n```\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(seconds(text) < HostileInputTests.limit)
    #expect(run.status == .differences)
    #expect(run.output.contains("a.md:7:2: error: output differs"))
    #expect(run.output.utf8.count < 4000)
  }

  @Test func aMarkdownLineOfTenMegabytesIsRead() async {
    let long = String(repeating: "words ", count: (10 << 20) / 6)
    let text = "---\ntitle: Long\n---\n\n\(long)\n"
    scratch.write(text, to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(seconds(text) < HostileInputTests.limit)
    #expect(run.status == .success)
  }

  @Test func carriageReturnsAreLineEndings() async {
    let text = TestCommandTests.green.replacing("\n", with: "\r\n")
    scratch.write(text, to: "a.md")
    #expect(await CommandLineRun(["test", "a.md"], in: scratch).status == .success)
  }

  @Test func bytesThatAreNoTextAreReported() async {
    scratch.write(Array("---\ntitle: A\n---\n\nHere: ".utf8) + [0xff, 0x0a], to: "a.md")
    let run = await CommandLineRun(["test", "a.md"], in: scratch)
    #expect(run.status == .mistake)
    #expect(run.output.contains("a.md:5:7: error:"), "\(run.output)")
  }
}
