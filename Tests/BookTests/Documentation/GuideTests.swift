import Foundation
import StatebookCommands
import Testing

@testable import Book

/// What the guide to writing chapters shows is what there is.
@Suite struct GuideTests {
  /// The listings of all chapters in a language of their own, with their places.
  private static func listings(_ word: String) -> [(place: String, lines: [String])] {
    Repository.files(below: "chapters", ending: ".md").flatMap { file in
      ChapterReader().read(Repository.bytes(file), file: file).0.blocks.compactMap { block in
        guard case .listing = block, let fence = block.code.fence,
          fence.info.split(separator: " ").first.map(String.init) == word
        else { return nil }
        return (
          "\(file):\(block.range.start.line)",
          block.code.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
      }
    }
  }

  private static func trimmed(_ lines: [some StringProtocol]) -> [String] {
    var lines = lines.map { $0.trimmingCharacters(in: .whitespaces) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The files that are compiled when the books of the examples are: the message queue and what
  /// `new` makes; and the examples of the documentation.
  private static let compiled: [(file: String, lines: [String])] = {
    let files =
      Repository.files(below: "Tests/Examples/MessageQueue/Sources", ending: ".swift")
      + Repository.files(in: "Sources/StatebookCommands/New/Template", ending: ".swift.txt")
      + ["Tests/BookTests/Documentation/PluginExamples.swift"]
    return files.map { file in
      let text = String(decoding: Repository.bytes(file), as: UTF8.self)
      return (file, trimmed(text.split(separator: "\n", omittingEmptySubsequences: false)))
    }
  }()

  @Test func everyPieceOfSwiftIsPartOfAFileThatIsCompiled() {
    let pieces = GuideTests.listings("swift")
    #expect(pieces.count > 10)
    for piece in pieces {
      let lines = GuideTests.trimmed(piece.lines)
      let isThere = GuideTests.compiled.contains { file in
        file.lines.indices.contains { file.lines[$0...].starts(with: lines) }
      }
      #expect(isThere, "\(piece.place): this is in no file that is compiled")
    }
  }

  @Test func everyDoorOfAPluginIsShown() {
    let shown = GuideTests.listings("swift").flatMap(\.lines).joined(separator: "\n")
    for door in [
      "program", "image", "command", "setting", "fault", "resource", "controller", "picture",
    ] {
      #expect(shown.contains("registrations.\(door)("), "no piece shows \(door)")
    }
    for part in ["SceneBox(", "Markup(", "inputs:", "process.listen(", "handle(_ signal"] {
      #expect(shown.contains(part), "no piece shows \(part)")
    }
  }

  /// The chapter that the guide writes is tested and accepted in a book of its own.
  @Test func theTranscriptOfAcceptingIsWhatTheCommandsPrint() async throws {
    let page = try #require(
      GuideTests.listings("markdown").first { $0.lines.contains("title: Hello") })
    let scratch = Scratch()
    scratch.write(page.lines.joined(separator: "\n"), to: "chapters/en/15-hello.md")
    let transcripts = GuideTests.listings("text").filter {
      $0.lines.first?.hasPrefix("$ statebook ") == true && $0.place.contains("93-")
    }
    #expect(transcripts.count == 2)
    for transcript in transcripts {
      var printed = ""
      for line in transcript.lines where line.hasPrefix("$ statebook ") {
        let arguments = line.dropFirst("$ statebook ".count).split(separator: " ").map(String.init)
        let run = await CommandLineRun(arguments, in: scratch, plugins: .standard)
        printed += line + "\n" + run.output + run.errors
      }
      let shown = transcript.lines.joined(separator: "\n")
      #expect(printed == (shown.hasSuffix("\n") ? shown : shown + "\n"), "\(transcript.place)")
    }
  }

  /// What the guide shows of the example's chapter is what stands there.
  @Test func theTranscriptOfTheExampleIsFromItsChapter() throws {
    let transcript = try #require(
      GuideTests.listings("text").first { $0.lines.first == "$ kubectl get queues" })
    let file = "Tests/Examples/MessageQueue/chapters/en/03-a-kind-of-its-own.md"
    let chapter = String(decoding: Repository.bytes(file), as: UTF8.self)
    #expect(
      chapter.contains(GuideTests.trimmed(transcript.lines).joined(separator: "\n") + "\n$ kubectl")
    )
  }
}
