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

  /// A controller that misses signs of life acts on a clock of its own: what silenced the node is
  /// the reason all the same.
  @Test(arguments: ["crash node-1", "partition node-1 / control-plane"])
  func theFaultIsWhyANodeIsLost(fault: String) throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    let isCut = fault.hasPrefix("partition")
    fixture.run("kubectl create deployment web --image=nginx --replicas=3")
    fixture.run("sleep 20")
    fixture.run("sim \(fault)")
    fixture.run("sleep 400")
    let trace = fixture.session.world.trace
    let sim = isCut ? "network cut between node-1 and control-plane" : "host/node-1 lost its power"
    #expect(try cause(fixture, "node/node-1", "is not Ready") == sim)
    let lost = try #require(trace.entries.last { $0.actor == "taint-eviction-controller" })
    let chain = trace.chain(from: lost.number).map { $0.subject + " " + $0.text }
    #expect(chain.contains(sim), "\(chain)")
    #expect(chain.contains { $0.hasPrefix("node/node-1 is not Ready") }, "\(chain)")
    let unready = try #require(
      trace.entries.last { $0.actor == "node-controller" && $0.subject.hasPrefix("pod/") })
    #expect(
      unready.cause.flatMap { trace.entry($0) }?.text.hasPrefix("is not Ready") == true)
    fixture.run(isCut ? "sim heal" : "sim start node-1")
    fixture.run("sleep 60")
    #expect(
      try cause(fixture, "node/node-1", "is Ready")
        == (isCut ? "network repaired" : "host/node-1 has power again"))
    #expect(try cause(fixture, "node/node-1", "has no taints") == "node/node-1 is Ready")
  }

  @Test func theTaintIsWhyPodsOfALostNodeAreTakenAway() throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    try fixture.apply(
      ConsoleFixture.statefulSet("web", replicas: 3, storageClass: "standard"))
    fixture.run("kubectl rollout status statefulset/web")
    fixture.run("sim crash node-1")
    fixture.run("sleep 60")
    fixture.run("kubectl taint node node-1 node.kubernetes.io/out-of-service=gone:NoExecute")
    fixture.run("sleep 60")
    let trace = fixture.session.world.trace
    let gone = try #require(trace.entries.last { $0.actor == "pod-garbage-collector" })
    let chain = trace.chain(from: gone.number).map { $0.text }
    #expect(chain.contains { $0.hasPrefix("$ kubectl taint node node-1") }, "\(chain)")
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
