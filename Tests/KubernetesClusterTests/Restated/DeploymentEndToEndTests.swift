import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

/// The end-to-end tests of the real Deployment, restated: `test/e2e/apps/deployment.go`.
@Suite struct DeploymentEndToEndTests {
  private func started(
    seed: UInt64 = 1, replicas: Int32 = 3, _ change: (Deployment) -> Void = { _ in }
  ) -> ClusterFixture {
    let fixture = ClusterFixture(seed: seed)
    let deployment = Samples.deployment(replicas: replicas)
    change(deployment)
    fixture.create(deployment)
    fixture.run(seconds: 10)
    fixture.clearLog()
    return fixture
  }

  private func setImage(_ fixture: ClusterFixture, _ image: String) {
    fixture.change(Deployment.self, "shop") { $0.spec.template.spec.containers[0].image = image }
  }

  private func images(_ fixture: ClusterFixture) -> Set<String> {
    Set(
      fixture.server.list(Pod.self).filter { $0.isActive }.map { $0.spec.containers[0].image })
  }

  private func messages(_ fixture: ClusterFixture, _ type: String) -> String {
    let condition = fixture.deployment().status.conditions.first { $0.type == type }
    return condition.map { "\($0.status) \($0.reason) \($0.message)" } ?? "none"
  }

  /// Restates "deployment reaping should cascade to its replica sets and pods".
  @Test("S22: deleting a Deployment in the foreground ends with the Deployment")
  func reaping() {
    let fixture = started()
    fixture.delete(.deployments, "shop", .foreground)
    fixture.run(.milliseconds(500))
    #expect(fixture.server.count(.deployments) == 1)
    #expect(fixture.server.count(.replicaSets) == 1)
    fixture.run(seconds: 10)
    #expect(fixture.podNames.isEmpty)
    #expect(fixture.server.count(.replicaSets) == 0)
    #expect(fixture.server.count(.deployments) == 0)
  }

  /// Restates "RollingUpdateDeployment should delete old pods and create new ones": a ReplicaSet
  /// with its pods is there already, and is adopted as an old one.
  @Test(
    "D2, D13: a Deployment takes over a ReplicaSet that was there before, and replaces its pods")
  func adoptedAsOld() {
    let fixture = ClusterFixture()
    let before = Samples.replicaSet("before", replicas: 1)
    before.spec.selector = Samples.selector("shop")
    before.spec.template = Samples.template("shop", image: "nginx:1.24")
    before.metadata.labels = ["app": "shop"]
    before.metadata.annotations["deployment.kubernetes.io/revision"] = "3546343826724305832"
    fixture.create(before)
    fixture.run(seconds: 5)
    fixture.create(Samples.deployment(replicas: 1))
    fixture.run(seconds: 20)
    #expect(images(fixture) == ["nginx:1.25"])
    #expect(fixture.podNames.count == 1)
    let sets = fixture.server.list(ReplicaSet.self)
    let old = sets.first { $0.name == "before" }
    #expect(old?.spec.replicas == 0)
    #expect(old?.controller?.name == "shop")
    #expect(
      fixture.deployment().metadata.annotations["deployment.kubernetes.io/revision"]
        == "3546343826724305833")
  }

  /// Restates "RecreateDeployment should delete old pods and create new ones".
  @Test("D11: with Recreate the old and the new never run together")
  func recreate() {
    let fixture = started { $0.spec.strategy.type = "Recreate" }
    fixture.nodes.stopTime = .seconds(4)
    setImage(fixture, "nginx:1.26")
    for _ in 0..<200 {
      fixture.run(.milliseconds(100))
      let running = Set(fixture.server.list(Pod.self).map { $0.spec.containers[0].image })
      #expect(running.count <= 1)
    }
    #expect(images(fixture) == ["nginx:1.26"])
    #expect(fixture.deployment().status.availableReplicas == 3)
  }

  /// Restates "deployment should delete old replica sets".
  @Test("D14: with a history of nothing the old ReplicaSet goes when the rollout is done")
  func noHistory() {
    let fixture = started { $0.spec.revisionHistoryLimit = 0 }
    fixture.nodes.startTime = .seconds(5)
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 8)
    #expect(fixture.server.count(.replicaSets) == 2, "not before it is done")
    fixture.run(seconds: 20)
    #expect(fixture.server.count(.replicaSets) == 1)
  }

  /// Restates "deployment should support rollover".
  @Test("D8: a new template in the middle of a rollout replaces what is under way as well")
  func rollover() {
    let fixture = started { $0.spec.minReadySeconds = 5 }
    fixture.run(seconds: 10)
    fixture.nodes.brokenImages = ["redis:nonexistent"]
    setImage(fixture, "redis:nonexistent")
    fixture.run(seconds: 10)
    #expect(fixture.setSizes == [3, 1])
    setImage(fixture, "nginx:1.26")
    for _ in 0..<600 {
      fixture.run(.milliseconds(100))
      let pods = fixture.server.list(Pod.self).filter { $0.isActive }
      #expect(pods.count <= 4)
      #expect(pods.filter { $0.isReady }.count >= 3)
    }
    #expect(fixture.setSizes == [0, 0, 3])
    #expect(images(fixture) == ["nginx:1.26"])
  }

  /// Restates "iterative rollouts should eventually progress": new templates, scaling, rollbacks,
  /// pauses, and pods that somebody deletes, in an order that the seed gives.
  @Test("D7, D12: whatever is done to it, a Deployment gets there in the end", arguments: 1...8)
  func iterativeRollouts(_ seed: UInt64) {
    let fixture = started(seed: seed, replicas: 6)
    let random = KeyedRandom(seed: seed)
    var image = 0
    for step in 0..<20 {
      switch random.pick(below: 5, "iterative", String(step)) {
      case 0:
        image += 1
        setImage(fixture, "nginx:1.\(image)")
      case 1: setImage(fixture, "nginx:1.\(max(0, image - 1))")
      case 2:
        let size = Int32(random.pick(below: 6, "size", String(step))) + 3
        fixture.change(Deployment.self, "shop") { $0.spec.replicas = size }
      case 3: fixture.change(Deployment.self, "shop") { $0.spec.paused.toggle() }
      default:
        if let name = fixture.podNames.first { fixture.deletePod(name) }
      }
      fixture.run(.milliseconds(Int64(random.pick(below: 4000, "pause", String(step)))))
    }
    fixture.change(Deployment.self, "shop") { $0.spec.paused = false }
    fixture.run(seconds: 120)
    let status = fixture.deployment().status
    let wanted = fixture.deployment().spec.replicas ?? 0
    #expect(status.replicas == wanted)
    #expect(status.updatedReplicas == wanted)
    #expect(status.availableReplicas == wanted)
    #expect(messages(fixture, "Progressing").hasPrefix("True NewReplicaSetAvailable"))
  }

  /// Restates "test Deployment ReplicaSet orphaning and adoption regarding controllerRef".
  @Test("D2: a ReplicaSet that lost its owner is adopted again, with its pods")
  func orphanedSet() {
    let fixture = started()
    let set = fixture.server.list(ReplicaSet.self)[0]
    fixture.change(ReplicaSet.self, set.name) { $0.metadata.ownerReferences = [] }
    fixture.run(seconds: 2)
    let after = fixture.server.get(ReplicaSet.self, namespace: "default", name: set.name)
    #expect(after?.controller?.uid == fixture.deployment().metadata.uid)
    #expect(fixture.log(of: "po").isEmpty)
    fixture.change(ReplicaSet.self, set.name) {
      $0.metadata.labels = ["app": "other"]
    }
    fixture.run(seconds: 10)
    let released = fixture.server.get(ReplicaSet.self, namespace: "default", name: set.name)
    #expect(released?.controller == nil)
    #expect(fixture.server.count(.replicaSets) == 2, "another one is made in its place")
  }

  /// Restates "should run the lifecycle of a Deployment" and the words of its conditions.
  @Test("D12: the messages of a Deployment's conditions")
  func conditions() {
    let fixture = ClusterFixture()
    fixture.nodes.startTime = .seconds(3)
    let deployment = Samples.deployment()
    deployment.spec.progressDeadlineSeconds = 20
    fixture.create(deployment)
    fixture.run(.milliseconds(3))
    let first = fixture.server.list(ReplicaSet.self)[0].name
    #expect(
      messages(fixture, "Progressing")
        == "True NewReplicaSetCreated Created new replica set \"\(first)\"")
    fixture.run(.milliseconds(100))
    #expect(
      messages(fixture, "Available")
        == "False MinimumReplicasUnavailable Deployment does not have minimum availability.")
    #expect(
      messages(fixture, "Progressing")
        == "True ReplicaSetUpdated ReplicaSet \"\(first)\" is progressing.")
    fixture.run(seconds: 10)
    #expect(
      messages(fixture, "Available")
        == "True MinimumReplicasAvailable Deployment has minimum availability.")
    #expect(
      messages(fixture, "Progressing")
        == "True NewReplicaSetAvailable ReplicaSet \"\(first)\" has successfully progressed.")
    fixture.nodes.brokenImages = ["nginx:bad"]
    setImage(fixture, "nginx:bad")
    fixture.run(seconds: 40)
    let second = fixture.server.list(ReplicaSet.self).first { $0.name != first }!.name
    #expect(
      messages(fixture, "Progressing")
        == "False ProgressDeadlineExceeded ReplicaSet \"\(second)\" has timed out progressing.")
    setImage(fixture, "nginx:1.25")
    fixture.run(seconds: 20)
    #expect(
      messages(fixture, "Progressing")
        == "True NewReplicaSetAvailable ReplicaSet \"\(first)\" has successfully progressed.")
    fixture.change(Deployment.self, "shop") { $0.spec.paused = true }
    fixture.run(seconds: 1)
    #expect(messages(fixture, "Progressing") == "Unknown DeploymentPaused Deployment is paused")
    fixture.change(Deployment.self, "shop") { $0.spec.paused = false }
    fixture.run(seconds: 1)
    #expect(messages(fixture, "Progressing").hasPrefix("True NewReplicaSetAvailable"))
  }

  @Test("D7, D11, V5: one claim for all is a dead end for a rolling update, not for Recreate")
  func oneClaimForAll() {
    for strategy in ["RollingUpdate", "Recreate"] {
      let fixture = ClusterFixture()
      fixture.create(Samples.claim("data"))
      let deployment = Samples.deployment(replicas: 1)
      deployment.spec.strategy.type = strategy
      deployment.spec.template.spec.volumes = Samples.pod("x", claim: "data").spec.volumes
      fixture.create(deployment)
      fixture.run(seconds: 10)
      let node = fixture.pod(fixture.podNames[0])!.spec.nodeName
      // Another node, as it may be chosen any time.
      fixture.change(Node.self, node) { $0.spec.unschedulable = true }
      setImage(fixture, "nginx:1.26")
      fixture.run(seconds: 3600)
      let pods = fixture.server.list(Pod.self)
      if strategy == "Recreate" {
        #expect(pods.count == 1 && pods[0].isReady)
        #expect(images(fixture) == ["nginx:1.26"])
      } else {
        #expect(pods.count == 2 && pods.filter { $0.isReady }.count == 1)
        let waiting = pods.first { !$0.isReady }!
        #expect(
          fixture.events(about: waiting.name).contains { $0.contains("FailedAttachVolume") })
      }
    }
  }

  @Test("D1: a long name is cut so that the pods' names have 63 characters")
  func longNames() {
    let fixture = ClusterFixture()
    let name = String(repeating: "long", count: 17)
    let deployment = Samples.deployment(replicas: 1)
    deployment.metadata.name = name
    fixture.create(deployment)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.map { $0.utf8.count } == [63])
    #expect(fixture.podNames[0].hasPrefix(String(name.prefix(58))))
    #expect(fixture.pod(fixture.podNames[0])?.isReady == true)
  }
}
