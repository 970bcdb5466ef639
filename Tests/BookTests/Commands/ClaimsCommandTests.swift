import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct ClaimsCommandTests {
  let scratch = Scratch()

  init() {
    scratch.write(
      """
      - id: a1
        text: The first claim.
      - id: a2
        text: The second claim.
      - id: a3
        text: The third claim.
      """, to: "chapters/claims.yaml")
  }

  private func chapter(_ body: String) {
    scratch.write("---\ntitle: A\n---\n\n\(body)\n", to: "chapters/en/01-a.md")
  }

  private func claims(_ arguments: String...) async -> CommandLineRun {
    await CommandLineRun(["claims"] + arguments, in: scratch)
  }

  @Test func provedClaimsNameTheirProofAndOthersAreListed() async {
    chapter(
      """
      ```check claims=a1,a3
      It is so: true
      ```
      """)
    let run = await claims()
    #expect(run.status == .success)
    #expect(
      run.output == """
        a1  passed      chapters/en/01-a.md:6
        a2  not proved  The second claim.
        a3  passed      chapters/en/01-a.md:6
        2 of 3 proved

        """)
    #expect(await claims("--strict").status == .differences)
  }

  /// An author sees the check that was just written, though others proved the claim before.
  @Test func allChecksOfAClaimAreListedWhenAskedFor() async {
    chapter(
      """
      ```check claims=a1
      It is so: true
      ```

      ```check claims=a1
      It is not so: false
      ```

      ```check claims=a1,a2
      It is so: true
      ```
      """)
    #expect(
      await claims().output == """
        a1  red         chapters/en/01-a.md:10 and 2 more
        a2  passed      chapters/en/01-a.md:14
        a3  not proved  The third claim.
        1 of 3 proved (--all shows every check)

        """)
    #expect(
      await claims("--all").output == """
        a1  passed      chapters/en/01-a.md:6
            red         chapters/en/01-a.md:10
            passed      chapters/en/01-a.md:14
        a2  passed      chapters/en/01-a.md:14
        a3  not proved  The third claim.
        1 of 3 proved

        """)
  }

  /// What is not near is not offered.
  @Test func anOptionThatIsNotThereIsNotTakenForAnother() async {
    let run = await claims("--json")
    #expect(run.status == .mistake)
    #expect(run.errors.hasPrefix("Error: Unknown option '--json'\n"), "\(run.errors)")
    #expect(await claims("--strct").errors.contains("Did you mean '--strict'?"))
  }

  @Test func aRedCheckThatNamesAClaimFails() async {
    chapter(
      """
      ```check claims=a1
      It is so: true
      ```

      ```check claims=a1,a2
      It is so: true
      It is not so: false
      ```
      """)
    let run = await claims()
    #expect(run.status == .differences)
    #expect(run.output.contains("a1  red         chapters/en/01-a.md:11 and 1 more\n"))
    #expect(run.output.contains("a2  red         chapters/en/01-a.md:11\n"))
    #expect(run.output.hasSuffix("0 of 3 proved (--all shows every check)\n"))
  }

  @Test func aChapterThatCannotRunProvesNothing() async {
    chapter(
      """
      ```check claims=a1 nonsense
      It is so: true
      ```
      """)
    let run = await claims()
    #expect(run.status != .success)
    #expect(run.output.contains("0 of 3 proved"))
    #expect(run.errors.contains("chapters/en/01-a.md:5:20: error:"))
  }

  @Test func aClaimThatTheBookDoesNotHaveIsAMistake() async {
    chapter(
      """
      ```check claims=a4
      It is so: true
      ```
      """)
    let run = await CommandLineRun(["test"], in: scratch)
    #expect(run.status == .mistake)
    #expect(run.output.contains("chapters/en/01-a.md:5:17: error:"))
  }

  @Test(arguments: [
    ("- id: a\n  text: x\n- id: a\n  text: y\n", 3),
    ("- id: a\n", 1),
    ("- id: a\n  text: x\n  nonsense: y\n", 3),
    ("- a\n", 1),
    ("a: b\n", 1),
    ("- id: 7\n  text: x\n", 1),
    ("- id: [\n", 1),
  ])
  func mistakesInTheListAreReportedAtTheirLine(_ text: String, _ line: Int) {
    let (_, diagnostics) = ClaimList.read(Array(text.utf8))
    #expect(diagnostics.haveErrors)
    #expect(diagnostics.first.map { $0.line >= line } == true, "\(diagnostics)")
  }

  @Test func theListOfTheBookHasItsClaims() {
    let bytes = Repository.bytes("chapters/claims.yaml")
    let (list, diagnostics) = ClaimList.read(bytes)
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(list.ids == (1...15).map { "vi\($0)" } + (1...28).map { "en\($0)" })
    #expect(list.claims.allSatisfy { $0.text.hasSuffix(".") })
  }
}
