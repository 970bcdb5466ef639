import Scenes
import Sessions
import Simulation
import Testing

@Suite struct SceneFilmTests {
  /// A plugin with a command that counts on its own, and a picture of what it counts.
  private static let counter = SimulationPlugin(
    name: "counter", version: "1", summary: "Counts"
  ) { registrations in
    let world = registrations.world
    final class Count { var value = 0 }
    let count = Count()
    func tick(_ left: Int, every pause: VirtualDuration, isRecorded: Bool) {
      guard left > 0 else { return }
      world.schedule(after: pause) {
        count.value += 1
        if isRecorded { world.record("counter", "box/a", "counts \(count.value)") }
        world.record("noise", "elsewhere", "happened")
        tick(left - 1, every: pause, isRecorded: isRecorded)
      }
    }
    registrations.command("count", summary: "counts ten times a second") {
      ImmediateProgram { process in
        tick(process.arguments.count * 5, every: .milliseconds(100), isRecorded: true)
        return 0
      }
    }
    registrations.command("count-fast", summary: "counts without end, nearly") {
      ImmediateProgram { _ in
        tick(4000, every: .milliseconds(1), isRecorded: true)
        return 0
      }
    }
    registrations.picture("counter", summary: "the count") { _, scene in
      scene.boxes.append(SceneBox(id: "box/a", kind: .pod, label: "a \(count.value)"))
    }
  }

  private func session(isFilmed: Bool = true) -> Session {
    let session = SessionFixture.session([SceneFilmTests.counter])
    if isFilmed { session.startFilming() }
    return session
  }

  @Test func momentsTellWhatChangedWhileACommandRan() {
    let session = session()
    defer { session.finish() }
    #expect(session.run("count").moments.isEmpty)
    let step = session.run("sleep 1")
    #expect(step.moments.map(\.time.milliseconds) == [100, 200, 300, 400, 500])
    #expect(step.moments.map { $0.scene.boxes[0].label } == ["a 1", "a 2", "a 3", "a 4", "a 5"])
    // The newest entry of each moment is about something else.
    #expect(step.moments.map { $0.entry?.text } == (1...5).map { "counts \($0)" })
    #expect(session.run("true").moments.isEmpty)
  }

  @Test func whatHappensBetweenTwoCommandsBelongsToTheSecond() {
    let session = SessionFixture.session([SceneFilmTests.counter], pace: .milliseconds(250))
    defer { session.finish() }
    session.startFilming()
    _ = session.run("count")
    let step = session.run("true")
    #expect(step.start.milliseconds == 250)
    #expect(step.moments.map(\.time.milliseconds) == [100, 200])
  }

  @Test func aFilmedSessionDoesWhatAnyOtherDoes() {
    let (filmed, plain) = (session(), session(isFilmed: false))
    defer {
      filmed.finish()
      plain.finish()
    }
    for command in ["count", "date +%s", "sleep 0.35; echo $RANDOM", "true"] {
      var seen = filmed.run(command)
      seen.moments = []
      #expect(seen == plain.run(command))
      #expect(plain.check("true").moments.isEmpty && filmed.check("true").exitStatus == 0)
    }
  }

  @Test func equalSessionsHaveEqualFilms() {
    let films = (1...2).map { _ in
      let session = session()
      defer { session.finish() }
      return ["count-fast", "sleep 9", "true"].map { session.run($0).moments }
    }
    #expect(films[0] == films[1])
  }

  /// Four thousand changes are not four thousand pictures, and the end is always among them.
  @Test func aLongCommandHasABoundedNumberOfMoments() {
    let session = session()
    defer { session.finish() }
    _ = session.run("count-fast")
    let moments = session.run("sleep 5").moments
    #expect(moments.count >= 8 && moments.count <= 24)
    #expect(moments.last?.scene.boxes[0].label == "a 4000")
    #expect(moments.map(\.time) == moments.map(\.time).sorted())
  }
}
