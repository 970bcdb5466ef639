import Book
import Foundation
import StatebookCommands
import Synchronization
import Testing

@testable import Preview

/// A folder with a small book, removed with it.
final class WrittenBook: Sendable {
  let path: String

  static let greeting = """
    ---
    title: A greeting
    ---
    ## First

    Some words.

    ```console id=greet
    $ echo hello
    hello
    ```

    ## Second

    ```check
    It is so: true
    ```
    """

  init() throws {
    path = NSTemporaryDirectory() + "statebook-preview-" + UUID().uuidString
    try write(WrittenBook.greeting, to: "chapters/en/01-greeting.md")
    try write(
      WrittenBook.greeting.replacing("A greeting", with: "Another"),
      to: "chapters/en/02-another.md")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file as editors do: beside it, then in its place.
  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    let folder = URL(filePath: file).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
  }

  /// Writes a script of the shell, in its place once it can be run.
  func writeProgram(_ script: String, to name: String) throws {
    try write("#!/bin/sh\n" + script + "\n", to: name + "~")
    let file = path + "/" + name
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: file + "~")
    try #require(rename(file + "~", file) == 0)
  }

  func edit(_ name: String, _ change: (String) -> String) throws {
    try write(change(read(name)), to: name)
  }

  func read(_ name: String) -> String {
    (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? "<no file>"
  }
}

/// A preview of a book, running, with what it wrote to its terminal.
struct PreviewRun: Sendable {
  let book: WrittenBook
  let client: Client
  let output: Output

  final class Output: Sendable {
    private let written = Mutex("")
    var text: String { written.withLock { $0 } }
    func write(_ text: String) { written.withLock { $0 += text } }

    /// Waits until something was written; a test must not wait for ever.
    func wait(for text: String) async throws {
      let start = ContinuousClock.now
      while !self.text.contains(text) {
        try #require(ContinuousClock.now - start < .seconds(300), "no \(text) in \(self.text)")
        try await Task.sleep(for: .milliseconds(5))
      }
    }
  }

  static func preview(
    of book: WrittenBook, port: UInt16? = nil, output: Output = Output(),
    runner: ChapterRunner = ChapterRunner(plugins: [])
  ) throws -> Preview {
    Preview(
      root: book.path, fences: .standard, runner: runner,
      look: try #require(SiteWriter.pages().look), results: nil, port: port,
      style: TextStyle(isColoured: false), shown: { $0 }, write: { output.write($0) })
  }

  /// Serves a book while `body` looks at it, from the end of the first run on.
  ///
  /// Both run before everything else: each step of the server would otherwise queue behind all
  /// tests that wait for a thread, and a client that waits for an answer holds one.
  static func with(
    _ book: WrittenBook, _ body: @escaping @Sendable (PreviewRun) async throws -> Void
  ) async throws {
    try await atStart(book) { run in
      try await run.output.wait(for: " passed, ")
      try await body(run)
    }
  }

  /// Serves a book while `body` looks at it, from the moment on that its address is known.
  static func atStart(
    _ book: WrittenBook, runner: ChapterRunner = ChapterRunner(plugins: []),
    _ body: @escaping @Sendable (PreviewRun) async throws -> Void
  ) async throws {
    try await Task(priority: .high) { try await serve(book, runner, while: body) }.value
  }

  private static func serve(
    _ book: WrittenBook, _ runner: ChapterRunner,
    while body: @escaping @Sendable (PreviewRun) async throws -> Void
  ) async throws {
    let output = Output()
    let preview = try preview(of: book, output: output, runner: runner)
    let (addresses, tellAddress) = AsyncStream.makeStream(of: String.self)
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { tellAddress.finish() }
        try await preview.run(started: { tellAddress.yield($0) }) { for await _ in ends {} }
      }
      var address: String?
      for await one in addresses {
        address = one
        break
      }
      defer { end.finish() }
      let port = try #require(address.flatMap { URL(string: $0)?.port }.map(UInt16.init))
      try await body(PreviewRun(book: book, client: Client(port: port), output: output))
      end.finish()
      try await group.waitForAll()
    }
  }
}
