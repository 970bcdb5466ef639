import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct AcceptCommandTests {
  let scratch = Scratch()

  static let page = """
    ---
    title: New
    ---

    ```console
    $ echo one
    $ echo two
    $ echo three
    ```
    """

  private func run(
    _ arguments: String..., variables: [String: String] = [:], answers: [String] = []
  ) async -> CommandLineRun {
    await CommandLineRun(arguments, in: scratch, variables: variables, answers: answers)
  }

  init() { scratch.write(AcceptCommandTests.page, to: "chapters/en/01-new.md") }

  private var text: String { scratch.read("chapters/en/01-new.md") }

  @Test func whatATestReportsIsAcceptedByTheCommandItNames() async {
    let test = await run("test", "chapters/en/01-new.md:6")
    let command = "statebook accept chapters/en/01-new.md:6"
    #expect(test.output.contains("accept with: \(command)"))
    let accept = await run("accept", "chapters/en/01-new.md:6")
    #expect(accept.status == .success, "\(accept.errors)")
    #expect(accept.output == "accepted chapters/en/01-new.md:6: $ echo one\n")
    #expect(text.contains("$ echo one\none\n$ echo two\n$ echo three\n```"))
    let next = await run("test")
    #expect(next.output.contains("chapters/en/01-new.md:8:3: error: 2 commands have no output yet"))
  }

  /// What a report says stays true while one output after the other is taken.
  @Test func theLinesOfTheLastReportAreThoseThatAreMeant() async {
    _ = await run("test")
    _ = await run("accept", "chapters/en/01-new.md:6")
    let accept = await run("accept", "chapters/en/01-new.md:7")
    #expect(accept.output == "accepted chapters/en/01-new.md:8: $ echo two\n")
    #expect(text.contains("$ echo two\ntwo\n$ echo three\n```"))
    let last = await run("accept", "chapters/en/01-new.md:8")
    #expect(last.output == "accepted chapters/en/01-new.md:10: $ echo three\n", "\(last.errors)")
    #expect(await run("test").status == .success)
  }

  @Test func aLineThatIsAnotherCommandThanInTheReportIsRefused() async {
    _ = await run("test")
    _ = await run("accept", "chapters/en/01-new.md:6")
    // It was the third command, and is the second one now.
    let accept = await run("accept", "chapters/en/01-new.md:8")
    #expect(accept.status == .mistake)
    #expect(
      accept.errors.hasPrefix(
        "statebook: error: line 8 of chapters/en/01-new.md is another command now than in the "
          + "last report, because of what was accepted since\n  help: test the chapter again"))
    #expect(text.contains("$ echo two\n$ echo three"))
    _ = await run("test")
    #expect(
      await run("accept", "chapters/en/01-new.md:8").output
        == "accepted chapters/en/01-new.md:8: $ echo two\n")
  }

  @Test func aLineOutsideOfAllCommandsIsRefused() async {
    _ = await run("test")
    for line in [1, 500] {
      let accept = await run("accept", "chapters/en/01-new.md:\(line)")
      #expect(accept.status == .mistake)
      #expect(
        accept.errors.contains(
          "chapters/en/01-new.md:\(line) is no line of a command or its output"))
    }
  }

  @Test func aBookWithItsOwnProgramIsToldToUseIt() async {
    let test = await CommandLineRun(["test"], in: scratch, program: "swift run tides")
    #expect(test.output.contains("see all with: swift run tides diff chapters/en/01-new.md\n"))
    #expect(test.output.contains("accept all with: swift run tides accept chapters/en/01-new.md\n"))
    scratch.write(text + "More.\n", to: "chapters/en/01-new.md")
    let accept = await CommandLineRun(["accept", "--all"], in: scratch, program: "swift run tides")
    #expect(accept.errors.contains("run swift run tides test chapters/en/01-new.md and look"))
  }

  @Test(arguments: [
    ("statebook", "/home/a", "statebook"), ("./statebook", "/home/a", "./statebook"),
    (".build/debug/book", "/b", ".build/debug/book"),
    ("/b/.build/x86_64-unknown-linux-gnu/debug/book", "/b", "swift run book"),
    ("/b/.build/debug/book", "/b/chapters/en", "swift run book"),
    ("/b/.build/debug/book", "/bc", "/b/.build/debug/book"),
    ("/usr/bin/statebook", "/b", "/usr/bin/statebook"),
  ])
  func aProgramIsNamedAsItWasCalled(name: String, folder: String, shown: String) {
    #expect(Surroundings.program(calledAs: name, in: folder) == shown)
  }

  @Test func allTakesTheWholeBook() async {
    scratch.write(AcceptCommandTests.page, to: "chapters/en/02-other.md")
    _ = await run("test")
    let accept = await run("accept", "--all")
    #expect(accept.output.split(separator: "\n").count == 6)
    #expect(await run("test").status == .success)
    let again = await run("accept", "--all")
    #expect(again.status == .success)
    #expect(again.output == AcceptCommandTests.nothingDiffers)
  }

  private static let nothingDiffers = """
    there is nothing to accept here
      cause: nothing differs: the last test saw the commands print what stands here

    """

  /// What was tested is known by its book's settings too.
  @Test(arguments: ["--all", "chapters/en/01-new.md", "chapters/en/01-new.md:6"])
  func behindAGreenTestNothingDiffers(_ place: String) async {
    scratch.write("title: A book\n", to: "book.yaml")
    _ = await run("test")
    _ = await run("accept", "--all")
    #expect(await run("test").status == .success)
    #expect(await run("accept", place).output == AcceptCommandTests.nothingDiffers)
  }

  /// Results are not kept there, so that it is not known what was tested.
  @Test func continuousIntegrationDoesNotSayWhatWasTested() async {
    _ = await run("test")
    _ = await run("accept", "--all")
    #expect(
      await run("accept", "--all", "--ci", variables: ["CI": "true"]).output
        == "there is nothing to accept here\n")
  }

  /// The lines may have moved, so that nobody knows what was meant.
  @Test func whoNamesALineOfAChapterThatChangedIsToldToTestIt() async {
    _ = await run("test")
    scratch.write(text.replacing("---\n\n", with: "---\n\nMore.\n\n"), to: "chapters/en/01-new.md")
    let accept = await run("accept", "chapters/en/01-new.md:10")
    #expect(accept.output.contains("01-new.md was not tested since the last change\n"))
  }

  @Test func whoHasNotTestedAChapterIsToldTo() async {
    let untested = """
      there is nothing to accept here
        cause: chapters/en/01-new.md was not tested since the last change
        help: run statebook test chapters/en/01-new.md first

      """
    #expect(await run("accept", "chapters/en/01-new.md").output == untested)
    #expect(text == AcceptCommandTests.page)
    _ = await run("test")
    _ = await run("accept", "--all")
    _ = await run("test")
    #expect(
      await run("accept", "chapters/en/01-new.md").output == AcceptCommandTests.nothingDiffers)
    scratch.write(text.replacing("echo two", with: "echo 2"), to: "chapters/en/01-new.md")
    #expect(await run("accept", "chapters/en/01-new.md").output == untested)
    scratch.write(AcceptCommandTests.page, to: "chapters/en/02-other.md")
    #expect(
      await run("accept", "--all").output.hasSuffix(
        """
          cause: chapters/en/01-new.md and 1 more were not tested since the last change
          help: run statebook test first

        """))
  }

  @Test func whereSeveralOutputsWaitAllCanBeAcceptedByTheCommandThatIsNamed() async {
    let right = AcceptCommandTests.page.replacing("echo two", with: "echo two\ntwo")
    scratch.write(right.replacing("echo one", with: "echo one\n1"), to: "chapters/en/01-new.md")
    let test = await run("test", "--all")
    #expect(
      test.output.contains(
        """
          accept with: statebook accept chapters/en/01-new.md:6
          or all 2 of the chapter with: statebook accept chapters/en/01-new.md

        """), "\(test.output)")
    // It is said once.
    #expect(test.output.split(separator: "or all 2").count == 2)
    _ = await run("accept", "chapters/en/01-new.md")
    #expect(await run("test").status == .success)
    scratch.write(text.replacing("\none\n", with: "\nuno\n"), to: "chapters/en/01-new.md")
    #expect(await !run("test").output.contains("or all"))
  }

  @Test func somebodyIsAskedAboutEachOutput() async {
    _ = await run("test")
    let accept = await run("accept", "-i", answers: ["n", "what?", "y", "q"])
    #expect(accept.output.contains("accepted chapters/en/01-new.md:7: $ echo two\n"))
    #expect(accept.output.contains("+two\n"))
    #expect(text.contains("$ echo one\n$ echo two\ntwo\n$ echo three\n```"))
  }

  @Test func whoIsAskedSeesTheCause() async {
    scratch.write(
      """
      ---
      title: Old
      ---

      ```console
      $ echo one
      uno
      ```
      """, to: "chapters/en/01-new.md")
    _ = await run("test")
    let accept = await run("accept", "-i", answers: ["q"])
    #expect(accept.output.contains("+one\n"))
    #expect(accept.output.contains("\ncause: "))
  }

  @Test func aFalseClaimIsRefusedThoughNoOutputDiffers() async {
    let page = """
      ---
      title: New
      ---

      ```check
      Water is dry: false
      ```
      """
    scratch.write(page, to: "chapters/en/01-new.md")
    _ = await run("test")
    let accept = await run("accept", "chapters/en/01-new.md")
    #expect(accept.status == .mistake)
    #expect(accept.errors.contains("the claim in chapters/en/01-new.md:6 does not hold"))
    #expect(text == page)
  }

  @Test func allOfTheRestCanBeAnswered() async {
    _ = await run("test")
    _ = await run("accept", "-i", answers: ["n", "a"])
    #expect(text.contains("$ echo one\n$ echo two\ntwo\n$ echo three\nthree\n```"))
  }

  @Test func theEndOfTheInputAcceptsNothing() async {
    _ = await run("test")
    let accept = await run("accept", "-i", answers: ["y"])
    #expect(accept.output.hasSuffix("accepted chapters/en/01-new.md:6: $ echo one\n"))
    #expect(text.contains("$ echo one\none\n$ echo two\n$ echo three\n```"))
  }

  /// Nobody answers where the input is `/dev/null`; that is no success.
  @Test func whereNobodyCanBeAskedNothingIsAccepted() async {
    _ = await run("test")
    let accept = await run("accept", "-i")
    #expect(accept.status == .mistake)
    #expect(
      accept.errors == """
        statebook: error: nobody answers: the input has ended
          help: name what to accept, PATH, PATH:LINE or --all, and leave out -i

        """)
    #expect(accept.output.hasSuffix("[q]uit \n"))
    #expect(text == AcceptCommandTests.page)
  }

  @Test func continuousIntegrationAcceptsNothingUnlessTold() async {
    _ = await run("test")
    let refused = await run("accept", "--all", variables: ["CI": "true"])
    #expect(refused.status == .mistake)
    #expect(text == AcceptCommandTests.page)
    #expect(await run("accept", "--all", "--ci", variables: ["CI": "true"]).status == .success)
    #expect(text != AcceptCommandTests.page)
  }

  @Test func nothingToAcceptHasToBeNamed() async {
    #expect(await run("accept").status == .mistake)
    #expect(await run("accept", "--all", "chapters").status == .mistake)
  }

  @Test func aRefusalNamesItsReason() async {
    _ = await run("test")
    scratch.write(AcceptCommandTests.page + "\n", to: "chapters/en/01-new.md")
    let accept = await run("accept", "--all")
    #expect(accept.status == .mistake)
    #expect(accept.errors.contains("chapters/en/01-new.md changed since its last run"))
  }

  @Test func diffShowsAPatchOfWhatIsProposed() async {
    _ = await run("test")
    let diff = await run("diff")
    #expect(diff.status == .differences)
    #expect(
      diff.output == """
        --- chapters/en/01-new.md
        +++ chapters/en/01-new.md
        @@ -4,6 +4,9 @@
         
         ```console
         $ echo one
        +one
         $ echo two
        +two
         $ echo three
        +three
         ```

        """)
    #expect(await run("diff", "chapters/en/01-new.md:7").output.contains("+two"))
    #expect(await run("diff", "chapters/en/01-new.md:7").output.contains("+one") == false)
    _ = await run("accept", "--all")
    #expect(await run("diff").status == .success)
  }

  /// Without colours it is a patch that can be applied: not a byte is another one.
  @Test func aPatchShowsSpacesAtTheEndsOfLinesInColour() async {
    scratch.write(
      "---\ntitle: New\n---\n\n```console\n$ echo one\none  \n```\n", to: "chapters/en/01-new.md")
    _ = await run("test")
    let coloured = await CommandLineRun(["diff"], in: scratch, isTerminal: true)
    #expect(coloured.output.contains("-one\u{1b}[0m\u{1b}[7m  \u{1b}[0m\n"))
    #expect(coloured.output.contains("+one\u{1b}[0m\n"))
    #expect(await run("diff").output.contains("\n-one  \n+one\n"))
  }

  @Test func aFileOutsideABookKeepsItsProposalsBesideIt() async {
    scratch.write(AcceptCommandTests.page, to: "notes/some.md")
    _ = await run("test", "notes/some.md")
    #expect(scratch.exists("notes/.statebook/proposals/some.md.json"))
    #expect(await run("accept", "notes/some.md").status == .success)
    #expect(await run("test", "notes/some.md").status == .success)
  }
}
