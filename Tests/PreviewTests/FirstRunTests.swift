import Book
import Foundation
import Sessions
import StatebookCommands
import Synchronization
import Testing

@testable import Preview

extension PreviewTests {
  /// What there is before the chapters have run, and the end meanwhile.
  @Suite struct FirstRunTests {
    @Test func pagesAreServedBeforeTheChaptersHaveRun() async throws {
      let gate = Gate()
      let runner = ChapterRunner(plugins: [gate.plugin])
      try await PreviewRun.atStart(WrittenBook(), runner: runner) { run in
        #expect(run.output.text.hasPrefix("the book is at http://127.0.0.1:"))
        let page = try run.client.get("/en/greeting.html")
        #expect(page.status == 200)
        #expect(page.body.contains("Some words") && page.body.contains("hello"))
        let notes = try run.client.get("/~preview/notes?page=en/greeting.html").body
        #expect(notes.contains(#""isFirstRun":true"#) && notes.contains(#""waiting":[8,15]"#))
        #expect(try run.client.get("/").body.contains("Another"))
        #expect(!run.output.text.contains("passed"))
        let change = try await run.client.event("change", of: "en/greeting.html") { gate.open() }
        #expect(change.contains("greeting.html") || change.contains("another.html"))
        try await run.output.wait(for: "4 passed, 0 failed in 2 chapters")
        #expect(
          try run.client.get("/~preview/notes?page=en/greeting.html").body.contains(
            #""waiting":[]"#))
      }
    }

    @Test func whatHasRunIsShownWhileOtherChaptersRun() async throws {
      let gate = Gate()
      let book = try WrittenBook()
      try book.edit("chapters/en/02-another.md") { $0.replacing("echo hello", with: "echo other") }
      var runner = ChapterRunner(plugins: [])
      runner.progress = { at in
        if at.file.hasSuffix("02-another.md") { gate.pass() }
      }
      let look = try #require(SiteWriter.pages().look)
      let live = LiveBook(
        root: book.path, fences: .standard, runner: runner, look: look, results: nil)
      let waiting = Mutex<[[Bool]]>([])
      let update = await live.refresh { update in
        waiting.withLock { $0.append(update.chapters.map { $0.waiting != nil }) }
        if update.chapters.first?.waiting == nil { gate.open() }
      }
      #expect(waiting.withLock { $0.last } == [false, true])
      #expect(update.chapters.map { $0.waiting != nil } == [false, false])
      #expect(update.ranCount == 2)
    }

    @Test func aTextThatIsSavedDuringARunIsShownBeforeThatEnds() async throws {
      let gate = Gate()
      let book = try WrittenBook()
      let file = "chapters/en/03-held.md"
      try book.write("---\ntitle: Held\ngate: true\n---\n```console\n$ true\n```\n", to: file)
      let runner = ChapterRunner(plugins: [gate.pluginOfSomeChapters])
      try await PreviewRun.atStart(book, runner: runner) { run in
        while gate.waitingCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
        try run.book.edit(file) {
          $0.replacing("gate: true\n", with: "").replacing("$ true", with: "$ :")
        }
        try await run.output.wait(for: "5 passed, 0 failed in 3 chapters")
        #expect(gate.waitingCount == 1)
        #expect(
          try run.client.get("/~preview/notes?page=en/held.html").body.contains(#""waiting":[]"#))
        gate.open()
      }
    }

    @Test func theEndWaitsForNoRun() async throws {
      let gate = Gate()
      let runner = ChapterRunner(plugins: [gate.plugin])
      nonisolated(unsafe) var output: PreviewRun.Output?
      try await PreviewRun.atStart(WrittenBook(), runner: runner) { run in
        output = run.output
        while gate.waitingCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
      }
      #expect(gate.waitingCount > 0)
      let text = try #require(output?.text)
      gate.open()
      while gate.waitingCount > 0 { try await Task.sleep(for: .milliseconds(2)) }
      #expect(output?.text == text)
    }
  }
}
