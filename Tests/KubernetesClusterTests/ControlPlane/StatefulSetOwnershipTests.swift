import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct StatefulSetOwnershipTests {
  private func started(replicas: Int32 = 3) -> ClusterFixture {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: replicas))
    fixture.run(seconds: 30)
    fixture.clearLog()
    return fixture
  }

  @Test("S22: deleting the set in the background deletes all pods at once; claims stay")
  func backgroundDeletion() {
    let fixture = started()
    #expect(fixture.delete(.statefulSets, "web", .background))
    fixture.run(.milliseconds(100))
    #expect(
      fixture.log == ["-sts web", "-revision \(fixture.log[1].dropFirst(10))"]
        + ["~po web-0", "~po web-1", "~po web-2"])
    fixture.run(seconds: 10)
    #expect(fixture.podNames.isEmpty)
    #expect(fixture.server.count(.persistentVolumeClaims) == 3)
  }

  @Test("S22: in the foreground the set goes last")
  func foregroundDeletion() {
    let fixture = started()
    #expect(!fixture.delete(.statefulSets, "web", .foreground))
    fixture.run(seconds: 10)
    #expect(fixture.log.first == "~sts web")
    #expect(fixture.log.last == "-sts web")
    #expect(fixture.podNames.isEmpty)
  }

  @Test("S23: orphaned pods stay, are not replaced, and are adopted by a new set")
  func orphansAreAdopted() {
    let fixture = started()
    let uid = fixture.pod("web-1")!.metadata.uid
    fixture.delete(.statefulSets, "web", .orphan)
    fixture.run(seconds: 5)
    #expect(fixture.server.count(.statefulSets) == 0)
    #expect(fixture.pod("web-0")?.controller == nil)
    fixture.deletePod("web-0")
    fixture.run(seconds: 10)
    #expect(fixture.podNames == ["web-1", "web-2"])
    fixture.clearLog()
    fixture.create(Samples.statefulSet(replicas: 2))
    fixture.run(seconds: 20)
    #expect(fixture.podNames == ["web-0", "web-1"])
    #expect(fixture.pod("web-1")!.metadata.uid == uid)
    #expect(fixture.pod("web-1")!.controller?.uid == fixture.set().metadata.uid)
    #expect(fixture.log(of: "po") == ["+po web-0", "~po web-2", "-po web-2"])
  }

  @Test("S24: a relabelled pod is released, its ordinal waits for the name, and it can come back")
  func releasedAndAdopted() {
    let fixture = started(replicas: 2)
    fixture.change(Pod.self, "web-1") { $0.metadata.labels["app"] = "other" }
    fixture.run(seconds: 20)
    #expect(fixture.pod("web-1")?.controller == nil)
    #expect(fixture.set().status.replicas == 1)
    #expect(!fixture.events(about: "web").contains { $0.hasPrefix("Warning") })
    fixture.change(Pod.self, "web-1") { $0.metadata.labels["app"] = "web" }
    fixture.run(seconds: 20)
    #expect(fixture.pod("web-1")?.controller?.name == "web")
    #expect(fixture.set().status.replicas == 2)
  }

  @Test("S24: what is released is missing at once, and scaling waits for it")
  func aReleasedPodIsMissingAtOnce() {
    let fixture = started()
    fixture.scale(to: 2)
    fixture.change(Pod.self, "web-1") { $0.metadata.labels["app"] = "other" }
    fixture.run(seconds: 20)
    #expect(fixture.pod("web-1")?.controller == nil)
    #expect(fixture.podNames == ["web-0", "web-1", "web-2"])
    fixture.deletePod("web-1")
    fixture.run(seconds: 60)
    #expect(fixture.podNames == ["web-0", "web-1"])
    #expect(fixture.pod("web-1")?.controller?.name == "web")
  }

  @Test("A foreign pod with the name of an ordinal is waited for in silence (t)")
  func aForeignPodHoldsTheName() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("web-1"))
    fixture.create(Samples.statefulSet(replicas: 2))
    fixture.run(seconds: 30)
    #expect(fixture.claim("data-web-1") != nil)
    #expect(fixture.set().status.replicas == 1)
    #expect(!fixture.events(about: "web").contains { $0.hasPrefix("Warning") })
    fixture.deletePod("web-1")
    fixture.run(seconds: 120)
    #expect(fixture.set().status.readyReplicas == 2)
  }

  @Test("A claim that was made by hand is used as it is (t)")
  func aHandMadeClaimIsUsed() {
    let fixture = ClusterFixture()
    let claim = Samples.claim("data-web-0")
    claim.spec.resources.requests["storage"] = Quantity("7Gi")
    let uid = fixture.create(claim).metadata.uid
    fixture.create(Samples.statefulSet(replicas: 1))
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-0")?.isReady == true)
    #expect(fixture.claim("data-web-0")?.metadata.uid == uid)
    #expect(fixture.claim("data-web-0")?.metadata.labels.isEmpty == true)
  }

  @Test("A template that no pod can be made of gives FailedCreate, again and again (q2)")
  func anInvalidTemplateFails() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 1, claims: false)
    set.spec.template.spec.containers[0].image = ""
    fixture.create(set)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.isEmpty)
    let events = fixture.events(about: "web")
    #expect(events.count == 1)
    #expect(
      events[0].hasPrefix(
        "Warning FailedCreate create Pod web-0 in StatefulSet web failed error: Pod \"web-0\" is"
          + " invalid: spec.containers[0].image: Required value (x"))
  }

  @Test("Two sets with names that begin alike keep their pods apart")
  func setsWithSimilarNames() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet("web", replicas: 2, claims: false))
    fixture.create(Samples.statefulSet("web-1", replicas: 2, claims: false))
    fixture.run(seconds: 20)
    #expect(fixture.podNames == ["web-0", "web-1", "web-1-0", "web-1-1"])
    #expect(fixture.set("web").status.readyReplicas == 2)
    #expect(fixture.set("web-1").status.readyReplicas == 2)
  }
}
