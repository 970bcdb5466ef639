import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct StatefulSetClaimTests {
  private func started(
    replicas: Int32 = 2, whenScaled: String = "Retain", whenDeleted: String = "Retain"
  ) -> ClusterFixture {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: replicas)
    set.spec.persistentVolumeClaimRetentionPolicy = policy(whenScaled, whenDeleted)
    fixture.create(set)
    fixture.run(seconds: 20)
    fixture.clearLog()
    return fixture
  }

  private func policy(
    _ whenScaled: String, _ whenDeleted: String
  ) -> StatefulSetPersistentVolumeClaimRetentionPolicy {
    var policy = StatefulSetPersistentVolumeClaimRetentionPolicy()
    policy.whenScaled = whenScaled
    policy.whenDeleted = whenDeleted
    return policy
  }

  private func owners(_ fixture: ClusterFixture, _ claim: String) -> [String] {
    fixture.claim(claim)!.metadata.ownerReferences.map { "\($0.kind)/\($0.name)" }
  }

  /// Restates `TestIsClaimOwnerUpToDate` (stateful_set_utils_test.go) for a set that runs.
  @Test(
    "S19: claims in range belong to nobody, or to the set",
    arguments: [
      ("Retain", "Retain", []), ("Delete", "Retain", []),
      ("Retain", "Delete", ["StatefulSet/web"]), ("Delete", "Delete", ["StatefulSet/web"]),
    ])
  func ownersInRange(_ whenScaled: String, _ whenDeleted: String, _ expected: [String]) {
    let fixture = started(whenScaled: whenScaled, whenDeleted: whenDeleted)
    #expect(owners(fixture, "data-web-0") == expected)
    #expect(owners(fixture, "data-web-1") == expected)
  }

  @Test("S19: with both, the claim of a condemned pod changes from the set to the pod")
  func condemnedClaimsChangeHands() {
    let fixture = started(whenScaled: "Delete", whenDeleted: "Delete")
    fixture.nodes.stopTime = .seconds(5)
    fixture.scale(to: 1)
    fixture.run(seconds: 1)
    #expect(owners(fixture, "data-web-1") == ["Pod/web-1"])
    #expect(owners(fixture, "data-web-0") == ["StatefulSet/web"])
    fixture.run(seconds: 20)
    #expect(fixture.claim("data-web-1") == nil)
  }

  @Test("S19: a policy that is changed later is applied to the claims that are there, with events")
  func aChangedPolicyIsApplied() {
    let fixture = started()
    #expect(!fixture.events(about: "web").contains { $0.contains("SuccessfulUpdate") })
    fixture.change(StatefulSet.self, "web") {
      $0.spec.persistentVolumeClaimRetentionPolicy = policy("Retain", "Delete")
    }
    fixture.run(seconds: 5)
    #expect(owners(fixture, "data-web-0") == ["StatefulSet/web"])
    for pod in ["web-0", "web-1"] {
      #expect(
        fixture.events(about: "web").contains(
          "Normal SuccessfulUpdate update Pod \(pod) in StatefulSet web successful"))
    }
    fixture.change(StatefulSet.self, "web") {
      $0.spec.persistentVolumeClaimRetentionPolicy = policy("Retain", "Retain")
    }
    fixture.run(seconds: 5)
    #expect(owners(fixture, "data-web-0") == [])
    #expect(fixture.log(of: "po").isEmpty)
  }

  /// Restates the e2e case "should not delete PVCs when there is another controller"
  /// (statefulset.go) and `TestHasUnexpectedController` (stateful_set_utils_test.go).
  @Test("S19: a claim of another controller is left to that, with a warning")
  func anotherControllersClaim() {
    let fixture = ClusterFixture()
    let map = ConfigMap()
    map.metadata.name = "keeper"
    let keeper = fixture.create(map)
    let claim = Samples.claim("data-web-1")
    claim.metadata.ownerReferences = [keeper.controllerReference()]
    fixture.create(claim)
    let set = Samples.statefulSet(replicas: 2)
    set.spec.persistentVolumeClaimRetentionPolicy = policy("Delete", "Delete")
    fixture.create(set)
    fixture.run(seconds: 20)
    #expect(owners(fixture, "data-web-1") == ["ConfigMap/keeper"])
    #expect(
      fixture.events(about: "web").contains {
        $0.hasPrefix(
          "Warning ConflictingController PersistentVolumeClaim data-web-1 has a conflicting"
            + " OwnerReference that acts as a manging controller, the retention policy is ignored"
            + " for this claim")
      })
    fixture.scale(to: 0)
    fixture.run(seconds: 20)
    #expect(fixture.claim("data-web-1") != nil)
    #expect(fixture.claim("data-web-0") == nil)
  }

  /// Restates the e2e case "should delete PVCs after adopting pod (WhenDeleted)" (statefulset.go).
  @Test("S19, S23: the claims of adopted pods get their owner again")
  func adoptedPods() {
    let fixture = started(whenDeleted: "Delete")
    fixture.delete(.statefulSets, "web", .orphan)
    fixture.run(seconds: 5)
    #expect(owners(fixture, "data-web-0") == [])
    let set = Samples.statefulSet(replicas: 2)
    set.spec.persistentVolumeClaimRetentionPolicy = policy("Retain", "Delete")
    fixture.create(set)
    fixture.run(seconds: 10)
    #expect(fixture.log(of: "po").isEmpty)
    #expect(owners(fixture, "data-web-0") == ["StatefulSet/web"])
    fixture.delete(.statefulSets, "web", .background)
    fixture.run(seconds: 20)
    #expect(fixture.server.count(.persistentVolumeClaims) == 0)
  }

  @Test("S19: neither a deleted pod nor a lost node costs a claim")
  func onlyThePolicyDeletesClaims() {
    let fixture = started(whenScaled: "Delete", whenDeleted: "Delete")
    let uid = fixture.claim("data-web-1")!.metadata.uid
    fixture.deletePod("web-1")
    fixture.run(seconds: 10)
    fixture.deletePod("web-1", grace: 0)
    fixture.run(seconds: 10)
    let node = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(node)
    fixture.run(seconds: 100)
    fixture.delete(.nodes, node)
    fixture.run(seconds: 100)
    #expect(fixture.claim("data-web-1")?.metadata.uid == uid)
  }

  @Test("S19: scaled up again at once, the pod waits until its claim is gone, then gets a new one")
  func aStaleClaimHoldsThePodBack() {
    let fixture = started(whenScaled: "Delete")
    let uid = fixture.claim("data-web-1")!.metadata.uid
    fixture.nodes.stopTime = .seconds(3)
    fixture.scale(to: 1)
    fixture.run(seconds: 1)
    fixture.scale(to: 2)
    fixture.run(seconds: 60)
    #expect(fixture.pod("web-1")?.isReady == true)
    #expect(fixture.claim("data-web-1")!.metadata.uid != uid)
    #expect(!fixture.events(about: "web").contains { $0.hasPrefix("Warning") })
  }

  @Test("S18: a claim that vanishes under a Pending pod is made again")
  func aVanishedClaimIsMadeAgain() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1, storageClass: "nosuch"))
    fixture.run(seconds: 5)
    #expect(fixture.pod("web-0")?.status.phase == "Pending")
    let uid = fixture.claim("data-web-0")!.metadata.uid
    fixture.clearLog()
    fixture.delete(.persistentVolumeClaims, "data-web-0")
    fixture.run(seconds: 5)
    #expect(fixture.claim("data-web-0")!.metadata.uid != uid)
    #expect(fixture.log(of: "pvc") == ["~pvc data-web-0", "-pvc data-web-0", "+pvc data-web-0"])
    #expect(fixture.log(of: "po").isEmpty)
    #expect(
      fixture.events(about: "web").contains(
        "Normal SuccessfulCreate create Claim data-web-0 Pod web-0 in StatefulSet web success (x2)"
      ))
  }

  @Test("S18: claims carry the labels of their template and of the selector")
  func labelsOfClaims() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 1)
    set.spec.volumeClaimTemplates[0].metadata.labels = ["tier": "disk", "app": "other"]
    set.spec.volumeClaimTemplates[0].metadata.annotations = ["note": "yes"]
    fixture.create(set)
    fixture.run(seconds: 5)
    #expect(fixture.claim("data-web-0")?.metadata.labels == ["app": "web", "tier": "disk"])
    #expect(fixture.claim("data-web-0")?.metadata.annotations["note"] == "yes")
  }

  @Test("S27: a claim that cannot be made is reported twice: for itself and for its pod")
  func aClaimThatCannotBeMade() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 1)
    set.spec.volumeClaimTemplates[0].spec.accessModes = ["Sometimes"]
    fixture.create(set)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.isEmpty)
    let events = fixture.events(about: "web")
    #expect(
      events.contains {
        $0.hasPrefix(
          "Warning FailedCreate create Claim data-web-0 for Pod web-0 in StatefulSet web failed"
            + " error: PersistentVolumeClaim \"data-web-0\" is invalid: spec.accessModes:")
      })
    #expect(
      events.contains {
        $0.hasPrefix(
          "Warning FailedCreate create Pod web-0 in StatefulSet web failed error: failed to create"
            + " PVC data-web-0: PersistentVolumeClaim \"data-web-0\" is invalid:")
      })
  }
}
