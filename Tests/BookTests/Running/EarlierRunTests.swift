import Foundation
import StatebookCommands
import Testing

@testable import Book

/// A run that takes from an earlier one what is the same gives what a run of everything gives.
@Suite struct EarlierRunTests {
  private static let text = """
    ---
    title: A
    cluster: { nodes: 2 }
    seed: 3
    ---

    ```text file=name.txt
    world
    ```

    ```console id=first
    $ cat name.txt
    world
    $ kubectl run hello --image=nginx
    pod/hello created
    $ kubectl wait pod/hello --for=condition=Ready
    wrong
    ```

    ```check
    It runs: kubectl get pod hello
    ```

    ```console id=second
    $ kubectl delete pod hello
    pod "hello" deleted
    ```

    ```console id=fork from=first
    $ kubectl get pod hello -o name
    pod/hello
    ```

    ```console id=other session=alone
    $ echo alone
    alone
    ```

    ```text file=late.txt
    late
    ```

    ```console id=end
    $ cat late.txt
    late
    ```

    ```console id=next from=fork
    $ kubectl get pods
    ```
    """

  private static func chapter(_ text: String) -> Chapter {
    ChapterReader().read(Array(text.utf8), file: "chapters/en/01-a.md").0
  }

  private static let runner = ChapterRunner(plugins: .standard, isFilming: true)

  /// Changes of the chapter: what stands there before, and what after.
  @Test(arguments: [
    ("title: A", "title: B"), ("seed: 3", "seed: 4"), ("\nworld\n```", "\nworld!\n```"),
    ("cat name.txt", "cat  name.txt"), ("\nwrong\n", "\npod/hello condition met\n"),
    ("get pod hello\n```", "get pod hello -o name\n```"), ("pod hello\npod", "pod/hello\npod"),
    ("-o name\npod/hello", "-o  name\npod/hello"), ("echo alone", "echo  alone"),
    ("\nlate\n```", "\nlater\n```"), ("cat late.txt\n", "cat late.txt late.txt\n"),
    ("get pods\n", "get pods -o name\n"), ("from=fork", "from=first"), ("id=fork", "id=spoon"),
    ("session=alone", "session=lonely"),
    ("\n```console id=second", "\nMore.\n\n```console id=second"),
    ("```console id=other session=alone\n$ echo alone\nalone\n```\n", ""),
    ("$ kubectl delete pod hello\n", "$ kubectl delete pod hello\n$ exit 3\n"),
  ])
  func aPartialRunIsTheWholeRun(old: String, new: String) throws {
    let before = EarlierRunTests.runner.run(EarlierRunTests.chapter(EarlierRunTests.text))
    try #require(before.wasRun)
    let text = EarlierRunTests.text.replacing(old, with: new)
    try #require(text != EarlierRunTests.text)
    let chapter = EarlierRunTests.chapter(text)
    let whole = EarlierRunTests.runner.run(chapter)
    let partial = EarlierRunTests.runner.run(chapter, after: before)
    #expect(partial == whole)
  }

  @Test func onlyWhatChangedIsPlayed() {
    let before = EarlierRunTests.runner.run(EarlierRunTests.chapter(EarlierRunTests.text))
    func played(_ old: String, _ new: String) -> [Int] {
      let chapter = EarlierRunTests.chapter(EarlierRunTests.text.replacing(old, with: new))
      return EarlierRunTests.runner.profile(chapter, after: before).costs.compactMap { cost in
        if case .command = cost.deed { cost.line } else { nil }
      }
    }
    // A session of its own, and one that begins in another: what was done there is not done again.
    #expect(played("echo alone", "echo  alone").count == 1)
    #expect(played("title: A", "title: B") == [])
    #expect(played("get pods\n", "get pods -o name\n").count == 1)
    #expect(played("cat late.txt\n", "cat late.txt late.txt\n").count == 6)
  }
}
