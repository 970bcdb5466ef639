import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

/// Files that nothing uses: in chapters, beside the programs of fences, in the theme of a book.
@Suite struct UnusedFileTests {
  let scratch = Scratch()

  private func lint(_ arguments: String...) async -> CommandLineRun {
    await CommandLineRun(["lint"] + arguments, in: scratch, site: .pages())
  }

  private func warnings(_ run: CommandLineRun) -> [String] {
    run.output.split(separator: "\n").filter { $0.contains(": warning: ") }.map(String.init)
  }

  private func chapter(_ body: String) {
    scratch.write("---\ntitle: A\n---\n\n\(body)\n", to: "chapters/en/01-a.md")
  }

  private func writeProgram(_ text: String, to name: String) {
    scratch.write(text, to: name)
    try? FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/" + name)
  }

  /// Commands and sentences that use the file `conf/web.yaml`.
  @Test(arguments: [
    "```console\n$ cat conf/web.yaml\na\n```", "```console\n$ cd conf; cat web.yaml\na\n```",
    "```console\n$ for f in web; do cat conf/$f.yaml; done\na\n```",
    "```console\n$ cat conf/{web,db}.yaml 2> errors\na\n[1]\n```",
    "```console\n$ cat conf/*.yaml\na\n```", "```console\n$ cat conf/w??.yaml\na\n```",
    "```console\n$ ls conf\nweb.yaml\n```", "```console\n$ grep -r a .\nconf/web.yaml:a\n```",
    "```console\n$ grep -r a ./conf\n./conf/web.yaml:a\n```",
    "```check\nIt is there: cat ./conf/web.yaml\n```", "The file `web.yaml` is for you.",
    "It is kept in web.yaml.",
    "```sh file=run.sh\ncat conf/web.yaml\n```\n\n```console\n$ sh run.sh\na\n```",
  ])
  func aFileThatIsUsedIsNoFinding(user: String) async {
    chapter("```yaml file=conf/web.yaml\na\n```\n\n\(user)")
    let run = await lint()
    #expect(run.status == .success, "\(run.output)")
  }

  @Test func aFileBehindAnOptionIsUsed() async {
    chapter("```text file=words\na\n```\n\n```console\n$ echo a | grep -fwords\na\n```")
    let run = await lint()
    #expect(run.status == .success, "\(run.output)")
  }

  @Test(arguments: [
    "```console\n$ cat other-web.yaml web.yaml.bak $x.yml || true\n```",
    "```console\n$ cat *.yml *.txt || true\n```",
    "The web.yam of old.", "```console\n$ ls config || true\n```",
    "```yaml file=web.yaml\n# once more, web.yaml\n```",
  ])
  func aFileThatNothingNamesIsFound(other: String) async {
    chapter("```yaml file=web.yaml\n# this is web.yaml\n```\n\n\(other)")
    let run = await lint("chapters/en/01-a.md")
    #expect(
      warnings(run) == ["chapters/en/01-a.md:5:4: warning: nothing uses the file `web.yaml`"],
      "\(run.output)")
  }

  @Test func filesBesideProgramsOfFencesHaveToBeNamed() async {
    chapter("Text.")
    scratch.write(
      "fences: { say: { program: fences/say.py, summary: It says. } }\n", to: "book.yaml")
    writeProgram("#!/usr/bin/env python3\nimport words\n", to: "fences/say.py")
    scratch.write("open('fences/data/more.txt')\n", to: "fences/words.py")
    for name in ["data/more.txt", "__pycache__/words.pyc", "README.md", "old.py", "say-2.py"] {
      scratch.write("x", to: "fences/" + name)
    }
    #expect(
      warnings(await lint()) == [
        "fences/old.py: warning: no fence uses this file",
        "fences/say-2.py: warning: no fence uses this file",
      ])
  }

  @Test func filesOfTheThemeHaveToHaveAnEffect() async {
    chapter("See ![it](../../site/shown.png).")
    for name in [
      "style.css", "robots.txt", "CNAME", "favicon.ico", "README.md", "shown.png", "mine.css",
      "public/old.css", "words/vi.yaml", "old.js", "fonts/a.woff2", "templates/notes.txt",
    ] {
      scratch.write("x", to: "site/" + name)
    }
    let words = String(decoding: Repository.bytes("site/words/en.yaml"), as: UTF8.self)
    for language in ["en", "vi", "xx"] { scratch.write(words, to: "site/words/\(language).yaml") }
    let head = String(decoding: Repository.bytes("site/templates/head.mustache"), as: UTF8.self)
    scratch.write(
      head + "<link rel=\"stylesheet\" href=\"{{root}}mine.css\">{{> mine}}",
      to: "site/templates/head.mustache")
    scratch.write("x", to: "site/templates/mine.mustache")
    scratch.write("x", to: "site/templates/other.mustache")
    let run = await lint()
    #expect(
      warnings(run) == [
        "site/fonts/a.woff2: warning: nothing uses this file of the theme",
        "site/old.js: warning: nothing uses this file of the theme",
        "site/templates/notes.txt: warning: nothing uses this file of the theme",
        "site/templates/other.mustache: warning: nothing uses this file of the theme",
        "site/words/xx.yaml: warning: nothing uses this file of the theme",
      ], "\(run.output)")
    #expect(run.output.contains("= cause: the book has no chapters in `xx`\n"))
  }

  @Test func aPublishedSiteIsNoPartOfTheTheme() async {
    chapter("Text.")
    _ = await CommandLineRun(["build", "-o", "site/out"], in: scratch, site: .pages())
    #expect(scratch.exists("site/out/style.css"))
    #expect(await lint().status == .success)
  }
}
