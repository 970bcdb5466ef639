import Scenes
import Testing
import Values

@Suite("Pictures and explanations of a cluster")
struct PictureTests {
  @Test("Nodes with their pods, claims and volumes, Services and controllers")
  func picture() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 2, storageClass: "standard"))
    fixture.run("kubectl rollout status statefulset/web --timeout=120s")
    let scene = fixture.session.scene()
    func box(_ id: String) -> SceneBox? { scene.boxes.first { $0.id == id } }
    #expect(box("node/node-1")?.badges.first == SceneBadge("Ready", .good))
    let pod = try #require(box("pod/default/web-1"))
    #expect(pod.badges == [SceneBadge("Running", .good), SceneBadge("1/1")])
    #expect(pod.parent?.hasPrefix("node/node-") == true)
    #expect(pod.details == ["DNS: web-1.web"])
    #expect(try #require(pod.born) > 0)
    #expect(box("statefulset/default/web")?.badges == [SceneBadge("2/2", .good)])
    #expect(box("service/default/web")?.sublabel == "headless")
    #expect(box("persistentvolumeclaim/default/data-web-0")?.badges == [SceneBadge("Bound", .good)])
    let kinds = scene.links.map { $0.kind.name }
    #expect(kinds.filter { $0 == "mounts" }.count == 2)
    #expect(kinds.filter { $0 == "binds" }.count == 2)
    #expect(kinds.filter { $0 == "attached" }.count == 2)
    #expect(kinds.filter { $0 == "routes" }.count == 2)
    for link in scene.links {
      let hasEnds = box(link.from) != nil && box(link.to) != nil
      #expect(hasEnds, "\(link.from) \(link.to)")
    }
    #expect(Set(scene.boxes.map { $0.id }).count == scene.boxes.count)
  }

  @Test("A local volume is inside its node")
  func localVolume() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 1, storageClass: "local-path"))
    fixture.run("kubectl rollout status statefulset/web --timeout=120s")
    let volume = fixture.session.scene().boxes.first { $0.kind == .volume }
    #expect(volume?.parent?.hasPrefix("node/") == true)
  }

  @Test("What waits is drawn with its reason and explained")
  func waiting() throws {
    let fixture = ConsoleFixture()
    try fixture.apply(ConsoleFixture.statefulSet("web", replicas: 2, storageClass: "standard"))
    fixture.run(
      "kubectl patch sts web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"nginx\",\"image\":\"nginx:nosuchtag\"}]}}}}'"
    )
    fixture.run("sleep 30")
    fixture.run("kubectl delete pod web-1 web-0")
    fixture.run("sleep 10")
    let scene = fixture.session.scene()
    let missing = scene.boxes.first { $0.id == "pod/default/web-1" }
    #expect(missing?.badges.first == SceneBadge("not there yet", .waiting))
    #expect(missing?.cause.contains("web-0 is not") == true)
    let reason = fixture.run("sim why pod/web-1")
    #expect(reason.hasPrefix("web-1 waits: web-0 is not"))
    #expect(reason.contains("(statefulset-controller, since "))
    #expect(fixture.run("sim why pod/web-0").contains("nginx:nosuchtag"))
    #expect(
      fixture.run("sim why pod/web-7")
        == "web-7 does not exist: the StatefulSet web has 2 replicas\n")
    #expect(
      fixture.run("sim why po/other")
        == "there is no Pod other in the namespace default\n")
    #expect(fixture.run("sim why sts/web").hasPrefix("web has 0 of 2 pods ready"))
    #expect(fixture.run("sim why pvc/data-web-0").hasPrefix("data-web-0 is bound to pvc-"))
    #expect(fixture.run("sim why node/node-1").hasPrefix("node-1 is Ready"))
    #expect(fixture.run("sim why nosuch/thing").hasSuffix("[1]"))
    #expect(fixture.run("sim why pod/").hasSuffix("[1]"))
  }

  @Test("A node without power is drawn as such before the cluster knows")
  func crashedNode() {
    let fixture = ConsoleFixture()
    fixture.run("sim crash node-2")
    let node = fixture.session.scene().boxes.first { $0.id == "node/node-2" }
    #expect(node?.badges.first == SceneBadge("no power", .bad))
  }

  @Test("Very many pods are counted, not drawn")
  func manyPods() {
    let fixture = ConsoleFixture(cluster: ["nodes": 20])
    fixture.run(
      "kubectl create deployment many --image=registry.k8s.io/pause:3.9 --replicas=200")
    fixture.run("kubectl rollout status deployment/many")
    let scene = fixture.session.scene()
    #expect(scene.boxes.count < 30)
    let summary = scene.boxes.first { $0.id == "nodes" }
    #expect(summary?.details == ["200 pods, 200 ready"])
  }
}
