import Foundation
import Sessions
import Simulation
import Synchronization
import Testing

@testable import Book
@testable import StatebookCommands

/// What commands do with results that are kept.
@Suite struct KeptResultTests {
  static let page = """
    ---
    title: A chapter
    ---
    ```console
    $ echo one
    one
    ```

    """

  /// A plugin whose command does something outside of its world.
  private func plugin(_ act: @escaping @Sendable () -> Void) -> SimulationPlugin {
    SimulationPlugin(name: "acting", version: "1.0", summary: "Acts") { registrations in
      registrations.command("act", summary: "does something outside") {
        ImmediateProgram { _ in
          act()
          return 0
        }
      }
    }
  }

  @Test func settingsThatAreSavedMeanwhileAreNotThoseOfTheResult() async {
    let scratch = Scratch()
    scratch.write("title: Before\n", to: "book.yaml")
    scratch.write(
      KeptResultTests.page.replacing("echo one\none", with: "act"), to: "chapters/en/01-a.md")
    let file = scratch.path + "/book.yaml"
    let plugins = [plugin { try? Data("title: After\n".utf8).write(to: URL(filePath: file)) }]
    let first = await CommandLineRun(["test"], in: scratch, plugins: plugins)
    #expect(first.status == .success, "\(first.output)")
    #expect(scratch.read("book.yaml") == "title: After\n")
    let second = await CommandLineRun(["test"], in: scratch, plugins: plugins)
    #expect(!second.output.contains("not changed"), "the result is that of other settings")
    let third = await CommandLineRun(["test"], in: scratch, plugins: plugins)
    #expect(third.output.contains("1 chapter not changed"))
  }

  @Test func resultsOfChaptersThatAreGoneAreRemovedWithTheWholeBook() async {
    let scratch = Scratch()
    let folder = ".statebook/results/chapters/en"
    for name in ["01-a", "02-b", "03-c"] {
      scratch.write(KeptResultTests.page, to: "chapters/en/\(name).md")
    }
    _ = await CommandLineRun(["test"], in: scratch)
    #expect(scratch.names(folder).count == 3)
    scratch.write("not a result", to: folder + "/notes.txt")
    try? FileManager.default.removeItem(atPath: scratch.path + "/chapters/en/02-b.md")
    try? FileManager.default.moveItem(
      atPath: scratch.path + "/chapters/en/03-c.md", toPath: scratch.path + "/chapters/en/04-d.md")
    let part = await CommandLineRun(["test", "chapters/en/01-a.md"], in: scratch)
    #expect(part.status == .success)
    #expect(scratch.names(folder).count == 4, "of a part one knows nothing about the rest")
    _ = await CommandLineRun(["test"], in: scratch)
    #expect(scratch.names(folder) == ["01-a.md.result", "04-d.md.result", "notes.txt"])
  }

  @Test(arguments: [["test"], ["test", "--fresh"], ["claims"]])
  func whatATestRanABuildDoesNotRunAgain(_ command: [String]) async throws {
    let scratch = Scratch()
    scratch.write(KeptResultTests.page, to: "chapters/en/01-a.md")
    let site = SiteWriter { _, _, _, _ in [] }
    _ = await CommandLineRun(["build"], in: scratch, site: site)
    scratch.write(KeptResultTests.page + "More.\n", to: "chapters/en/01-a.md")
    #expect(await CommandLineRun(command, in: scratch).status == .success)
    let build = await CommandLineRun(["build"], in: scratch, site: site)
    #expect(build.status == .success, "\(build.output)\(build.errors)")
    #expect(build.output.contains("1 chapter not changed"), "\(build.output)")
  }

  /// Two programs that differ in a byte only, each run as an author runs it.
  @Test func anotherBuildOfTheProgramRunsEverythingAgain() throws {
    let scratch = Scratch()
    scratch.write(KeptResultTests.page, to: "chapters/en/01-a.md")
    let path = try #require(realpath("/proc/self/exe", nil))
    defer { free(path) }
    let built = URL(filePath: String(cString: path)).deletingLastPathComponent()
      .appending(path: "statebook")
    let programs = ["one", "two"].map { URL(filePath: scratch.path + "/" + $0) }
    for program in programs { try FileManager.default.copyItem(at: built, to: program) }
    let handle = try FileHandle(forWritingTo: programs[1])
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    var outputs: [String] = []
    for program in [programs[0], programs[0], programs[1], programs[1], programs[0]] {
      let process = Process()
      let pipe = Pipe()
      process.executableURL = program
      process.arguments = ["test"]
      process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "CI" }
      process.currentDirectoryURL = URL(filePath: scratch.path)
      process.standardOutput = pipe
      try process.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      outputs.append(String(decoding: output, as: UTF8.self))
      #expect(process.terminationStatus == 0)
    }
    #expect(
      outputs.map { $0.contains("not changed") } == [false, true, false, true, false],
      "\(outputs)")
  }
}
