import Simulation
import Testing

@testable import Shell

/// A console in a world of its own.
final class ConsoleRun {
  let run = ScriptRun()
  let terminal: TextSink
  let shell: ConsoleShell

  init() {
    terminal = TextSink(world: run.world)
    shell = ConsoleShell(
      space: run.space, environment: ScriptRun.environment, workingDirectory: "/home/learner",
      terminal: terminal)
  }

  /// Types a command and lets the world run until it ends.
  func type(_ text: String) -> (output: String, status: Int32?) {
    var status: Int32?
    run.world.renewBudgets()
    shell.run(text) { status = $0 }
    #expect(status == nil, "the completion comes from a later event")
    while status == nil, run.world.exceeded == nil, run.world.step() {}
    return (terminal.take(), status)
  }
}

@Suite struct ConsoleTests {
  @Test func stateLivesOnBetweenCommands() {
    let console = ConsoleRun()
    #expect(console.type("x=1; f() { echo f$1; }; export Y=2; mkdir d; cd d").status == 0)
    #expect(console.type("echo $x $Y; f 3; pwd; set -- a").output == "1 2\nf3\n/home/learner/d\n")
    #expect(console.type("echo $1 $?; bash -c 'echo $x$Y'").output == "a 0\n2\n")
    #expect(console.shell.workingDirectory == "/home/learner/d")
    #expect(console.shell.value(of: "x") == "1")
  }

  @Test func messagesAreThoseOfAnInteractiveBash() {
    let console = ConsoleRun()
    let missing = console.type("nosuch")
    #expect(missing.output == "bash: nosuch: command not found\n")
    #expect(missing.status == 127)
    #expect(console.type("touch f; ./f").output == "bash: ./f: Permission denied\n")
    #expect(console.type("./f").status == 126)
    #expect(console.type("./g").output == "bash: ./g: No such file or directory\n")
    let wrong = console.type("done")
    #expect(wrong.output == "bash: syntax error near unexpected token `done'\n")
    #expect(wrong.status == 2)
    #expect(console.type("cd nowhere").output == "bash: cd: nowhere: No such file or directory\n")
  }

  @Test func bothStreamsReachTheTerminalInOrder() {
    let console = ConsoleRun()
    #expect(
      console.type("echo a; echo b >&2; ls nosuch; echo c").output
        == "a\nb\nls: cannot access 'nosuch': No such file or directory\nc\n")
  }

  @Test func severalLinesAreOneCommand() {
    let console = ConsoleRun()
    #expect(console.type("for i in 1 2\ndo\n  echo $i\ndone").output == "1\n2\n")
    #expect(console.type("cat <<EOF\nx\nEOF").output == "x\n")
    #expect(console.type("").status == 0)
    #expect(console.type("# only a comment").status == 0)
  }

  @Test func exitEndsTheShellButNotTheSession() {
    let console = ConsoleRun()
    let exit = console.type("exit 3; echo no")
    #expect(exit.output == "" && exit.status == 3)
    let next = console.type("echo more")
    #expect(next.output.contains("has ended") && next.status != 0)
  }

  @Test func errexitAbandonsTheLineOnly() {
    let console = ConsoleRun()
    #expect(console.type("set -e; false; echo no").output == "")
    #expect(console.type("echo still here").output == "still here\n")
  }

  @Test func interruptCancelsTheForeground() {
    let console = ConsoleRun()
    var status: Int32?
    console.shell.run("sleep 100; echo no") { status = $0 }
    console.run.world.run(until: .zero + .seconds(5))
    #expect(status == nil)
    console.shell.interrupt()
    console.run.world.run(until: .zero + .seconds(6))
    #expect(status == 130)
    #expect(console.terminal.take() == "")
    #expect(console.run.space.processes.count == 1, "the sleep is gone, the shell is not")
    #expect(console.type("echo next").output == "next\n")
  }

  @Test func anExecutedCommandTakesTheShellWithIt() {
    let console = ConsoleRun()
    #expect(console.type("exec echo last").output == "last\n")
    #expect(console.type("echo no").output.contains("has ended"))
  }

  @Test func killingTheShellItselfDoesNothing() {
    let console = ConsoleRun()
    #expect(console.type("kill $$; echo alive").output == "alive\n")
  }

  @Test func backgroundOutputAppearsWhenItComes() {
    let console = ConsoleRun()
    #expect(console.type("(sleep 2; echo late) & echo now").output == "now\n")
    #expect(console.type("sleep 3").output == "late\n")
    #expect(console.type("wait; echo $?").output == "0\n")
  }

  @Test func aPowerCutIsNotHiddenFromTheNextCommand() {
    let console = ConsoleRun()
    console.run.space.host.crash()
    #expect(console.type("echo x").output == "bash: the shell is gone: its host has lost power\n")
  }
}
