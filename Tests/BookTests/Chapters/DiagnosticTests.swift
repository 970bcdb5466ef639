import Book
import Markdown
import Testing

@Suite struct DiagnosticTests {
  static func render(_ chapter: String, isColoured: Bool = false) -> String {
    let (read, diagnostics) = MarkedText.read(chapter: chapter)
    return DiagnosticRenderer(sources: [read.file: read.source], isColoured: isColoured)
      .text(diagnostics)
  }

  @Test func aMistakeLooksLikeACompilers() {
    let text = DiagnosticTests.render(
      MarkedText.head + "```console id=a\n$ x\n```\n\n```console\tsesion=a id=a\n$ x\n```\n")
    #expect(
      text == """
        chapters/en/01-a.md:8:12: error: unknown attribute `sesion` of a `console` fence
          |
        8 | ```console\tsesion=a id=a
          |           \t^~~~~~~~
          = help: did you mean `session`?

        chapters/en/01-a.md:8:24: error: the id `a` is taken
          |
        8 | ```console\tsesion=a id=a
          |           \t            ^
        chapters/en/01-a.md:4:12: note: by this block

        """)
  }

  @Test func whatNobodyCanReadIsCut() {
    let name = String(repeating: "a", count: 1 << 20)
    let text = DiagnosticTests.render(MarkedText.head + "```console \(name)=1\n$ x\n```\n")
    #expect(text.hasPrefix("chapters/en/01-a.md:4:12: error: unknown attribute `aaa"))
    #expect(text.utf8.count < 2000)
  }

  @Test func wideLettersMoveTheCaret() {
    let text = DiagnosticTests.render(MarkedText.head + "```text file=ấ名/../x\n```\n")
    #expect(text.contains("| ```text file=ấ名/../x\n"))
    #expect(text.contains("|              ^~~~~~~~\n"))
  }

  @Test func noChapterSteersATerminal() {
    let text = DiagnosticTests.render(MarkedText.head + "```\u{1B}[31mred \u{202E}x\n```\n")
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func longLinesAreCutAroundTheMistake() {
    let long = String(repeating: "ấ", count: 400_000)
    let text = DiagnosticTests.render(
      MarkedText.head + "```console norun=\"\(long)\" idd=x norun=\"\(long)\"\n$ x\n```\n")
    #expect(text.utf8.count < 3000)
    #expect(text.contains("idd=x"))
    let lines = text.split(separator: "\n")
    let caret = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let mistake = lines[1].firstRange(of: "idd")?.lowerBound
    #expect(caret == mistake.map { lines[1].distance(from: lines[1].startIndex, to: $0) })
  }

  @Test func colourIsOptional() {
    let text = MarkedText.head + "# x\n"
    #expect(!DiagnosticTests.render(text).contains("\u{1B}["))
    #expect(DiagnosticTests.render(text, isColoured: true).contains("\u{1B}[31merror:"))
  }

  @Test func theOrderIsTheTexts() {
    func diagnostic(_ file: String, _ line: Int, _ column: Int, _ text: String) -> Diagnostic {
      let place = SourcePosition(line: line, column: column, offset: 0)
      return Diagnostic(file: file, range: SourceRange(place, place), text)
    }
    let sorted = [
      diagnostic("a", 1, 1, "a"), diagnostic("a", 1, 1, "b"), diagnostic("a", 1, 2, "a"),
      diagnostic("a", 2, 1, "a"), diagnostic("b", 1, 1, "a"),
    ]
    #expect((sorted.reversed() + sorted).inReportingOrder == sorted)
  }

  @Test(
    arguments: [
      ("sesion", "session"), ("hdie", "hide"), ("idd", "id"), ("ID", "id"), ("x", nil), ("", nil),
      ("completely", nil), ("formm", "from"),
    ] as [(String, String?)])
  func spellingOffersWhatIsNear(word: String, nearest: String?) {
    #expect(
      Spelling.nearest(to: word, among: ["id", "session", "from", "fold", "hide", "norun"])
        == nearest)
  }
}
