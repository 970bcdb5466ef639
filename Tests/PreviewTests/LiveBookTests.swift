import Book
import Dispatch
import Foundation
import StatebookCommands
import Synchronization
import Testing

@testable import Preview

@Suite struct LiveBookTests {
  private func live(
    _ book: WrittenBook,
    runner: ChapterRunner = ChapterRunner(plugins: [], isFilming: true)
  ) throws -> LiveBook {
    LiveBook(
      root: book.path, fences: .standard, runner: runner,
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

  @Test func aTranslationFollowsItsOriginal() async throws {
    let book = try WrittenBook()
    try book.edit(LiveBookTests.chapter) { $0.replacing("```check", with: "```check id=so") }
    try book.write(
      "---\ntitle: Lời chào\n---\n```console id=greet\n```\n\n```check id=so\nĐúng vậy:\n```\n",
      to: "chapters/vi/01-greeting.md")
    let live = try live(book)
    #expect(await live.refresh().ranCount == 3)
    #expect(await live.refresh().isEmpty)
    try book.edit(LiveBookTests.chapter) { $0.replacing("hello", with: "hullo") }
    #expect(await live.refresh().ranCount == 2)
    func page() async -> String {
      String(decoding: await live.file(at: "vi/greeting.html") ?? [], as: UTF8.self)
    }
    #expect(await page().contains("<samp class=\"output\">hullo"))
    #expect(await page().contains("Đúng vậy"))
    // The new output of the original is accepted there, and the translation has it too.
    try book.edit(LiveBookTests.chapter) { $0.replacing("echo hullo", with: "echo hi") }
    _ = await live.refresh()
    #expect(await live.chapters["chapters/vi/01-greeting.md"]?.run.findings().isEmpty == true)
    let translation = book.read("chapters/vi/01-greeting.md")
    let run = try #require(await live.chapters[LiveBookTests.chapter]).run
    try ProposalStore(root: book.path).keep(run)
    #expect(try await live.accept("chapters/en/01-greeting.md", line: nil) == 1)
    #expect(await live.refresh().ranCount == 2)
    #expect(await page().contains("<samp class=\"output\">hi\n"))
    #expect(book.read("chapters/vi/01-greeting.md") == translation)
    // A claim that does not hold is red on both pages, and told of one.
    try book.edit(LiveBookTests.chapter) { $0.replacing("It is so: true", with: "It is so: false") }
    _ = await live.refresh()
    #expect(await page().contains("<li class=\"check failed\""))
    #expect(await live.chapters["chapters/vi/01-greeting.md"]?.run.findings().isEmpty == true)
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

  private static let long = """
    ---
    title: Long
    ---
    ```console id=first
    $ echo first
    first
    ```

    ```console id=long
    $ true
    ```

    ```check
    It is done: true
    ```

    ```console
    $ echo last
    last
    ```
    """

  @Test func whatHasRunIsShownBeforeAllHas() async throws {
    let file = "chapters/en/03-long.md"
    let book = try WrittenBook()
    try book.write(LiveBookTests.long, to: file)
    let isSeen = DispatchSemaphore(value: 0)
    let isLong = Mutex(false)
    var runner = ChapterRunner(plugins: [], isFilming: true)
    runner.progress = { progress in
      // The command takes until what ran before it is shown.
      guard progress.line == 10, isLong.withLock({ $0 }) else { return }
      _ = isSeen.wait(timeout: .now() + 60)
    }
    let live = try live(book, runner: runner)
    _ = await live.refresh()
    isLong.withLock { $0 = true }
    try book.edit(file) { $0.replacing("echo first", with: "echo  first") }
    let early = Mutex<[LiveBook.Update]>([])
    // Before everything else: other tests wait for the thread that is held here.
    let update = await Task(priority: .high) {
      await live.refresh { update in
        early.withLock { $0.append(update) }
        isSeen.signal()
      }
    }.value
    #expect(early.withLock(\.count) == 1)
    let first = try #require(early.withLock { $0.first })
    let chapter = try #require(first.chapters.first)
    #expect(first.pages == ["en/long.html"])
    #expect(chapter.waiting?.suffix(3) == [9, 13, 17])
    #expect(chapter.run.blocks.suffix(3).map(\.index) == [1, 2, 3])
    #expect(PageNotes(chapter, others: []).refusal?.contains("has run") == true)
    #expect(update.pages == ["en/long.html"])
    #expect(update.chapters.map(\.waiting) == [nil])
    #expect(update.chapters.first?.run.passed == true)
    #expect(await live.notes(of: "en/long.html").waiting.isEmpty)
    let whole = try self.live(book)
    _ = await whole.refresh()
    #expect(await live.file(at: "en/long.html") == whole.file(at: "en/long.html"))
  }

  /// What was drawn of earlier texts is drawn again where it is not the same any more.
  @Test func picturesAreThoseOfThisText() async throws {
    let book = try WrittenBook()
    let file = "chapters/en/03-cluster.md"
    try book.write(
      """
      ---
      title: Cluster
      ---
      ```console id=one
      $ kubectl create deployment web --image=nginx
      deployment.apps/web created
      $ sleep 3
      ```

      ```console id=two
      $ kubectl scale deployment web --replicas=2
      deployment.apps/web scaled
      $ kubectl rollout status deployment/web
      ```

      ```console id=other session=other
      $ kubectl run alone --image=nginx
      pod/alone created
      $ sleep 3
      ```

      ```compare left=main right=other
      ```
      """, to: file)
    let runner = ChapterRunner(plugins: .standard, isFilming: true)
    let live = try live(book, runner: runner)
    _ = await live.refresh()
    for (old, new) in [
      ("title: Cluster", "title: Clusters"),
      ("$ sleep 3\n```\n\n```console id=two", "$ sleep 2\n```\n\n```console id=two"),
      ("replicas=2", "replicas=3"), ("id=two", "id=three"),
      ("create deployment", "create  deployment"),
      ("```console id=other", "More.\n\n```console id=other"), ("run alone", "run lonely"),
      (
        "```console id=three\n",
        "```console id=new\n$ kubectl delete pod --all\n```\n\n```console id=three\n"
      ),
      ("left=main right=other", "left=other right=main"),
    ] {
      try #require(book.read(file).contains(old))
      try book.edit(file) { $0.replacing(old, with: new) }
      #expect(await !live.refresh().isEmpty)
      let whole = try self.live(book, runner: runner)
      _ = await whole.refresh()
      let page = try #require(await whole.file(at: "en/cluster.html"))
      #expect(page.count > 10_000)
      #expect(await live.file(at: "en/cluster.html") == page, "\(new)")
    }
  }

  @Test func ownScriptsThatKnowNothingOfPartsGetWholePages() async throws {
    let book = try WrittenBook()
    let live = try live(book)
    _ = await live.refresh()
    #expect(await !live.isReloadedWhole)
    try book.write("document.title = 'mine'", to: "site/mine.js")
    _ = await live.refresh()
    #expect(await live.isReloadedWhole)
    try book.write("document.addEventListener('statebook:parts', () => {})", to: "site/mine.js")
    _ = await live.refresh()
    #expect(await !live.isReloadedWhole)
  }

  @Test func pagesAreAnsweredWhileWhatIsAcceptedIsRun() async throws {
    let book = try WrittenBook()
    try book.edit(LiveBookTests.chapter) { $0.replacing("\nhello", with: "\nhullo") }
    let gate = Gate()
    let isAccepting = Mutex(false)
    var runner = ChapterRunner(plugins: [])
    runner.progress = { _ in if isAccepting.withLock({ $0 }) { gate.pass() } }
    let live = try live(book, runner: runner)
    await live.keepResults(of: live.refresh())
    isAccepting.withLock { $0 = true }
    let accepting = Task { try await live.accept(LiveBookTests.chapter, line: 9) }
    // Another click meanwhile finds nothing more to do.
    while gate.waitingCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
    let again = Task { try await live.accept(LiveBookTests.chapter, line: 9) }
    #expect(await live.file(at: "en/another.html") != nil)
    #expect(await !live.notes(of: "en/greeting.html").outputs.isEmpty)
    #expect(gate.waitingCount == 1)
    gate.open()
    #expect(try await accepting.value == 1)
    #expect(try await again.value == 0)
    #expect(book.read(LiveBookTests.chapter) == WrittenBook.greeting)
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

  @Test func whatIsWrongWithAnotherChapterIsToldWithALink() async throws {
    let book = try WrittenBook()
    let live = try live(book)
    _ = await live.refresh()
    #expect(await live.notes(of: "en/greeting.html").elsewhere.isEmpty)
    try book.edit("chapters/en/02-another.md") { $0.replacing("echo hello", with: "echo other") }
    _ = await live.refresh()
    let elsewhere = PageNotes.Elsewhere(
      file: "chapters/en/02-another.md", page: "en/another.html", text: "1 output differs")
    #expect(await live.notes(of: "en/greeting.html").elsewhere == [elsewhere])
    #expect(await live.notes(of: "en/another.html").elsewhere.isEmpty)
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

  /// What belongs together is told once, also to somebody who counts each time.
  @Test func aSaveInSeveralStepsIsToldOnce() async throws {
    let book = try WrittenBook()
    let root = book.path
    let asked = Mutex(0)
    // Long enough for a machine that does much else.
    let patience = FolderWatcher.Patience(
      settling: 20_000, settlingOfWholeFiles: 2_000, longest: 60_000)
    // The folders are asked for again at each change.
    let started = FolderWatcher(
      patience: patience,
      folders: {
        asked.withLock { $0 += 1 }
        return BookFolders.all(of: root)
      })
    let watcher = try #require(started)
    var changes = watcher.changes.makeAsyncIterator()
    let file = root + "/" + LiveBookTests.chapter
    // Beside it, written in two parts, then in its place: as many editors do. The pauses let the
    // watcher see one step after the other.
    let pause: UInt32 = 20_000
    let handle = open(file + "~", O_CREAT | O_WRONLY, 0o644)
    usleep(pause)
    #expect(write(handle, "one", 3) == 3)
    #expect(write(handle, "two", 3) == 3)
    #expect(close(handle) == 0)
    usleep(pause)
    #expect(rename(file + "~", file) == 0)
    #expect(await changes.next() != nil)
    watcher.stop()
    while await changes.next() != nil {}
    #expect(asked.withLock { $0 } == 2)
  }
}
