import Markdown
import StatebookCommands
import Testing

@testable import Book

/// No claim of the book or of a scenario holds because a command in its check failed.
///
/// `! kubectl … | grep …` is true when `kubectl` cannot reach the server, and so is a comparison
/// with `!=` or `-le`, or a loop that goes on after a failure. So each check is run again and
/// again in its place, and each time another call of another command fails, or all of them do, as
/// real ones do: with a message, without output, with the status 1. Every time it must be red.
@Suite struct FailingCommandTests {
  /// The commands of the console whose failure may be taken for an answer.
  static let commands = [
    "kubectl", "docker", "curl", "sim", "grep", "sort", "uniq", "wc", "awk", "head", "tail", "cut",
    "tr", "sed", "cmp", "xargs",
  ]

  /// More calls than this of one command are not made by any check.
  static let calls = 30

  /// A script that runs a check once as it is, and then once for each call of each command that
  /// it makes, with that call failing; first, as call 0, with all of them failing. It prints a
  /// line for each run that ends as it should not.
  static func script(_ check: String) -> String {
    var script = "(\n(\n\(check)\n) > /tmp/shown 2>&1 || echo 'is red as it is'\n"
    for name in commands where check.contains(name) {
      script += """
        failing=0
        while [ $failing -le \(calls) ]; do
        echo 0 > /tmp/calls
        (
        \(name)() {
        call=$(($(cat /tmp/calls) + 1))
        echo $call > /tmp/calls
        if [ $failing = 0 ] || [ $call = $failing ]; then echo '\(name): no answer' >&2; return 1; fi
        command \(name) "$@"
        }
        \(check)
        ) > /tmp/shown 2>&1
        ended=$?
        made=$(cat /tmp/calls)
        if [ $made = 0 ] || [ $made -lt $failing ]; then break; fi
        if [ $ended = 0 ]; then echo "holds although call $failing of \(name) failed"; fi
        failing=$((failing + 1))
        done

        """
    }
    return script + ")"
  }

  /// The same chapter with such a script in the place of each check.
  private static func sabotaged(_ chapter: Chapter) -> Chapter {
    let blocks = chapter.blocks.map { block -> ChapterBlock in
      guard case .check(let check) = block else { return block }
      let assertions = check.assertions.map { assertion in
        var changed = assertion
        changed.command = script(assertion.command)
        return changed
      }
      return .check(
        ClaimCheck(
          id: check.id, session: check.session, claims: check.claims, assertions: assertions,
          code: check.code))
    }
    return Chapter(
      file: chapter.file, language: chapter.language, slug: chapter.slug,
      frontMatter: chapter.frontMatter, document: chapter.document, blocks: blocks)
  }

  private func findings(_ chapter: Chapter) -> [String] {
    let run = ChapterRunner(plugins: .standard).run(FailingCommandTests.sabotaged(chapter))
    var findings: [String] = []
    for claim in run.blocks.flatMap(\.claims) {
      let place = "\(chapter.file):\(claim.assertion.position.line)"
      if let failure = claim.recording.failure {
        findings.append("\(place): \(failure)")
      }
      for line in claim.recording.output.split(separator: "\n") {
        findings.append("\(place): '\(claim.assertion.sentence)' \(line)")
      }
    }
    return findings
  }

  @Test(arguments: BookChapterTests.originals)
  func noClaimHoldsBecauseACommandFails(_ file: String) throws {
    let chapter = try #require(BookChapterTests.contents.chapters.first { $0.file == file })
    for finding in findings(chapter) { Issue.record("\(finding)") }
  }

  @Test(arguments: ScenarioTests.files)
  func noClaimOfAScenarioHoldsBecauseACommandFails(_ file: String) throws {
    let scenario = try ScenarioTests.scenario(file).0
    for finding in findings(scenario) { Issue.record("\(finding)") }
  }

  /// The tests above can fail: each of these holds because something in it fails.
  @Test(arguments: [
    ("! sort /etc/passwd | grep -q nobody-here", "call 1 of sort"),
    ("test \"$(sort /etc/passwd)\" != x", "call 1 of sort"),
    ("test \"$(sort /etc/passwd | grep -c root)\" -le 1", "call 1 of sort"),
    ("for i in 1 2; do sort /etc/passwd; done | uniq | grep -q .", "call 2 of sort"),
    ("test \"$(sort /etc/passwd)\" = \"$(sort /etc/passwd)\"", "call 0 of sort"),
  ])
  func aClaimThatHoldsBecauseOfAFailureIsFound(_ check: String, _ call: String) {
    let page = Page("```check\nIt is so: \(check)\n```")
    let found = findings(page.chapter)
    #expect(found.contains { $0.hasSuffix("holds although \(call) failed") }, "\(found)")
  }
}
