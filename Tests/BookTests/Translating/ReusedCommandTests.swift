import Testing

@testable import Book
@testable import StatebookCommands

/// What a translation reuses is run with it, and judged where it is written.
@Suite struct ReusedCommandTests {
  static let wrong = TranslatedBook.original.replacing("\ntwo\n", with: "\nthree\n")
  static let red = TranslatedBook.original.replacing("grep -q 1 web", with: "grep -q 9 web")

  private func run(_ arguments: String..., in book: TranslatedBook) async -> CommandLineRun {
    await CommandLineRun(arguments, in: book.scratch, plugins: .standard)
  }

  private func count(_ text: String, in output: String) -> Int {
    output.components(separatedBy: text).count - 1
  }

  @Test func aTranslationIsGreenWithItsOriginal() async {
    let book = TranslatedBook()
    let run = await run("test", in: book)
    #expect(run.status == .success, "\(run.output)")
    #expect(run.lastLine.contains("10"), "\(run.output)")
  }

  @Test func theWorldOfATranslationIsThatOfTheOriginal() throws {
    let chapters = TranslatedBook().read().chapters
    let runner = ChapterRunner(plugins: .standard)
    let (original, translation) = (runner.run(chapters[0]), runner.run(chapters[1]))
    #expect(translation.passed)
    #expect(translation.steps.map(\.recording) == original.steps.map(\.recording))
    #expect(translation.claims.map(\.recording) == original.claims.map(\.recording))
    #expect(translation.replays == original.replays)
  }

  @Test(arguments: [
    ["test"], ["test", "chapters/vi/01-a.md"], ["test", "chapters/vi/01-a.md:11"],
  ])
  func aDifferenceIsToldAtTheOriginalAlone(arguments: [String]) async {
    let book = TranslatedBook(original: ReusedCommandTests.wrong)
    let run = await CommandLineRun(arguments, in: book.scratch, plugins: .standard)
    #expect(run.status == .differences)
    #expect(count("output differs", in: run.output) == 1, "\(run.output)")
    #expect(run.output.hasPrefix("chapters/en/01-a.md:19:2: error: "), "\(run.output)")
    #expect(!run.output.contains("chapters/vi"), "\(run.output)")
    #expect(book.scratch.exists(".statebook/proposals/chapters/en/01-a.md.json"))
    #expect(!book.scratch.exists(".statebook/proposals/chapters/vi/01-a.md.json"))
  }

  @Test(arguments: [["test"], ["test", "chapters/vi/01-a.md"]])
  func aRedClaimIsToldAtTheOriginalAlone(arguments: [String]) async {
    let book = TranslatedBook(original: ReusedCommandTests.red)
    let run = await CommandLineRun(arguments, in: book.scratch, plugins: .standard)
    #expect(run.status == .differences)
    #expect(count("the claim does not hold", in: run.output) == 1, "\(run.output)")
    #expect(run.output.hasPrefix("chapters/en/01-a.md:32:"), "\(run.output)")
    #expect(!book.scratch.exists(".statebook/proposals/chapters/vi/01-a.md.json"))
    let claims = book.read().chapters[1]
    #expect(ChapterRunner(plugins: .standard).run(claims).redClaims.count == 1)
  }

  @Test func aSettingThatIsTakenOverIsJudgedInTheOriginal() async {
    let run = await CommandLineRun(["test"], in: TranslatedBook().scratch)
    #expect(run.status == .mistake)
    #expect(
      run.output.hasPrefix("chapters/en/01-a.md:4:1: error: no plugin knows the setting 'cluster'"))
    #expect(count(" error: ", in: run.output) == 1, "\(run.output)")
  }

  @Test func aCommandThatDoesNotEndIsToldAtTheOriginalAlone() async {
    let book = TranslatedBook(
      original: TranslatedBook.original.replacing(
        "echo two; test 1 = 2", with: "while true; do :; done"))
    let run = await run("test", in: book)
    #expect(run.status == .mistake)
    #expect(count(" error: ", in: run.output) == 1, "\(run.output)")
    #expect(run.output.hasPrefix("chapters/en/01-a.md:18:"), "\(run.output)")
  }

  @Test func acceptWritesTheOriginalAndLeavesTheTranslation() async {
    let book = TranslatedBook(original: ReusedCommandTests.wrong)
    _ = await run("test", in: book)
    let own = await run("accept", "chapters/vi/01-a.md", in: book)
    #expect(book.scratch.read("chapters/en/01-a.md") == ReusedCommandTests.wrong, "\(own.output)")
    #expect(own.output.hasSuffix("statebook accept chapters/en/01-a.md\n"), "\(own.output)")
    #expect(await run("accept", "--all", in: book).status == .success)
    #expect(book.scratch.read("chapters/en/01-a.md") == TranslatedBook.original)
    #expect(book.scratch.read("chapters/vi/01-a.md") == TranslatedBook.translation)
    #expect(await run("test", in: book).status == .success)
  }

  /// A translation may have boxes of its own words beside those that it reuses; these are accepted.
  @Test func whatIsCopiedIsAcceptedBesideWhatIsReused() async {
    let copy = """
      ```console id=fork from=first session=other
      $ printf 'a' |
      > cat > b.txt
      """
    let translation = TranslatedBook.translation.replacing(
      "```console id=fork", with: copy + "\nsai")
    let book = TranslatedBook(translation)
    let test = await run("test", in: book)
    #expect(test.output.hasPrefix("chapters/vi/01-a.md:20:1: error: "), "\(test.output)")
    #expect(await run("accept", "chapters/vi/01-a.md", in: book).status == .success)
    #expect(
      book.scratch.read("chapters/vi/01-a.md")
        == TranslatedBook.translation.replacing("```console id=fork", with: copy))
  }

  @Test func anExportHasTheCommandsAndFilesOfTheOriginal() async {
    let book = TranslatedBook()
    let run = await run("export", "chapters/vi/01-a.md", "-o", "out", in: book)
    #expect(run.status == .success, "\(run.errors)")
    let script = book.scratch.read("out/run.sh")
    #expect(script.contains("say 'cat web.yaml'"))
    #expect(script.contains("then holds 'Là một'"))
    let names = book.scratch.names("out") + book.scratch.names("out/files")
    #expect(names.contains("web.yaml"), "\(names)")
  }
}
