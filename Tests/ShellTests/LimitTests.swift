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
    ("yes > /dev/null", .work),
    ("yes > f", .work),
    ("yes | wc -l", .work),
    ("yes | tail -n 1", .work),
    ("yes | sort | head -n 1", .work),
    ("seq 1000000000 > /dev/null", .work),
    ("echo x > f; while true; do cat f f > g; mv g f; done", .work),
    ("mkdir d; for i in $(seq 40); do cp -r d e; mv e d/e$i; done", .work),
    ("awk 'BEGIN { x = \"a\"; while (1) x = x x }'", .outputBytes),
    (
      "awk 'BEGIN { x = \"aaaaaaaa\"; while (1) gsub(/a/, x, y) + gsub(/./, \"aa\", x) }'",
      .work
    ),
    ("seq 100000 | xargs -n 1 true", .work),
    ("echo 'exec sh r.sh' > r.sh; sh r.sh", .work),
    (
      "x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do x=$x$x; done; : ${x//a*b/}",
      .work
    ),
    ("x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 10; do x=$x$x; done; : ${x//a/$x}", .work),
    (
      "x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do x=$x$x; done; for i in $(seq 2000); do eval \"v$i=$x$i\"; done",
      .work
    ),
    (
      "x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do x=$x$x; done; for i in $(seq 100); do case $x in *a?a?a?a?a*b) ;; esac; done",
      .work
    ),
    (
      "eval_it() { eval 'eval_it2'; }; eval_it2() { eval \"eval 'x=1'; . ./s\"; }; echo '. ./s' > s; . ./s",
      .nesting
    ),
  ])
  func aLimitStopsTheWorld(_ script: String, _ limit: LimitExceeded) {
    var limits = Limits()
    limits.shellSteps = 20_000
    if limit == .work { limits.work = 4 << 20 }
    let run = ScriptRun(limits: limits)
    _ = run.bash(script)
    #expect(run.world.exceeded == limit)
  }

  /// What grows with the text alone stays far below the limit.
  @Test(arguments: [
    ("echo ${#x} ${x##*b} | wc -c; echo ${x%%b*} | wc -c", "65543\n65537\n"),
    ("y=${x//a/b}; echo ${#y}", "65536\n"),
    ("y=${x#?}; y=${y%?}; echo ${#y}", "65534\n"),
    ("echo $x | grep -c -E 'a*a*a*b'", "0\n"),
    ("seq 100000 | tee a b c d | wc -l; wc -l < d", "100000\n100000\n"),
    ("mkdir -p $(printf 'd/%.0s' $(seq 500)); find d | wc -l; ls -R d | wc -l", "500\n1498\n"),
    ("for i in $(seq 3000); do echo $i; done | sort -n | tail -n 1", "3000\n"),
  ])
  func honestWorkIsDone(_ script: String, _ output: String) {
    let run = ScriptRun()
    let text = "x=a; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do x=$x$x; done; "
    let result = run.bash(script.contains("$x") || script.contains("{x") ? text + script : script)
    #expect(result.output == output, "\(result.errors)")
    #expect(run.world.work < run.world.limits.work / 2)
  }

  @Test func linksInFoldersAreNotFollowedForEver() {
    let result = bash("mkdir d; echo a > d/f; ln -s .. d/up; ln -s . d/here; grep -r a d; ls -R d")
    #expect(result.output == "d/f:a\nd:\nf\nhere\nup\n")
  }

  @Test func longPathsAndArgumentsAreRefusedAsLinuxDoes() {
    let long = String(repeating: "a", count: 300)
    #expect(
      bash("touch \(long)").errors == "touch: cannot touch '\(long)': File name too long\n")
    let result = bash(
      "x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do x=$x$x; done; cat $x; echo $?; export x; ls"
    )
    #expect(result.output == "126\n")
    #expect(
      result.errors == "bash: line 1: /usr/bin/cat: Argument list too long\n"
        + "bash: line 1: /usr/bin/ls: Argument list too long\n")
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
    #expect(
      run.bash("yes abc | head -c 6; yes | head -c 100001 | wc -c").output == "abc\nab100001\n")
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
