import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

@Suite struct DeploymentTests {
  private func started(
    replicas: Int32 = 3, _ change: (Deployment) -> Void = { _ in }
  ) -> ClusterFixture {
    let fixture = ClusterFixture()
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

  private func condition(_ fixture: ClusterFixture, _ type: String) -> String {
    let condition = fixture.deployment().status.conditions.first { $0.type == type }
    return condition.map { "\($0.status) \($0.reason)" } ?? "none"
  }

  @Test("D2 D12: a new Deployment makes one ReplicaSet and reports it")
  func aNewDeployment() {
    let fixture = started()
    let sets = fixture.server.list(ReplicaSet.self)
    #expect(sets.count == 1)
    #expect(sets[0].metadata.annotations["deployment.kubernetes.io/revision"] == "1")
    #expect(sets[0].metadata.annotations["deployment.kubernetes.io/desired-replicas"] == "3")
    #expect(sets[0].metadata.annotations["deployment.kubernetes.io/max-replicas"] == "4")
    let hash = sets[0].metadata.labels["pod-template-hash"]!
    #expect(sets[0].name == "shop-" + hash)
    #expect(fixture.podNames.allSatisfy { $0.hasPrefix("shop-\(hash)-") })
    #expect(fixture.deployment().status.availableReplicas == 3)
    #expect(condition(fixture, "Available") == "True MinimumReplicasAvailable")
    #expect(condition(fixture, "Progressing") == "True NewReplicaSetAvailable")
    #expect(
      fixture.events(about: "shop") == [
        "Normal ScalingReplicaSet Scaled up replica set shop-\(hash) from 0 to 3"
      ])
  }

  @Test(
    "D7 D8: the numbers of a rollout",
    arguments: [
      (1, 1, 0), (2, 1, 0), (3, 1, 0), (4, 1, 1), (10, 3, 2),
    ])
  func surgeAndUnavailable(_ replicas: Int, _ surge: Int, _ unavailable: Int) {
    let deployment = Samples.deployment(replicas: Int32(replicas))
    let arithmetic = DeploymentArithmetic(deployment)
    #expect(arithmetic.maxSurge == surge)
    #expect(arithmetic.maxUnavailable == unavailable)
  }

  @Test("D7: when both limits come to nothing, one pod may be unavailable")
  func fenceposts() {
    let deployment = Samples.deployment()
    var rolling = RollingUpdateDeployment()
    rolling.maxSurge = .integer(0)
    rolling.maxUnavailable = .string("1%")
    deployment.spec.strategy.rollingUpdate = rolling
    #expect(DeploymentArithmetic(deployment).maxUnavailable == 1)
  }

  @Test("G5: a rollout of three pods goes one up, one down")
  func rolloutOfThree() {
    let fixture = started()
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 20)
    let events = fixture.events(about: "shop").filter { $0.contains(" from ") }.map { text in
      text.split(separator: " ").suffix(3).joined(separator: " ")
    }
    #expect(events == ["0 to 3", "0 to 1", "3 to 2", "1 to 2", "2 to 1", "2 to 3", "1 to 0"])
    #expect(fixture.setSizes == [0, 3])
    #expect(condition(fixture, "Progressing") == "True NewReplicaSetAvailable")
  }

  @Test("D7 G5: at every moment of a rollout there are enough pods and not too many")
  func rolloutKeepsItsLimits() {
    let fixture = started(replicas: 10)
    setImage(fixture, "nginx:1.26")
    fixture.run(.milliseconds(50))
    #expect(fixture.setSizes == [5 + 3, 5])
    for _ in 0..<200 {
      fixture.run(.milliseconds(50))
      let pods = fixture.server.list(Pod.self).filter { $0.isActive }
      #expect(pods.count <= 13)
      #expect(pods.filter { $0.isReady }.count >= 8)
    }
    #expect(fixture.setSizes == [0, 10])
  }

  @Test("D8, D13: unhealthy old pods go first, in a step of their own with an event of its own")
  func unhealthyPodsGoFirst() {
    let fixture = started(replicas: 10)
    let sick = fixture.podNames[3]
    fixture.nodes.setReady(sick, false)
    fixture.run(seconds: 5)
    fixture.nodes.startTime = .seconds(60)
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 10)
    let steps = fixture.events(about: "shop").filter { $0.contains(" down ") }
      .map { $0.split(separator: " ").suffix(3).joined(separator: " ") }
    #expect(steps == ["10 to 9", "9 to 8"])
    #expect(fixture.pod(sick) == nil)
  }

  @Test("D9: a deleted pod is replaced at once, before it is gone")
  func aDeletedPodIsReplacedAtOnce() {
    let fixture = started()
    let name = fixture.podNames[0]
    fixture.deletePod(name)
    fixture.run(.milliseconds(100))
    #expect(fixture.podNames.count == 4)
    #expect(fixture.log(of: "po").map { $0.prefix(1) } == ["~", "+"])
  }

  @Test("D11: Recreate ends all old pods before it makes the first new one")
  func recreate() {
    let fixture = started { $0.spec.strategy.type = "Recreate" }
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 20)
    let kinds = fixture.log(of: "po").map { String($0.prefix(1)) }
    #expect(kinds == ["~", "~", "~", "-", "-", "-", "+", "+", "+"])
    #expect(fixture.setSizes == [0, 3])
  }

  @Test("D13: going back scales the old ReplicaSet up and gives it a new number")
  func rollbackReusesTheReplicaSet() {
    let fixture = started()
    let first = fixture.server.list(ReplicaSet.self)[0].name
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 20)
    setImage(fixture, "nginx:1.25")
    fixture.run(seconds: 20)
    let set = fixture.server.get(ReplicaSet.self, namespace: "default", name: first)!
    #expect(set.spec.replicas == 3)
    #expect(set.metadata.annotations["deployment.kubernetes.io/revision"] == "3")
    #expect(set.metadata.annotations["deployment.kubernetes.io/revision-history"] == "1")
    #expect(fixture.deployment().metadata.annotations["deployment.kubernetes.io/revision"] == "3")
    #expect(fixture.server.count(.replicaSets) == 2)
  }

  @Test("A broken image leaves the old pods alone; going back repairs it (i2)")
  func aBrokenRolloutCanBeUndone() {
    let fixture = started()
    fixture.nodes.brokenImages = ["nginx:bad"]
    setImage(fixture, "nginx:bad")
    fixture.run(seconds: 30)
    #expect(fixture.setSizes == [3, 1])
    #expect(
      fixture.world.trace.waits["deployment/default/shop"]?.reason
        == "0 of 3 pods of the present template are available")
    setImage(fixture, "nginx:1.25")
    fixture.run(seconds: 10)
    #expect(fixture.world.trace.waits["deployment/default/shop"] == nil)
    #expect(fixture.setSizes == [3, 0])
    #expect(fixture.podNames.count == 3)
  }

  @Test("D12: a rollout without progress exceeds its deadline")
  func deadline() {
    let fixture = started { $0.spec.progressDeadlineSeconds = 10 }
    fixture.nodes.brokenImages = ["nginx:bad"]
    setImage(fixture, "nginx:bad")
    fixture.run(seconds: 8)
    #expect(condition(fixture, "Progressing") == "True ReplicaSetUpdated")
    fixture.run(seconds: 10)
    #expect(condition(fixture, "Progressing") == "False ProgressDeadlineExceeded")
  }

  @Test("D13: a paused Deployment scales but does not roll")
  func paused() {
    let fixture = started()
    fixture.change(Deployment.self, "shop") { $0.spec.paused = true }
    setImage(fixture, "nginx:1.26")
    fixture.run(seconds: 10)
    #expect(fixture.setSizes == [3])
    #expect(condition(fixture, "Progressing") == "Unknown DeploymentPaused")
    fixture.change(Deployment.self, "shop") { $0.spec.replicas = 5 }
    fixture.run(seconds: 10)
    #expect(fixture.setSizes == [5])
    fixture.change(Deployment.self, "shop") { $0.spec.paused = false }
    fixture.run(seconds: 30)
    #expect(fixture.setSizes == [0, 5])
  }

  @Test("D10: scaling during a rollout shares the change out")
  func proportionalScaling() {
    var arithmetic = DeploymentArithmetic(replicas: 20, maxSurge: 0, maxUnavailable: 1)
    let sets = [
      DeploymentArithmetic.SetNumbers(replicas: 8, available: 8, maxReplicas: 10),
      DeploymentArithmetic.SetNumbers(replicas: 2, available: 2, maxReplicas: 10),
    ]
    #expect(arithmetic.proportionalSizes(sets, reported: 10) == [16, 4])
    arithmetic.replicas = 5
    #expect(arithmetic.proportionalSizes(sets, reported: 10) == [4, 1])
    arithmetic.replicas = 11
    #expect(arithmetic.proportionalSizes(sets, reported: 10) == [9, 2])
    arithmetic.replicas = 0
    #expect(arithmetic.proportionalSizes(sets, reported: 10) == [0, 0])
    arithmetic.replicas = 10
    #expect(arithmetic.proportionalSizes(sets, reported: 10) == [8, 2])
  }

  @Test("D10: a Deployment that is scaled in the middle of a broken rollout")
  func scalingDuringARollout() {
    let fixture = started(replicas: 10)
    fixture.nodes.brokenImages = ["nginx:bad"]
    setImage(fixture, "nginx:bad")
    fixture.run(seconds: 20)
    #expect(fixture.setSizes == [8, 5])
    fixture.change(Deployment.self, "shop") { $0.spec.replicas = 15 }
    fixture.run(seconds: 20)
    // 15 and a surge of 4 make 19: 8 and 5 of 13 grow in proportion.
    #expect(fixture.setSizes == [12, 7])
  }

  @Test("D14: of the old ReplicaSets only so many are kept")
  func history() {
    let fixture = started { $0.spec.revisionHistoryLimit = 2 }
    for number in 1...5 {
      setImage(fixture, "nginx:1.\(number)")
      fixture.run(seconds: 20)
    }
    #expect(fixture.server.count(.replicaSets) == 3)
  }

  @Test("An orphaned ReplicaSet is adopted by the same Deployment made again (i1)")
  func adoption() {
    let fixture = started()
    fixture.delete(.deployments, "shop", .orphan)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.count == 3)
    fixture.clearLog()
    fixture.create(Samples.deployment())
    fixture.run(seconds: 10)
    #expect(fixture.log(of: "po").isEmpty)
    #expect(
      fixture.server.list(ReplicaSet.self)[0].controller?.uid
        == fixture.deployment().metadata.uid)
  }

  @Test("Deleting a Deployment in the background deletes its ReplicaSet and pods")
  func deletion() {
    let fixture = started()
    fixture.delete(.deployments, "shop", .background)
    fixture.run(seconds: 10)
    #expect(fixture.server.count(.replicaSets) == 0)
    #expect(fixture.podNames.isEmpty)
  }
}
