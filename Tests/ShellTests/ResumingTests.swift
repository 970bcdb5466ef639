import Simulation
import Testing

@testable import Shell

/// Shells stop and go on by events: many run at the same virtual time.
@Suite struct ResumingTests {
  @Test func twoShellsInterleaveOnVirtualTime() {
    let run = ScriptRun()
    let output = TextSink(world: run.world)
    for (name, step) in [("a", "2"), ("b", "3")] {
      _ = run.start(
        ["bash", "-c", "for i in 1 2 3; do sleep \(step); echo \(name)$i; done"], output: output,
        errors: output)
    }
    run.world.run(until: .zero + .seconds(20))
    // At the sixth second both print: the sleep that began first ends first.
    #expect(output.take() == "a1\nb1\na2\nb2\na3\nb3\n")
  }

  @Test func sleepTakesVirtualTimeOnly() {
    let run = ScriptRun()
    #expect(run.bash("sleep 90m; sleep 0.5").status == 0)
    #expect(run.world.now == VirtualTime(milliseconds: 90 * 60_000 + 500))
  }

  @Test func pipelinesRunAtTheSameTime() {
    let run = ScriptRun()
    #expect(run.bash("sleep 5 | sleep 3 | sleep 4").status == 0)
    #expect(run.world.now == .zero + .seconds(5))
  }

  @Test func aLoopWaitsForWhatIsNotThereYet() {
    let run = ScriptRun()
    let result = run.bash(
      "(sleep 7; echo ready > f) & until [ -f f ]; do sleep 2; done; cat f; date +%s")
    #expect(result.output == "ready\n\(VirtualTime.epochSeconds + 8)\n")
  }

  @Test func readWaitsForALine() {
    #expect(
      bash(
        "(sleep 1; echo one; sleep 1; echo two) | while read x; do echo \"$x $(date +%S)\"; done"
      )
      .output == "one 01\ntwo 02\n")
    #expect(bash("sleep 9 | read -t 2 x; echo ${PIPESTATUS[1]}; date +%S").output == "142\n09\n")
  }

  @Test func linesPassFiltersAsTheyCome() {
    let run = ScriptRun()
    let result = run.bash(
      "(echo a1; sleep 1; echo b; sleep 1; echo a2; sleep 100) | grep a | sed s/a/x/ | cut -c1- "
        + "| tr x y | awk '{print; fflush_no=1}' | head -2; date +%S")
    #expect(result.output.hasPrefix("y1\ny2\n"))
  }

  @Test func timeoutEndsWhatItStarted() {
    let run = ScriptRun()
    let result = run.bash("timeout 3 sh -c 'sleep 100 | cat; echo no'; echo $?; date +%S")
    #expect(result.output == "124\n03\n")
    #expect(run.space.processes.isEmpty, "nothing it started is left")
  }

  @Test func aTrapCutsWaitShort() {
    let run = ScriptRun()
    let output = TextSink(world: run.world)
    let (process, _) = run.start(
      ["sh", "-c", "trap 'echo bye; exit 0' TERM; sleep 1000 & wait $!"], output: output,
      errors: output)
    run.world.run(until: .zero + .seconds(2))
    process?.send(.terminate)
    run.world.run(until: .zero + .seconds(3))
    #expect(process?.exitStatus == 0 && output.take() == "bye\n")
  }

  @Test func aTrapWaitsForTheForegroundCommand() {
    let run = ScriptRun()
    let output = TextSink(world: run.world)
    let (process, _) = run.start(
      ["sh", "-c", "trap 'echo bye; exit 0' TERM; while true; do sleep 10; done"], output: output,
      errors: output)
    run.world.run(until: .zero + .seconds(2))
    process?.send(.terminate)
    run.world.run(until: .zero + .seconds(9))
    #expect(process?.isRunning == true)
    run.world.run(until: .zero + .seconds(10))
    #expect(process?.exitStatus == 0 && output.take() == "bye\n")
  }

  @Test func aShellDiesOfATerminationAndItsChildrenLive() {
    let run = ScriptRun()
    let (process, _) = run.start(
      ["sh", "-c", "sleep 50; echo no"], output: NullSink(), errors: NullSink())
    run.world.run(until: .zero + .seconds(1))
    process?.send(.terminate)
    #expect(process?.exitStatus == 143)
    #expect(run.space.processes.map { $0.arguments } == [["sleep", "50"]])
  }

  @Test func theLastCommandTakesThePlaceOfTheShell() {
    let run = ScriptRun()
    let (process, _) = run.start(
      ["sh", "-c", "exec sleep 50"], output: NullSink(), errors: NullSink())
    let (other, _) = run.start(["sh", "-c", "sleep 60"], output: NullSink(), errors: NullSink())
    run.world.run(until: .zero + .seconds(1))
    #expect(process?.arguments == ["sleep", "50"])
    #expect(other?.arguments == ["sleep", "60"])
    #expect(run.space.processes.count == 2)
  }

  @Test func scriptsRunTheSameWayTwice() {
    let script =
      "for i in 1 2 3; do (sleep $i; echo $i $RANDOM) & done; wait; mktemp; date; echo $$ $!; ps"
    let first = bash(script)
    #expect(first == bash(script))
    #expect(first.status == 0)
  }

  @Test func textBeforeASyntaxErrorRuns() {
    let result = ScriptRun(files: [("s.sh", "echo a\necho b; fi\necho c\n")]).run(["bash", "s.sh"])
    #expect(result.output == "a\n" && result.status == 2)
    #expect(result.errors.hasPrefix("s.sh: line 2: syntax error near unexpected token"))
  }
}
