import Sessions
import Simulation
import Testing

@Suite struct SessionTests {
  @Test func aCommandStartsOnePaceAfterThePreviousOneEnded() {
    let session = SessionFixture.session(pace: .seconds(2))
    defer { session.finish() }
    let first = session.run("sleep 5")
    #expect(first.start == .zero)
    #expect(first.end == .zero + .seconds(5))
    let second = session.run("true")
    #expect(second.start == .zero + .seconds(7))
  }

  @Test func aClaimIsCheckedAtOnceAndShiftsNothing() {
    let session = SessionFixture.session()
    defer { session.finish() }
    _ = session.run("true")
    let claim = session.check("test -d /tmp")
    #expect(claim.start == .zero)
    #expect(claim.exitStatus == 0)
    #expect(session.run("true").start == .zero + .seconds(1))
  }

  @Test func theShellKeepsItsVariablesAndFilesFromCommandToCommand() throws {
    let session = SessionFixture.session()
    defer { session.finish() }
    try session.write("one\ntwo\n", toFile: "notes/list.txt")
    _ = session.run("name=list")
    #expect(session.run("cat notes/$name.txt").output == "one\ntwo\n")
    #expect(session.run("pwd").output == Session.workingDirectory + "\n")
  }

  @Test func aCommandOfAPluginRunsOnTheLaptop() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let step = session.run("greet")
    #expect(step.output == "hello from laptop\n")
    #expect(step.exitStatus == 3)
  }

  @Test func aForkIsInTheStateAfterThatManyActions() throws {
    let session = SessionFixture.session()
    defer { session.finish() }
    try session.write("a\n", toFile: "list")
    _ = session.run("echo b >> list")
    _ = session.check("echo c >> list")
    _ = session.run("sleep 10; echo d >> list")
    for (count, text) in [(1, "a\n"), (2, "a\nb\n"), (3, "a\nb\nc\n"), (4, "a\nb\nc\nd\n")] {
      let fork = session.fork(at: count)
      #expect(fork.history == Array(session.history.prefix(count)))
      #expect(fork.run("cat list").output == text)
      fork.finish()
    }
    #expect(session.run("cat list").output == "a\nb\nc\nd\n")
  }

  @Test func aForkGoesOnExactlyAsTheSessionDid() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let commands = ["sim crash server-1", "sleep 3", "sim start server-1; date"]
    let expected = commands.map { session.run($0) }
    let fork = session.fork(at: 1)
    defer { fork.finish() }
    #expect(fork.run(commands[1]) == expected[1])
    #expect(fork.run(commands[2]) == expected[2])
  }

  @Test func eventsBelongToTheStepInWhichTheyHappened() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let first = session.run("sim crash server-1")
    let second = session.run("true")
    #expect(first.events.map { $0.text } == ["$ sim crash server-1", "lost its power"])
    #expect(first.events.last?.cause == first.events.first?.number)
    #expect(second.events.map { $0.text } == ["$ true"])
  }

  @Test(arguments: [
    ("while true; do :; done", SessionFailure.exceeded(.shellSteps)),
    ("sleep 90000", .exceeded(.virtualTime)),
    ("while true; do echo 0123456789012345678901234567890123456789; done", .exceeded(.outputBytes)),
    ("cat", nil),
  ])
  func aCommandWithoutAnEndIsTheAuthorsMistake(_ command: String, _ failure: SessionFailure?) {
    var limits = Limits()
    limits.shellSteps = 1000
    limits.outputBytes = 2000
    let session = SessionFixture.session(limits: limits)
    defer { session.finish() }
    let step = session.run(command)
    #expect(step.failure == failure)
    if failure != nil {
      #expect(session.run("echo still here").failure == .sessionEnded)
      #expect(session.check("true").failure == .sessionEnded)
    }
  }

  /// Which limit a loop exceeds first depends on what it does in each round.
  @Test(arguments: [
    ("while true; do :; done", LimitExceeded.shellSteps),
    ("while true; do sleep 600; done", .virtualTime),
    ("while true; do echo again; done", .outputBytes),
    ("while true; do sort nosuch 2> /dev/null; done", .work),
  ])
  func aLoopIsAskedWhetherItIsOne(_ command: String, _ limit: LimitExceeded) {
    var limits = Limits()
    limits.shellSteps = 5000
    limits.outputBytes = 2000
    limits.work = 1 << 20
    let session = SessionFixture.session(limits: limits)
    defer { session.finish() }
    let failure = session.run(command).failure
    #expect(failure == .exceeded(limit))
    #expect(failure?.text(limits: limits).contains("is it a loop ") == true)
  }

  /// Also within one event.
  @Test(arguments: [
    "while true; do :; done", "while true; do sleep 1; done",
    "while true; do sort nosuch 2> /dev/null; done", "awk 'BEGIN { while (1) i++ }'",
  ])
  func aCommandThatNobodyWaitsForEnds(_ command: String) {
    var isWanted = true
    let session = SessionFixture.session(isCancelled: { !isWanted })
    defer { session.finish() }
    #expect(session.run("for i in $(seq 1000); do :; done").failure == nil)
    isWanted = false
    #expect(session.run(command).failure == .exceeded(.cancelled))
    #expect(session.world.eventCount < 10_000 && session.world.shellSteps < 10_000)
    #expect(session.run("echo still here").failure == .sessionEnded)
    let fork = session.fork(at: 1)
    defer { fork.finish() }
    #expect(fork.run(command).failure != nil)
  }

  @Test func aWorldThatNobodyWaitsForIsNotBroughtUp() {
    let clock = SimulationPlugin(name: "clock", version: "1", summary: "ticks") { registrations in
      let world = registrations.world
      func tick() { world.schedule(after: .milliseconds(10)) { tick() } }
      tick()
    }
    let session = SessionFixture.session([clock], isCancelled: { true })
    defer { session.finish() }
    #expect(session.world.exceeded == .cancelled)
    #expect(session.world.eventCount < 1000)
  }

  @Test func aCommandThatWaitsForNothingIsStuck() {
    let session = SessionFixture.session()
    defer { session.finish() }
    let stuck = SimulationPlugin(name: "stuck", version: "1", summary: "waits") { registrations in
      registrations.command("forever", summary: "never ends") { Endless() }
    }
    let other = SessionFixture.session([stuck])
    defer { other.finish() }
    #expect(other.run("forever").failure == .stuck)
  }

  @Test func theRecordingAsJSONHasAFixedOrder() {
    let session = SessionFixture.session()
    defer { session.finish() }
    #expect(
      session.run("echo hello; false").json.compactText
        == #"{"command":"echo hello; false","output":"hello\n","exitStatus":1,"start":0,"end":0,"#
        + #""events":[{"number":1,"time":0,"actor":"command","subject":"session","#
        + #""text":"$ echo hello; false","cause":null}],"waits":[]}"#)
  }

  @Test func thePictureShowsTheWorldAsItIsNow() {
    let session = SessionFixture.session()
    defer { session.finish() }
    #expect(session.scene().boxes.map { $0.badges[0].text } == ["up"])
    _ = session.run("sim crash server-1")
    #expect(session.scene().boxes.map { $0.badges[0].text } == ["down"])
  }
}

/// A program that ends only when it is told to.
private final class Endless: Program {
  func start(_ process: Process) {}
}
