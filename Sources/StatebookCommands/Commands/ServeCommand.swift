import ArgumentParser
import Book
import Foundation
import Preview

/// `statebook serve`.
struct ServeCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the book in a browser here, and each change as it is saved.",
    discussion: """
      It answers on 127.0.0.1 only. When a file is saved, what it changes is run again and open \
      pages show it, with mistakes at their places. New outputs can be accepted in the page. \
      Ctrl-C ends it.
      """)

  @OptionGroup var options: BookOptions
  @OptionGroup var running: RunOptions
  @Option(
    help: ArgumentHelp(
      "The port, a number from 1 to 65535; without it a free one.", valueName: "port"),
    transform: { text in
      guard let port = UInt16(text), port > 0 else {
        throw ValidationError("a port is a number from 1 to 65535")
      }
      return port
    })
  var port: UInt16?
  @Flag(help: "Open the book in a browser.")
  var open = false

  func run(in installation: Installation) async throws -> CommandStatus {
    let surroundings = installation.surroundings
    let root = try Selection.root(options, surroundings)
    guard let root else {
      throw Refusal(
        "there is no book here: no folder 'chapters' in \(surroundings.workingDirectory) "
          + "or above it",
        help: "name the folder of a book with --book")
    }
    guard let look = installation.site?.look else {
      throw Refusal("nothing is installed that makes single pages of a site")
    }
    let folder = BookSource(folder: URL(filePath: root)).folder.path
    let engine = RunOptions.keepsResults(in: surroundings) ? EngineIdentity.current : nil
    let preview = Preview(
      root: folder, fences: installation.fences, runner: installation.runner, look: look,
      results: engine.map { ResultStore(root: folder, engine: $0) },
      isFresh: running.fresh, port: port,
      style: TextStyle(isColoured: surroundings.usesColour), program: surroundings.program,
      shown: { surroundings.shown(folder + "/" + $0) }, write: surroundings.write)
    let isOpened = open
    try await preview.run(
      started: { address in
        guard isOpened else { return }
        ServeCommand.open(address) {
          surroundings.writeError("statebook: warning: no browser could be opened\n")
        }
      }, until: surroundings.waitForInterrupt)
    surroundings.write("ended\n")
    return .success
  }

  /// Asks the desktop to open an address. Some browsers stay in front; nothing waits for them.
  /// - Parameter failed: called when there is none.
  private static func open(_ address: String, failed: @escaping @Sendable () -> Void) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xdg-open", address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { if $0.terminationStatus != 0 { failed() } }
    do { try process.run() } catch { failed() }
  }
}
