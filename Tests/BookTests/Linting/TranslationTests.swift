import Testing

@testable import Book
@testable import StatebookCommands

/// Translations that do something else than the chapter that they translate.
@Suite struct TranslationTests {
  let scratch = Scratch()

  static let original = """
    ---
    title: One
    cluster: none
    seed: 7
    ---

    Words.

    ```yaml file=web.yaml
    a: 1
    ```

    ```console id=first
    $ cat web.yaml
    a: 1
    $ echo two
    two
    ```

    ```check
    It is one: grep -q 1 web.yaml
    ```
    """

  private func lint(
    _ translation: String, _ arguments: String..., name: String = "01-a.md"
  ) async -> CommandLineRun {
    scratch.write(TranslationTests.original, to: "chapters/en/01-a.md")
    scratch.write(translation, to: "chapters/vi/" + name)
    return await CommandLineRun(["lint"] + arguments, in: scratch)
  }

  private static let translation = original.replacing("title: One", with: "title: Một")
    .replacing("Words.", with: "Những lời.\n\nVà nữa.").replacing("It is one", with: "Là một")

  @Test func aTranslationOfSentencesIsNoFinding() async {
    let run = await lint(TranslationTests.translation)
    #expect(run.output == "2 chapters: nothing found\n")
  }

  /// What is changed in a translation, what is said of it, and where the original has it.
  @Test(arguments: [
    ("echo two", "echo hai", "18:3: warning: this command is not that of the original", 16),
    ("a: 1\n```\n\n```c", "a: 2\n```\n\n```c", "11:4: warning: this file is not that of the", 9),
    ("grep -q 1", "grep -q .", "23:12: warning: this check is not that of the original", 21),
    ("$ echo two\ntwo\n", "", "21:12: warning: a command of the original is missing here", 16),
    (
      "$ echo two\n", "$ echo one and a half\n$ echo two\n",
      "18:3: warning: the original does not have this command", 16
    ),
    ("seed: 7", "seed: 8", "1:1: warning: the world of this chapter is not that of the", 1),
    (
      "cluster: none\n", "cluster: {}\n",
      "1:1: warning: the world of this chapter is not that of the", 1
    ),
  ])
  func aDriftIsFoundAtTheLineOfTheTranslation(
    text: String, other: String, report: String, line: Int
  ) async {
    let run = await lint(TranslationTests.translation.replacing(text, with: other))
    #expect(run.status == .differences, "\(run.output)")
    #expect(run.output.hasPrefix("chapters/vi/01-a.md:\(report)"), "\(run.output)")
    #expect(run.output.contains("\nchapters/en/01-a.md:\(line): note: the original\n"))
    #expect(run.output.hasSuffix("2 chapters: 1 warning\n"), "\(run.output)")
  }

  @Test func aChapterIsPairedByItsFileOrItsAddress() async {
    let changed = TranslationTests.translation.replacing("echo two", with: "echo hai")
    #expect(await lint(changed, name: "02-b.md").status == .success)
    let paired = changed.replacing("seed: 7", with: "seed: 7\nslug: a")
    #expect(await lint(paired, name: "02-b.md").status == .differences)
  }

  @Test func oneChapterIsComparedToo() async {
    let changed = TranslationTests.translation.replacing("echo two", with: "echo hai")
    #expect(await lint(changed, "chapters/vi/01-a.md").status == .differences)
    #expect(await lint(changed, "chapters/en/01-a.md").status == .success)
    let json = await lint(changed, "--json")
    #expect(json.output.contains("\"file\" : \"chapters/en/01-a.md\",\n          \"line\" : 16,"))
  }

  @Test func manyDifferencesAreFewFindings() async {
    let run = await lint("---\ntitle: Một\ncluster: none\nseed: 7\n---\n\nLời.\n")
    #expect(run.output.hasSuffix("2 chapters: 4 warnings\n"), "\(run.output)")
    let boxes = (1...20).map { "```console\n$ echo \($0)\n\($0)\n```\n" }.joined(separator: "\n")
    let more = await lint(TranslationTests.translation + "\n\n" + boxes)
    #expect(more.output.hasSuffix("2 chapters: 5 warnings\n"), "\(more.output)")
  }

  /// Of very many commands it is not looked for what was put in where.
  @Test func ofAHugeChapterTheFirstDifferenceIsNamed() async {
    func boxes(_ word: String) -> String {
      (1...500).map { "\n$ echo \($0 < 100 ? "" : word)\($0)" }.joined()
    }
    let head = "---\ntitle: One\ncluster: none\n---\n\n```console norun=\"not now\""
    scratch.write(head + boxes("a") + "\n```\n", to: "chapters/en/01-a.md")
    scratch.write(head + boxes("b") + "\n```\n", to: "chapters/vi/01-a.md")
    let run = await CommandLineRun(["lint"], in: scratch)
    #expect(run.output.hasPrefix("chapters/vi/01-a.md:106:3: warning: this command is not that"))
    #expect(run.output.hasSuffix("2 chapters: 1 warning\n"), "\(run.output)")
  }
}
