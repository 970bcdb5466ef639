import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct BuildCommandTests {
  let scratch = Scratch()

  /// Writes one file for each chapter.
  static let site = SiteWriter { contents, run, _, folder in
    for chapter in run.chapters {
      let page = URL(filePath: "\(folder)/\(chapter.chapter.slug).html")
      try Data(contents.title.utf8).write(to: page)
    }
    return []
  }

  private func build(_ arguments: String..., site: SiteWriter = site) async -> CommandLineRun {
    await CommandLineRun(["build"] + arguments, in: scratch, site: site)
  }

  private func write(_ page: String) { scratch.write(page, to: "chapters/en/01-page.md") }

  @Test func aGreenBookIsPublishedAndTheLastLineNamesItsIndex() async {
    write(TestCommandTests.green)
    let run = await build()
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.lastLine == "site/public/index.html")
    #expect(scratch.names("site/public") == [".statebook-site", "page.html"])
    let elsewhere = await build("-o", "out/here")
    #expect(elsewhere.lastLine == "out/here/index.html")
    #expect(scratch.exists("out/here/page.html"))
  }

  @Test(arguments: [
    (TestCommandTests.red, CommandStatus.differences),
    ("---\ntitle: A\n---\n\n```consle\n$ true\n```\n", CommandStatus.mistake),
  ])
  func aBookThatIsNotGreenLeavesTheOldSite(_ page: String, _ status: CommandStatus) async {
    write(TestCommandTests.green)
    _ = await build()
    scratch.write(page, to: "chapters/en/02-bad.md")
    let run = await build()
    #expect(run.status == status)
    #expect(run.lastLine == "the site is not written")
    #expect(scratch.names("site/public") == [".statebook-site", "page.html"])
    #expect(scratch.names("site") == ["public"])
  }

  @Test(arguments: ["chapters/en/01-page.md", "chapters", "."])
  func aPlaceThatIsNoSiteIsRefusedBeforeAnythingRuns(_ place: String) async {
    write(TestCommandTests.green)
    let run = await build("-o", place)
    #expect(run.status == .mistake)
    #expect(run.errors.contains("help: choose another"))
    #expect(!scratch.exists(".statebook"), "it was run all the same")
    #expect(scratch.read("chapters/en/01-page.md") == TestCommandTests.green)
  }

  @Test func mistakesInPagesLeaveTheOldSite() async {
    write(TestCommandTests.green)
    _ = await build()
    let run = await build(
      site: SiteWriter { _, _, _, folder in
        try Data().write(to: URL(filePath: folder + "/half.html"))
        return [Diagnostic(file: "site/page.mustache", range: nil, "unknown key 'x'")]
      })
    #expect(run.status == .mistake)
    #expect(run.errors.contains("unknown key 'x'"))
    #expect(scratch.names("site/public") == [".statebook-site", "page.html"])
  }

  @Test func aMistakeOfOursLeavesTheOldSiteAndSaysSo() async {
    struct Surprise: Error {}
    write(TestCommandTests.green)
    _ = await build()
    let run = await build(site: SiteWriter { _, _, _, _ in throw Surprise() })
    #expect(run.status == .failure)
    #expect(scratch.names("site") == ["public"])
  }

  @Test(arguments: [".", "chapters", "chapters/en", "mine"])
  func aFolderThatIsNoSiteIsNotReplaced(_ folder: String) async {
    write(TestCommandTests.green)
    scratch.write("x", to: "mine/thesis.txt")
    let run = await build("-o", folder)
    #expect(run.status == .mistake)
    #expect(scratch.exists("chapters/en/01-page.md"))
    #expect(scratch.exists("mine/thesis.txt"))
  }
}
