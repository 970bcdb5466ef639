import Foundation
import StatebookCommands
import Testing

@testable import Book

/// Fences that a program of the book turns into HTML, through the command line.
@Suite struct FenceProgramTests {
  private let scratch = Scratch()

  private func book(_ settings: String, program: String, fence: String) {
    scratch.write(settings, to: "book.yaml")
    scratch.write(program, to: "fences/say")
    try? FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/fences/say")
    scratch.write(
      "---\ntitle: A\n---\n\nText.\n\n" + fence, to: "chapters/en/01-a.md")
  }

  private static let settings = """
    fences:
      say:
        program: fences/say
        attributes: {tone: [low, high], loud: flag}
        timeout: 30

    """

  private func build(
    _ program: String, fence: String = "```say tone=low\nHello\n```\n", timeout: Int = 30
  ) async -> CommandLineRun {
    let settings = FenceProgramTests.settings.replacing("timeout: 30", with: "timeout: \(timeout)")
    book(settings, program: program, fence: fence)
    return await CommandLineRun(["build", "-o", "out"], in: scratch, site: .pages())
  }

  private var page: String { scratch.read("out/en/a.html") }

  @Test func theProgramIsAskedAndItsAnswerStandsInThePage() async {
    let run = await build(
      """
      #!/bin/sh
      printf '{"statebook": 1, "content": [{"element": "pre", "content": ['
      sed 's/[\\\\"]/\\\\&/g; s/^/"/; s/$/"/'
      printf ']}]}'

      """, fence: "```say tone=low loud\nHello \\\n```\n")
    #expect(run.status == .success, "\(run.errors)")
    #expect(
      page.contains(
        #"{"statebook":1,"word":"say","attributes":{"tone":"low","loud":true},"text":"Hello \\\n""#),
      "\(page)")
  }

  @Test func mistakesOfTheProgramsFindingStandAtTheirLine() async {
    let run = await build(
      """
      #!/bin/sh
      echo '{"statebook": 1, "errors": [{"line": 2, "message": "no", "help": "say yes"}]}'

      """, fence: "```say\nHello\nyou\n```\n")
    #expect(run.status == .mistake)
    #expect(run.errors.contains("chapters/en/01-a.md:9:1: error: no"), "\(run.errors)")
    #expect(run.errors.contains("say yes"))
    #expect(!scratch.exists("out/index.html"))
  }

  @Test(arguments: [
    ("#!/bin/sh\necho oh >&2; exit 3\n", "`fences/say` ended with status 3"),
    ("#!/bin/sh\nexec sleep 30\n", "`fences/say` did not end within 1 s"),
    ("#!/bin/sh\nexec yes\n", "`fences/say` wrote more than 1024 KiB"),
    ("#!/bin/sh\nyes >&2\n", "`fences/say` wrote more than 1024 KiB"),
    ("#!/bin/sh\necho hello\n", "`fences/say` gave an answer that cannot be used"),
    ("#!/no/such/shell\n", "`fences/say` cannot be started"),
  ])
  func aProgramThatFailsIsReportedAtItsFence(program: String, summary: String) async {
    let run = await build(program, timeout: program.contains("sleep") ? 1 : 30)
    #expect(run.status == .mistake)
    #expect(run.errors.contains("chapters/en/01-a.md:7:4: error: \(summary)"), "\(run.errors)")
  }

  private static let answer = "echo '{\"statebook\": 1, \"content\": [\"said\"]}'\n"

  /// Programs of which something would run for minutes.
  @Test(arguments: [
    ("#!/bin/sh\nsleep 300\n", 1), ("#!/bin/sh\nsleep 300 | sleep 300\n", 1),
    ("#!/bin/sh\nsleep 300 &\n" + answer, 100), ("#!/bin/sh\nsetsid sleep 300 &\n" + answer, 100),
  ])
  func nothingWaitsForWhatAProgramHasStarted(program: String, timeout: Int) {
    book(FenceProgramTests.settings, program: program, fence: "")
    let run = ProgramRun(
      executable: scratch.path + "/fences/say", folder: scratch.path, timeout: timeout, input: "")
    let start = ContinuousClock.now
    let outcome = run.outcome()
    #expect(ContinuousClock.now - start < .seconds(200))
    let said = "{\"statebook\": 1, \"content\": [\"said\"]}\n"
    #expect(outcome == (timeout == 1 ? .tookTooLong : .answered(said)))
  }

  @Test(arguments: ["sleep 1000\n", answer]) func whatAProgramHasStartedEndsWithIt(
    end: String
  ) async throws {
    _ = await build(
      "#!/bin/sh\nsleep 1000 &\necho $! >left\n" + end, timeout: end.hasPrefix("sleep") ? 1 : 30)
    let left = try #require(Int(scratch.read("left").split(separator: "\n").first ?? ""))
    let start = ContinuousClock.now
    // One that nobody takes note of stays as a zombie.
    while let line = try? String(contentsOfFile: "/proc/\(left)/stat", encoding: .utf8),
      !line.contains(") Z ")
    {
      try #require(ContinuousClock.now - start < .seconds(300))
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  @Test func aProgramNeedNotReadItsInput() async {
    let run = await build(
      "#!/bin/sh\nexec <&-\n" + FenceProgramTests.answer,
      fence: "```say\n" + String(repeating: "Hello\n", count: 50_000) + "```\n")
    #expect(run.status == .success, "\(run.errors)")
    #expect(page.contains("said"))
  }

  @Test func ofWhatAProgramWritesOnlyWhatItMayIsKept() throws {
    let group = try ProcessGroup("/usr/bin/yes", in: "/", input: "")
    defer { group.end() }
    for _ in 0..<100 { group.read(within: .milliseconds(10)) }
    #expect(group.outputs[0].count > ProgramRun.outputLimit)
    #expect(group.outputs[0].count <= ProgramRun.outputLimit + 64 << 10)
  }

  @Test func theCauseIsTheEndOfWhatAProgramSays() async {
    let run = await build(
      """
      #!/bin/sh
      for line in $(seq 400); do echo "  File \\"say.py\\", line $line"; done >&2
      echo 'ValueError: no tone' >&2
      exit 1

      """)
    #expect(run.errors.contains("ValueError: no tone"), "\(run.errors)")
    #expect(run.errors.contains("line 400"))
    #expect(!run.errors.contains("line 390"))
  }

  @Test func aProgramOutsideTheBookIsNotStarted() async {
    book(
      FenceProgramTests.settings.replacing("fences/say", with: "fences/link"), program: "",
      fence: "```say\n```\n")
    try? FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/fences/link", withDestinationPath: "/bin/true")
    let run = await CommandLineRun(["build", "-o", "out"], in: scratch, site: .pages())
    #expect(run.errors.contains("`fences/link` cannot be started"), "\(run.errors)")
  }

  @Test func attributesAreChecked() async {
    let run = await build("#!/bin/sh\n", fence: "```say tone=middle\n```\n")
    #expect(run.status == .mistake)
    #expect(
      run.output.contains("01-a.md:7:13: error: `tone` cannot be `middle`"),
      "\(run.output)\(run.errors)")
  }

  @Test func testsOfChaptersStartNoProgram() async {
    book(
      FenceProgramTests.settings, program: "#!/bin/sh\ntouch started\n", fence: "```say\n```\n")
    let run = await CommandLineRun(["test"], in: scratch)
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(!scratch.exists("started"))
  }

  @Test(arguments: [
    ("fences: 3\n", "1:1: error: `fences` must be a mapping"),
    ("fences:\n  note: {program: a}\n", "2:1: error: the fence word `note` is taken"),
    ("fences:\n  Say: {program: a}\n", "2:1: error: `Say` is not a fence word"),
    ("fences:\n  say: {}\n", "2:1: error: the fence `say` names no `program`"),
    ("fences:\n  say: fences/say\n", "2:1: error: the fence `say` has no settings"),
    ("fences:\n  say: {program: ../a}\n", "2:1: error: `program: ../a` is no path"),
    ("fences:\n  say: {program: /bin/sh}\n", "2:1: error: `program: /bin/sh` is no path"),
    ("fences:\n  say: {program: a, timeout: 0}\n", "2:1: error: `timeout` must be a number"),
    (
      "fences:\n  say: {program: a, version: 1.10}\n",
      "2:1: error: `version` must be a text, and this is a number"
    ),
    ("fences:\n  say: {program: a, sumary: b}\n", "2:1: error: unknown key `sumary`"),
    (
      "fences:\n  say:\n    program: a\n    attributes: {b: integer}\n",
      "4:1: error: the attribute `b` has no kind"
    ),
    (
      "fences:\n  say: {program: a, required: [b]}\n",
      "2:1: error: `b` is required, but is no attribute"
    ),
  ])
  func settingsThatCannotBeAreReported(settings: String, mistake: String) async {
    book(settings, program: "", fence: "")
    let run = await CommandLineRun(["test"], in: scratch)
    #expect(run.status == .mistake)
    #expect(
      (run.output + run.errors).contains("book.yaml:" + mistake), "\(run.output)\(run.errors)")
  }
}
