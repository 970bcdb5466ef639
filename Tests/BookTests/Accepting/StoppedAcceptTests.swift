import Foundation
import Synchronization
import Testing

@testable import Book
@testable import StatebookCommands

/// `accept` is killed at each moment between two of its operations on the disk, one after the other.
@Suite struct StoppedAcceptTests {
  /// Accepts one output of two, and all of another chapter: what is left to accept is written too.
  static let arguments = ["accept", "chapters/en/01-one.md:5", "chapters/en/02-two.md"]
  static let files = ["chapters/en/01-one.md", "chapters/en/02-two.md"]

  private static func book() async throws -> Scratch {
    let scratch = Scratch()
    for file in files {
      scratch.write(
        """
        ---
        title: Chapter \(file.hasSuffix("one.md") ? "one" : "two")
        ---
        ```console
        $ seq 3
        $ echo end
        wrong
        ```

        ```check
        It is so: test 1 = 1
        ```

        """, to: file)
    }
    try #require(await CommandLineRun(["test"], in: scratch).status == .differences)
    return scratch
  }

  /// Accepts in a folder and calls `stop` at each moment with its number.
  static func accept(
    in folder: String, stop: @escaping @Sendable (Int, FileMoment, String) -> Void
  ) async -> CommandStatus {
    let count = Mutex(0)
    let watcher: @Sendable (FileMoment, String) -> Void = { moment, path in
      let number = count.withLock {
        $0 += 1
        return $0
      }
      stop(number, moment, path)
    }
    return await FileMoment.$watcher.withValue(watcher) {
      await Statebook.run(
        arguments, plugins: [], site: { _ in nil },
        surroundings: Surroundings(
          workingDirectory: folder, program: "statebook", variables: [:], isTerminal: false,
          write: { _ in }, writeError: { _ in }, readAnswer: { nil }))
    }
  }

  @Test func whereverAnAcceptIsKilledTheNextOneGoesOn() async throws {
    let finished = try await StoppedAcceptTests.book()
    let old = StoppedAcceptTests.files.map { finished.bytes($0) }
    let passed = Mutex<[(moment: FileMoment, name: String)]>([])
    let status = await StoppedAcceptTests.accept(in: finished.path) { _, moment, path in
      let name = URL(filePath: path).lastPathComponent
      passed.withLock { $0.append((moment, name)) }
    }
    try #require(status == .success)
    let new = StoppedAcceptTests.files.map { finished.bytes($0) }
    try #require(zip(old, new).allSatisfy { $0 != $1 })
    let moments = passed.withLock { $0 }
    #expect(Set(moments.map(\.moment)) == Set(FileMoment.allCases))
    for name in ["01-one.md", "01-one.md.json", "01-one.md.next.json", "02-two.md"] {
      #expect(moments.count { $0.name == name } >= 5, "\(name) is not written: \(moments)")
    }

    var outcomes: [Int] = []
    for number in 1...moments.count {
      let scratch = try await StoppedAcceptTests.book()
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [folder = scratch.path as String, number = number as Int] in
        _ = await StoppedAcceptTests.accept(in: folder) { now, _, _ in
          if now == number { kill(getpid(), SIGKILL) }
        }
      }
      let place = "killed at \(moments[number - 1])"
      let now = StoppedAcceptTests.files.map { scratch.bytes($0) }
      for index in now.indices {
        #expect(now[index] == old[index] || now[index] == new[index], "\(place): half written")
      }
      outcomes.append(zip(now, new).count { $0 == $1 })

      let again = await CommandLineRun(StoppedAcceptTests.arguments, in: scratch)
      #expect(again.status == .success, "\(place): \(again.errors)")
      #expect(StoppedAcceptTests.files.map { scratch.bytes($0) } == new, "\(place)")
      let rest = await CommandLineRun(["accept", "--all"], in: scratch)
      #expect(rest.output.contains("accepted chapters/en/01-one.md:9: $ echo end"), "\(place)")
      #expect(await CommandLineRun(["test"], in: scratch).status == .success, "\(place)")
      #expect(scratch.names("chapters/en").count == 2, "\(place): a draft is left")
      #expect(scratch.names(".statebook/proposals/chapters/en") == [], "\(place)")
    }
    #expect(Set(outcomes) == [0, 1, 2])
    #expect(outcomes == outcomes.sorted(), "what was in its place is not taken back")
  }
}
