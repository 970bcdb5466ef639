import Testing

@testable import Book

@Suite struct FindingTests {
  private func reports(_ page: Page, all: Bool = false) -> [String] {
    page.run().findings(all: all).map {
      FailureReport($0, file: "chapters/en/x.md", style: TextStyle(isColoured: false)).text
    }
  }

  @Test func aDifferenceIsReportedAsByACompiler() {
    let page = Page(
      """
      ```console
      $ printf 'one\\ntwo\\nthree\\nfour\\n'
      one
      tvo
      three
      four
      ```
      """)
    let line = page.line(of: "tvo")
    #expect(
      reports(page) == [
        """
        chapters/en/x.md:\(line):2: error: output differs
            \(line - 2) |   $ printf 'one\\ntwo\\nthree\\nfour\\n'
            \(line - 1) |   one
            \(line) | - tvo
              | + two
            \(line + 1) |   three
            \(line + 2) |   four
          cause: the command alone: since the one before it nothing else happened, and nothing waits
          accept with: statebook accept chapters/en/x.md:\(line - 2)
        """
      ])
  }

  /// The world without plugins has no kubectl; its words are enough.
  @Test func aMistakeInYAMLIsFoundInTheChapter() {
    func report(_ yaml: String) -> String {
      let page = Page(
        """
        - item

          ```yaml file=p.yaml
          a: 1
          ---
          b:
        \(yaml)
          ```

        ```console
        $ echo 'error: error parsing p.yaml: error converting YAML to JSON: yaml: line 2: x'
        ```
        """)
      return reports(page)[0]
    }
    #expect(
      report("  \tc: 2").contains(
        "\n  the YAML is here: chapters/en/x.md:10:3: found character that cannot start any token"
          + " (a tab: YAML is indented with spaces)\n"), "\(report("  \tc: 2"))")
    #expect(
      report("  c: d: e").contains(
        "\n  the YAML is here: chapters/en/x.md:10:7: mapping values are not allowed in this "
          + "context\n"), "\(report("  c: d: e"))")
    #expect(!report("    c: 2").contains("the YAML is here"))
  }

  @Test func aFailureIsNotAcceptedUnseen() {
    let page = Page("```console\n$ kubctl get pods\n```")
    let report = reports(page)[0]
    #expect(report.contains("bash: kubctl: command not found"))
    #expect(
      report.contains(
        "\n  the command failed: accept that only if it is meant to\n  accept with: "))
    #expect(!reports(Page("```console\n$ echo\n```"))[0].contains("failed"))
  }

  @Test(arguments: [
    (#"test "$(seq 3 | wc -l)" = "$two""#, "test 3 = 2"),
    ("seq 3 | grep -q $two && ! test $two = 2", "test 2 = 2"),
    ("test 1 = 2", nil),
    ("seq 3 | grep -q 4", nil),
    ("nosuch", nil),
  ])
  func aClaimThatDoesNotHoldTellsWhatItSaw(command: String, last: String?) {
    let page = Page("```console\n$ two=2\n```\n\n```check\nIt is so: \(command)\n```")
    let run = page.run()
    #expect(run.redClaims.map(\.last) == [last])
    let report = reports(page)[0]
    #expect(report.contains("\n  it ran last: ") == (last != nil))
    #expect(page.run() == run)
    // It is looked at in a copy of the session.
    #expect(run.claims[0].recording.output.contains("+ ") == false)
  }

  @Test(arguments: [
    ("a\nb\n", "no output is recorded"),
    ("[1]", "the exit status is 0, not 1"),
  ])
  func theSummarySaysWhatKindOfDifferenceItIs(_ recorded: String, _ summary: String) {
    let isStatus = recorded.hasPrefix("[")
    let page = Page(
      """
      ```console
      $ \(isStatus ? "true" : "printf 'a\\nb\\n'")
      \(isStatus ? recorded : "")
      ```
      """.replacing("\n\n", with: "\n"))
    #expect(page.run().findings().map(\.summary) == [summary])
  }

  @Test func theColumnIsThatOfTheFirstByteThatDiffers() {
    let page = Page(
      """
      - item

        ```console
        $ echo abcdef
        abcxef
        ```
      """)
    let finding = page.run().findings()[0]
    #expect(finding.place.line == page.line(of: "abcxef"))
    #expect(finding.place.column == 6)
  }

  @Test func spacesAtTheEndOfALineAreShown() {
    let page = Page("```console\n$ printf 'one\\ntwo  \\n\\n'\none \ntwo\t\n  \n```")
    let line = page.line(of: "printf")
    #expect(
      reports(page) == [
        """
        chapters/en/x.md:\(line + 1):4: error: output differs only in spaces at the end
            \(line) |   $ printf 'one\\ntwo  \\n\\n'
            \(line + 1) | - one·
            \(line + 2) | - two→
            \(line + 3) | - ··
              | + one
              | + two··
              | + 
          `·` is a space and `→` a tab at the end of a line
          cause: the command alone: since the one before it nothing else happened, and nothing waits
          accept with: statebook accept chapters/en/x.md:\(line)
        """
      ])
  }

  /// A table has many of them, which say nothing when the line differs elsewhere.
  @Test func spacesAtTheEndOfAnotherLineAreNotShown() {
    let page = Page("```console\n$ printf 'one \\n'\ntwo \n```")
    #expect(!reports(page)[0].contains("·"))
    #expect(page.run().findings()[0].summary == "output differs")
  }

  @Test func aClaimNamesItsSessionWhereThereAreSeveral() {
    let check = "```check\nIt is so: false\n```"
    let one = reports(Page(check))
    #expect(one[0].contains("\n  the command exited with status 1 and printed nothing\n"))
    let two = reports(Page(check + "\n\n```console session=other\n$ true\n```"))
    #expect(
      two[0].contains(
        "\n  the command exited with status 1 in the session 'main' and printed nothing\n"))
  }

  @Test func laterDifferencesFollowFromTheFirst() {
    let page = Page(
      """
      ```console id=a
      $ echo 1
      x
      $ echo 2
      x
      ```
      ```console
      $ echo 3
      x
      ```
      ```console session=own
      $ echo 4
      x
      ```
      ```console session=branch from=a
      $ echo 5
      x
      ```
      """)
    let findings = page.run().findings()
    #expect(findings.map(\.session) == ["main", "own"])
    #expect(findings.map(\.followers) == [3, 0])
    #expect(page.run().findings(all: true).count == 5)
    #expect(reports(page)[0].contains("3 later outputs follow from this one"))
  }

  @Test func aRedClaimIsReportedAndKeepsOutputsFromBeingAccepted() {
    let page = Page(
      """
      ```console
      $ echo 1
      x
      ```
      ```check
      The moon is made of cheese: echo 'no cheese'; false
      ```
      """)
    let line = page.line(of: "moon")
    let found = reports(page)
    #expect(found.count == 2)
    #expect(found[0].contains("it can be accepted when the claim in line \(line) holds"))
    #expect(!found[0].contains("accept with"))
    #expect(
      found[1].hasPrefix(
        "chapters/en/x.md:\(line):1: error: the claim does not hold: The moon is made of cheese"))
    #expect(found[1].contains("the command exited with status 1 and printed:"))
    #expect(found[1].contains("no cheese"))
  }

  @Test func controlCharactersCannotSteerTheTerminal() {
    let page = Page(
      """
      ```console
      $ printf '\\033[31mred\\n'
      red
      ```
      """)
    let report = reports(page)[0]
    #expect(!report.contains("\u{1b}"))
  }

  @Test func aHugeDifferenceIsCutShort() {
    let page = Page(
      """
      ```console
      $ seq 1 5000
      x
      ```
      """)
    let lines = reports(page)[0].split(separator: "\n")
    #expect(lines.count < 80)
    #expect(lines.contains { $0.contains("… ") })
  }

  @Test func equalTextInOtherBytesDiffers() {
    let page = Page(
      """
      ```console
      $ printf 'e\\xcc\\x81\\n'
      \u{e9}
      ```
      """)
    #expect(page.run().findings().count == 1)
  }
}
