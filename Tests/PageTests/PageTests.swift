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

  @Test func thePreviewShowsInPlaceWhatIsSaved() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let book = folder.appending(path: "book")
    try FileManager.default.copyItem(at: BrowserTools.folder.appending(path: "book"), to: book)
    let (texts, write) = AsyncStream.makeStream(of: String.self)
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    let surroundings = Surroundings(
      workingDirectory: book.path, write: { write.yield($0) }, writeError: { write.yield($0) },
      waitForInterrupt: { for await _ in ends {} })
    // Before everything else, as the building of sites.
    let serving = Task(priority: .high) {
      defer { write.finish() }
      return await Statebook.run(["serve"], surroundings: surroundings)
    }
    var output = ""
    var address: Substring?
    for await text in texts {
      output += text
      address = output.split { $0.isWhitespace }.first { $0.hasPrefix("http://") }
      if address != nil { break }
    }
    let served = String(try #require(address, "\(output)"))
    let script = BrowserTools.folder.appending(path: "browser/run_preview.py").path
    let run = try ProgramRun(
      [BrowserTools.python.path, script, served, book.path], in: Checkout.root)
    end.finish()
    let report = run.output
    #expect(report.split(separator: "\n").count { $0.hasPrefix("ok ") } > 5, "\(report)")
    #expect(run.status == 0, "\(report)")
    #expect(await serving.value == .success)
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
