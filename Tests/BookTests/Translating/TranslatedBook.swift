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
