import Sessions
import Simulation
import Testing

/// What leads to what, as the player tells it when a reader asks why.
@Suite struct CauseTests {
  /// The cause of the last entry with a subject and a text.
  private func cause(
    _ fixture: ConsoleFixture, _ subject: String, _ text: String
  ) throws -> String {
    let trace = fixture.session.world.trace
    let entry = try #require(
      trace.entries.last { $0.subject == subject && $0.text.hasPrefix(text) })
    let cause = try #require(entry.cause.flatMap { trace.entry($0) })
    return cause.subject + " " + cause.text
  }

  @Test func objectsOfOneCommandAreCausedByIt() throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    try fixture.apply(
      ConsoleFixture.statefulSet("web", replicas: 3, storageClass: "standard"))
    let command = "session $ kubectl apply -f file.yaml"
    #expect(try cause(fixture, "service/default/web", "created") == command)
    #expect(try cause(fixture, "statefulset/default/web", "created") == command)
    fixture.run("kubectl rollout status statefulset/web")
    #expect(
      try cause(fixture, "pod/default/web-1", "created") == "pod/default/web-0 is Ready")
    fixture.run("kubectl delete pod web-0 web-1 web-2 --wait=false")
    #expect(
      try cause(fixture, "pod/default/web-2", "marked")
        == "session $ kubectl delete pod web-0 web-1 web-2 --wait=false")
    fixture.run("sleep 60")
    #expect(try cause(fixture, "pod/default/web-0", "created") == "pod/default/web-0 gone")
  }

  /// The taints of a node go one after the other when it is back: it is back, that is why.
  @Test func whatAControllerDidItselfIsNoReason() throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    fixture.run("sim crash node-1")
    fixture.run("sleep 300")
    fixture.run("sim start node-1")
    fixture.run("sleep 120")
    let entries = fixture.session.world.trace.entries
    let last = try #require(
      entries.last { $0.subject == "node/node-1" && $0.text == "has no taints" })
    let cause = last.cause.flatMap { fixture.session.world.trace.entry($0) }
    #expect(cause?.text.hasPrefix("has the taints") != true, "\(String(describing: cause))")
  }

  @Test func aClaimAndItsVolumeAreFoundByTheirBoxes() throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    try fixture.apply(
      ConsoleFixture.statefulSet("web", replicas: 1, storageClass: "standard"))
    fixture.run("kubectl rollout status statefulset/web")
    let subjects = Set(fixture.session.world.trace.entries.map { $0.subject })
    let boxes = fixture.session.scene().boxes.filter { $0.kind == .claim || $0.kind == .volume }
    #expect(boxes.count == 2)
    for box in boxes { #expect(subjects.contains(box.id)) }
  }
}
