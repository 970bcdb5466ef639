import Scenes
import Testing

@Suite struct SceneWordsTests {
  @Test func clusterIsToldFromTheServiceToTheVolume() {
    var scene = SceneSamples.statefulSet(pods: 2, nodes: 2)
    scene.boxes.append(
      SceneSamples.pod(
        "web-2", on: nil, SceneBadge("Pending", .waiting), cause: "web-1 is not Ready"))
    #expect(
      scene.sentences == [
        "Service web (headless) routes to web-0 and web-1.",
        "node-1 (Ready): web-0 (Running, 1/1).",
        "node-2 (Ready): web-1 (Running, 1/1).",
        "Without a place: web-2 (Pending, 0/1; web-1 is not Ready).",
        "Claim data-web-0 (Bound) is bound to pvc-0 (1Gi), attached to node-1, mounted by web-0.",
        "Claim data-web-1 (Bound) is bound to pvc-1 (1Gi), attached to node-2, mounted by web-1.",
      ])
    #expect(scene.alternative.hasPrefix("Service web (headless) routes to web-0 and web-1. node-1"))
  }

  @Test func localVolumeIsToldWithItsNode() {
    let scene = Scene(
      title: "",
      boxes: [
        SceneSamples.node(1), SceneSamples.volume("pv-a", on: 1), SceneSamples.claim("data"),
        SceneSamples.node(2),
      ],
      links: [SceneLink(from: "claim/data", to: "volume/pv-a", kind: .binds)])
    #expect(
      scene.sentences == [
        "node-1 (Ready): pv-a (volume, 1Gi).", "node-2 (Ready): nothing on it.",
        "Claim data (Bound) is bound to pv-a (1Gi) on node-1.",
      ])
  }

  @Test func otherLinksAreToldWithTheirState() {
    let scene = Scene(
      title: "",
      boxes: (0..<2).map {
        SceneBox(
          id: "\($0)", kind: .database, label: "mysql-\($0)",
          badges: [SceneBadge($0 == 0 ? "primary" : "replica", .good)])
      },
      links: [SceneLink(from: "1", to: "0", kind: .follows, label: "lag 3 s", state: .bad)])
    #expect(
      scene.sentences == [
        "mysql-0 (database, primary).", "mysql-1 (database, replica).",
        "mysql-1 follows mysql-0 (lag 3 s, cut or failed).",
      ])
  }

  @Test func whatIsInsideAContainerIsToldToo() {
    let scene = Scene(
      title: "",
      boxes: [
        SceneBox(
          id: "p", kind: .process, label: "mysqld", badges: [SceneBadge("pid 1")], parent: "c"),
        SceneBox(
          id: "c", kind: .container, label: "db", badges: [SceneBadge("Up", .good)], parent: "h"),
        SceneBox(id: "h", kind: .host, label: "laptop"),
      ])
    #expect(scene.sentences == ["laptop: db (Up) with mysqld (process, pid 1)."])
  }

  @Test func manyThingsAreCounted() {
    var scene = SceneSamples.statefulSet(pods: 90)
    scene.boxes.append(SceneSamples.pod("odd", on: 1, SceneBadge("Pending", .waiting)))
    #expect(
      scene.sentences == [
        "Service web (headless) routes to 90 pods Running.",
        "node-1 (Ready): 30 pods Running and 1 pod Pending.",
        "node-2 (Ready): 30 pods Running.", "node-3 (Ready): 30 pods Running.",
        "90 claims Bound and 90 volumes.",
      ])
    let large = SceneSamples.statefulSet(pods: 10_000)
    #expect(large.alternative.utf8.count < 400)
  }

  @Test func emptySceneSaysSo() {
    #expect(Scene(title: "x").alternative == "Nothing is there.")
    #expect(Scene(title: "x").picture(prefix: "p").html.contains(">Nothing is there yet.<"))
  }

  @Test func serviceWithoutPodsSaysSo() {
    let scene = Scene(title: "", boxes: [SceneBox(id: "s", kind: .service, label: "web")])
    #expect(scene.sentences == ["Service web routes to nothing."])
  }
}
