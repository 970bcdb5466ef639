import Foundation
import Testing

@testable import Book
@testable import StatebookCommands

/// Who kills `accept` finds each chapter as it was or as it was to become, never half of it.
///
/// `STATEBOOK_KILLS=200` in front of `swift test` tries more moments. `StoppedAcceptTests` kills it at
/// each moment between two operations, in each run.
@Suite struct KilledAcceptTests {
  static let kills = Int(ProcessInfo.processInfo.environment["STATEBOOK_KILLS"] ?? "") ?? 6

  /// The program beside this test.
  private func program() throws -> String {
    let path = try #require(realpath("/proc/self/exe", nil))
    defer { free(path) }
    let folder = URL(filePath: String(cString: path)).deletingLastPathComponent()
    return folder.appending(path: "statebook").path
  }

  private func chapter(_ random: inout SeededGenerator, _ number: Int) -> String {
    var text = "---\ntitle: Chapter \(number)\n---\n"
    for _ in 0..<1 + random.next(below: 3) {
      text += String(repeating: "Words between. ", count: random.next(below: 3000)) + "\n\n"
      text += "```console\n"
      for _ in 0..<1 + random.next(below: 3) {
        text += "$ seq \(1 + random.next(below: 500))\n"
        if random.next(below: 2) == 0 { text += "wrong\n" }
      }
      text += "```\n\n"
    }
    return text
  }

  private func start(_ program: String, in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["accept", "--all", "--ci"]
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test func aKilledAcceptLeavesEachFileOldOrNew() async throws {
    let program = try program()
    try #require(FileManager.default.isExecutableFile(atPath: program))
    var random = SeededGenerator(seed: 5)
    let files = ["01-one", "02-two", "03-three"].map { "chapters/en/\($0).md" }
    var whole = Duration.milliseconds(200)
    var outcomes: Set<Int> = []
    for kill in 0...KilledAcceptTests.kills {
      let scratch = Scratch()
      let finished = Scratch()
      for (number, file) in files.enumerated() {
        let text = chapter(&random, number)
        scratch.write(text, to: file)
        finished.write(text, to: file)
      }
      for book in [scratch, finished] {
        let test = await CommandLineRun(["test"], in: book)
        try #require(test.status == .differences)
      }
      _ = await CommandLineRun(["accept", "--all"], in: finished)
      let old = files.map { scratch.bytes($0) }
      let new = files.map { finished.bytes($0) }
      try #require(zip(old, new).allSatisfy { $0 != $1 })

      let clock = ContinuousClock()
      let begin = clock.now
      let process = try start(program, in: scratch.path)
      // The first one is not killed: it tells how long it takes.
      if kill > 0 {
        try await Task.sleep(for: whole * random.next(below: 1100) / 1000)
        Foundation.kill(process.processIdentifier, SIGKILL)
      }
      process.waitUntilExit()
      if kill == 0 { whole = clock.now - begin }
      let now = files.map { scratch.bytes($0) }
      for index in files.indices {
        #expect(
          now[index] == old[index] || now[index] == new[index],
          "kill \(kill): \(files[index]) is half written")
      }
      outcomes.insert(zip(now, new).count { $0 == $1 })

      let again = await CommandLineRun(["accept", "--all"], in: scratch)
      #expect(again.status == .success, "kill \(kill): \(again.errors)")
      #expect(files.map { scratch.bytes($0) } == new, "kill \(kill)")
      #expect(await CommandLineRun(["test"], in: scratch).status == .success, "kill \(kill)")
      let remains = scratch.names("chapters/en").filter { $0.hasPrefix(".") }
      #expect(remains.isEmpty, "kill \(kill): \(remains)")
    }
    // With many kills all moments occur: before the first file, between two, behind the last.
    if KilledAcceptTests.kills >= 200 { #expect(outcomes == [0, 1, 2, 3]) }
  }
}
