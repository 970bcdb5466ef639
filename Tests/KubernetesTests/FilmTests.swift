import Scenes
import Sessions
import Testing

@Suite struct FilmTests {
  /// A StatefulSet comes up one pod after the other, and the film says why the next one waits.
  @Test func aStatefulSetCanBeSeenComingUp() throws {
    let fixture = ConsoleFixture()
    defer { fixture.session.finish() }
    fixture.session.startFilming()
    try fixture.session.write(
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        serviceName: web
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers: [{name: web, image: nginx}]
      """, toFile: "web.yaml")
    _ = fixture.session.run("kubectl apply -f web.yaml")
    let moments = fixture.session.run("kubectl rollout status statefulset/web").moments
    var states: [String] = []
    for moment in moments {
      let boxes = moment.scene.boxes.filter { $0.kind == .pod }
      let state = boxes.map { "\($0.label) \($0.badges[0].text) \($0.cause)" }.joined(
        separator: "|")
      if states.last != state { states.append(state) }
    }
    #expect(states.contains { $0.hasPrefix("web-0 ContainerCreating") })
    #expect(states.contains { $0.hasSuffix("web-1 not there yet web-0 is not Ready") })
    #expect(states.last?.hasPrefix("web-0 Running |web-1 Running") == true)
    #expect(moments.contains { $0.entry?.subject == "pod/default/web-1" })
  }
}
