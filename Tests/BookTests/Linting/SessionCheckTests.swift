import Book
import Markdown
import Testing

/// Checks that run in another session than the block above them.
@Suite struct SessionCheckTests {
  private static let main = "```console\n$ a\n```\n\n"
  private static let bad = "```console id=b session=bad\n$ a\n```\n\n"
  private static let check = "```check\na: b\n```\n\n"

  private func doubts(_ text: String) -> [Diagnostic] {
    let (chapter, mistakes) = MarkedText.read(text)
    #expect(mistakes.isEmpty)
    return SessionCheck.doubts(about: chapter)
  }

  @Test(arguments: [
    (main + bad + check, "bad"),
    (bad + check, "bad"),
    (bad + "Some words.\n\n```yaml file=a.yaml\na: b\n```\n\n" + check, "bad"),
    (bad + "```check session=bad\na: b\n```\n\n" + check, "bad"),
    ("```console id=b\n$ a\n```\n\n```console id=copy from=b\n$ a\n```\n\n" + check, "copy"),
  ])
  func aCheckBelowABlockOfAnotherSessionIsDoubtful(text: String, session: String) {
    let found = doubts(text)
    #expect(
      found.map(\.summary) == [
        "this check runs in session main; the block before it is in session \(session)"
      ])
    #expect(
      found.map(\.suggestion) == [
        "write `session=\(session)`, or `session=main` if that is meant"
      ])
    #expect(found.first?.severity == .warning)
  }

  @Test(arguments: [
    main + check, check, bad + main + check, bad + "## Next\n\n" + check,
    bad + "```check session=bad\na: b\n```\n", bad + "```check session=main\na: b\n```\n",
    main + "```console session=bad norun=\"later\"\n$ a\n```\n\n" + check,
  ])
  func aCheckThatSaysItsSessionOrStandsBelowItIsNone(text: String) {
    #expect(doubts(text).isEmpty)
  }
}
