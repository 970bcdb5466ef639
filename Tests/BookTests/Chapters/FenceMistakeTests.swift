import Book
import Testing

@Suite struct FenceMistakeTests {
  static let attributes: [MistakeCase] = [
    MistakeCase(
      "```console ⟦sesion=a⟧\n$ x\n```\n", "unknown attribute `sesion` of a `console` fence"),
    MistakeCase("```console id=a ⟦id=b⟧\n$ x\n```\n", "`id` is written twice"),
    MistakeCase("```console ⟦id=⟧\n$ x\n```\n", "`id` is empty"),
    MistakeCase("```console ⟦id⟧\n$ x\n```\n", "`id` needs a value"),
    MistakeCase("```console id=⟦a/b⟧\n$ x\n```\n", "`a/b` is no name"),
    MistakeCase("```console id=⟦-a⟧\n$ x\n```\n", "`-a` is no name"),
    MistakeCase("```console ⟦fold=yes⟧\n$ x\n```\n", "`fold` takes no value"),
    MistakeCase(
      "```console fold ⟦hide⟧\n$ x\n```\n", "`fold` and `hide` contradict each other"),
    MistakeCase("```console ⟦norun⟧\n$ x\n```\n", "`norun` needs a value"),
    MistakeCase("```console ⟦norun=\"\"⟧\n$ x\n```\n", "`norun` is empty"),
    MistakeCase("```console norun=⟦\"why⟧\n$ x\n```\n", "nothing closes the quote"),
    MistakeCase("```console norun=\"why\"⟦x⟧\n$ x\n```\n", "text directly behind a quoted value"),
    MistakeCase("```console ⟦=a⟧\n$ x\n```\n", "a value without a name"),
    MistakeCase("~~~ ⟦file=a⟧\nx\n~~~\n", "the fence has no language before `file`"),
    MistakeCase(
      "- ```console ⟦sesion=a⟧ ⟦z⟧\n  $ x\n  ```\n",
      "unknown attribute `sesion` of a `console` fence",
      "unknown attribute `z` of a `console` fence"),
    MistakeCase("```note ⟦file=x⟧\nx\n```\n", "unknown attribute `file` of a `note` fence"),
    MistakeCase("```console ⟦file=x⟧\n$ x\n```\n", "unknown attribute `file` of a `console` fence"),
    MistakeCase(
      "```yaml ⟦session=a⟧\nx\n```\n", "`session` is for a file, and this listing has no `file=`"),
  ]

  @Test(arguments: attributes)
  func attributesAreChecked(example: MistakeCase) { example.check() }

  private static let spread = "the value of `caption` has spaces and is not quoted"
  static let quotes: [MistakeCase] = [
    MistakeCase("```table caption=⟦Three pods and a Service⟧\n| a |\n|---|\n| b |\n```\n", spread),
    MistakeCase("```table caption=⟦'Three pods'⟧\n| a |\n|---|\n| b |\n```\n", spread),
    MistakeCase(
      "```table caption=⟦“Three pods”⟧\n| a |\n|---|\n| b |\n```\n",
      "`“` does not quote the value of `caption`"),
    MistakeCase(
      "```table caption=⟦„Pods⟧\n| a |\n|---|\n| b |\n```\n",
      "`„` does not quote the value of `caption`"),
    MistakeCase(
      "```console norun=⟦not yet⟧ fold\n$ x\n```\n",
      "the value of `norun` has spaces and is not quoted"),
    MistakeCase("```console id=⟦“a”⟧ hide\n$ x\n```\n", "`“` does not quote the value of `id`"),
    MistakeCase("```console norun=later fold\n$ x\n```\n"),
    MistakeCase(
      "```console norun=later ⟦fodl⟧\n$ x\n```\n",
      "unknown attribute `fodl` of a `console` fence"),
    MistakeCase(
      "```check claims=vi1 ⟦vi12⟧\na: b\n```\n", "unknown attribute `vi12` of a `check` fence"),
    MistakeCase(
      "```check claims=⟦vi1, vi12⟧\na: b\n```\n",
      "the value of `claims` has spaces and is not quoted"),
    MistakeCase("```console norun='tis title=\"“a b” 'c'\"\n$ x\n```\n"),
  ]

  @Test(arguments: quotes)
  func aValueWithSpacesThatIsNotQuotedIsOneMistake(example: MistakeCase) { example.check() }

  @Test func theQuotedValueIsOffered() {
    let (_, diagnostics) = MarkedText.read(
      "```console norun=not \"now\"\n$ x\n```\n\n```console norun=“not yet”\n$ x\n```\n")
    #expect(
      diagnostics.map(\.suggestion) == [
        #"write `norun="not \"now\""`"#, #"write `norun="not yet"`"#,
      ])
  }

  static let invisible: [MistakeCase] = [
    MistakeCase(
      "```console⟦\u{A0}⟧id=a⟦\u{2007}⟧fold\n$ x\n```\n",
      "an invisible character: U+00A0 (no-break space)",
      "an invisible character: U+2007 (figure space)"),
    MistakeCase(
      "```con⟦\u{200B}⟧sole id=b⟦\u{AD}⟧c\n$ x\n```\n",
      "an invisible character: U+200B (zero width space)",
      "an invisible character: U+00AD (soft hyphen)"),
    MistakeCase("```console title=\"10\u{A0}pods\"\n$ x\n```\n"),
  ]

  @Test(arguments: invisible)
  func anInvisibleCharacterIsNamed(example: MistakeCase) { example.check() }

  static let words: [MistakeCase] = [
    MistakeCase("```⟦consle⟧\n$ x\n```\n", "unknown fence word `consle`"),
    MistakeCase("```⟦Console⟧\n$ x\n```\n", "unknown fence word `Console`"),
    MistakeCase("```⟦ntoe⟧\nx\n```\n", "unknown fence word `ntoe`"),
    MistakeCase("```⟦pyton⟧\nx\n```\n", "unknown language or fence word `pyton`"),
    MistakeCase("```⟦brainfuck⟧\nx\n```\n", "unknown language or fence word `brainfuck`"),
    MistakeCase("```⟦{.yaml}⟧\nx\n```\n", "unknown language or fence word `{.yaml}`"),
  ]

  @Test(arguments: words)
  func fenceWordsAreChecked(example: MistakeCase) { example.check() }

  @Test func theNearestWordIsOffered() {
    let (_, diagnostics) = MarkedText.read(
      "```consle id=a\n$ x\n```\n```console sesion=b\n$ x\n```\n")
    #expect(
      diagnostics.map(\.suggestion) == ["did you mean `console`?", "did you mean `session`?"])
  }

  static let paths: [MistakeCase] = [
    MistakeCase("```yaml ⟦file=⟧\nx\n```\n", "`file` is empty"),
    MistakeCase("```yaml file=⟦../x⟧\nx\n```\n", "`file=../x` leaves the working directory"),
    MistakeCase("```yaml file=⟦a/../b⟧\nx\n```\n", "`file=a/../b` leaves the working directory"),
    MistakeCase("```yaml file=⟦/etc/passwd⟧\nx\n```\n", "`file=/etc/passwd` is an absolute path"),
    MistakeCase("```yaml file=⟦a\\b⟧\nx\n```\n", "`file=a\\b` has a backslash"),
    MistakeCase("```yaml file=⟦a/⟧\nx\n```\n", "`file=a/` names a folder, not a file"),
    MistakeCase("```yaml file=⟦.⟧\nx\n```\n", "`file=.` names a folder, not a file"),
    MistakeCase(
      "```yaml file=⟦a\u{1B}b⟧\nx\n```\n", "the name of `file=` has a control character"),
    MistakeCase(
      "```yaml file=⟦\(String(repeating: "a", count: 256))⟧\nx\n```\n",
      "the name of `file=` is too long"),
  ]

  @Test(arguments: paths)
  func filesStayBelowTheWorkingDirectory(example: MistakeCase) { example.check() }

  static let references: [MistakeCase] = [
    MistakeCase(
      "```console id=a\n$ x\n```\n```console id=⟦a⟧\n$ x\n```\n", "the id `a` is taken"),
    MistakeCase(
      "```console id=first\n$ x\n```\n```console from=⟦frist⟧\n$ x\n```\n",
      "no block has the id `frist`"),
    MistakeCase(
      "```console from=⟦b⟧\n$ x\n```\n```console id=b\n$ x\n```\n", "the block `b` comes later"),
    MistakeCase("```console id=a from=⟦a⟧\n$ x\n```\n", "the block `a` comes later"),
    MistakeCase(
      "```console id=a norun=\"x\"\n$ x\n```\n```console from=⟦a⟧\n$ x\n```\n",
      "the block `a` does not run"),
    MistakeCase(
      "```check id=a\na: x\n```\n```console from=⟦a⟧\n$ x\n```\n", "the block `a` is no scenario"),
    MistakeCase(
      "```console id=a\n$ x\n```\n```console ⟦from=a⟧ norun=\"x\"\n$ x\n```\n",
      "`from` and `norun` contradict each other"),
    MistakeCase(
      "```console id=a\n$ x\n```\n```console ⟦session=main⟧ from=a\n$ x\n```\n",
      "the session `main` has begun already, so it cannot start `from` a block"),
    MistakeCase(
      "```console session=alpha\n$ x\n```\n```check session=⟦alhpa⟧\na: x\n```\n",
      "the session `alhpa` has not begun"),
    MistakeCase("```console session=a\n$ x\n```\n\n```check session=main\nb: c\n```\n"),
    MistakeCase(
      "## Some name\n\n```console ⟦id=some-name⟧\n$ x\n```\n".replacing(
        "console ⟦id", with: "⟦console id"), "the id `some-name` is also the anchor of a heading"),
    MistakeCase("```check claims=vi1,⟦vi13⟧\na: x\n```\n", "the book has no claim `vi13`"),
    MistakeCase("```check claims=vi1,⟦⟧,vi12\na: x\n```\n", "an empty claim id"),
    MistakeCase("```check claims=vi1,⟦vi1⟧\na: x\n```\n", "the claim `vi1` is named twice"),
  ]

  @Test(arguments: references)
  func referencesAreChecked(example: MistakeCase) { example.check() }

  static let structure: [MistakeCase] = [
    MistakeCase("⟦```⟧console\n$ x\n", "nothing closes the fence"),
    MistakeCase("- ⟦```⟧console\n  $ x\n\ntext\n", "nothing closes the fence"),
    MistakeCase("> ⟦~~~⟧text\n> x\n", "nothing closes the fence"),
    MistakeCase(
      "⟦```⟧console\n$ x\nx\n\n## Next\n\n```check\na: x\n```\n",
      "nothing closes the fence before the next one opens"),
    MistakeCase(
      "⟦~~~⟧text\nx\n ~~~~  yaml file=a\na: b\n~~~\n",
      "nothing closes the fence before the next one opens"),
    MistakeCase(
      "- ⟦```⟧console\n  $ x\n  ```console\n  $ y\n  ```\n",
      "nothing closes the fence before the next one opens"),
    MistakeCase("````text\n```console\n$ x\n```\n````\n"),
    MistakeCase("~~~text\n```console\n$ x\n```\n~~~\n"),
    MistakeCase("```console\n$ x\n\\```check\n    ```check\n```\n"),
    MistakeCase("```⟦bash⟧\n$ x\n```\n", "the commands of this fence are not run"),
    MistakeCase("```bash\nx\n```\n\n```text\n$ x\n```\n"),
    MistakeCase(
      "⟦| a | b |\n|---|---|⟧\n| c | d |\n", "a table between pipes is not shown as a table"),
    MistakeCase("⟦# Again⟧\n", "a second title"),
    MistakeCase("⟦### Deep⟧\n", "a heading of level 3 below one of level 1"),
    MistakeCase("## A\n\n⟦#### B⟧\n\n## C\n", "a heading of level 4 below one of level 2"),
    MistakeCase("⟦##⟧\n", "a heading without text"),
    MistakeCase("    ⟦⟧```console\n    $ x\n    ```\n", "this fence is indented too far to be one"),
    MistakeCase("⟦⟧<div>\n```console\n$ x\n```\n</div>\n", "raw HTML swallows a fence"),
    MistakeCase("⟦⟧<div>\n\nx\n", "raw HTML is left out of the page"),
    MistakeCase(
      "⟦⟧<div>x</div>\n", "raw HTML is left out of the page, with all that stands in it"),
    MistakeCase(
      "⟦```console id=`a`⟧\n$ x\n\ntext\n",
      "this fence has a backtick in its first line, so it is no fence"),
    MistakeCase("<!-- a remark -->\n"),
    MistakeCase(
      "````note\n```console ⟦id⟧\n$ x\n```\n````\n", "`id` needs a value"),
    MistakeCase("````note\n⟦```⟧console\n$ x\n````\n", "nothing closes the fence"),
  ]

  @Test(arguments: structure)
  func whatMarkdownSwallowsIsReported(example: MistakeCase) { example.check() }

  @Test func aFenceThatSwallowsAnotherIsToldWhere() {
    let (_, diagnostics) = MarkedText.read("```console\n$ x\n\n```check\na: x\n```\n")
    #expect(diagnostics.first?.notes.map(\.line) == [7])
    #expect(diagnostics.first?.suggestion?.hasPrefix("write ` ``` ` on a line of its own") == true)
  }

  @Test func aClaimThatNoListHasIsOffered() {
    let reader = ChapterReader(claims: [])
    let text = MarkedText.head + "```check claims=a1\na: x\n```\n"
    let (_, diagnostics) = reader.read(Array(text.utf8), file: "chapters/en/01-a.md")
    #expect(diagnostics.map(\.summary) == ["the book has no claim `a1`"])
    #expect(diagnostics[0].suggestion?.contains("chapters/claims.yaml") == true)
  }

  @Test func allMistakesOfAChapterAreReportedTogether() {
    let text = """
      ---
      titel: T
      seed: x
      ---
      # A
      ```consol
      ```
      ```console idd=a fold hide
      $ x
      [0]
      ```
      ```yaml file=../x
      ```
      """
    let (chapter, diagnostics) = MarkedText.read(chapter: text)
    #expect(diagnostics.map(\.line) == [2, 3, 5, 6, 8, 8, 10, 12])
    #expect(diagnostics.haveErrors)
    #expect(chapter.scenarios.count == 1)
  }
}
