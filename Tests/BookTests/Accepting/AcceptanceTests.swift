import Foundation
import Testing

@testable import Book

@Suite struct AcceptanceTests {
  let scratch = Scratch()
  var store: ProposalStore { ProposalStore(root: scratch.path) }
  var acceptance: Acceptance { acceptance(Page.runner) }

  private func acceptance(_ runner: ChapterRunner) -> Acceptance {
    Acceptance(runner: runner, store: store) { ChapterReader().read($0, file: $1) }
  }

  /// Runs the chapter in a file and keeps what that proposes, as a test does.
  @discardableResult
  private func test(_ name: String = "a.md") throws -> ChapterRun {
    let run = Page(bytes: scratch.bytes(name), file: name).run()
    try store.keep(run)
    return run
  }

  private func accept(_ lines: [Int]? = nil, _ name: String = "a.md") throws -> Int {
    try acceptance.accept(name, at: scratch.path + "/" + name, lines: lines).accepted.count
  }

  private func page(_ body: String) -> Page {
    let page = Page(body)
    scratch.write(page.text, to: "a.md")
    return page
  }

  @Test func anAcceptedOutputIsWrittenAndGreen() throws {
    let page = page(
      """
      ```console
      $ echo one
      $ echo two; false
      wrong
      $ echo three
      ```
      """)
    #expect(try !test().passed)
    #expect(try accept([page.line(of: "wrong")]) == 1)
    #expect(
      scratch.read("a.md").contains("$ echo one\n$ echo two; false\ntwo\n[1]\n$ echo three\n```"))
    #expect(try accept() == 2)
    #expect(try test().passed)
    #expect(!scratch.exists(".statebook/proposals/a.md.json"))
  }

  @Test func proposalsOfChaptersThatAreGoneAreRemovedWithTheNextRun() throws {
    let page = page("```console\n$ echo one\nwrong\n```")
    for name in ["b.md", "c.md.json", "d.md"] {
      scratch.write(page.text, to: name)
      try test(name)
      #expect(scratch.exists(".statebook/proposals/\(name).json"))
    }
    scratch.write("{}", to: ".statebook/proposals/b.md.next.json")
    try FileManager.default.removeItem(atPath: scratch.path + "/b.md")
    try test()
    #expect(!scratch.exists(".statebook/proposals/b.md.json"))
    #expect(!scratch.exists(".statebook/proposals/b.md.next.json"))
    for name in ["a.md", "c.md.json", "d.md"] {
      #expect(scratch.exists(".statebook/proposals/\(name).json"), "\(name) is there")
    }
    // One that proposes nothing does it, too.
    try FileManager.default.removeItem(atPath: scratch.path + "/d.md")
    #expect(try accept() == 1)
    #expect(!scratch.exists(".statebook/proposals/d.md.json"))
  }

  /// Who is killed behind the file has not told any more that it was written.
  @Test func acceptingGoesOnWhereAKilledOneEnded() throws {
    let page = page(
      """
      ```console
      $ echo one
      $ echo two
      ```
      """)
    let proposals = ".statebook/proposals/a.md"
    try test()
    let before = scratch.read(proposals + ".json")
    #expect(try accept([page.line(of: "echo one")]) == 1)
    #expect(!scratch.exists(proposals + ".next.json"), "nothing is left of one that ended")
    scratch.write(scratch.read(proposals + ".json"), to: proposals + ".next.json")
    scratch.write(before, to: proposals + ".json")
    #expect(try accept() == 1)
    #expect(scratch.read("a.md").contains("$ echo one\none\n$ echo two\ntwo\n```"))
    #expect(try test().passed)
    #expect(scratch.names(".statebook/proposals").isEmpty)
  }

  @Test func acceptingTwiceChangesNothing() throws {
    let page = page(
      """
      ```console
      $ echo one
      ```
      """)
    try test()
    #expect(try accept([page.line(of: "echo")]) == 1)
    let bytes = scratch.bytes("a.md")
    #expect(try accept([page.line(of: "echo")]) == 0)
    #expect(try accept() == 0)
    #expect(scratch.bytes("a.md") == bytes)
  }

  @Test func aPageThatChangedSinceItsRunIsRefused() throws {
    let page = page(
      """
      ```console
      $ echo one
      ```
      """)
    try test()
    scratch.write(page.text + "\nMore.\n", to: "a.md")
    let refusal = #expect(throws: Refusal.self) { try accept() }
    #expect(refusal?.summary.contains("changed since") == true)
    #expect(scratch.read("a.md") == page.text + "\nMore.\n")
  }

  @Test func aPageWithARedClaimAcceptsNothing() throws {
    let page = page(
      """
      ```console
      $ echo one
      ```
      ```check
      It is so: false
      ```
      """)
    try test()
    let refusal = #expect(throws: Refusal.self) { try accept() }
    #expect(refusal?.summary.contains("a.md:\(page.line(of: "It is so"))") == true)
    #expect(scratch.read("a.md") == page.text)
  }

  @Test func anOutputThatComesOutDifferentlyIsRolledBack() throws {
    let page = page(
      """
      ```console
      $ echo one
      ```
      """)
    try test()
    let path = scratch.path + "/.statebook/proposals/a.md.json"
    let proposal = try String(contentsOfFile: path, encoding: .utf8)
    try proposal.replacing("one\\n", with: "two\\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: Refusal.self) { try accept() }
    #expect(scratch.read("a.md") == page.text)
  }

  @Test func aDamagedProposalIsRefused() throws {
    _ = page(
      """
      ```console
      $ echo one
      ```
      """)
    try test()
    scratch.write("{", to: ".statebook/proposals/a.md.json")
    #expect(throws: Refusal.self) { try accept() }
  }

  @Test func aChapterBehindALinkStaysBehindIt() throws {
    let page = Page(
      """
      ```console
      $ echo one
      ```
      """)
    let target = scratch.write(page.text, to: "real/b.md")
    symlink(target, scratch.path + "/a.md")
    try test()
    #expect(try accept() == 1)
    var status = stat()
    lstat(scratch.path + "/a.md", &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(scratch.read("real/b.md").contains("$ echo one\none\n"))
  }

  @Test func permissionsAreKept() throws {
    let page = page(
      """
      ```console
      $ echo one
      ```
      """)
    let path = scratch.write(page.text, to: "a.md")
    chmod(path, 0o600)
    try test()
    #expect(try accept() == 1)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o7777 == 0o600)
  }

  @Test(arguments: [
    "- item\n\n  ```console\n  $ COMMAND\n  ```",
    "1. item\n\n   - item\n\n     ```console\n     $ COMMAND\n     old\n     ```",
    "> ```console\n> $ COMMAND\n> old\n> ```",
    "> - ```console\n>   $ COMMAND\n>   ```\n>   more",
    "  ```console\n  $ COMMAND\n  ```",
    "~~~~console\n$ COMMAND\nold\n~~~~",
    "````console\n$ COMMAND\n````",
    "```note\n```\n\n```console\n$ COMMAND\n```",
  ])
  func everyPlaceOfAFenceKeepsItsForm(_ form: String) throws {
    for command in [
      "printf 'a\\n\\n  b\\n'", "printf '$ x\\n[1]\\n```\\n~~~~\\n> \\n\\\\$ x\\n'", "printf 'x'",
      "printf '\\n'", "printf '\\n\\n'", "false", "printf ' ```\\n\\ta\\n'",
    ] {
      for ending in ["\n", "\r\n"] {
        let body = form.replacing("COMMAND", with: command)
        let text = "---\ntitle: A\n---\n\nBefore.\n\n\(body)\n\nAfter.\n"
          .replacing("\n", with: ending)
        scratch.write(text, to: "a.md")
        let run = try test()
        #expect(run.wasRun, "\(run.diagnostics) \(text)")
        #expect(try accept() == 1)
        let now = try test()
        #expect(now.passed, "\(scratch.read("a.md"))")
        let bytes = scratch.bytes("a.md")
        let step = run.steps[0].step.region.offsets
        #expect(bytes.starts(with: Array(text.utf8)[..<step.lowerBound]))
        #expect(
          bytes.suffix(text.utf8.count - step.upperBound) == Array(text.utf8)[step.upperBound...])
      }
    }
  }
}
