import Foundation
import FoundationXML
import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct TestCommandTests {
  let scratch = Scratch()

  static let green = """
    ---
    title: Green
    ---

    ```console id=hello
    $ echo hello
    hello
    ```

    ```check
    It is so: true
    ```
    """
  static let red = """
    ---
    title: Red
    ---

    ```console id=first
    $ echo one
    ein
    $ echo two
    zwei
    ```

    ```check
    It is not so: false
    ```
    """

  private func run(_ arguments: String..., folder: String = "") async -> CommandLineRun {
    await CommandLineRun(arguments, in: scratch, folder: folder)
  }

  private func makeBook() {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write(TestCommandTests.red, to: "chapters/en/02-red.md")
  }

  @Test func aGreenBookPassesAndCountsWhatItRan() async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    let run = await run("test")
    #expect(run.status == .success)
    #expect(run.output == "2 passed, 0 failed (1 command, 1 claim)\n")
    #expect(run.errors.isEmpty)
    #expect(scratch.names(".statebook") == ["results"], "nothing is proposed")
  }

  @Test func anUnchangedChapterIsNotRunAgainUnlessAskedFor() async {
    makeBook()
    let first = await run("test")
    let again = await run("test")
    let note = "2 chapters not changed since the last run, and not run again (--fresh runs all)\n"
    #expect(!first.output.contains("not run again"))
    #expect(again.output.contains(note))
    #expect(again.output.replacing(note, with: "") == first.output)
    #expect(again.status == first.status)
    #expect(await run("test", "--fresh").output == first.output)
    scratch.write(TestCommandTests.red.replacing("zwei", with: "two"), to: "chapters/en/02-red.md")
    #expect(await run("test").output.contains("1 chapter not changed since the last run"))
    #expect(await run("test", "--fresh").status == .differences)
    #expect(await run("test").output.contains("2 chapters not changed"), "a fresh run is kept")
    let inIntegration = await CommandLineRun(["test"], in: scratch, variables: ["CI": "true"])
    #expect(!inIntegration.output.contains("not run again"))
  }

  @Test func aFilterThatNothingHasIsAMistake() async {
    makeBook()
    let run = await run("test", "--filter", "helo")
    #expect(run.status == .mistake)
    #expect(run.errors.contains("no command and no claim has 'helo' in its place"))
    #expect(run.output.isEmpty)
    #expect(await self.run("test", "--filter", "hello").status == .success)
  }

  /// Without its plugins a book fails for reasons that none of its chapters has.
  @Test func aBookWithAProgramOfItsOwnIsToldOf() async {
    makeBook()
    let hint = "swift run tides …\n"
    #expect(await !run("test").output.contains("swift run"))
    scratch.write(
      "targets: [.executableTarget(\n name: \"tides\", "
        + "dependencies: [.product(name: \"Statebook\", package: \"statebook\")])]",
      to: "Package.swift")
    #expect(await run("test").output.hasSuffix(hint))
    #expect(await run("test", "chapters/en/01-green.md").status == .success)
    #expect(await !run("test", "chapters/en/01-green.md").output.contains(hint))
    let own = await CommandLineRun(["test"], in: scratch, program: "swift run tides")
    #expect(!own.output.contains(hint))
    let build = await CommandLineRun(
      ["build"], in: scratch, site: SiteWriter { _, _, _, _ in [] }, program: "/a/b/statebook")
    #expect(build.output.contains(hint))
  }

  @Test func aProfileTellsWhatEachCommandTook() async throws {
    scratch.write(
      TestCommandTests.green.replacing(
        "hello\n```\n\n```check", with: "hello\n$ sleep 7\n```\n\n```check"),
      to: "chapters/en/01-green.md")
    let run = await run("test", "--profile")
    #expect(run.status == .success)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ") }
    let sleep = try #require(rows.first { $0.last == "7" })
    // `0.1 ms  7.0 s  1  chapters/en/01-green.md:8: $ sleep 7`
    #expect(sleep[2...3] == ["7.0", "s"])
    #expect(sleep[5] == "chapters/en/01-green.md:8:")
    let total = try #require(rows.last)
    #expect(total.last == "chapters/en/01-green.md")
    #expect(run.output.contains("the session 'main' starts"))
    #expect(await self.run("test", "--profile", "--json").status == .mistake)
  }

  @Test func aCauseIsAlwaysNamed() async {
    makeBook()
    let run = await run("test", "--all")
    let reports = run.output.split(separator: "error: ").dropFirst()
    #expect(reports.count == 3)
    for report in reports { #expect(report.contains("\n  cause: "), "\(report)") }
  }

  @Test func differencesAndRedClaimsAreReportedAndNoChapterIsWritten() async {
    makeBook()
    let run = await run("test")
    #expect(run.status == .differences)
    #expect(run.lastLine == "2 passed, 3 failed (3 commands, 2 claims)")
    #expect(run.output.contains("chapters/en/02-red.md:7:1: error: output differs\n"))
    #expect(run.output.contains("1 later output follows from this one"))
    #expect(run.output.contains("chapters/en/02-red.md:13:1: error: the claim does not hold"))
    #expect(!run.output.contains("01-green"))
    #expect(scratch.read("chapters/en/02-red.md") == TestCommandTests.red)
  }

  @Test func allShowsWhatFollowsToo() async {
    makeBook()
    let run = await run("test", "--all")
    #expect(run.output.contains("chapters/en/02-red.md:9:1: error: output differs\n"))
  }

  @Test func aLineReportsWhatStandsThereOnly() async {
    makeBook()
    let second = await run("test", "chapters/en/02-red.md:8")
    #expect(second.status == .differences)
    #expect(second.lastLine == "0 passed, 1 failed (1 command, 0 claims)")
    #expect(second.output.contains("chapters/en/02-red.md:9:1: error: output differs\n"))
    let block = await run("test", "chapters/en/02-red.md:5")
    #expect(block.lastLine == "0 passed, 2 failed (2 commands, 0 claims)")
    let claim = await run("test", "chapters/en/02-red.md:13:7")
    #expect(claim.lastLine == "0 passed, 1 failed (0 commands, 1 claim)")
    let nothing = await run("test", "chapters/en/02-red.md:3")
    #expect(nothing.status == .mistake)
    #expect(nothing.errors.contains("no command and no claim runs at chapters/en/02-red.md:3"))
  }

  @Test func aFilterChoosesByPlaceBlockAndText() async {
    makeBook()
    let text = await run("test", "--filter", "echo two")
    #expect(text.lastLine == "0 passed, 1 failed (1 command, 0 claims)")
    let block = await run("test", "--filter", "hello")
    #expect(block.status == .success)
    #expect(block.lastLine == "1 passed, 0 failed (1 command, 0 claims)")
    let file = await run("test", "--filter", "02-red")
    #expect(file.lastLine == "0 passed, 3 failed (2 commands, 1 claim)")
  }

  @Test func aBookIsFoundFromBelowAndByItsFolder() async {
    scratch.write(TestCommandTests.green, to: "book/chapters/en/01-green.md")
    #expect(await run("test", folder: "book/chapters/en").status == .success)
    #expect(await run("test", "--book", "book").status == .success)
    #expect(await run("test", "book").status == .success)
    #expect(await run("test", "book/chapters/en").lastLine.hasPrefix("2 passed"))
    #expect(await run("test", "--book", "book", "chapters/en/01-green.md").status == .success)
    #expect(await run("test", "01-green.md:6", folder: "book/chapters/en").status == .success)
  }

  @Test func anyMarkdownFileWithScenariosIsABookOfOne() async {
    scratch.write(TestCommandTests.red, to: "notes/some.md")
    let run = await run("test", "notes/some.md")
    #expect(run.status == .differences)
    #expect(run.output.contains("accept") || run.output.contains("can be accepted"))
    #expect(run.output.contains("notes/some.md:7:1: error: output differs"))
  }

  @Test(arguments: [
    (["test"], "there is no book here"),
    (["test", "nowhere.md"], "there is no file or folder nowhere.md"),
    (["test", "nowhere.md:7"], "there is no file or folder nowhere.md"),
    (["test", "--book", "nowhere"], "there is no folder nowhere"),
    (["test", "--book", "empty"], "empty is not a book: it has no folder 'chapters'"),
    (["test", "empty"], "empty is not in a book"),
    (["test", "empty/x.txt"], "empty/x.txt is not a Markdown file"),
  ])
  func aPathThatIsNotThereIsNamed(_ arguments: [String], _ message: String) async {
    scratch.write("x", to: "empty/x.txt")
    let run = await CommandLineRun(arguments, in: scratch)
    #expect(run.status == .mistake)
    #expect(run.errors.hasPrefix("statebook: error: \(message)"), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(arguments: [
    (["tset"], "Unknown command 'tset'. Did you mean 'test'?"),
    (["help", "biuld"], "Unknown command 'biuld'. Did you mean 'build'?"),
    (["nonsense"], "Unknown command 'nonsense'. The commands are new, build, test,"),
    (["serve", "--port", "99999"], "a port is a number from 1 to 65535"),
    (["serve", "--port", "http"], "a port is a number from 1 to 65535"),
  ])
  func whatIsMistypedIsHelped(_ arguments: [String], _ message: String) async {
    let run = await CommandLineRun(arguments, in: scratch)
    #expect(run.status == .mistake)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test(arguments: [["test", "--nonsense"], ["nonsense"], ["test", "--json", "--github"], []])
  func aWrongCommandLineIsTheCallersMistake(_ arguments: [String]) async {
    let run = await CommandLineRun(arguments, in: scratch)
    #expect(run.status == .mistake)
    #expect(!run.errors.isEmpty)
  }

  @Test(arguments: [["--help"], ["help"], ["test", "--help"], ["accept", "-h"]])
  func helpIsNoMistake(_ arguments: [String]) async {
    let run = await CommandLineRun(arguments, in: scratch)
    #expect(run.status == .success)
    #expect(run.output.contains("USAGE: statebook"))
  }

  @Test func mistakesOfTheAuthorAreReportedTogetherAndEndWithTwo() async {
    scratch.write(TestCommandTests.green, to: "chapters/en/01-green.md")
    scratch.write(
      """
      ---
      title: Wrong
      ---

      ```console sesion=a
      $ true
      ```

      ```console from=nothing
      $ true
      ```
      """, to: "chapters/en/02-wrong.md")
    let run = await run("test")
    #expect(run.status == .mistake)
    #expect(run.output.contains("chapters/en/02-wrong.md:5:12: error:"))
    #expect(run.output.contains("chapters/en/02-wrong.md:9:17: error:"))
    #expect(run.output.contains("2 mistakes; 1 chapter not run"))
    #expect(run.lastLine == "2 passed, 0 failed (1 command, 1 claim)")
  }

  @Test func blocksThatDoNotRunAreCounted() async {
    scratch.write(
      """
      ---
      title: Norun
      ---

      ```console norun="real hardware"
      $ reboot
      ```
      """, to: "a.md")
    let run = await run("test", "a.md")
    #expect(run.output.contains("1 block marked norun, and not tested\n"))
    #expect(run.status == .success)
  }

  @Test func coloursAreForTerminalsThatWantThem() async {
    makeBook()
    let colour = "\u{1b}["
    let plain = await CommandLineRun(["test"], in: scratch)
    #expect(!plain.output.contains(colour))
    let terminal = await CommandLineRun(["test"], in: scratch, isTerminal: true)
    #expect(terminal.output.contains(colour))
    let none = await CommandLineRun(
      ["test"], in: scratch, variables: ["NO_COLOR": "1"], isTerminal: true)
    #expect(!none.output.contains(colour))
  }

  @Test func jsonHasEveryCommandAndClaim() async throws {
    makeBook()
    let run = await run("test", "--json")
    #expect(run.status == .differences)
    let report =
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    let steps = report["steps"] as? [[String: Any]] ?? []
    #expect(steps.count == 3)
    #expect(steps[1]["file"] as? String == "chapters/en/02-red.md")
    #expect(steps[1]["line"] as? Int == 6)
    #expect(steps[1]["command"] as? String == "echo one")
    #expect(steps[1]["expected"] as? String == "ein\n")
    #expect(steps[1]["actual"] as? String == "one\n")
    #expect(steps[1]["expectedStatus"] as? Int == 0)
    #expect(steps[1]["status"] as? Int == 0)
    #expect(steps[1]["start"] as? Int == 0)
    #expect(steps[1]["end"] as? Int != nil)
    #expect(steps[1]["passed"] as? Bool == false)
    let claims = report["claims"] as? [[String: Any]] ?? []
    #expect(claims.map { $0["passed"] as? Bool } == [true, false])
    #expect(claims[1]["sentence"] as? String == "It is not so")
    #expect((report["summary"] as? [String: Any])?["failed"] as? Int == 3)
  }

  @Test func jsonTellsWhatAFailedClaimRanLast() async throws {
    scratch.write(
      "---\ntitle: A\n---\n\n```check\nA: test $(echo 2) = 3\nB: true\n```\n", to: "a.md")
    let run = await run("test", "--json", "a.md")
    let report =
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    let claims = report["claims"] as? [[String: Any]] ?? []
    #expect(claims.map { $0["ranLast"] as? String } == ["test 2 = 3", nil])
  }

  @Test func jsonTellsWhatFailedFromWhatDidNotRunToItsEnd() async throws {
    scratch.write(
      """
      ---
      title: Endless
      ---

      ```check
      It is not so: false
      It ends: while true; do :; done
      It is so: true
      ```
      """, to: "a.md")
    let run = await run("test", "--json", "a.md")
    let report =
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:]
    let claims = report["claims"] as? [[String: Any]] ?? []
    #expect(claims.map { $0["passed"] as? Bool } == [false, false, false])
    let failures = claims.map { $0["failure"] as? String ?? "" }
    #expect(failures[0].isEmpty)
    #expect(failures[1].contains("loop without an end"))
    #expect(failures[2].contains("not run"))
  }

  @Test func junitIsWellFormedWhateverTheOutputHas() async throws {
    scratch.write(
      """
      ---
      title: Control
      ---

      ```console
      $ printf '\\033]<&">\\001'
      ```
      """, to: "a.md")
    makeBook()
    _ = await run("test", "a.md", "chapters/en/02-red.md", "--junit", "report.xml")
    let document = try XMLDocument(data: Data(scratch.bytes("report.xml")))
    let suites = document.rootElement()
    #expect(suites?.attribute(forName: "tests")?.stringValue == "4")
    #expect(suites?.attribute(forName: "failures")?.stringValue == "4")
    #expect(try suites?.nodes(forXPath: "//testcase/failure").count == 4)
  }

  @Test func annotationsOfGitHubAreOneLineEach() async {
    makeBook()
    let run = await run("test", "--github")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix("::error file=chapters/en/02-red.md,line=7,col=1::"), "\(lines[0])")
    #expect(lines[0].contains("output differs%0A"))
  }
}
