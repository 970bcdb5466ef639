import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct StatefulSetUpdateTests {
  private func started(
    replicas: Int32 = 3, isParallel: Bool = false, _ change: (StatefulSet) -> Void = { _ in }
  ) -> ClusterFixture {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: replicas, isParallel: isParallel)
    change(set)
    fixture.create(set)
    fixture.run(seconds: 30)
    fixture.clearLog()
    return fixture
  }

  private func images(_ fixture: ClusterFixture) -> [String] {
    fixture.server.list(Pod.self, namespace: "default").map { $0.spec.containers[0].image }
  }

  private func withPartition(_ partition: Int32?) -> (StatefulSet) -> Void {
    { set in
      set.spec.updateStrategy.type = "RollingUpdate"
      guard let partition else { return }
      set.spec.updateStrategy.rollingUpdate = RollingUpdateStatefulSetStrategy()
      set.spec.updateStrategy.rollingUpdate!.partition = partition
    }
  }

  @Test("S10 S16: an update goes from the highest pod down, each Ready before the next")
  func updateGoesFromTheTop() {
    let fixture = started()
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 30)
    #expect(
      fixture.podLog == [
        "~po web-2", "unready web-2", "-po web-2", "+po web-2", "ready web-2",
        "~po web-1", "unready web-1", "-po web-1", "+po web-1", "ready web-1",
        "~po web-0", "unready web-0", "-po web-0", "+po web-0", "ready web-0",
      ])
    #expect(fixture.log(of: "revision").count == 1)
    #expect(images(fixture) == ["nginx:1.26", "nginx:1.26", "nginx:1.26"])
    #expect(fixture.set().status.currentRevision == fixture.set().status.updateRevision)
  }

  @Test("S10: with Parallel too an update goes one pod at a time")
  func parallelUpdatesOneAtATime() {
    let fixture = started(isParallel: true)
    fixture.setImage("nginx:1.26")
    fixture.run(.milliseconds(500))
    #expect(fixture.log(of: "po") == ["~po web-2"])
    fixture.run(seconds: 30)
    #expect(
      fixture.log(of: "po").filter { $0.hasPrefix("~") } == [
        "~po web-2", "~po web-1", "~po web-0",
      ])
  }

  @Test("S14: maxUnavailable is dropped, and an update still goes one pod at a time")
  func maxUnavailableIsOff() {
    let fixture = started { set in
      withPartition(0)(set)
      set.spec.updateStrategy.rollingUpdate!.maxUnavailable = .integer(3)
    }
    #expect(fixture.set().spec.updateStrategy.rollingUpdate?.maxUnavailable == nil)
    fixture.setImage("nginx:1.26")
    fixture.run(.milliseconds(500))
    #expect(fixture.log(of: "po") == ["~po web-2"])
  }

  @Test("S15: during an update the status tells old and new pods apart")
  func statusDuringAnUpdate() {
    let fixture = started()
    fixture.setImage("nginx:1.26")
    fixture.run(.milliseconds(100))
    #expect(fixture.set().status.currentReplicas == 2)
    #expect(fixture.set().status.updatedReplicas == 0)
    #expect(fixture.set().status.readyReplicas == 3)
    #expect(fixture.set().status.currentRevision != fixture.set().status.updateRevision)
  }

  @Test("S11: pods below the partition keep the old revision and come back with it")
  func partitionKeepsLowerPods() {
    let fixture = started(withPartition(2))
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.25", "nginx:1.26"])
    fixture.deletePod("web-0")
    fixture.deletePod("web-2")
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.25", "nginx:1.26"])
    #expect(fixture.set().status.currentRevision != fixture.set().status.updateRevision)
    fixture.change(StatefulSet.self, "web") {
      $0.spec.updateStrategy.rollingUpdate!.partition = 0
    }
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.26", "nginx:1.26", "nginx:1.26"])
  }

  @Test("S11: with a partition above the replicas nothing rolls; added pods are old ones")
  func partitionAboveReplicas() {
    let fixture = started(withPartition(10))
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 30)
    #expect(fixture.log(of: "po").isEmpty)
    fixture.scale(to: 4)
    fixture.run(seconds: 10)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.25", "nginx:1.25", "nginx:1.25"])
  }

  @Test("S12: with OnDelete only pods that are deleted come back new")
  func onDeleteWaitsForHands() {
    let fixture = started { $0.spec.updateStrategy.type = "OnDelete" }
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 30)
    #expect(fixture.log(of: "po").isEmpty)
    fixture.deletePod("web-1")
    fixture.run(seconds: 10)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.26", "nginx:1.25"])
    fixture.deletePod("web-0")
    fixture.deletePod("web-2")
    fixture.run(seconds: 20)
    #expect(images(fixture) == ["nginx:1.26", "nginx:1.26", "nginx:1.26"])
    #expect(fixture.set().status.currentReplicas == 0)
    #expect(fixture.set().status.currentRevision != fixture.set().status.updateRevision)
  }

  @Test(
    "S13: a low pod that is lost during a rollout comes back new, unless the strategy is explicit",
    arguments: [(false, "nginx:1.26"), (true, "nginx:1.25")])
  func aLostLowPodDuringARollout(_ isExplicit: Bool, _ image: String) {
    let fixture = started { set in if isExplicit { withPartition(nil)(set) } }
    fixture.nodes.broken = ["web-2"]
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 10)
    fixture.deletePod("web-0")
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-0")?.spec.containers[0].image == image)
  }

  @Test("S16: a template that comes back gets its old revision with a new number")
  func rollbackReusesTheRevision() {
    let fixture = started(replicas: 1)
    let first = fixture.set().status.currentRevision
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 10)
    fixture.setImage("nginx:1.25")
    fixture.run(seconds: 10)
    #expect(fixture.set().status.currentRevision == first)
    let revisions = fixture.server.list(ControllerRevision.self)
    #expect(revisions.map { $0.revision }.sorted() == [2, 3])
    #expect(revisions.first { $0.name == first }?.revision == 3)
  }

  @Test("S16: of the revisions that nobody carries the newest ten are kept")
  func historyIsTrimmed() {
    let fixture = started(replicas: 1) { $0.spec.revisionHistoryLimit = 2 }
    for number in 1...6 {
      fixture.setImage("nginx:1.\(number)")
      fixture.run(seconds: 10)
    }
    #expect(fixture.server.list(ControllerRevision.self).map { $0.revision }.sorted() == [5, 6, 7])
  }

  @Test("S25: a repaired template does not replace the broken pod; deleting it does")
  func forcedRollbackNeedsAHand() {
    let fixture = started()
    fixture.nodes.brokenImages = ["nginx:bad"]
    fixture.setImage("nginx:bad")
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.25", "nginx:bad"])
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 60)
    #expect(images(fixture) == ["nginx:1.25", "nginx:1.25", "nginx:bad"])
    #expect(fixture.set().status.updatedReplicas == 0)
    fixture.deletePod("web-2")
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.26", "nginx:1.26", "nginx:1.26"])
  }

  @Test("S25: with Parallel a repaired template replaces the broken pod")
  func parallelRepairsItself() {
    let fixture = started(isParallel: true)
    fixture.nodes.brokenImages = ["nginx:bad"]
    fixture.setImage("nginx:bad")
    fixture.run(seconds: 30)
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 30)
    #expect(images(fixture) == ["nginx:1.26", "nginx:1.26", "nginx:1.26"])
  }

  @Test("An update waits while any pod is not Ready (g1)")
  func anUpdateWaitsForReadiness() {
    let fixture = started()
    fixture.nodes.setReady("web-0", false)
    fixture.run(seconds: 1)
    fixture.clearLog()
    fixture.setImage("nginx:1.26")
    fixture.run(seconds: 60)
    #expect(fixture.log(of: "po").isEmpty)
    #expect(fixture.world.trace.waits["pod/default/web-2"]?.reason == "web-0 is not Ready")
  }

  @Test("S18: a claim that is being deleted holds its pod back until a new one can be made")
  func aVanishingClaimHoldsThePodBack() {
    let fixture = started(replicas: 2)
    let old = fixture.claim("data-web-1")!.metadata.uid
    fixture.delete(.persistentVolumeClaims, "data-web-1")
    fixture.run(seconds: 1)
    #expect(fixture.claim("data-web-1")?.isBeingDeleted == true)
    fixture.deletePod("web-1")
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-1")?.isReady == true)
    #expect(fixture.claim("data-web-1")!.metadata.uid != old)
    #expect(
      fixture.events(about: "web").contains(
        "Warning FailedCreate create Pod web-1 in StatefulSet web failed error: pvc data-web-1 is"
          + " being deleted"))
  }

  @Test("S19: with whenScaled Delete the claims go with the pods of a scale down")
  func claimsGoWhenScaled() {
    let fixture = started { set in
      var policy = StatefulSetPersistentVolumeClaimRetentionPolicy()
      policy.whenScaled = "Delete"
      set.spec.persistentVolumeClaimRetentionPolicy = policy
    }
    fixture.scale(to: 1)
    fixture.run(.milliseconds(100))
    for name in ["data-web-1", "data-web-2"] {
      #expect(fixture.claim(name)?.metadata.ownerReferences.first?.kind == "Pod")
    }
    fixture.run(seconds: 20)
    #expect(fixture.claim("data-web-1") == nil)
    #expect(fixture.claim("data-web-2") == nil)
    #expect(fixture.claim("data-web-0") != nil)
    #expect(fixture.server.count(.persistentVolumes) == 1)
    fixture.deletePod("web-0")
    fixture.run(seconds: 10)
    #expect(fixture.claim("data-web-0")?.isBeingDeleted == false, "a deleted pod loses no claim")
  }

  @Test("S19: with whenDeleted Delete the claims go with the set")
  func claimsGoWhenDeleted() {
    let fixture = started { set in
      var policy = StatefulSetPersistentVolumeClaimRetentionPolicy()
      policy.whenDeleted = "Delete"
      set.spec.persistentVolumeClaimRetentionPolicy = policy
    }
    #expect(fixture.claim("data-web-0")?.metadata.ownerReferences.first?.kind == "StatefulSet")
    fixture.delete(.statefulSets, "web", .background)
    fixture.run(seconds: 20)
    #expect(fixture.server.count(.persistentVolumeClaims) == 0)
  }
}
