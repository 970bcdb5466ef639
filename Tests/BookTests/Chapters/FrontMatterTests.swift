import Book
import Simulation
import Testing

@Suite struct FrontMatterTests {
  @Test func everythingIsRead() {
    let (chapter, diagnostics) = MarkedText.read(
      chapter: """
        ---
        title: "Tên: một"
        summary: >-
          Two
          lines.
        cluster: { nodes: 5 }
        seed: 18
        pace: 500ms
        order: 3
        slug: a-name
        redirects: [old/a.html, b/]
        ---
        text
        """)
    #expect(diagnostics.isEmpty)
    #expect(chapter.frontMatter.title == "Tên: một")
    #expect(chapter.frontMatter.titleLine == 2)
    #expect(chapter.frontMatter.summary == "Two lines.")
    #expect(chapter.frontMatter.cluster.nodes == 5)
    #expect(chapter.frontMatter.seed == 18)
    #expect(chapter.frontMatter.pace == .milliseconds(500))
    #expect(chapter.frontMatter.order == 3)
    #expect(chapter.slug == "a-name")
    #expect(chapter.frontMatter.redirects == ["old/a.html", "b"])
    #expect(chapter.document.blocks.first?.range.start.line == 13)
  }

  @Test func whatIsNotSaidHasItsDefault() {
    let (chapter, diagnostics) = MarkedText.read("")
    #expect(diagnostics.isEmpty)
    #expect(chapter.frontMatter.cluster.nodes == 3)
    #expect(chapter.frontMatter.pace == .seconds(1))
    #expect(chapter.slug == "a")
    #expect(chapter.language == "en")
  }

  /// The title that a beginner writes as a heading is the one to put into the front matter.
  @Test(arguments: [
    ("# My chapter\n\n## A\n", "title: My chapter\n"),
    ("# Pods: \"a\"\n", "title: \"Pods: \\\"a\\\"\"\n"),
    ("text\n", "title: What the chapter is about\n"),
  ])
  func aHeadingStandsForTheTitleThatIsMissing(text: String, title: String) {
    let (_, diagnostics) = MarkedText.read(chapter: text)
    #expect(diagnostics.map(\.summary) == ["the chapter has no front matter"])
    #expect(diagnostics.first?.suggestion?.contains("\n---\n" + title + "---") == true)
    #expect(
      diagnostics.first?.suggestion?.contains("in place of the heading") == text.hasPrefix("#"))
    #expect(MarkedText.read(chapter: "# A\n\n# B\n").1.map(\.summary).contains("a second title"))
  }

  @Test(arguments: [
    ("title: A: B", "put a value with a colon in quotes: `title: \"A: B\"`"),
    ("\ttitle: A", "indent with spaces: YAML takes no tabs"),
    ("title: [a", nil),
  ])
  func whatIsNotYAMLIsToldHowToWrite(line: String, help: String?) {
    let (_, diagnostics) = MarkedText.read(chapter: "---\n\(line)\n---\n")
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.suggestion == help)
  }

  static let mistakes: [MistakeCase] = [
    MistakeCase("⟦⟧text\n", "the chapter has no front matter"),
    MistakeCase("⟦⟧", "the chapter has no front matter"),
    MistakeCase("⟦---⟧\ntitle: T\n", "nothing closes the front matter"),
    MistakeCase("⟦---⟧", "nothing closes the front matter"),
    MistakeCase("⟦---⟧\nseed: 1\n---\n", "the chapter has no title"),
    MistakeCase("⟦---⟧\n---\n", "the chapter has no title"),
    MistakeCase("---\ntitle:⟦⟧\n---\n", "`title` must be a text, not nothing"),
    MistakeCase("---\ntitle: ⟦2024⟧\n---\n", "`title` must be a text, not a number"),
    MistakeCase("---\ntitle: ⟦yes⟧\n---\n", "`title` must be a text, not a truth value"),
    MistakeCase("---\ntitle: ⟦\"  \"⟧\n---\n", "`title` is empty"),
    MistakeCase(
      "---\ntitle: T\n⟦sumary⟧: x\n---\n", "unknown key `sumary` in the front matter"),
    MistakeCase(
      "---\ntitle: T\n⟦language⟧: vi\n---\n", "unknown key `language` in the front matter"),
    MistakeCase("---\n⟦titel⟧: T\n---\n", "unknown key `titel` in the front matter"),
    MistakeCase(
      "---\ntitle:⟦\u{A0}⟧T\n---\n", "an invisible character: U+00A0 (no-break space)"),
    MistakeCase(
      "---\ntitle: A\u{A0}B\nseed:⟦\u{A0}⟧1\n---\n",
      "an invisible character: U+00A0 (no-break space)"),
    MistakeCase(
      "---\ntitle: T\ncluster:\n  ⟦\u{A0}nodes⟧: 1\n---\n",
      "an invisible character: U+00A0 (no-break space)"),
    MistakeCase("---\ntitle: A\u{A0}B\n---\n"),
    MistakeCase("---\ntitle: T\n⟦title⟧: U\n---\n", "`title` is written twice"),
    MistakeCase("---\ntitle: T\nseed: ⟦one⟧\n---\n", "`seed` must be a whole number, not a text"),
    MistakeCase("---\ntitle: T\nseed: ⟦-1⟧\n---\n", "`seed` must be at least 0"),
    MistakeCase("---\ntitle: T\nseed: ⟦1.5⟧\n---\n", "`seed` must be a whole number, not a number"),
    MistakeCase(
      "---\ntitle: T\ncluster: ⟦3⟧\n---\n",
      "`cluster` must be a mapping such as `{ nodes: 3 }`, or `none`, not a number"),
    MistakeCase(
      "---\ntitle: T\ncluster: { ⟦nodse⟧: 3 }\n---\n", "unknown key `nodse` in `cluster`"),
    MistakeCase("---\ntitle: T\nhosts: ⟦21⟧\n---\n", "`hosts` must be at most 20"),
    MistakeCase("---\ntitle: T\nhosts: ⟦two⟧\n---\n", "`hosts` must be a whole number, not a text"),
    MistakeCase("---\ntitle: T\ncluster: { nodes: ⟦101⟧ }\n---\n", "`nodes` must be at most 100"),
    MistakeCase(
      "---\ntitle: T\npace: ⟦fast⟧\n---\n", "`pace` must be a duration of at most a day"),
    MistakeCase(
      "---\ntitle: T\nslug: ⟦A b⟧\n---\n", "the slug `A b` cannot stand in an address"),
    MistakeCase(
      "---\ntitle: T\nredirects: ⟦a⟧\n---\n",
      "`redirects` must be a list of former addresses, not a text"),
    MistakeCase(
      "---\ntitle: T\nredirects: [⟦../a⟧, ⟦3⟧]\n---\n",
      "`redirects=../a` leaves the working directory",
      "a redirect must be a text: a former address"),
    MistakeCase(
      "---\ntitle: T\nseed: 1\n bad⟦⟧: x\n---\n",
      "the front matter is not YAML: mapping values are not allowed in this context"),
    MistakeCase("---\n⟦⟧- a\n---\n", "the front matter is not a list of `key: value` lines"),
    MistakeCase(
      "---\nsummary: ấ\ntitle: ⟦[ấ]⟧\n---\n".replacing("⟦[ấ]⟧", with: "⟦[⟧ấ]"),
      "`title` must be a text, not a list"),
  ]

  @Test func aChapterCanHaveHostsInPlaceOfACluster() {
    let (chapter, diagnostics) = MarkedText.read(
      chapter: "---\ntitle: T\ncluster: none\nhosts: 2\n---\n")
    #expect(diagnostics.isEmpty)
    #expect(chapter.frontMatter.cluster.isLeftOut && chapter.frontMatter.hosts == 2)
  }

  @Test(arguments: mistakes)
  func mistakesAreReportedAtTheirPlace(example: MistakeCase) { example.check(head: "") }

  @Test func aByteOrderMarkAndOtherLineEndingsChangeNothing() {
    let text = "\u{FEFF}---\r\ntitle: T\r\nsed: 1\r\n---\r\n```console idd=a\r\n$ x\r\ny\r\n```\r\n"
    let (chapter, diagnostics) = MarkedText.read(chapter: text)
    #expect(chapter.frontMatter.title == "T")
    #expect(diagnostics.map(\.line) == [3, 5])
    #expect(diagnostics.map(\.column) == [1, 12])
    #expect(chapter.scenarios[0].steps[0].recorded.text == "y\n")
    #expect(chapter.scenarios[0].steps[0].region.lineEnding == "\r\n")
  }

  @Test func bytesThatAreNoTextAreReported() {
    let bytes = Array("---\ntitle: T\n---\na".utf8) + [0x00, 0xFF] + Array("\n".utf8)
    let (_, diagnostics) = ChapterReader().read(bytes, file: "a.md")
    #expect(
      diagnostics.map(\.summary) == [
        "the text has a NUL byte at offset 18", "the text is not UTF-8: byte 0xFF at offset 19",
      ])
    #expect(diagnostics.map(\.line) == [4, 4])
  }

  @Test func aChapterThatIsTooLongIsRefused() {
    let bytes = [UInt8](repeating: 0x61, count: ChapterReader.maximumBytes + 1)
    let (_, diagnostics) = ChapterReader().read(bytes, file: "a.md")
    #expect(diagnostics.map(\.summary) == ["the chapter is longer than 16 MiB"])
  }
}
