import Foundation
import Sessions
import Testing

@testable import Book
@testable import StatebookCommands

/// `statebook lint` on small books, each with a mistake.
@Suite struct LintCommandTests {
  let scratch = Scratch()

  private func lint(_ arguments: String..., plugins: [SimulationPlugin] = []) async
    -> CommandLineRun
  {
    await CommandLineRun(["lint"] + arguments, in: scratch, plugins: plugins)
  }

  private func chapter(_ body: String, _ name: String = "01-a.md") {
    scratch.write("---\ntitle: \(name)\n---\n\n\(body)\n", to: "chapters/en/\(name)")
  }

  @Test func aBookWithoutMistakesIsClean() async {
    chapter("A [link](02-b.md#here), ![an image](pic.svg) and [a file](../more/data.csv).")
    chapter("## Here\n\n```console\n$ echo\n```", "02-b.md")
    scratch.write("<svg/>", to: "chapters/en/pic.svg")
    scratch.write("1", to: "chapters/more/data.csv")
    scratch.write("hidden", to: "chapters/en/.draft.md.swp")
    let run = await lint()
    #expect(run.output == "2 chapters: nothing found\n")
    #expect(run.status == .success)
  }

  /// That a page cannot show what is not there is no second mistake.
  @Test(arguments: ["![it](a.png)", "[it](x.html)"], [["chapters/en/01-a.md"], []])
  func aMissingFileIsToldOnce(link: String, places: [String]) async {
    chapter("See \(link).")
    let run = await CommandLineRun(["lint"] + places, in: scratch, site: .pages())
    #expect(run.output.split(separator: " error: ").count == 2, "\(run.output)")
  }

  /// Each mistake is reported at its place, with its line, its cause or what to do.
  @Test(arguments: [
    ("See [it](02-b.md).", "5:5: error: no such chapter or file: 02-b.md", 2),
    ("See [it](#there).", "5:5: error: this chapter has no place `#there`", 2),
    ("See ![it](a.png).", "5:5: error: no such image: a.png", 2),
    ("## A\n\n#### B", "7:1: error: a heading of level 4 below one of level 2", 2),
    ("```consle\n$ x\n```", "5:4: error: unknown fence word `consle`", 2),
    ("```console\n$ echo (\n```", "6:9: error: bash: ", 2),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "5:1: error: a table between pipes", 2),
    ("<b>x</b>\n", "5:1: warning: raw HTML is left out of the page: `<b>`", 1),
    ("a <pod>\n", "5:3: error: raw HTML is left out of the page: `<pod>`", 2),
    ("<div>x</div>", "5:1: error: raw HTML is left out of the page, with all", 2),
    (
      "```console session=bad\n$ echo\n```\n\n```check\nIt is so: true\n```",
      "9:4: warning: this check runs in session main; the block before it is in session bad", 1
    ),
    ("See `web-7`.\n\n```console\n$ echo web-1\n```", "5:6: warning: no scenario of this", 1),
    ("It is ~~old~~ new.", "5:7: warning: this text is not struck through", 1),
    (
      "See `b.yaml`.\n\n```console\n$ touch a.yaml\n```",
      "5:6: warning: no scenario of this chapter has the file `b.yaml`", 1
    ),
  ])
  func aMistakeInAChapterIsFound(body: String, report: String, status: Int32) async {
    chapter(body)
    let run = await lint()
    #expect(run.status.rawValue == status, "\(run.output)")
    guard status > 0 else { return }
    #expect(run.output.hasPrefix("chapters/en/01-a.md:\(report)"), "\(run.output)")
    #expect(
      run.output.contains("\n5 | ") || run.output.contains("\n6 | ")
        || run.output.contains("\n7 | ") || run.output.contains("\n9 | "),
      "no line is shown: \(run.output)")
  }

  /// What a plugin draws besides the standard kinds of things, it says.
  @Test func aFigureMayShowWhatAPluginDraws() async {
    let drawing = SimulationPlugin(name: "sea", version: "1", summary: "Things of the sea") {
      $0.picture("sea", summary: "buoys", kinds: ["buoy", "lighthouse"]) { _, _ in }
    }
    chapter("```console id=a\n$ echo\n```\n\n```figure of=a kinds=lighthouse,pod\n```")
    #expect(await lint(plugins: [drawing]).output == "1 chapter: nothing found\n")
    let without = await lint()
    #expect(without.status == .differences)
    #expect(
      without.output.hasPrefix(
        "chapters/en/01-a.md:9:22: warning: no kind of things in pictures is called `lighthouse`\n"),
      "\(without.output)")
    #expect(without.output.contains("registrations.picture("), "\(without.output)")
    chapter("```console id=a\n$ echo\n```\n\n```figure of=a kinds=Lighthouse\n```")
    let misspelt = await lint(plugins: [drawing])
    #expect(misspelt.status == .mistake)
    #expect(misspelt.output.contains("did you mean `lighthouse`?"), "\(misspelt.output)")
  }

  @Test func filesThatNothingUsesAreFound() async {
    chapter("Text.")
    for name in ["en/old.png", "en/draft.markdown", "en/sub/02-b.md", "03-c.md", "notes.txt"] {
      scratch.write("x", to: "chapters/" + name)
    }
    let run = await lint()
    #expect(run.status == .differences)
    let heads = run.output.split(separator: "\n").filter { $0.contains(": warning: ") }
    #expect(
      heads == [
        "chapters/03-c.md: warning: this file is no chapter",
        "chapters/en/draft.markdown: warning: this file is no chapter",
        "chapters/en/old.png: warning: no chapter uses this file",
        "chapters/en/sub/02-b.md: warning: this file is no chapter",
        "chapters/notes.txt: warning: no chapter uses this file",
      ])
    #expect(run.output.hasSuffix("1 chapter: 5 warnings\n"))
  }

  @Test func aClaimThatNothingProvesIsFound() async {
    scratch.write("- id: a1\n  text: One.\n- id: a2\n  text: Two.\n", to: "chapters/claims.yaml")
    chapter("```console\n$ echo\n```\n\n```check claims=a1\nIt is so: true\n```")
    let run = await lint()
    #expect(run.status == .differences)
    #expect(
      run.output.hasPrefix(
        """
        chapters/claims.yaml:3:1: warning: nothing proves the claim `a2`
          |
        3 | - id: a2
          | ^
          = cause: no `check` fence names it

        """))
    // Of one chapter it is not known what the others prove.
    #expect(await lint("chapters/en/01-a.md").status == .success)
  }

  @Test func aProgramThatCannotBeStartedIsFound() async throws {
    chapter("Text.")
    scratch.write(
      "fences:\n  riddle: { program: fences/riddle, summary: A riddle. }\n", to: "book.yaml")
    #expect(await lint().output.contains("fences/riddle: warning: there is no such program\n"))
    scratch.write("#!/bin/sh\n", to: "fences/riddle")
    #expect(await lint().output.contains("= help: make it executable: chmod +x fences/riddle\n"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/fences/riddle")
    #expect(await lint().status == .success)
  }

  /// Files of the book are no files of a scenario.
  @Test func aFileOfTheBookMayBeNamed() async {
    chapter("See `book.yaml`, `claims.yaml`, `more/b.yaml`.\n\n```console\n$ touch a.yaml\n```")
    #expect(await lint().status == .differences)
    scratch.write("x", to: "more/b.yaml")
    #expect(await lint().output == "1 chapter: nothing found\n")
  }

  @Test func mistakesInTheSettingsAreShownWithTheirLine() async {
    chapter("Text.")
    scratch.write("titel: x\n", to: "book.yaml")
    #expect(await lint().output.contains("\n1 | titel: x\n"))
  }

  @Test func nothingIsRunThatTheTextAnswers() async {
    let counter = RunCounter()
    let plugin = SimulationPlugin(name: "counter", version: "1", summary: "counts worlds") {
      registrations in
      registrations.setting("counted", summary: "counts") { _ in
        counter.add()
        return []
      }
    }
    chapter("See `web-1`.\n\n```console\n$ echo web-1\n```")
    _ = await lint("--fresh", plugins: [plugin])
    let before = counter.count
    chapter("See `web-2`.\n\n```console\n$ echo web-1\n```")
    let run = await lint("--fresh", plugins: [plugin])
    #expect(run.status == .differences)
    #expect(counter.count - before > before)
  }

  @Test func theReportsForProgramsSayTheSame() async throws {
    scratch.write("- id: a1\n  text: One.\n", to: "chapters/claims.yaml")
    chapter("See [it](#there).")
    let github = await lint("--github")
    #expect(github.status == .mistake)
    #expect(
      github.output.hasPrefix("::warning file=chapters/claims.yaml,line=1,col=1::nothing proves"))
    #expect(github.output.contains("\n::error file=chapters/en/01-a.md,line=5,col=5::this chapter"))
    #expect(github.output.hasSuffix("\n1 chapter: 1 error, 1 warning\n"))
    let json = await lint("--json")
    let report = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let found = try #require(report?["diagnostics"] as? [[String: Any]])
    #expect(found.map { $0["line"] as? Int } == [1, 5])
    #expect(found.map { $0["severity"] as? String } == ["warning", "error"])
    let summary = try #require(report?["summary"] as? [String: Int])
    #expect(summary == ["chapters": 1, "errors": 1, "warnings": 1])
    let both = await lint("--json", "--github")
    #expect(both.status == .mistake)
    #expect(both.output == "" && both.errors.contains("choose one of --json and --github"))
  }

  @Test func theBookIsClean() async {
    let run = await CommandLineRun(
      ["lint", "--book", Repository.root], in: scratch, plugins: .standard, site: .pages())
    #expect(run.status == .success, "\(run.output)\(run.errors)")
  }
}
