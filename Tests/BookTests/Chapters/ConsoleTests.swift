import Book
import Markdown
import Testing

@Suite struct ConsoleTests {
  static func steps(_ text: String) -> [Step] {
    MarkedText.read("````console\n" + text + "````\n").0.scenarios[0].steps
  }

  @Test func commandsOutputAndStatusAreToldApart() {
    let steps = ConsoleTests.steps(
      "$ a\n$ cat <<E\n> x\n>\n> E\nout\n\n> quoted\n[12]\n$ b\nno line end\n[no newline]\n")
    #expect(steps.map(\.command) == ["a", "cat <<E\nx\n\nE", "b"])
    #expect(steps.map(\.recorded.text) == ["", "out\n\n> quoted\n", "no line end"])
    #expect(steps.map(\.recorded.status) == [0, 12, 0])
    #expect(steps[1].lineStarts.map(\.line) == [6, 7, 8, 9])
    #expect(steps[1].lineStarts.map(\.column) == [3, 3, 2, 3])
    #expect(steps.map(\.region.lineCount) == [0, 4, 2])
    #expect(steps.map(\.region.firstLine) == [6, 10, 15])
  }

  @Test func outputKeepsItsSpacesAndBackslashes() {
    let steps = ConsoleTests.steps("$ a\n  b  \n\tc\n\\d\n\\$ e\n\\\\$ f\n$g\n")
    #expect(steps[0].recorded.text == "  b  \n\tc\n\\d\n$ e\n\\$ f\n$g\n")
  }

  static let mistakes: [MistakeCase] = [
    MistakeCase("```console\n⟦out⟧\n$ x\n```\n", "output before the first command"),
    MistakeCase("```console\n⟦$x⟧\n```\n", "output before the first command"),
    MistakeCase("⟦```console\n```⟧\n", "this `console` fence has no command"),
    MistakeCase("```console\n⟦$ ⟧\n```\n", "no command behind `$ `"),
    MistakeCase("```console\n⟦$⟧\n```\n", "no command behind `$ `"),
    MistakeCase("```console\n$ x\n⟦[0]⟧\n```\n", "the exit status 0 is not written"),
    MistakeCase("```console\n$ x\n⟦[256]⟧\n```\n", "no command exits with 256"),
    MistakeCase("```console\n$ x\n⟦[1]⟧\nout\n```\n", "`[1]` in the middle of an output"),
    MistakeCase(
      "```console\n$ x\n⟦[no newline]⟧\n```\n", "`[no newline]` without output before it"),
    MistakeCase(
      "```console\n$ x\na\n⟦[no newline]⟧\nb\n```\n", "`[no newline]` in the middle of an output"),
    MistakeCase(
      "```console\n$ a \\\n⟦    --b⟧\nc\n$ d\n```\n",
      "a command that ends in `\\` goes on in a line that begins with `> `"),
    MistakeCase(
      "```console\n$ a \\\n> ⟦b \\⟧\n```\n".replacing("> ⟦", with: "⟦> "),
      "a command that ends in `\\` goes on in a line that begins with `> `"),
    MistakeCase("```console\n$ a \\\\\nb\n$ a \\\n> b\n$ # a \\\nb\n```\n"),
    MistakeCase(
      "```console\n$ a\n```\n\n```check\na: b \\\n⟦  c: d⟧\ne: f \\\n> g\n```\n",
      "a command that ends in `\\` goes on in a line that begins with `> `"),
    MistakeCase(
      "```console\n$ a\n⟦$kubectl get jobs⟧\n⟦$\tls⟧\n⟦$\u{A0}ls⟧\n⟦$ls⟧\n```\n",
      "a space has to stand behind the `$` of a command",
      "a space has to stand behind the `$` of a command",
      "a space has to stand behind the `$` of a command",
      "a space has to stand behind the `$` of a command"),
    MistakeCase("```console\n$ a\n$x\n$HOME a\n$1\n${a}\n$a_b=c\n $ls\n\\$ls -l\n```\n"),
    MistakeCase(
      "> ```console\n> $ x\n> ⟦\\e \\q⟧\n> ```\n",
      "unknown escape in a line that begins with `\\e `"),
  ]

  @Test func aPromptWithoutItsSpaceIsToldHowToBeWritten() {
    let (_, diagnostics) = MarkedText.read("```console\n$ a\n$kubectl get jobs\n$\u{A0}ls\n```\n")
    #expect(
      diagnostics.map(\.suggestion) == [
        "write `$ kubectl …`; if it is output, write `\\$kubectl …`",
        "write `$ ls`; if it is output, write `\\$ls`",
      ])
    #expect(
      diagnostics.map(\.explanation) == [
        "so this line is taken for output",
        "here it is U+00A0 (no-break space), so this line is taken for output",
      ])
  }

  private static let noBreakSpace = "an invisible character: U+00A0 (no-break space)"
  static let invisible: [MistakeCase] = [
    MistakeCase("```console\n$ echo⟦\u{A0}⟧hi\n```\n", noBreakSpace),
    MistakeCase("- ```console\n  $ a 'b\n  > c' \\⟦\u{A0}⟧d\n  ```\n", noBreakSpace),
    MistakeCase(
      "```console\n$ ls⟦\u{2007}⟧-l | a⟦\u{200B}⟧b\n```\n",
      "an invisible character: U+2007 (figure space)",
      "an invisible character: U+200B (zero width space)"),
    MistakeCase(
      "```console\n$ a\n```\n\n```check\nIt\u{A0}is: test⟦\u{A0}⟧1\n```\n", noBreakSpace),
    // What is quoted, a comment, the text of a here-document and an output are the author's.
    MistakeCase(
      "```console\n$ echo '10\u{A0}pods' \"a\\\"\u{A0}b\" # c\u{A0}d\n10\u{A0}pods\n```\n"),
    MistakeCase("```console\n$ cat <<E\n> 10\u{A0}pods\n> E\n```\n"),
    MistakeCase("```console\n$ echo 👩\u{200D}🚀 a#b\n```\n"),
    MistakeCase(
      "```console\n⟦$\u{A0}echo hi⟧\n$ x\n```\n", "a space has to stand behind the `$` of a command"
    ),
  ]

  @Test(arguments: invisible)
  func aCharacterThatLooksLikeASpaceIsNamed(example: MistakeCase) { example.check() }

  @Test func whatToDoAboutItIsSaid() {
    let (_, diagnostics) = MarkedText.read("```console\n$\u{A0}ls\n$ ls\u{A0}-l\n```\n")
    #expect(
      diagnostics.map(\.explanation) == [
        "here it is U+00A0 (no-break space), so this line is taken for output",
        "a shell takes it for a letter",
      ])
    #expect(
      diagnostics.map(\.suggestion) == [
        "write `$ ls`; if it is output, write `\\$ls`",
        "write a plain space in its place; if it is meant, put it in quotes",
      ])
  }

  @Test(arguments: mistakes)
  func mistakesAreReported(example: MistakeCase) { example.check() }

  /// Lines that mean something in a fence, and near misses.
  static let lines = [
    "", "a", " ", "$ x", "$", "$x", "$kubectl get", "\\$ls", "$\tx", "$\u{A0}x", "$ls:", "> y", ">",
    ">z", "[1]", "[0]", "[300]", "[x]", "[no newline]",
    "\\", "\\$ x", "\\\\$ x", "\\e x", "\\\\e x", "e x", "\\d", "```", "  ```", "~~~~", "\\```",
    "`",
    "\t$ x", " $ x", "a\rb", "\r", "\u{1B}[1m", "\\e \\r", "tab\tx", "\u{7F}", "ấ", "    ```",
  ]

  @Test func whatIsWrittenIsReadAgain() {
    let fences = [("```", ""), ("- ```", "  "), ("> ~~~", "> "), ("  ```", "  ")]
    for (one, first) in ConsoleTests.lines.enumerated() {
      for (two, second) in ConsoleTests.lines.enumerated() {
        for (ending, status) in [("\n", 0), ("", 3)] {
          let text = first + "\n" + second + ending
          let recorded = RecordedOutput(text: text, status: status)
          let content = ConsoleText.text(of: [("a", recorded), ("b\nc", RecordedOutput())])
          for (open, prefix) in [fences[(one + two) % 4]] {
            let fence = String(open.suffix(3))
            let body =
              content.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
              .map { prefix + $0 + "\n" }.joined()
            let (chapter, mistakes) = MarkedText.read(
              "\(open)console\n\(body)\(prefix)\(fence)\n")
            let steps = chapter.scenarios.first?.steps ?? []
            if !mistakes.isEmpty || steps.map(\.command) != ["a", "b\nc"]
              || steps.map(\.recorded) != [recorded, RecordedOutput()]
            {
              Issue.record("\(text.debugDescription) in \(open): \(mistakes.map(\.summary))")
            }
          }
        }
      }
    }
  }

  static let documents = [
    "```console\n@$ a\n#old\n[1]\n#$ b\n```\n", "- ```console\n  @$ a\n#  old\n#  $ b\n  ```\n",
    "> ```console\n> @$ a\n##> $ b\n> ```\n", ">```console\n>@$ a\n#>x\n>\n#>$ b\n>```\n",
    "1. x\n\n   ~~~~console\r\n   @$ a\r\n#\r\n   x\r\n#   $ b\r\n   ~~~~\r\n",
    "> - ```console\n>   @$ a\n#>   x\n#>   ```\n",
  ]

  @Test(arguments: documents)
  func splicingChangesOnlyTheOutput(marked: String) throws {
    let head = MarkedText.head
    let region = marked.split(separator: "#", omittingEmptySubsequences: false)
    let text = head + marked.filter { $0 != "#" && $0 != "@" }
    let original = MarkedText.read(chapter: text).0
    let step = try #require(original.scenarios[0].steps.first)
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[..<step.region.offsets.lowerBound], as: UTF8.self)
    #expect(before == head + region[0].filter { $0 != "@" })
    let old = String(decoding: bytes[step.region.offsets], as: UTF8.self)
    #expect(old == region[1])
    for new in [
      RecordedOutput(), RecordedOutput(text: "new\n\n  lines\n```\n", status: 2),
      RecordedOutput(text: " x"), RecordedOutput(text: "\n\n"),
    ] {
      let replaced = Array(
        step.region.text(of: ConsoleText.lines(of: new), in: original.source).utf8)
      let spliced =
        bytes[..<step.region.offsets.lowerBound] + replaced
        + bytes[step.region.offsets.upperBound...]
      let (chapter, mistakes) = MarkedText.read(chapter: String(decoding: spliced, as: UTF8.self))
      #expect(mistakes.isEmpty)
      #expect(chapter.scenarios[0].steps[0].recorded == new)
      let again = chapter.scenarios[0].steps[0].region
      #expect(
        again.text(of: ConsoleText.lines(of: new), in: chapter.source)
          == String(decoding: replaced, as: UTF8.self))
      #expect(again.offsets.count == replaced.count)
    }
  }
}
