import Sessions
import Testing

@testable import Book
@testable import StatebookCommands

/// What a test says of commands that have no output in the chapter yet.
@Suite struct UnrecordedOutputTests {
  private func reports(_ page: Page, all: Bool = false, file: String = "x.md") -> [String] {
    page.run().findings(all: all).map {
      FailureReport($0, file: file, style: TextStyle(isColoured: false)).text
    }
  }

  private static let fresh = Page(
    """
    ```console
    $ echo one
    $ kubctl get pods
    $ true
    ```

    ```console session=other
    $ false
    $ echo two
    ```
    """)

  @Test func aFreshChapterHasOneReport() {
    #expect(
      reports(UnrecordedOutputTests.fresh) == [
        """
        x.md:5:3: error: 4 commands have no output yet
            5 |   $ echo one
              | + one
          2 of them failed: accept those only if that is meant
            x.md:6: $ kubctl get pods (status 127)
              bash: kubctl: command not found
            x.md:11: $ false (status 1)
          see all with: statebook diff x.md
          accept all with: statebook accept x.md
        """
      ])
  }

  @Test func whatTheFirstPrintedIsShownOnce() {
    let report = reports(Page("```console\n$ kubctl get pods\n$ echo 1\n```"))[0]
    #expect(report.split(separator: "command not found").count == 2, "\(report)")
    #expect(
      report.contains(
        """
          1 of them failed: accept it only if that is meant
            x.md:5: $ kubctl get pods (status 127)
          see all with:
        """), "\(report)")
  }

  @Test func withAllEachIsReportedAtItsCommand() {
    let places = UnrecordedOutputTests.fresh.run().findings(all: true).map(\.place.line)
    #expect(places == [5, 6, 11, 12])
    let reports = reports(UnrecordedOutputTests.fresh, all: true)
    #expect(reports.allSatisfy { !$0.contains("no output for this command yet") })
    #expect(reports[3].hasSuffix("  accept with: statebook accept x.md:12"))
  }

  /// They are not recorded, and so do not follow from what differs; nor does that follow from them.
  @Test func whatDiffersStandsForItself() {
    let page = Page(
      """
      ```console
      $ echo new
      $ echo one
      uno
      $ echo two
      dos
      $ echo newer
      ```
      """)
    let findings = page.run().findings()
    #expect(findings.map(\.summary) == ["2 commands have no output yet", "output differs"])
    #expect(findings.map(\.followers) == [0, 1])
    #expect(
      reports(page)[0].hasSuffix(
        "accept all with: statebook accept x.md, with the other outputs that differ"))
  }

  @Test func theyAreKeptByAClaimThatDoesNotHold() {
    let page = Page("```console\n$ echo 1\n$ echo 2\n```\n\n```check\nIt is: false\n```")
    let line = page.line(of: "It is")
    #expect(reports(page)[0].hasSuffix("they can be accepted when the claim in line \(line) holds"))
  }

  /// `accept` would refuse.
  @Test func whatDoesNotEndKeepsOutputsFromBeingAccepted() {
    let page = Page("```console\n$ echo 1\n$ while true; do :; done\n```")
    let report = reports(page)[0]
    #expect(
      report.hasSuffix("it can be accepted when the mistake in line 6 is mended"), "\(report)")
    #expect(!report.contains("statebook accept"))
  }

  @Test func onlySomeOfManyFailuresAreShown() {
    let page = Page("```console\n" + String(repeating: "$ false\n", count: 9) + "```")
    let report = reports(page)[0]
    #expect(report.contains("9 of them failed"))
    #expect(report.split(separator: "$ false (status 1)").count == 6)
    #expect(report.contains("\n    … 4 more\n"))
  }

  private func standardReports(_ commands: [String], all: Bool = false) -> [String] {
    let body = commands.map { "$ \($0)\n" }.joined()
    let page = Page("```console\n\(body)```")
    let run = ChapterRunner(plugins: .standard).run(page.chapter, mistakes: page.mistakes)
    return run.findings(all: all).map {
      FailureReport($0, file: "x.md", style: TextStyle(isColoured: false)).text
    }
  }

  /// In a pipe, or before `||`, the status of what failed is lost, and its message would be taken
  /// for the output.
  @Test func whatIsMissingInAPipeIsListedToo() {
    let report = standardReports([
      "echo 1", "echo '{}' | jq -r .x | head -1", "docker pull python || true",
      "echo \"unknown option\"", "ls --hyperlink | cat", "kubectl gte pods || true", "false",
    ])[0]
    #expect(
      report.contains(
        """
          5 of them failed or lack something: accept those only if that is meant
            x.md:6: $ echo '{}' | jq -r .x | head -1 (status 0)
              bash: jq: command not found
            x.md:7: $ docker pull python || true (status 0)
              Error response from daemon: pull access denied for python, repository does not \
        exist or may require 'docker login'
              cause: this world has no image python (`statebook plugins` lists the images)
            x.md:9: $ ls --hyperlink | cat (status 0)
              ls: unrecognized option '--hyperlink'
            x.md:10: $ kubectl gte pods || true (status 0)
              error: unknown command "gte" for "kubectl"
            x.md:11: $ false (status 1)
          see all with:
        """), "\(report)")
  }

  @Test func whatIsMissingIsSaidBeforeOneOutputIsAccepted() {
    let report = standardReports(["echo '{}' | jq -r .x | head -1"])[0]
    #expect(
      report.contains(
        "\n  something is missing (bash: jq: command not found): accept that only if it is meant"
          + "\n  accept with: "), "\(report)")
  }

  /// Where to find help is not what went wrong.
  @Test(arguments: [
    ("docker rnu nginx", "docker: unknown command: docker rnu"),
    ("docker run", "docker: 'docker run' requires at least 1 argument"),
    (
      "docker run -d python:3.12",
      "docker: Error response from daemon: pull access denied for python, repository does not "
        + "exist or may require 'docker login'"
    ),
    ("docker run --bogus nginx:1.29", "unknown flag: --bogus"),
  ])
  func theLineThatSaysWhatWentWrongIsShown(_ command: String, _ line: String) {
    let report = standardReports(["echo 1", command])[0]
    #expect(report.contains(")\n      \(line)\n"), "\(report)")
    #expect(!report.contains("--help"), "\(report)")
  }

  /// Of a long output only the first lines stand above.
  @Test func aMessageAtTheEndOfALongOutputIsShownOfTheFirstCommandToo() {
    let page = Page("```console\n$ seq 20; kubctl; false\n$ echo 1\n```")
    let report = reports(page)[0]
    #expect(report.contains("(status 1)\n      bash: kubctl: command not found\n"), "\(report)")
  }

  /// What stands behind the last line of an output belongs to the next command.
  @Test func aLineThatIsMissingInTheEndIsReportedAtTheLastOne() {
    let page = Page("```console\n$ echo a; echo b\na\n$ echo c\nc\n```")
    #expect(page.run().findings()[0].place.line == page.line(of: "echo a") + 1)
  }

  @Test func aPathWithSpacesCanBePasted() {
    let page = Page("```console\n$ echo\n```")
    #expect(
      reports(page, file: "it's mine.md")[0].hasSuffix(
        #"accept with: statebook accept 'it'\''s mine.md:5'"#))
  }
}
