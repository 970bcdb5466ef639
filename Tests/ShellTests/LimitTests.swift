import Simulation
import Testing

@testable import Shell

/// Loops without an end, floods and recursion stop at a limit and do not hang.
@Suite struct LimitTests {
  @Test(arguments: [
    ("while true; do :; done", LimitExceeded.shellSteps),
    ("until false; do x=1; done", .shellSteps),
    ("while :; do continue; done", .shellSteps),
    ("f() { while true; do echo x > /dev/null; done; }; f", .shellSteps),
    ("awk 'BEGIN { while (1) x++ }'", .shellSteps),
    ("x=a; while true; do x=$x$x; done", .outputBytes),
    (
      "x=$(printf %0600d 1); while true; do echo $x; done",
      .outputBytes
    ),
    ("x=$(yes)", .outputBytes),
    ("seq 1 10000000", .outputBytes),
    ("echo 'sh s.sh' > s.sh; sh s.sh", .nesting),
    ("for i in $(seq 2000); do sleep 10 & done", .processes),
    (
      "eval_it() { eval 'eval_it2'; }; eval_it2() { eval \"eval 'x=1'; . ./s\"; }; echo '. ./s' > s; . ./s",
      .nesting
    ),
  ])
  func aLimitStopsTheWorld(_ script: String, _ limit: LimitExceeded) {
    var limits = Limits()
    limits.shellSteps = 20_000
    let run = ScriptRun(limits: limits)
    _ = run.bash(script)
    #expect(run.world.exceeded == limit)
  }

  @Test func aRecursiveFunctionIsRefused() {
    let result = bash("f() { f; }; f; echo no")
    #expect(
      result.errors == "bash: line 1: f: maximum function nesting level exceeded (100)\n")
    #expect(result.status == 1 && result.output == "")
  }

  @Test func aFullPipeHoldsTheWriterBack() {
    let run = ScriptRun()
    let result = run.bash(
      "yes | (sleep 5; head -1); while true; do echo x; done | (sleep 5; head -1)")
    #expect(result.output == "y\nx\n")
    #expect(run.world.now == .zero + .seconds(10))
  }

  @Test func writersDieWhenNobodyReads() {
    let run = ScriptRun()
    #expect(
      run.bash("while true; do echo x; done | head -1; echo ${PIPESTATUS[0]}").output == "x\n141\n")
    #expect(run.bash("yes | head -1000 | tail -1; seq 100000 | head -2").output == "y\n1\n2\n")
    #expect(run.space.processes.isEmpty)
  }

  @Test func manyStepsAreQuick() {
    let result = bash(
      "for i in $(seq 1 1000); do echo $i; done | tail -1; i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done; echo $i"
    )
    #expect(result.output == "1000\n2000\n")
  }

  @Test(arguments: ["(a*)*b", "(a|aa)+$", "(a+)+c", "((a{1,20}){1,20}){1,20}b"])
  func hostilePatternsEnd(_ pattern: String) {
    let text = String(repeating: "a", count: 200)
    let result = ScriptRun().run(["grep", "-cE", pattern], input: text + "\n")
    #expect(result.status != nil)
  }

  @Test func aDeepExpressionIsRefused() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(bash("echo $((\(deep)))").errors.contains("recursion level exceeded"))
    #expect(bash("x=y; y=x; echo $((x))").errors.contains("recursion level exceeded"))
    #expect(bash("awk 'BEGIN { print \(deep) }'").errors.contains("too deep"))
  }

  @Test func oneSlowShellDoesNotStopAnother() {
    var limits = Limits()
    limits.shellSteps = 5000
    let run = ScriptRun(limits: limits)
    let output = TextSink(world: run.world)
    let (busy, _) = run.start(
      ["bash", "-c", "while :; do :; done"], output: NullSink(), errors: NullSink())
    let (quick, _) = run.start(
      ["bash", "-c", "echo quick; exit 4"], output: output, errors: NullSink())
    while quick?.exitStatus == nil, run.world.exceeded == nil { run.world.step() }
    #expect(output.take() == "quick\n" && quick?.exitStatus == 4)
    #expect(busy?.isRunning == true)
  }
}
