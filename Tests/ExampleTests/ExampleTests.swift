import Foundation
import OtherPrograms
import Testing

/// Books with plugins of their own, built from outside as their authors do.
@Suite(.serialized) struct ExampleTests {
  /// The program of a package, built in the folder of the release build that is compared with the
  /// debug build: statebook itself is compiled once for both. What was planned there for another
  /// package is not taken for this one's plan.
  private func program(_ name: String, of package: URL) throws -> String {
    let scratch = Checkout.root.appending(path: ".build/compare")
    let build = try ProgramRun(
      [
        "swift", "build", "--configuration", "release", "--scratch-path", scratch.path,
        "--package-path", package.path, "--disable-build-manifest-caching",
      ],
      in: package)
    try #require(build.status == 0, "\(build.output.suffix(4000))")
    return scratch.appending(path: "release/\(name)").path
  }

  private func withScratch(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "statebook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func aBookWithAQueueAndFencesOfItsOwnPasses() throws {
    let package = Checkout.root.appending(path: "Tests/Examples/MessageQueue")
    let book = try program("MessageBook", of: package)
    let test = try ProgramRun([book, "test", "--fresh"], in: package)
    #expect(test.status == 0, "\(test.output)")
    #expect(test.output.hasSuffix("36 passed, 0 failed (30 commands, 6 claims)\n"))
    let lint = try ProgramRun([book, "lint"], in: package)
    #expect(lint.output == "3 chapters: nothing found\n")
    let plugins = try ProgramRun([book, "plugins"], in: package)
    for line in [
      "queue 1.0  A message queue", "  image queue ", "  setting messages ", "  kind Queue ",
      "  controller queue-controller ", "  fault lose ", "  dialogue  Who says what",
    ] {
      #expect(plugins.output.contains(line), "\(plugins.output)")
    }
    try withScratch { folder in
      let build = try ProgramRun([book, "build", "-o", folder.path + "/site"], in: package)
      #expect(build.status == 0, "\(build.output)")
      let page = try String(
        contentsOf: folder.appending(path: "site/en/messages-wait.html"), encoding: .utf8)
      #expect(page.contains("<dt>Warehouse</dt><dd>(is having lunch)</dd>"))
      #expect(page.contains("<summary>The answer (easy)</summary>"))
      #expect(page.contains("1 message"), "no picture shows the messages of the queue")
    }
  }

  @Test func aNewBookBuildsAndPassesAtOnce() throws {
    try withScratch { folder in
      let tool = Bundle.main.executableURL?.deletingLastPathComponent()
        .appending(path: "statebook")
      let built = try #require(
        [tool, Checkout.root.appending(path: ".build/debug/statebook")].compactMap(\.self)
          .first { FileManager.default.isExecutableFile(atPath: $0.path) })
      let made = try ProgramRun(
        [built.path, "new", "My book!", "--title", "Tide & time <1>"], in: folder)
      #expect(made.status == 0, "\(made.output)")
      let package = folder.appending(path: "My book!")
      let book = try program("book", of: package)
      let test = try ProgramRun([book, "test"], in: package)
      #expect(test.status == 0, "\(test.output)")
      #expect(test.output.hasSuffix("14 passed, 0 failed (12 commands, 2 claims)\n"))
      let claims = try ProgramRun([book, "claims"], in: package)
      #expect(claims.output.hasSuffix("2 of 2 proved\n"))
      let build = try ProgramRun([book, "build"], in: package)
      #expect(build.status == 0, "\(build.output)")
      let index = try String(
        contentsOf: package.appending(path: "site/public/index.html"), encoding: .utf8)
      #expect(index.contains("Tide &amp; time &lt;1&gt;"))
      let format = try ProgramRun(
        ["swift", "format", "lint", "--strict", "--recursive", "Sources", "Package.swift"],
        in: package)
      #expect(format.status == 0, "\(format.output)")
    }
  }
}
