import Book
import Sessions
import StatebookCommands
import Testing

/// Sentences that name objects, in chapters whose scenarios have them or not.
@Suite struct ObjectCheckTests {
  static let kinds = [
    ObjectKind(name: "Pod", words: ["pods", "po"]),
    ObjectKind(name: "StatefulSet", words: ["statefulsets", "sts"]),
    ObjectKind(name: "PersistentVolumeClaim", words: ["pvc", "claim", "claims"]),
  ]

  /// What a chapter shows behind the sentence that is tested.
  private static let scenario = """

    ```console
    $ kubectl get pod web-0 web-1
    pod/web-0
    pod/web-1
    $ kubectl delete sts web
    ```

    ```yaml file=db.yaml
    kind: PersistentVolumeClaim
    name: data-db-0
    ```

    ```check
    It is gone: kubectl get pod cache-3
    ```

    """

  private func doubts(_ chapter: String) -> ([NamedObject], Chapter) {
    let (chapter, diagnostics) = MarkedText.read(chapter: chapter)
    #expect(!diagnostics.haveErrors, "\(diagnostics)")
    return (ObjectCheck(kinds: ObjectCheckTests.kinds).doubts(about: chapter), chapter)
  }

  /// What stands in marks is in no scenario.
  @Test(arguments: [
    "Look at `web-0` and at `⟦web-7⟧`, then at `⟦db-0⟧`.",
    "`⟦web-10⟧` is not `web-1`.",
    "The Pod `web-1` and the pod `⟦wob⟧`.",
    "*See the StatefulSet `⟦wab⟧`*, not the StatefulSet `web` and not [the sts `⟦wub⟧`](#top).",
    "Both claims `data-db-0` and the claim\n`⟦data-db-1⟧`, `pvc/data-db-0`, `⟦pvc/data-db-2⟧`.",
    "A `StatefulSet`, a `PersistentVolumeClaim`, a `Pod`: all are there.",
    "The check asks for `cache-3`, never for `⟦cache-4⟧`.",
    "Nobody means `kubectl`, `spec.replicas`, `/var/lib`, `web/x`, the word `pods`, 1-2 or db-9.",
    "- an item with `⟦web-3⟧`\n\n> a quote with `⟦web-4⟧`\n\n## A heading with `⟦web-5⟧`",
    "```note\nA note with `⟦web-3⟧`.\n```\n",
    "```table\n| name | what |\n|---|---|\n| `⟦web-3⟧` | the pod `⟦wob⟧` |\n```\n",
    "```quiz\nWhat of `⟦web-3⟧`?\n\n- [x] `⟦web-4⟧`\n- [ ] `web-5`\n\nIt is `⟦web-6⟧`.\n```\n",
    "The same twice: `⟦web-3⟧` and `⟦web-3⟧`.",
    "The file `⟦dc.yaml⟧` or `⟦conf/cache.yml⟧`, not `db.yaml` and not `/etc/nosuch.yaml`.",
    "It is in `⟦nosuch.yaml⟧`, and neither in `nosuch.conf` nor in `my/db.yaml` or `$x.yaml`.",
  ])
  func anObjectThatNoScenarioShowsIsFound(sentence: String) {
    let marked = MarkedText(MarkedText.head + sentence + "\n" + ObjectCheckTests.scenario)
    let (doubts, chapter) = doubts(marked.text)
    #expect(doubts.map(\.range.offsets) == marked.ranges)
    #expect(doubts.map(\.text) == marked.ranges.map { chapter.source.text(in: $0) })
  }

  @Test func aKindThatNoScenarioHasIsFound() {
    let text = MarkedText.head + "A `Pod` and a `StatefulSet`.\n\n```console\n$ echo pods\n```\n"
    #expect(doubts(text).0.map(\.text) == ["StatefulSet"])
  }

  @Test func aChapterWithoutScenariosMayNameWhatItLikes() {
    #expect(doubts(MarkedText.head + "The Pod `web-7` is a `Pod`.\n").0.isEmpty)
    let norun = "\n```console norun=\"later\"\n$ echo\n```\n"
    #expect(doubts(MarkedText.head + "The Pod `web-7`.\n" + norun).0.isEmpty)
  }

  @Test func whatTheWorldHadIsNoMistakeAlsoWhenNoCommandShowsIt() {
    let head = "---\ntitle: T\ncluster: { nodes: 2 }\n---\n"
    let text =
      head + "On `node-2`, not on `node-9`, runs `web-0`; `web-8` does not.\n"
        + """

        ```console
        $ kubectl create deployment web --image=nginx
        deployment.apps/web created
        ```

        """
    let (chapter, _) = MarkedText.read(chapter: text)
    let check = ObjectCheck(kinds: ObjectCheckTests.kinds)
    let doubts = check.doubts(about: chapter)
    #expect(doubts.map(\.text) == ["node-2", "node-9", "web-0", "web-8"])
    let run = ChapterRunner(plugins: .standard).run(chapter)
    let found = check.diagnostics(doubts, of: chapter, run: run)
    #expect(found.map(\.column) == [22, 37, 46], "\(found)")
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func whatTheScenariosHaveIsOffered() {
    let text =
      MarkedText.head + "The pod `web-7`, the pod `cahce`, the pod `nothing` and a `Pod`.\n"
      + "\n```console\n$ echo web-0 web-1 cache\n```\n"
    let (doubts, chapter) = doubts(text)
    let help = ObjectCheck(kinds: ObjectCheckTests.kinds)
      .diagnostics(doubts, of: chapter, run: nil).map(\.suggestion)
    let general = "name one that they show, or leave the backticks out"
    #expect(help == ["they have `web-0`, `web-1`", "did you mean `cache`?", general, general])
  }
}
