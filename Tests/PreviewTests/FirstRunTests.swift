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
    /// Holds what wants to pass until it is opened, but not for ever.
    private final class Gate: Sendable {
      private let isOpen = Mutex(false)
      private let waiting = Mutex(0)
      var waitingCount: Int { waiting.withLock { $0 } }

      func open() { isOpen.withLock { $0 = true } }

      /// Every world of a chapter passes it at its beginning.
      var plugin: SimulationPlugin {
        SimulationPlugin(name: "gate", version: "1.0", summary: "Holds worlds") { registrations in
          registrations.setting("gate", summary: "is never set") { _ in
            self.pass()
            return []
          }
        }
      }

      func pass() {
        waiting.withLock { $0 += 1 }
        let start = ContinuousClock.now
        while !isOpen.withLock({ $0 }), ContinuousClock.now - start < .seconds(120) { usleep(2000) }
        waiting.withLock { $0 -= 1 }
      }
    }

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
