import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct EventLogTests {
  private func recorder(_ fixture: ClusterFixture) -> (EventRecorder, Pod) {
    (
      EventRecorder(fixture.cluster.events, component: "tester", host: "node-1"),
      fixture.create(Samples.pod("user"))
    )
  }

  private func events(_ fixture: ClusterFixture) -> [Event] {
    fixture.server.list(Event.self).filter { $0.source.component == "tester" }
  }

  @Test("K17: the same again counts up and keeps its first time")
  func repeated() {
    let fixture = ClusterFixture(nodes: 0)
    let (recorder, pod) = recorder(fixture)
    for _ in 0..<3 {
      recorder.warning(pod, "BackOff", "again")
      fixture.run(seconds: 5)
    }
    let all = events(fixture)
    #expect(all.count == 1)
    #expect(all[0].count == 3)
    #expect(all[0].lastTimestamp! - all[0].firstTimestamp! == .seconds(10))
    #expect(all[0].name.hasPrefix("user."))
    #expect(all[0].name.dropFirst(5).allSatisfy { $0.isHexDigit })
    #expect(all[0].involvedObject.kind == "Pod")
    #expect(all[0].source.host == "node-1")
  }

  @Test("K17: from the tenth similar one on they are combined")
  func similar() {
    let fixture = ClusterFixture(nodes: 0)
    let (recorder, pod) = recorder(fixture)
    for number in 1...15 { recorder.normal(pod, "Tick", "number \(number)") }
    let all = events(fixture)
    #expect(all.count == 10)
    let combined = all.filter { $0.message.hasPrefix("(combined from similar events): ") }
    #expect(combined.count == 1)
    #expect(combined[0].count == 6)
    #expect(combined[0].message == "(combined from similar events): number 15")
  }

  @Test("K17: what floods is dropped")
  func flood() {
    let fixture = ClusterFixture(nodes: 0)
    let (recorder, pod) = recorder(fixture)
    for _ in 1...100 { recorder.normal(pod, "Tick", "tock") }
    #expect(events(fixture)[0].count == 25)
    fixture.run(seconds: 301)
    recorder.normal(pod, "Tick", "tock")
    recorder.normal(pod, "Tick", "tock")
    #expect(events(fixture)[0].count == 26)
  }

  @Test("Events are forgotten after an hour without news")
  func lifetime() {
    let fixture = ClusterFixture(nodes: 0)
    let (recorder, pod) = recorder(fixture)
    recorder.normal(pod, "Once", "long ago")
    recorder.normal(pod, "Again", "and again")
    fixture.run(seconds: 2000)
    recorder.normal(pod, "Again", "and again")
    fixture.run(seconds: 1700)
    recorder.normal(pod, "Now", "only now")
    #expect(events(fixture).map { $0.reason }.sorted() == ["Again", "Now"])
  }
}
