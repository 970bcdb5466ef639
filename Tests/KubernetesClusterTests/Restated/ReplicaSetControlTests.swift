import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

/// Cases of the real ReplicaSet controller's tests, restated.
@Suite struct ReplicaSetControlTests {
  private func started(
    replicas: Int32 = 2, _ change: (ReplicaSet) -> Void = { _ in }
  ) -> ClusterFixture {
    let fixture = ClusterFixture()
    let set = Samples.replicaSet(replicas: replicas)
    change(set)
    fixture.create(set)
    fixture.run(seconds: 10)
    fixture.clearLog()
    return fixture
  }

  private func set(_ fixture: ClusterFixture) -> ReplicaSet {
    fixture.server.get(ReplicaSet.self, namespace: "default", name: "shop")!
  }

  /// Restates `TestSyncReplicaSetDoesNothing` (replica_set_test.go).
  @Test("A set with the pods that it wants does nothing")
  func nothingToDo() {
    let fixture = started()
    let version = set(fixture).metadata.resourceVersion
    fixture.run(seconds: 600)
    #expect(fixture.log.isEmpty)
    #expect(set(fixture).metadata.resourceVersion == version)
  }

  /// Restates `TestSyncReplicaSetCreateFailures` and `TestSlowStartBatch` (replica_set_test.go):
  /// only the first batch of one pod fails, not all ten.
  @Test("D4, D6, D12: when the first pod cannot be made, the others are not tried")
  func slowStart() {
    let fixture = ClusterFixture()
    let deployment = Samples.deployment(replicas: 10)
    deployment.spec.template.spec.serviceAccountName = "nobody"
    fixture.create(deployment)
    fixture.run(.milliseconds(5))
    let stored = fixture.server.list(ReplicaSet.self)[0]
    let text =
      "Warning FailedCreate Error creating: pods \"\(stored.name)-\" is forbidden: error looking"
      + " up service account default/nobody: serviceaccount \"nobody\" not found"
    #expect(fixture.events(about: stored.name) == [text])
    #expect(stored.status.conditions.map { $0.type } == ["ReplicaFailure"])
    fixture.run(seconds: 1)
    let failure = fixture.deployment().status.conditions.first { $0.type == "ReplicaFailure" }
    #expect(failure?.reason == "FailedCreate")
    #expect(failure?.status == "True")

    // Somebody makes the account: the retries get through, and the condition goes.
    let account = ServiceAccount()
    account.metadata.name = "nobody"
    fixture.create(account)
    fixture.run(seconds: 60)
    #expect(fixture.podNames.count == 10)
    #expect(
      !fixture.deployment().status.conditions.contains { $0.type == "ReplicaFailure" })
  }

  /// Restates `TestDoNotPatchPodWithOtherControlRef` (replica_set_test.go).
  @Test("D3: a pod of another controller is not adopted, whatever its labels")
  func othersPodsAreLeftAlone() {
    let fixture = ClusterFixture()
    let other = Samples.replicaSet("other", replicas: 1)
    other.spec.template.metadata.labels["app2"] = "shop"
    fixture.create(other)
    fixture.run(seconds: 5)
    let foreign = fixture.podNames[0]
    fixture.change(Pod.self, foreign) { $0.metadata.labels["app"] = "other" }
    let set = Samples.replicaSet(replicas: 1)
    set.spec.selector!.matchLabels = ["app2": "shop"]
    set.spec.template.metadata.labels = ["app2": "shop"]
    fixture.create(set)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.count == 2)
    #expect(fixture.pod(foreign)?.controller?.name == "other")
  }

  /// Restates `TestDoNotAdoptOrCreateIfBeingDeleted` (replica_set_test.go).
  @Test("A set that is being deleted neither adopts nor creates")
  func aDyingSetRests() {
    let fixture = started { $0.metadata.finalizers = ["example.com/wait"] }
    fixture.delete(.replicaSets, "shop", .background)
    fixture.create(Samples.pod("bare", labels: ["app": "shop"]))
    fixture.change(ReplicaSet.self, "shop") { $0.spec.replicas = 5 }
    fixture.run(seconds: 10)
    #expect(fixture.pod("bare")?.controller == nil)
    #expect(fixture.log(of: "po").filter { $0.hasPrefix("+po shop") }.isEmpty)
  }

  /// Restates `TestPatchExtraPodsThenDelete` (replica_set_test.go).
  @Test("D5: a pod that is adopted and one too many is deleted again, being the unready one")
  func adoptedAndTooMany() {
    let fixture = started()
    fixture.nodes.broken = ["bare"]
    fixture.create(Samples.pod("bare", labels: ["app": "shop"]))
    fixture.run(seconds: 5)
    #expect(fixture.podNames.count == 2)
    #expect(fixture.pod("bare") == nil)
  }

  /// Restates `TestUpdateSelectorControllerRef` in spirit and the e2e case "should adopt matching
  /// pods on creation and release no longer matching pods" (replica_set.go).
  @Test("D3: pods are adopted at the set's creation and released when their labels change")
  func adoptionAtCreation() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("first", labels: ["app": "shop"]))
    fixture.run(seconds: 3)
    fixture.create(Samples.replicaSet(replicas: 1))
    fixture.run(seconds: 3)
    #expect(fixture.podNames == ["first"])
    #expect(fixture.pod("first")?.controller?.name == "shop")
    fixture.change(Pod.self, "first") { $0.metadata.labels = [:] }
    fixture.run(seconds: 3)
    #expect(fixture.pod("first")?.controller == nil)
    #expect(fixture.podNames.count == 2)
  }

  @Test("D14: a pod is available after minReadySeconds, and only then does a rollout go on")
  func minReadySeconds() {
    let fixture = ClusterFixture()
    let deployment = Samples.deployment(replicas: 1)
    deployment.spec.minReadySeconds = 30
    fixture.create(deployment)
    fixture.run(seconds: 10)
    #expect(fixture.deployment().status.readyReplicas == 1)
    #expect(fixture.deployment().status.availableReplicas == 0)
    fixture.run(seconds: 25)
    #expect(fixture.deployment().status.availableReplicas == 1)
    fixture.change(Deployment.self, "shop") {
      $0.spec.template.spec.containers[0].image = "nginx:1.26"
    }
    fixture.run(seconds: 20)
    #expect(fixture.setSizes == [1, 1])
    fixture.run(seconds: 20)
    #expect(fixture.setSizes == [0, 1])
  }
}
