import Book
import Testing

@Suite struct BlockTests {
  @Test func blocksKnowTheirSessions() {
    let (chapter, diagnostics) = MarkedText.read(
      """
      ```yaml file=./conf/web.yaml fold
      a: 1
      ```
      ```console id=one hide
      $ x
      ```
      ```console session=other
      $ x
      ```
      ```console from=one
      $ x
      ```
      ```console id=two from=one
      $ x
      ```
      ```console session=third from=one
      $ x
      ```
      ```console norun="a \\"real\\" one" session=never
      $ x
      ```
      ```check claims="vi1, en21" session=other
      One: two: three
        Colons::work:  echo a: b
      It goes on: cat <<E
      > x: y
      > E
      ```
      """)
    #expect(diagnostics.isEmpty)
    #expect(chapter.sessions == ["main", "other", "from-one", "two", "third"])
    #expect(chapter.files.map(\.name) == ["conf/web.yaml"])
    #expect(chapter.files.map(\.visibility) == [.folded])
    #expect(chapter.files[0].code.text == "a: 1\n")
    #expect(chapter.scenarios.map(\.visibility).first == .hidden)
    #expect(chapter.scenarios.map(\.from) == [nil, nil, "one", "one", "one", nil])
    #expect(chapter.scenarios[5].norun == "a \"real\" one")
    let check = chapter.checks[0]
    #expect(check.claims.map(\.id) == ["vi1", "en21"])
    #expect(check.assertions.map(\.sentence) == ["One", "Colons::work", "It goes on"])
    #expect(
      check.assertions.map(\.command) == ["two: three", "echo a: b", "cat <<E\nx: y\nE"])
    #expect(check.assertions[1].commandPosition.column == 18)
  }

  static let checks: [MistakeCase] = [
    MistakeCase("```check\n⟦no command⟧\n```\n", "a claim without a command"),
    MistakeCase("```check\n⟦a:b⟧\n```\n", "a claim without a command"),
    MistakeCase("```check\n⟦: true⟧\n```\n", "a claim without a sentence"),
    MistakeCase("```check\n⟦It works: ⟧\n```\n", "no command behind the sentence"),
    MistakeCase("```check\n⟦It works:⟧\n```\n", "no command behind the sentence"),
    MistakeCase("```check\n⟦> x⟧\n```\n", "a continuation without a command before it"),
    MistakeCase("⟦```check\n\n```⟧\n", "this `check` fence has no claim"),
  ]

  @Test(arguments: checks)
  func everyClaimHasASentenceAndACommand(example: MistakeCase) { example.check() }

  @Test func scenariosInsideANoteRunToo() {
    let (chapter, diagnostics) = MarkedText.read(
      "````note title=\"Mind this\"\nText with a [link](#top).\n\n- ```console id=a\n  $ x\n  y\n  ```\n````\n```console from=a\n$ z\n```\n"
    )
    #expect(diagnostics.isEmpty)
    #expect(chapter.blocks.count == 3)
    #expect(chapter.scenarios.map { $0.steps[0].position.line } == [8, 13])
    #expect(chapter.scenarios[0].steps[0].region.prefix == "  ")
    guard case .plugin(let note) = chapter.blocks[0] else {
      Issue.record("no note")
      return
    }
    #expect(note.value("title") == "Mind this")
    #expect(note.document?.links.map(\.position.line) == [5])
  }

  @Test func notesInNotesEndSomewhere() {
    var text = "x\n"
    for depth in 3...20 {
      let fence = String(repeating: "`", count: depth)
      text = "\(fence)note\n\(text)\(fence)\n"
    }
    let (_, diagnostics) = MarkedText.read(text)
    #expect(
      diagnostics.map(\.summary) == ["fences stand more than 8 deep in one another"])
  }

  @Test func pluginsBringTheirWordsAndAttributes() throws {
    var registry = FenceRegistry.standard
    try registry.add(
      FencePlugin(
        word: "riddle", summary: "A question.",
        attributes: [
          AttributeRule("answer", .text, isRequired: true),
          AttributeRule("kind", .choice(["one", "many"])),
        ]))
    #expect(throws: FenceRegistry.Refusal.taken(word: "riddle")) {
      try registry.add(FencePlugin(word: "riddle", summary: ""))
    }
    #expect(throws: FenceRegistry.Refusal.taken(word: "yaml")) {
      try registry.add(FencePlugin(word: "yaml", summary: ""))
    }
    #expect(throws: FenceRegistry.Refusal.taken(word: "console")) {
      try registry.add(FencePlugin(word: "console", summary: ""))
    }
    #expect(throws: FenceRegistry.Refusal.badWord("Quiz 2")) {
      try registry.add(FencePlugin(word: "Quiz 2", summary: ""))
    }
    let reader = ChapterReader(fences: registry)
    let text = MarkedText.head + "```riddle kind=on\nx\n```\n```ridle\n```\n"
    let (_, diagnostics) = reader.read(Array(text.utf8), file: "a.md")
    #expect(
      diagnostics.map(\.summary) == [
        "a `riddle` fence needs `answer`", "`kind` cannot be `on`", "unknown fence word `ridle`",
      ])
  }

  @Test(arguments: [
    ("chapters/vi/03-a.md", "vi", "a"), ("a.md", "en", "a"), ("x/chapters/2-b c.md", "en", "b-c"),
    ("chapters/en/99.md", "en", "99"), ("chapters/en/.md", "en", "section"),
  ])
  func languageAndSlugComeFromThePath(file: String, language: String, slug: String) {
    let (chapter, _) = ChapterReader().read(Array(MarkedText.head.utf8), file: file)
    #expect(chapter.language == language)
    #expect(chapter.slug == slug)
  }
}
