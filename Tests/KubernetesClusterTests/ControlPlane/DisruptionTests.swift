import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

@Suite struct DisruptionTests {
  private func budget(
    minAvailable: IntOrString? = nil, maxUnavailable: IntOrString? = nil, app: String = "web"
  ) -> PodDisruptionBudget {
    let budget = PodDisruptionBudget()
    budget.metadata.name = "keep"
    budget.spec.selector = Samples.selector(app)
    budget.spec.minAvailable = minAvailable
    budget.spec.maxUnavailable = maxUnavailable
    return budget
  }

  private func started(_ budget: PodDisruptionBudget, replicas: Int32 = 3) -> ClusterFixture {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: replicas))
    fixture.run(seconds: 40)
    fixture.create(budget)
    fixture.run(seconds: 1)
    return fixture
  }

  private func status(_ fixture: ClusterFixture) -> PodDisruptionBudgetStatus {
    fixture.server.get(PodDisruptionBudget.self, namespace: "default", name: "keep")!.status
  }

  /// Whether an eviction is granted.
  private func evict(_ fixture: ClusterFixture, _ pod: String) -> Bool {
    do throws(APIError) {
      try fixture.server.evict(namespace: "default", pod: pod)
      return true
    } catch {
      #expect(error.reason == .tooManyRequests)
      return false
    }
  }

  /// Restates cases of `TestMaxUnavailable`, `TestIntegerMaxUnavailable`, `TestPDBStatus…` and
  /// `TestPercentageMinAvailable…` (disruption_test.go).
  @Test(
    "N14: what a budget allows of a set of pods",
    arguments: [
      // replicas; minAvailable or maxUnavailable; healthy that it wants, allowed
      (3, "2", nil, 2, 1), (3, "3", nil, 3, 0), (3, "5", nil, 5, 0), (3, "0", nil, 0, 3),
      (3, "50%", nil, 2, 1), (4, "51%", nil, 3, 1), (3, "100%", nil, 3, 0),
      (3, nil, "1", 2, 1), (3, nil, "0", 3, 0), (5, nil, "30%", 3, 2), (3, nil, "100%", 0, 3),
    ] as [(Int32, String?, String?, Int32, Int32)])
  func allowances(
    _ replicas: Int32, _ minimum: String?, _ maximum: String?, _ desired: Int32, _ allowed: Int32
  ) {
    func amount(_ text: String) -> IntOrString {
      Int32(text).map { .integer($0) } ?? .string(text)
    }
    let fixture = started(
      budget(minAvailable: minimum.map { amount($0) }, maxUnavailable: maximum.map { amount($0) }),
      replicas: replicas)
    let status = status(fixture)
    #expect(status.expectedPods == replicas)
    #expect(status.currentHealthy == replicas)
    #expect(status.desiredHealthy == desired)
    #expect(status.disruptionsAllowed == allowed)
    #expect(status.observedGeneration == 1)
    #expect(status.conditions[0].status == (allowed > 0 ? "True" : "False"))
    #expect(status.conditions[0].reason == (allowed > 0 ? "SufficientPods" : "InsufficientPods"))
  }

  @Test("N14: an eviction spends the budget, and the next is refused until the pod is back")
  func evictionsOneByOne() {
    let fixture = started(budget(minAvailable: .integer(2)))
    #expect(evict(fixture, "web-2"))
    #expect(!evict(fixture, "web-1"), "in the same moment")
    #expect(status(fixture).disruptionsAllowed == 0)
    #expect(status(fixture).disruptedPods.keys == ["web-2"])
    #expect(
      fixture.pod("web-2")?.condition("DisruptionTarget")?.reason == "EvictionByEvictionAPI")
    fixture.run(.milliseconds(500))
    #expect(status(fixture).currentHealthy == 2)
    #expect(status(fixture).disruptedPods.isEmpty)
    #expect(!evict(fixture, "web-1"))
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-2")?.isReady == true)
    #expect(evict(fixture, "web-1"))
  }

  @Test("N14: a pod that is not Ready may go as long as enough others are healthy")
  func unhealthyPods() {
    let fixture = started(budget(minAvailable: .integer(2)))
    fixture.nodes.setReady("web-1", false)
    fixture.run(seconds: 1)
    #expect(status(fixture).disruptionsAllowed == 0)
    #expect(!evict(fixture, "web-0"))
    #expect(evict(fixture, "web-1"))

    // With one healthy pod too few even the unhealthy ones stay, unless the policy says otherwise.
    let other = started(budget(minAvailable: .integer(3)))
    other.nodes.setReady("web-1", false)
    other.run(seconds: 1)
    #expect(!evict(other, "web-1"))
    other.change(PodDisruptionBudget.self, "keep") {
      $0.spec.unhealthyPodEvictionPolicy = "AlwaysAllow"
    }
    other.run(seconds: 1)
    #expect(evict(other, "web-1"))
  }

  @Test("N14: a budget that was just changed lets nobody go")
  func staleBudgets() {
    let fixture = started(budget(minAvailable: .integer(2)))
    fixture.change(PodDisruptionBudget.self, "keep") { $0.spec.minAvailable = .integer(1) }
    #expect(!evict(fixture, "web-2"))
    fixture.run(seconds: 1)
    #expect(evict(fixture, "web-2"))
  }

  @Test("N14: the size of a Deployment counts, not that of its ReplicaSets")
  func deployments() {
    let fixture = ClusterFixture()
    fixture.create(Samples.deployment(replicas: 4))
    fixture.create(budget(maxUnavailable: .string("50%"), app: "shop"))
    fixture.run(seconds: 10)
    #expect(status(fixture).expectedPods == 4)
    #expect(status(fixture).desiredHealthy == 2)
    #expect(status(fixture).disruptionsAllowed == 2)
    fixture.nodes.brokenImages = ["nginx:bad"]
    fixture.change(Deployment.self, "shop") {
      $0.spec.template.spec.containers[0].image = "nginx:bad"
    }
    fixture.run(seconds: 10)
    #expect(fixture.podNames.count == 5)
    #expect(status(fixture).expectedPods == 4)
    #expect(status(fixture).currentHealthy == 3)
    #expect(status(fixture).disruptionsAllowed == 1)
  }

  @Test("N14: bare pods have no size: a budget in per cent says so")
  func unmanagedPods() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("lonely", labels: ["app": "web"]))
    fixture.create(budget(minAvailable: .string("50%")))
    fixture.run(seconds: 5)
    #expect(status(fixture).expectedPods == 0)
    #expect(status(fixture).disruptionsAllowed == 0)
    #expect(
      fixture.events(about: "keep").contains {
        $0.hasPrefix(
          "Warning UnmanagedPods Pods selected by this PodDisruptionBudget (selector:"
            + " &LabelSelector{MatchLabels:map[string]string{app: web,},MatchExpressions:"
            + "[]LabelSelectorRequirement{},}) were found to be unmanaged.")
      })
    fixture.change(PodDisruptionBudget.self, "keep") { $0.spec.minAvailable = .integer(0) }
    fixture.run(seconds: 5)
    #expect(status(fixture).disruptionsAllowed == 1)
  }

  @Test("N14: a budget without pods says that, too")
  func noPods() {
    let fixture = ClusterFixture()
    fixture.create(budget(maxUnavailable: .integer(1)))
    fixture.run(seconds: 5)
    #expect(
      fixture.events(about: "keep").allSatisfy {
        $0.hasPrefix("Normal NoPods No matching pods found")
      })
    #expect(!fixture.events(about: "keep").isEmpty)
    #expect(status(fixture).disruptionsAllowed == 0)
  }

  @Test("N14: a budget of thousands of pods costs per pod what a small one costs")
  func manyPods() {
    func cost(_ count: Int32) -> Int64 {
      let fixture = ClusterFixture(nodes: 20, logs: false) { $0.podsPerNode = 250 }
      fixture.create(budget(maxUnavailable: .integer(1)))
      fixture.create(Samples.statefulSet(replicas: count, claims: false, isParallel: true))
      let before = fixture.world.eventCount
      fixture.run(seconds: 20)
      #expect(status(fixture).currentHealthy == count)
      return (fixture.world.eventCount - before) / Int64(count)
    }
    #expect(cost(2000) <= cost(200) * 3 / 2 + 2)
  }
}
