import Book
import Foundation
import Sessions
import StatebookCommands
import Synchronization
import Testing

@testable import Preview

/// Pages as they are drawn: with programs of the book, files of it, and their mistakes.
@Suite struct LivePageTests {
  private static let file = "chapters/en/03-say.md"
  private static let page = "en/say.html"
  private static let answer = #"echo '{"statebook": 1, "content": ["said"]}'"#

  private func book(_ program: String, chapter: String) throws -> WrittenBook {
    let book = try WrittenBook()
    try book.write("fences:\n  say: {program: fences/say, timeout: 600}\n", to: "book.yaml")
    try book.writeProgram(program, to: "fences/say")
    try book.write("---\ntitle: Say\n---\n" + chapter, to: LivePageTests.file)
    return book
  }

  private func live(
    _ book: WrittenBook, plugins: [SimulationPlugin] = [],
    tell: @escaping @Sendable (LiveBook.PageMistakes) -> Void = { _ in }
  ) throws -> LiveBook {
    LiveBook(
      root: book.path, fences: .standard,
      runner: ChapterRunner(plugins: plugins, isFilming: true),
      look: try #require(SiteWriter.pages().look), results: nil, tellMistakes: tell)
  }

  private func text(_ page: String, of live: LiveBook) async -> String {
    await String(decoding: live.file(at: page) ?? [], as: UTF8.self)
  }

  @Test func whatIsWrongWithAPageIsToldAtItsPlace() async throws {
    let book = try book(
      "echo 'no tone' >&2; exit 3",
      chapter: "\nOne.\n\nTwo [file](data.exe).\n\n- Three\n\n```say\nHello\n```\n\nFour.\n")
    try book.write("data", to: "chapters/en/data.exe")
    let told = Mutex<[LiveBook.PageMistakes]>([])
    let live = try live(book) { mistakes in told.withLock { $0.append(mistakes) } }
    let update = await live.refresh()
    #expect(update.chapters.allSatisfy { $0.run.diagnostics.isEmpty })
    #expect(await live.file(at: LivePageTests.page) != nil)
    let mistakes = await live.notes(of: LivePageTests.page).mistakes
    #expect(
      mistakes.map(\.place) == [
        "\(LivePageTests.file):7:5", "\(LivePageTests.file):11:4",
      ])
    #expect(mistakes.last?.summary == "`fences/say` ended with status 3")
    #expect(mistakes.last?.explanation == "no tone")
    #expect(mistakes.last?.excerpt == "```say")
    // The title is the first part of the page.
    #expect(mistakes.map(\.part) == [2, 4])
    #expect(told.withLock { $0.map(\.mistakes.count) } == [2])
    #expect(await live.notes(of: "en/greeting.html").mistakes.isEmpty)

    try book.writeProgram(LivePageTests.answer, to: "fences/say")
    try book.edit(LivePageTests.file) { $0.replacing("[file](data.exe)", with: "words") }
    _ = await live.refresh()
    #expect(await text(LivePageTests.page, of: live).contains("said"))
    #expect(await live.notes(of: LivePageTests.page).mistakes.isEmpty)
    #expect(told.withLock { $0.map(\.mistakes.count) } == [2, 0])
  }

  /// Blocks may become several parts of a page, or none.
  @Test func partsOfThePageAreThoseOfTheLines() async throws {
    let book = try book(
      #"echo '{"statebook": 1, "content": [{"element": "p"}, {"element": "p"}]}'"#,
      chapter: """
        ```console hide
        $ true
        ```

        ```console
        $ kubectl run web --image=nginx
        pod/web created
        $ sleep 3
        ```

        ```say
        ```

        ## Heading

        > quoted

        Here [it](data.exe) is.

        ```check
        It is so: true
        ```
        """)
    try book.write("data", to: "chapters/en/data.exe")
    let live = try live(book, plugins: .standard)
    _ = await live.refresh()
    let bytes = try #require(await live.file(at: LivePageTests.page))
    let mistake = try #require(await live.notes(of: LivePageTests.page).mistakes.first)
    let parts = try #require(PageParts(bytes)).elements
    let part = try #require(mistake.part)
    #expect(String(decoding: parts[part].html, as: UTF8.self).hasPrefix("<p>Here <a"))
  }

  @Test func aMistakeAboveAllPartsStandsAboveThem() async throws {
    let book = try book("", chapter: "One.\n")
    try book.edit(LivePageTests.file) { $0.replacing("title: Say", with: "title: Say\ntitel: a") }
    let live = try live(book)
    _ = await live.refresh()
    _ = await live.file(at: LivePageTests.page)
    let mistake = try #require(await live.notes(of: LivePageTests.page).mistakes.first)
    #expect(mistake.place == "\(LivePageTests.file):3:1")
    #expect(mistake.part == 0)
    #expect(mistake.after == nil)
  }

  @Test func anEditedProgramDrawsThePagesAnewThatUseIt() async throws {
    let book = try book(LivePageTests.answer, chapter: "```say\n```\n")
    let live = try live(book)
    _ = await live.refresh()
    #expect(await text(LivePageTests.page, of: live).contains("said"))
    try book.writeProgram(
      LivePageTests.answer.replacing("said", with: "sung"), to: "fences/say")
    let update = await live.refresh()
    #expect(update.pages == [LivePageTests.page])
    #expect(update.inputs.map(\.path) == ["fences/say"])
    #expect(update.ranCount == 0)
    #expect(await text(LivePageTests.page, of: live).contains("sung"))
    #expect(await live.refresh().isEmpty)
  }

  @Test func anEditedPictureLoadsThePagesAnewThatShowIt() async throws {
    let book = try book("", chapter: "![it](pic.svg)\n")
    try book.write("<svg>one</svg>", to: "chapters/en/pic.svg")
    let live = try live(book)
    _ = await live.refresh()
    let (_, version) = await live.page(at: LivePageTests.page)
    #expect(await text("files/chapters/en/pic.svg", of: live) == "<svg>one</svg>")
    #expect(await live.change(of: LivePageTests.page, since: version) != nil)
    try book.write("<svg>two</svg>", to: "chapters/en/pic.svg")
    #expect(await live.refresh().pages == [LivePageTests.page])
    #expect(await live.change(of: LivePageTests.page, since: version) == nil)
    _ = await live.file(at: LivePageTests.page)
    #expect(await text("files/chapters/en/pic.svg", of: live) == "<svg>two</svg>")
  }

  @Test func noPageWaitsForAProgramOfAnother() async throws {
    let book = try book(
      "until test -e go; do sleep 0.01; done\n" + LivePageTests.answer, chapter: "```say\n```\n")
    let live = try live(book)
    _ = await live.refresh()
    let isDrawn = Mutex(false)
    let slow = Task {
      let text = await self.text(LivePageTests.page, of: live)
      isDrawn.withLock { $0 = true }
      return text
    }
    #expect(await text("en/another.html", of: live).contains("hello"))
    #expect(await text("index.html", of: live).contains("Another"))
    #expect(await live.file(at: "en/missing.html") == nil)
    #expect(!isDrawn.withLock { $0 })
    try book.write("", to: "go")
    #expect(await slow.value.contains("said"))
  }

  @Test func whatWasDrawnOfAnOlderTextIsNotKept() async throws {
    let book = try book(
      "touch begun; until test -e go; do sleep 0.01; done\n" + LivePageTests.answer,
      chapter: "Some words.\n\n```say\n```\n")
    let live = try live(book)
    _ = await live.refresh()
    let old = Task { await live.page(at: LivePageTests.page) }
    while book.read("begun") == "<no file>" { try await Task.sleep(for: .milliseconds(5)) }
    try book.edit(LivePageTests.file) { $0.replacing("Some words", with: "Other words") }
    let update = await live.refresh()
    try book.write("", to: "go")
    #expect(await old.value.version < update.version)
    #expect(await text(LivePageTests.page, of: live).contains("Other words"))
    #expect(await live.page(at: LivePageTests.page).version == update.version)
  }
}
