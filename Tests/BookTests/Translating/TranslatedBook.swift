import Foundation
import Markdown

@testable import Book

/// A book with one chapter in English and its translation, which reuses all boxes.
struct TranslatedBook {
  static let original = """
    ---
    title: One
    summary: A chapter.
    cluster: none
    seed: 7
    pace: 2s
    ---

    ## Words

    ```yaml file=web.yaml id=web
    a: 1
    ```

    ```console id=first title="At first"
    $ cat web.yaml
    a: 1
    $ echo two; test 1 = 2
    two
    [1]
    ```

    ```figure of=first id=seen caption="What there is"
    ```

    ```console from=first id=fork session=other hide
    $ printf 'a' |
    > cat > b.txt
    ```

    ```check id=proof claims=c1
    It is one: grep -q 1 web.yaml
    Two: test 1 = 1 &&
    > test 2 = 2
    ```

    ```sql id=query
    SELECT 1;
    ```

    ```table id=numbers caption="Numbers"
    | a | b |
    |---|---|
    | 1 | 2 |
    ```

    """

  static let translation = """
    ---
    title: Một
    summary: Một chương.
    ---

    ## Lời

    ```yaml id=web
    ```

    ```console id=first title="Lúc đầu"
    ```

    ```figure id=seen caption="Những gì có"
    ```

    ```console id=fork
    ```

    ```check id=proof
    Là một:
      Hai :
    ```

    ```sql id=query
    ```

    ```table id=numbers
    ```

    """

  let scratch = Scratch()

  init(original: String = original, _ translation: String = translation) {
    scratch.write(original, to: "chapters/en/01-a.md")
    scratch.write(translation, to: "chapters/vi/01-a.md")
    scratch.write("- id: c1\n  text: It is so.\n", to: "chapters/claims.yaml")
  }

  func read() -> BookContents { BookSource(folder: URL(filePath: scratch.path)).read() }

  /// What is wrong with the book, each in a line.
  var mistakes: [String] { read().diagnostics.map(TranslatedBook.line) }

  static func line(_ mistake: Diagnostic) -> String {
    "\(mistake.file.dropFirst("chapters/".count)):\(mistake.line):\(mistake.column): "
      + "\(mistake.severity.rawValue): \(mistake.summary)"
  }
}

/// The text of a chapter in which fences are replaced.
struct TranslatedText {
  private let chapter: Chapter
  private var edits: [(offsets: Range<Int>, text: String)] = []

  init(_ chapter: Chapter) { self.chapter = chapter }

  /// The fence of a block that a translation can reuse; nil for prose and for what stands in it.
  func replaceable(_ block: ChapterBlock) -> CodeBlock.Fence? {
    guard let fence = block.code.fence, chapter.document.codeBlocks.contains(block.code) else {
      return nil
    }
    guard case .plugin(let own) = block, let plugin = FenceRegistry.standard[own.word] else {
      return fence.info.isEmpty ? nil : fence
    }
    let isProse = plugin.content == .markdown && !block.code.text.isEmpty
    return isProse || !plugin.attributes.contains { $0.name == "id" } ? nil : fence
  }

  mutating func replaceInfo(_ fence: CodeBlock.Fence, with info: String) {
    edits.append((fence.infoRange.offsets, info))
  }

  mutating func replaceText(_ code: CodeBlock, with lines: [String]) {
    let source = chapter.source
    let last = code.firstContentLine + code.contentStarts.count - 1
    let start = source.lineStarts[code.firstContentLine - 1]
    edits.append((start..<max(start, source.endOffset(ofLine: last)), lines.joined()))
  }

  var text: String {
    var bytes = chapter.source.bytes
    for edit in edits.sorted(by: { $0.offsets.lowerBound > $1.offsets.lowerBound }) {
      bytes.replaceSubrange(edit.offsets, with: Array(edit.text.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
