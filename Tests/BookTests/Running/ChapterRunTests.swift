import Sessions
import Simulation
import Testing

@testable import Book

@Suite struct ChapterRunTests {
  @Test func commandsRunInOrderInOneSession() {
    let run = Page(
      """
      ```console
      $ x=1
      $ echo "x is $x"
      x is 1
      ```

      Some words.

      ```console
      $ echo "x is still $x"
      x is still 1
      ```
      """
    ).run()
    #expect(run.passed, "\(run.diagnostics)")
    #expect(run.steps.map(\.recording.output) == ["", "x is 1\n", "x is still 1\n"])
    #expect(run.blocks.map(\.session) == ["main", "main"])
  }

  @Test func aCommandStartsOnePaceAfterTheOneBefore() {
    let run = Page(
      """
      ```console
      $ sleep 5
      $ true
      $ true
      ```
      """, frontMatter: "pace: 2s"
    ).run()
    let times = run.steps.map { ($0.recording.start.milliseconds, $0.recording.end.milliseconds) }
    #expect(times[0].0 == 0)
    #expect(times[1].0 == times[0].1 + 2000)
    #expect(times[2].0 == times[1].1 + 2000)
  }

  @Test func exitStatusIsPartOfTheOutput() {
    let run = Page(
      """
      ```console
      $ false
      $ false
      [1]
      $ true
      [1]
      ```
      """
    ).run()
    #expect(run.steps.map(\.passed) == [false, true, false])
  }

  @Test func filesAreThereForTheBlocksBehindThem() {
    let run = Page(
      """
      ```console
      $ cat a.txt
      cat: a.txt: No such file or directory
      [1]
      ```
      ```text file=a.txt
      one
      ```
      ```console
      $ cat a.txt
      one
      ```
      ```text file=a.txt
      two
      ```
      ```text file=deep/er/b.txt
      b
      ```
      ```console
      $ cat a.txt deep/er/b.txt
      two
      b
      ```
      """
    ).run()
    #expect(run.passed, "\(run.steps.map(\.recording.output))")
  }

  @Test func anotherSessionIsAnotherWorld() {
    let run = Page(
      """
      ```text file=a.txt
      one
      ```
      ```console
      $ x=1
      $ echo changed > a.txt
      ```
      ```console session=other
      $ echo "[$x]"
      []
      $ cat a.txt
      one
      ```
      ```console
      $ echo "$x" "$(cat a.txt)"
      1 changed
      ```
      """
    ).run()
    #expect(run.passed, "\(run.steps.map(\.recording.output))")
  }

  @Test func aForkHasTheStateBehindItsBlockAndNoMore() {
    let run = Page(
      """
      ```console id=start
      $ x=1
      $ echo one > a.txt
      ```
      ```console
      $ x=2
      $ echo two > a.txt
      ```
      ```console session=branch from=start
      $ echo "$x" "$(cat a.txt)"
      1 one
      $ x=3
      ```
      ```console
      $ echo "$x" "$(cat a.txt)"
      2 two
      ```
      ```console session=branch
      $ echo "$x"
      3
      ```
      ```check session=branch
      The branch has its own value: test "$x" = 3
      ```
      """
    ).run()
    #expect(run.passed, "\(run.diagnostics) \(run.steps.map(\.recording.output))")
  }

  @Test func whatWasDoneInEachSessionIsKnown() {
    let run = Page(
      """
      ```text file=a.txt
      a
      ```
      ```console id=start
      $ x=1
      ```
      ```console session=branch from=start
      $ x=2
      ```
      ```check
      It is one: test "$x" = 1
      ```
      """, frontMatter: "seed: 7"
    ).run()
    let before: [Session.Action] = [.write(name: "a.txt", text: "a\n"), .run("x=1")]
    let check = Session.Action.check("test \"$x\" = 1")
    #expect(run.replays.map(\.name) == ["main", "branch"])
    #expect(run.replays.map(\.actions) == [before + [check], before + [.run("x=2")]])
    #expect(run.replays.allSatisfy { $0.configuration.seed == 7 })
  }

  @Test func aForkContinuesAtTheTimeOfItsBlock() {
    let run = Page(
      """
      ```console id=start
      $ sleep 10
      ```
      ```console
      $ sleep 100
      ```
      ```console session=branch from=start
      $ true
      ```
      """
    ).run()
    #expect(run.steps[2].recording.start == run.steps[1].recording.start)
  }

  @Test func aFileShownBehindAForkedBlockIsThereForTheFork() {
    let run = Page(
      """
      ```console id=start
      $ true
      ```
      ```text file=later.txt
      later
      ```
      ```console session=branch from=start
      $ cat later.txt
      later
      ```
      """
    ).run()
    #expect(run.passed, "\(run.steps.map(\.recording.output))")
  }

  @Test func aClaimHoldsWhenItsCommandExitsZero() {
    let run = Page(
      """
      ```console
      $ x=1
      ```
      ```check
      It is one: test "$x" = 1
      It is two: test "$x" = 2
      ```
      """
    ).run()
    #expect(run.claims.map(\.passed) == [true, false])
    #expect(run.claims.map(\.assertion.sentence) == ["It is one", "It is two"])
    #expect(!run.passed)
  }

  @Test func aClaimDoesNotShiftWhatFollowsIt() {
    let check = """
      ```check
      It is so: sleep 0.5
      It is so: true
      ```
      """
    let page = { (claim: String) in
      Page(
        """
        ```console
        $ date +%T
        ```
        \(claim)
        ```console
        $ date +%T
        ```
        """
      ).run().steps.map { ($0.recording.output, $0.recording.start) }
    }
    let without = page("")
    let with = page(check)
    #expect(without.map { $0.0 } == with.map { $0.0 })
    #expect(without.map { $0.1 } == with.map { $0.1 })
  }

  @Test func blocksThatMustNotRunAreCounted() {
    let run = Page(
      """
      ```console norun="needs a real cluster"
      $ reboot
      ```
      ```console
      $ true
      ```
      """
    ).run()
    #expect(run.unrun.map(\.norun) == ["needs a real cluster"])
    #expect(run.steps.count == 1)
    #expect(run.passed)
  }

  @Test func aChapterWithMistakesIsNotRun() {
    let run = Page(
      """
      ```console sesion=a
      $ true
      ```
      """
    ).run()
    #expect(!run.wasRun)
    #expect(run.steps.isEmpty)
    #expect(run.diagnostics.haveErrors)
  }

  @Test func runningTwiceGivesEqualRuns() async {
    let page = Page(
      """
      ```console
      $ for i in 1 2 3; do echo $i; sleep $i; done | sort -r
      $ date
      ```
      ```check
      It is so: true
      ```
      """)
    #expect(page.run() == page.run())
  }

  @Test func runsSideBySideAreInTheOrderOfTheChapters() async {
    let pages = (0..<20).map { index in
      Page(
        """
        ```console
        $ sleep \(20 - index); echo \(index)
        \(index)
        ```
        """, file: "\(index).md")
    }
    let run = await Page.runner.run(pages.map { (chapter: $0.chapter, mistakes: $0.mistakes) })
    #expect(run.chapters.map(\.chapter.file) == pages.map { $0.chapter.file })
    #expect(run.passed)
  }

  @Test func aWorldIsSeenBehindEachStep() {
    let run = Page(
      """
      ```console
      $ true
      ```
      """
    ).run()
    #expect(run.blocks[0].scene == run.steps[0].scene)
  }

  // MARK: Mistakes that only running shows

  @Test func aCommandThatNeverEndsIsAMistakeAtItsLine() {
    let run = Page(
      """
      ```console
      $ echo before
      before
      $ while true; do :; done
      $ echo after
      after
      ```
      """
    ).run()
    #expect(run.diagnostics.map(\.line) == [run.steps[1].step.position.line])
    #expect(run.diagnostics.first?.summary.contains("loop without an end") == true)
    #expect(run.steps.map(\.passed) == [true, false, false])
    #expect(run.steps[2].recording.failure == .sessionEnded)
  }

  @Test func anEndedSessionEndsNoOther() {
    let run = Page(
      """
      ```console id=bad
      $ while true; do :; done
      ```
      ```console session=other
      $ echo alive
      alive
      ```
      """
    ).run()
    #expect(run.steps.last?.passed == true)
  }

  @Test func syntaxErrorsAreFoundBeforeAnythingRuns() {
    let page = Page(
      """
      ```console
      $ echo fine
      $ for i in 1 2; done
      ```
      ```check
      It is so: echo "unclosed
      ```
      """)
    let run = page.run()
    #expect(!run.wasRun)
    #expect(run.diagnostics.count == 2)
    #expect(run.diagnostics[0].line == page.line(of: "for i"))
    #expect(run.diagnostics[0].column > 3)
    #expect(run.diagnostics[1].line == page.line(of: "unclosed"))
  }

  @Test func aSettingThatNoPluginKnowsIsAMistakeAtTheTop() {
    let run = Page(
      """
      ```console
      $ true
      ```
      """, frontMatter: "cluster: { nodes: 5 }"
    ).run()
    #expect(run.diagnostics.contains { $0.summary.contains("cluster") })
    #expect(!run.wasRun)
  }
}
