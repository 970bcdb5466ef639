import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

/// What a build refuses, `lint` finds, in the same words.
@Suite struct BuildLintTests {
  let scratch = Scratch()

  private func run(_ arguments: String...) async -> CommandLineRun {
    await CommandLineRun(arguments, in: scratch, site: .pages())
  }

  private func chapter(_ body: String, _ name: String = "en/01-a.md") {
    scratch.write("---\ntitle: \(name)\n---\n\n\(body)\n", to: "chapters/\(name)")
  }

  private func program(_ text: String) {
    scratch.write(text, to: "fences/say")
    try? FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/fences/say")
  }

  /// The reports of a command, without the lines of the sources and what is counted.
  private func heads(_ run: CommandLineRun) -> [String] {
    (run.output + run.errors).split(separator: "\n").filter { $0.contains(": error: ") }
      .map(String.init)
  }

  enum Book: String, CaseIterable {
    case fileOfAnotherKind, imageOfAnotherKind, unknownKey, unknownWord, noLanguage
    case programThatFails, programThatFinds
  }

  @Test(arguments: [
    (Book.fileOfAnotherKind, "chapters/en/01-a.md:5:5: error: the site carries no files of this"),
    (.imageOfAnotherKind, "chapters/en/01-a.md:5:5: error: the page cannot show this file"),
    (.unknownKey, "site/templates/404.mustache:1:1: error: "),
    (.unknownWord, "site/words/en.yaml:"),
    (.noLanguage, "chapters/english: error: `english` is not the code of a language"),
    (.programThatFails, "chapters/en/01-a.md:5:4: error: `fences/say` ended with status 3"),
    (.programThatFinds, "chapters/en/01-a.md:7:1: error: no"),
  ])
  func whatABuildRefusesIsFound(book: Book, report: String) async {
    chapter("Text.", "en/02-b.md")
    switch book {
    case .fileOfAnotherKind:
      chapter("See [x](a.bin).")
      scratch.write("x", to: "chapters/en/a.bin")
    case .imageOfAnotherKind:
      chapter("See ![x](a.txt).")
      scratch.write("x", to: "chapters/en/a.txt")
    case .unknownKey: scratch.write("{{nonsense}}", to: "site/templates/404.mustache")
    case .unknownWord: scratch.write("nonsense: 3\n", to: "site/words/en.yaml")
    case .noLanguage: chapter("Text.", "english/01-a.md")
    case .programThatFails, .programThatFinds:
      scratch.write(
        "fences: { say: { program: fences/say, summary: It says. } }\n", to: "book.yaml")
      chapter("```say\none\ntwo\n```")
      program(
        book == .programThatFails
          ? "#!/bin/sh\nexit 3\n"
          : "#!/bin/sh\necho '{\"statebook\": 1, \"errors\": [{\"line\": 2, \"message\": \"no\"}]}'\n"
      )
    }
    #expect(await run("test").status == .success)
    let build = await run("build", "-o", "out")
    #expect(build.status == .mistake)
    #expect(heads(build).contains { $0.hasPrefix(report) }, "\(build.errors)")
    let lint = await run("lint")
    #expect(lint.status == .mistake)
    #expect(heads(lint) == heads(build))
  }

  @Test func whatOneChapterHasIsFoundInItAlone() async {
    chapter("See [x](a.bin).")
    chapter("See [x](b.bin).", "en/02-b.md")
    scratch.write("x", to: "chapters/en/a.bin")
    scratch.write("x", to: "chapters/en/b.bin")
    scratch.write("{{nonsense}}", to: "site/templates/404.mustache")
    let all = await run("lint")
    #expect(all.output.hasSuffix("2 chapters: 3 errors\n"), "\(all.output)")
    #expect(all.output.contains("\n1 | {{nonsense}}\n"), "the line of the template is not shown")
    let one = await run("lint", "chapters/en/02-b.md")
    #expect(one.output.hasPrefix("chapters/en/02-b.md:5:5: error: the site carries no files"))
    #expect(one.output.hasSuffix("1 chapter: 1 error\n"), "\(one.output)")
  }

  @Test func aLanguageThatTheThemeDoesNotSpeakIsAWarning() async {
    chapter("Text.", "xx/01-a.md")
    let lint = await run("lint")
    #expect(lint.status == .differences)
    #expect(lint.output.hasPrefix("chapters/xx: warning: the theme has no words in `xx`\n"))
  }

  /// A mistake in the text of a chapter is not told a second time for its page.
  @Test func aMistakeIsToldOnce() async {
    chapter("Text.", "en/01-a.md")
    chapter("Text.", "en/02-a.md")
    let lint = await run("lint")
    #expect(lint.output.hasSuffix("2 chapters: 1 error\n"), "\(lint.output)")
  }
}
