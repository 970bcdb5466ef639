import Foundation
import OtherPrograms
import StatebookCommands
import Testing

/// The pages of a small book that has one of each thing, and of the book itself, in a browser.
///
/// What they have to do is written in Python, in the folder `browser`, because drivers of browsers
/// are kept up to date there: one module for each part of the pages.
@Suite(.enabled(if: BrowserTools.missing.isEmpty, BrowserTools.comment))
struct PageTests {
  @Test func thePagesDoInABrowserWhatTheyPromise() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let small = folder.appending(path: "small").path
    let book = folder.appending(path: "book").path
    try await build(BrowserTools.folder.appending(path: "book").path, to: small)
    try await build(Checkout.root.path, to: book)
    let script = BrowserTools.folder.appending(path: "browser/run.py").path
    let run = try ProgramRun([BrowserTools.python.path, script, small, book], in: Checkout.root)
    let report = run.output
    #expect(report.split(separator: "\n").count { $0.hasPrefix("ok ") } > 20, "\(report)")
    #expect(run.status == 0, "\(report)")
  }

  /// Builds the site of a book as the command does.
  private func build(_ book: String, to site: String) async throws {
    let arguments = ["build", "--book", book, "-o", site]
    let surroundings = Surroundings(
      workingDirectory: book, variables: [:], isTerminal: false, write: { _ in },
      writeError: { _ in }, readAnswer: { nil })
    // Before everything else, or each of its steps would queue behind all other tests.
    let status = await Task(priority: .high) {
      await Statebook.run(arguments, surroundings: surroundings)
    }.value
    try #require(status == .success)
  }
}

/// What drives the browser.
enum BrowserTools {
  /// The folder of these tests.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  /// The Python that has the packages.
  static let python = Checkout.root.appending(path: ".build/page-tests/bin/python")

  /// What is not installed, in the order in which one would install it.
  static let missing: [String] = {
    var missing = ["chromium", "chromedriver", "java"].filter { ProgramRun.path(of: $0) == nil }
    if !FileManager.default.isExecutableFile(atPath: python.path) {
      missing.append("the Python packages (Tests/PageTests/browser/install)")
    }
    return missing
  }()

  static let comment: Comment =
    "no page was looked at in a browser: \(missing.joined(separator: ", ")) not installed (README.md, Run all tests)"
}
