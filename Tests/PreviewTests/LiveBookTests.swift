import Book
import Foundation
import StatebookCommands
import Testing

@testable import Preview

@Suite struct LiveBookTests {
  private func live(_ book: WrittenBook) throws -> LiveBook {
    LiveBook(
      root: book.path, fences: .standard, runner: ChapterRunner(plugins: [], isFilming: true),
      look: try #require(SiteWriter.pages().look), results: nil)
  }

  private static let chapter = "chapters/en/01-greeting.md"

  @Test func onlyWhatASessionSeesIsRunAgain() async throws {
    let book = try WrittenBook()
    let live = try live(book)
    #expect(await live.refresh().ranCount == 2)
    #expect(await live.refresh().isEmpty)
    try book.edit(LiveBookTests.chapter) { $0.replacing("Some words", with: "Other words") }
    let prose = await live.refresh()
    #expect(prose.ranCount == 0)
    #expect(prose.pages == ["en/greeting.html"])
    try book.edit(LiveBookTests.chapter) { $0.replacing("echo hello", with: "printf 'hello\\n'") }
    #expect(await live.refresh().ranCount == 1)
    let page = await live.file(at: "en/greeting.html").map { String(decoding: $0, as: UTF8.self) }
    #expect(page?.contains("Other words") == true)
  }

  @Test func whatIsServedIsWhatABuildWrites() async throws {
    let book = try WrittenBook()
    let live = try live(book)
    _ = await live.refresh()
    try book.edit(LiveBookTests.chapter) { $0.replacing("Some words", with: "Other words") }
    _ = await live.refresh()
    let surroundings = Surroundings(
      workingDirectory: book.path, write: { _ in }, writeError: { _ in })
    #expect(await Statebook.run(["build"], plugins: [], surroundings: surroundings) == .success)
    let names = try FileManager.default.subpathsOfDirectory(atPath: book.path + "/site/public")
    for name in names where name.split(separator: "/").last?.contains(".") == true {
      guard !name.hasPrefix(".") else { continue }
      let built = try #require(
        FileManager.default.contents(atPath: book.path + "/site/public/" + name))
      #expect(await live.file(at: name) == Array(built), "\(name)")
    }
  }

  @Test func aMistakeOfTheBookIsToldOnEveryPage() async throws {
    let book = try WrittenBook()
    let live = try live(book)
    _ = await live.refresh()
    try book.write("titel: A book\n", to: "book.yaml")
    let update = await live.refresh()
    #expect(update.pages == nil)
    let notes = await live.notes(of: "en/another.html")
    #expect(notes.mistakes.contains { $0.summary.contains("titel") })
  }

  @Test func aChapterThatNeverRanIsShownWithItsMistake() async throws {
    let book = try WrittenBook()
    try book.write("---\ntitle: New\n---\n```console\n$ echo\n", to: "chapters/en/03-new.md")
    let live = try live(book)
    _ = await live.refresh()
    #expect(await live.file(at: "en/new.html") != nil)
    let notes = await live.notes(of: "en/new.html")
    #expect(notes.mistakes.first?.summary == "nothing closes the fence")
    #expect(!notes.isStale)
  }

  @Test func aSaveInSeveralStepsIsToldOnce() async throws {
    let book = try WrittenBook()
    let root = book.path
    let started = FolderWatcher(folders: { BookFolders.all(of: root) })
    let watcher = try #require(started)
    var changes = watcher.changes.makeAsyncIterator()
    let file = root + "/" + LiveBookTests.chapter
    // Beside it, written in two parts, then in its place: as many editors do.
    #expect(FileManager.default.createFile(atPath: file + "~", contents: nil))
    let handle = try #require(FileHandle(forWritingAtPath: file + "~"))
    try handle.write(contentsOf: Data("one".utf8))
    try handle.write(contentsOf: Data("two".utf8))
    try handle.close()
    #expect(rename(file + "~", file) == 0)
    #expect(await changes.next() != nil)
    watcher.stop()
    var more = 0
    while await changes.next() != nil { more += 1 }
    #expect(more <= 1)
  }
}
