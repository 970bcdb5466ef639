import Book
import Foundation
import StatebookCommands
import Synchronization
import Testing

@testable import Preview

/// What is saved while chapters are being run.
@Suite struct SaveDuringRunTests {
  private static let file = "chapters/en/03-long.md"
  private static let text = """
    ---
    title: Long
    ---
    ```console
    $ echo one
    one
    ```

    """
  /// The same in other lines, which tell the two from each other.
  private static let secondText = text.replacing("```console", with: "Words.\n\n```console")
    .replacing("one", with: "two")
  private static let thirdText = text.replacing("one", with: "three")

  /// The lines of the commands that have ended.
  private final class Lines: Sendable {
    private let lines = Mutex<[String: [Int]]>([:])

    func add(_ progress: RunProgress) {
      lines.withLock { $0[progress.file, default: []].append(progress.line) }
    }

    func of(_ file: String) -> [Int] { lines.withLock { $0[file] ?? [] } }
  }

  private func live(
    _ book: WrittenBook, progress: @escaping @Sendable (RunProgress) -> Void
  ) async throws -> LiveBook {
    var runner = ChapterRunner(plugins: [], isFilming: true)
    runner.progress = progress
    let live = LiveBook(
      root: book.path, fences: .standard, runner: runner,
      look: try #require(SiteWriter.pages().look), results: nil)
    _ = await live.refresh()
    return live
  }

  private func wait(for gate: Gate) async throws {
    let start = ContinuousClock.now
    while gate.waitingCount == 0 {
      try #require(ContinuousClock.now - start < .seconds(300))
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  @Test func itIsRunWhileTheTextBeforeIsStillHeld() async throws {
    let book = try WrittenBook()
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    let gate = Gate()
    let live = try await live(book) { if $0.line == 7 { gate.pass() } }
    try book.write(SaveDuringRunTests.secondText, to: SaveDuringRunTests.file)
    let early = Mutex<[String]>([])
    let refresh = Task(priority: .high) {
      await live.refresh { update in
        early.withLock { $0 += update.chapters.map { $0.current.source.text } }
      }
    }
    try await wait(for: gate)
    try book.write(SaveDuringRunTests.thirdText, to: SaveDuringRunTests.file)
    live.moments.filesHaveChanged()
    let update = await refresh.value
    #expect(gate.waitingCount == 1)
    gate.open()
    let chapter = try #require(update.chapters.first)
    #expect(update.chapters.count == 1 && update.ranCount == 1)
    #expect(chapter.run.steps.map(\.actual.text) == ["three\n"])
    #expect(chapter.run.passed && chapter.waiting == nil)
    let page = await live.file(at: "en/long.html").map { String(decoding: $0, as: UTF8.self) }
    #expect(page?.contains("three") == true && page?.contains("two") == false)
    #expect(await live.refresh().isEmpty)
  }

  /// What the translation will print is known when the original has run, and nobody waits for that.
  @Test func aTranslationHoldsUpNoPage() async throws {
    let text = """
      ---
      title: Long
      ---
      ```console id=first
      $ echo one
      one
      ```

      ```console id=second
      $ echo end
      end
      ```

      """
    let book = try WrittenBook()
    try book.write(text, to: SaveDuringRunTests.file)
    try book.write(
      "---\ntitle: Dài\n---\n```console id=first\n```\n\n```console id=second\n```\n",
      to: "chapters/vi/03-long.md")
    let gate = Gate()
    let isSecond = Mutex(false)
    var runner = ChapterRunner(plugins: [], isFilming: true)
    runner.progress = { if isSecond.withLock({ $0 }), $0.line == 10 { gate.pass() } }
    let live = LiveBook(
      root: book.path, fences: .standard, runner: runner,
      look: try #require(SiteWriter.pages().look), results: nil, patienceWithNews: .seconds(3600))
    _ = await live.refresh()
    isSecond.withLock { $0 = true }
    try book.write(text.replacing("one", with: "two"), to: SaveDuringRunTests.file)
    let early = Mutex<[String]>([])
    _ = await live.refresh { update in
      early.withLock { $0 += update.chapters.map(\.current.file) }
      gate.open()
    }
    #expect(early.withLock { $0.first } == SaveDuringRunTests.file)
  }

  @Test func runsOfOtherChaptersGoOn() async throws {
    let book = try WrittenBook()
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    let other = "chapters/en/02-another.md"
    let (gate, otherGate) = (Gate(), Gate())
    let lines = Lines()
    let isSecond = Mutex(false)
    let live = try await live(book) { progress in
      guard isSecond.withLock({ $0 }) else { return }
      lines.add(progress)
      if progress.file == other, progress.line == 9 { otherGate.pass() }
      if progress.file != other, progress.line == 7 { gate.pass() }
    }
    isSecond.withLock { $0 = true }
    try book.write(SaveDuringRunTests.secondText, to: SaveDuringRunTests.file)
    try book.edit(other) { $0.replacing("hello", with: "bye") }
    let refresh = Task(priority: .high) {
      await live.refresh { update in
        // The third text has run: it is shown before the other chapter has.
        let long = update.chapters.first { $0.current.file == SaveDuringRunTests.file }
        if long?.run.steps.map(\.actual.text) == ["three\n"] { otherGate.open() }
      }
    }
    try await wait(for: gate)
    try await wait(for: otherGate)
    try book.write(SaveDuringRunTests.thirdText, to: SaveDuringRunTests.file)
    live.moments.filesHaveChanged()
    let update = await refresh.value
    #expect(gate.waitingCount == 1)
    gate.open()
    #expect(update.chapters.map(\.run.passed) == [true, true])
    #expect(update.ranCount == 2)
    #expect(lines.of(other) == [9, 16])
  }

  /// The second text with another sentence and a block that does not run, above the one that does.
  private static let wordierText = secondText.replacing(
    "Words.", with: "Other words.\n\n```text\na listing\n```")

  @Test func otherSentencesLetTheRunGoOn() async throws {
    let book = try WrittenBook()
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    let gate = Gate()
    let lines = Lines()
    let live = try await live(book) { progress in
      lines.add(progress)
      if progress.line == 7 { gate.pass() }
    }
    try book.write(SaveDuringRunTests.secondText, to: SaveDuringRunTests.file)
    let refresh = Task(priority: .high) {
      await live.refresh { update in
        // It is shown while it is still being run.
        let chapter = update.chapters.first
        if chapter?.shown.chapter.source.text == SaveDuringRunTests.wordierText { gate.open() }
      }
    }
    try await wait(for: gate)
    try book.write(SaveDuringRunTests.wordierText, to: SaveDuringRunTests.file)
    live.moments.filesHaveChanged()
    let update = await refresh.value
    #expect(lines.of(SaveDuringRunTests.file) == [5, 7])
    #expect(update.ranCount == 1 && update.chapters.first?.run.passed == true)
    let whole = try await self.live(book) { _ in }
    #expect(await live.file(at: "en/long.html") == whole.file(at: "en/long.html"))
  }

  /// What is wrong stands in other lines then.
  @Test func aRunThatEndsWithAMistakeIsRunAgainForOtherSentences() async throws {
    let book = try WrittenBook()
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    let gate = Gate()
    let lines = Lines()
    let live = try await live(book) { progress in
      lines.add(progress)
      if progress.line == 7 { gate.pass() }
    }
    func endless(_ text: String) -> String {
      text.replacing("echo two", with: "while true; do sleep 600; done")
    }
    try book.write(endless(SaveDuringRunTests.secondText), to: SaveDuringRunTests.file)
    let later = endless(SaveDuringRunTests.wordierText)
    let refresh = Task(priority: .high) {
      await live.refresh { update in
        if update.chapters.first?.shown.chapter.source.text == later { gate.open() }
      }
    }
    try await wait(for: gate)
    try book.write(later, to: SaveDuringRunTests.file)
    live.moments.filesHaveChanged()
    let update = await refresh.value
    #expect(lines.of(SaveDuringRunTests.file) == [5, 7, 11])
    #expect(update.chapters.first?.run.diagnostics.map(\.line) == [11])
  }

  @Test func aTextThatIsAsBeforeEndsTheRun() async throws {
    let book = try WrittenBook()
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    let gate = Gate()
    let live = try await live(book) { if $0.line == 7 { gate.pass() } }
    let page = await live.file(at: "en/long.html")
    try book.write(SaveDuringRunTests.secondText, to: SaveDuringRunTests.file)
    let refresh = Task(priority: .high) { await live.refresh() }
    try await wait(for: gate)
    try book.write(SaveDuringRunTests.text, to: SaveDuringRunTests.file)
    live.moments.filesHaveChanged()
    let update = await refresh.value
    #expect(gate.waitingCount == 1)
    gate.open()
    #expect(update.chapters.isEmpty && update.ranCount == 0)
    #expect(await live.file(at: "en/long.html") == page)
  }
}
