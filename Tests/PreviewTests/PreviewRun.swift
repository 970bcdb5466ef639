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
  }

  static func preview(
    of book: WrittenBook, port: UInt16? = nil, output: Output = Output()
  ) throws -> Preview {
    Preview(
      root: book.path, fences: .standard, runner: ChapterRunner(plugins: []),
      look: try #require(SiteWriter.pages().look), results: nil, port: port,
      style: TextStyle(isColoured: false), shown: { $0 }, write: { output.write($0) })
  }

  /// Serves a book while `body` looks at it.
  ///
  /// Both run before everything else: each step of the server would otherwise queue behind all
  /// tests that wait for a thread, and a client that waits for an answer holds one.
  static func with(
    _ book: WrittenBook, _ body: @escaping @Sendable (PreviewRun) async throws -> Void
  ) async throws {
    try await Task(priority: .high) { try await serve(book, while: body) }.value
  }

  private static func serve(
    _ book: WrittenBook, while body: @escaping @Sendable (PreviewRun) async throws -> Void
  ) async throws {
    let output = Output()
    let preview = try preview(of: book, output: output)
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
