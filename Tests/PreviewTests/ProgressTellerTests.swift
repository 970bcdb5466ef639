import Book
import Foundation
import Synchronization
import Testing

@testable import Preview

@Suite struct ProgressTellerTests {
  private func teller(
    _ patience: ProgressTeller.Patience, _ written: PreviewRun.Output
  ) -> ProgressTeller {
    ProgressTeller(
      hub: EventHub(), patience: patience, write: { written.write($0) },
      shown: { String($0.dropFirst("chapters/en/".count)) })
  }

  private func progress(_ file: String, _ done: Int) throws -> RunProgress {
    try JSONDecoder().decode(
      RunProgress.self,
      from: Data(#"{"file": "\#(file)", "line": 1, "done": \#(done), "total": 2}"#.utf8))
  }

  @Test func allChaptersCountAlsoWhenOneHasEnded() throws {
    let book = try WrittenBook()
    try book.write(WrittenBook.greeting, to: "chapters/en/03-third.md")
    let chapters = BookSource(folder: URL(filePath: book.path)).read().chapters
    let written = PreviewRun.Output()
    let teller = teller(.init(start: .zero, pages: .zero, terminal: .zero), written)
    let files = chapters.map(\.file)
    teller.begin(chapters)
    try teller.tell(progress(files[0], 1))
    try teller.tell(progress(files[1], 1))
    try teller.tell(progress(files[1], 2))
    teller.end(files[1])
    try teller.tell(progress(files[0], 2))
    teller.end(files[0])
    try teller.tell(progress(files[2], 1))
    // All is done: nothing is left to wonder about.
    try teller.tell(progress(files[2], 2))
    #expect(
      written.text == """
        command 1 of 6, in 01-greeting.md
        command 2 of 6, in 01-greeting.md, 02-another.md
        command 3 of 6, in 01-greeting.md, 02-another.md
        command 4 of 6, in 01-greeting.md
        command 5 of 6, in 03-third.md

        """)
    teller.begin([chapters[0]])
    try teller.tell(progress(files[0], 1))
    #expect(written.text.hasSuffix("\ncommand 1 of 2, in 01-greeting.md\n"))
  }

  @Test func shortRunsAreNotTold() throws {
    let written = PreviewRun.Output()
    let teller = teller(.init(start: .seconds(1000), pages: .zero, terminal: .zero), written)
    let book = try WrittenBook()
    let chapters = BookSource(folder: URL(filePath: book.path)).read().chapters
    teller.begin(chapters)
    try teller.tell(progress(chapters[0].file, 1))
    #expect(written.text.isEmpty)
  }
}
