import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

@Suite struct ExportTests {
  let scratch = Scratch()

  /// Runs a program in the scratch folder; nil when it is not installed.
  private func run(_ arguments: [String], input: String? = nil) throws -> (Int32, String)? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: scratch.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // What `env` says of a program that is not there.
    if process.terminationStatus == 127 { return nil }
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Writes a chapter outside a cluster and exports it to the folder `out`.
  @discardableResult
  private func export(_ body: String, title: String = "A chapter") async -> CommandLineRun {
    scratch.write(
      "---\ntitle: \"\(title)\"\ncluster: none\n---\n\n\(body)\n", to: "chapter.md")
    return await CommandLineRun(["export", "chapter.md", "-o", "out"], in: scratch)
  }

  private func play(_ arguments: String...) throws -> (Int32, String) {
    try #require(try run(["out/run.sh"] + arguments))
  }

  /// As a site is not: what somebody else put into a folder is not ours to replace.
  @Test(arguments: ["run.sh", "files/conf/greeting", "thesis.txt"])
  func aFolderThatIsNoExportIsRefused(_ file: String) async {
    scratch.write("precious", to: "out/" + file)
    let exported = await export("```text file=conf/greeting\nHello\n```")
    #expect(exported.status == .mistake)
    #expect(
      exported.errors == """
        statebook: error: out is not empty and is not an export that statebook has written
          help: choose another folder with --output, or remove this one

        """)
    #expect(scratch.read("out/" + file) == "precious")
    #expect(scratch.names("out").count == 1)
  }

  @Test func anExportAndAnEmptyFolderAreWrittenTo() async throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/out", withIntermediateDirectories: true)
    await export("```console\n$ true\n```")
    let exported = await export("```console\n$ echo 2\n2\n```")
    #expect(exported.status == .success, "\(exported.errors)")
    #expect(scratch.read("out/run.sh").contains("echo 2"))
  }

  @Test func aFileIsNoFolderToExportTo() async {
    scratch.write("precious", to: "out")
    let exported = await export("```console\n$ true\n```")
    #expect(exported.errors.hasPrefix("statebook: error: out is not a folder\n"))
    #expect(scratch.read("out") == "precious")
  }

  /// An empty folder there is still the book's.
  @Test func nothingIsExportedIntoTheChaptersOfABook() async throws {
    scratch.write("---\ntitle: A\n---\n\nWords.\n", to: "chapters/en/01-a.md")
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/chapters/fr", withIntermediateDirectories: true)
    let exported = await CommandLineRun(
      ["export", "chapters/en/01-a.md", "-o", "chapters/fr"], in: scratch)
    #expect(exported.status == .mistake)
    #expect(
      exported.errors.hasPrefix(
        "statebook: error: chapters/fr lies in the folder of the book's chapters\n"),
      "\(exported.errors)")
    #expect(scratch.names("chapters/fr").isEmpty)
  }

  @Test(arguments: BookChapterTests.contents.chapters.map(\.file))
  func bashAcceptsTheScriptOfEveryChapter(_ file: String) throws {
    let chapter = try #require(BookChapterTests.contents.chapters.first { $0.file == file })
    scratch.write(ChapterExport(chapter).files[0].text, to: "run.sh")
    let parsed = try #require(try run(["bash", "-n", "run.sh"]))
    #expect(parsed == (0, ""))
    // Only where it is installed.
    if let checked = try run(["shellcheck", "--severity=warning", "run.sh"]) {
      #expect(checked == (0, ""))
    }
  }

  @Test func commandsRunAndClaimsAreCounted() async throws {
    let exported = await export(
      """
      ```text file=conf/greeting
      Hello, "you"
      ```

      ```console
      $ name='it''s me'
      $ cat conf/greeting
      > echo "$name"
      $ false
      [1]
      $ true
      [3]
      ```

      ```check
      It's there: grep -q '"you"' conf/greeting
      The name is known: test "$name" = "its me"
      It is not so: exit 4
      It fails in a pipe: echo a | grep -q b
      ```
      """)
    #expect(exported.status == .success)
    #expect(exported.output == "out/run.sh\nout/files/conf/greeting\n")
    let (status, output) = try play()
    #expect(status == 1)
    #expect(
      output == """

        $ name='it''s me'

        $ cat conf/greeting
        echo "$name"
        Hello, "you"
        its me

        $ false

        $ true
        (ended with status 0; in the book with 3)
          holds: It's there
          holds: The name is known
          FAILS: It is not so
          FAILS: It fails in a pipe

        main: 2 claims hold, 2 fail, 0 not checked

        """)
  }

  @Test func aForkedSessionBeginsWithWhatLedToIt() async throws {
    await export(
      """
      ```text file=a
      old
      ```

      ```console id=first
      $ x=1
      ```

      ```console
      $ x=2
      ```

      ```text file=a
      new
      ```

      ```console from=first session=other
      $ echo "$x $(cat a)"
      1 new
      ```
      """)
    #expect(try play("--list") == (0, "main\nother\n"))
    let (status, output) = try play("other")
    #expect(status == 0)
    #expect(output.contains("\n1 new\n"))
    #expect(!output.contains("$ x=2"))
  }

  @Test func whatOnlyTheSimulationCanDoIsAskedFor() async throws {
    await export(
      """
      ```console
      $ sim crash node-1
      ```

      ```check
      It is known: sim audit db
      This is checked: echo simple
      ```
      """)
    let (status, output) = try play()
    #expect(status == 0)
    #expect(
      output.contains(
        "BY HAND: cut the power of these machines, or end this container by a signal: node-1\n"))
    #expect(output.contains("not checked, only the simulation knows: It is known\n"))
    #expect(output.hasSuffix("main: 1 claims hold, 0 fail, 1 not checked\n"))
  }

  @Test func aTitleCannotLeaveItsComment() async throws {
    let exported = await export("```console\n$ true\n```", title: "One\\ntouch here; $(touch here)")
    #expect(exported.status == .success)
    #expect(try play().0 == 0)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/here"))
  }

  @Test func aSessionThatIsNotThereIsRefused() async throws {
    await export("```console\n$ true\n```")
    #expect(
      try play("nosuch") == (2, "there is no session nosuch here; --list names them\n"))
  }

  @Test func aChapterWithMistakesIsNotExported() async {
    let exported = await export("```consol\n$ true\n```")
    #expect(exported.status == .mistake)
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out"))
  }

  @Test func aFolderIsNotAChapter() async {
    scratch.write("---\ntitle: A\n---\n", to: "chapters/en/01-a.md")
    scratch.write("---\ntitle: B\n---\n", to: "chapters/en/02-b.md")
    let run = await CommandLineRun(["export", "chapters/en"], in: scratch)
    #expect(run.status == .mistake)
    #expect(run.errors.contains("chapters/en is not one chapter"))
  }
}
