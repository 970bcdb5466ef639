import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct SchedulerTests {
  private func rejection(_ fixture: ClusterFixture, _ pod: String) -> String {
    fixture.pod(pod)?.condition("PodScheduled")?.message ?? ""
  }

  @Test("N2: a pod is assigned, and its event says where")
  func assigned() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("user"))
    fixture.run(seconds: 1)
    let node = fixture.pod("user")!.spec.nodeName
    #expect(!node.isEmpty)
    #expect(
      fixture.events(about: "user") == [
        "Normal Scheduled Successfully assigned default/user to \(node)"
      ])
    #expect(fixture.pod("user")?.condition("PodScheduled")?.status == "True")
  }

  @Test("N1: the pods of one owner are spread over the nodes", arguments: 1...5)
  func spread(_ seed: UInt64) {
    let fixture = ClusterFixture(seed: seed)
    fixture.create(Samples.statefulSet(replicas: 6, isParallel: true))
    fixture.run(seconds: 20)
    var counts: [String: Int] = [:]
    for pod in fixture.server.list(Pod.self) { counts[pod.spec.nodeName, default: 0] += 1 }
    #expect(counts == ["node-1": 2, "node-2": 2, "node-3": 2])
  }

  @Test("N1: a replacement may go where the pod was that it replaces, for that one is going")
  func terminatingPodsAreNoSiblings() {
    let fixture = ClusterFixture()
    fixture.nodes.stopTime = .seconds(25)
    fixture.create(Samples.deployment(replicas: 3))
    fixture.run(seconds: 10)
    for name in fixture.podNames {
      let node = fixture.pod(name)!.spec.nodeName
      fixture.deletePod(name)
      fixture.run(seconds: 2)
      let pods = fixture.server.list(Pod.self)
      #expect(pods.count == 4, "the old pod is still there")
      #expect(
        Set(pods.filter { !$0.isBeingDeleted }.map { $0.spec.nodeName })
          == ["node-1", "node-2", "node-3"], "\(node) is the only one without a sibling that stays")
      fixture.run(seconds: 30)
    }
  }

  @Test("N2: with an unbound Immediate claim the pod waits about two seconds (1.5)")
  func unboundClaims() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1))
    fixture.run(.milliseconds(100))
    #expect(fixture.claim("data-web-0")?.status.phase == "Bound")
    #expect(fixture.pod("web-0")?.spec.nodeName == "")
    #expect(
      fixture.events(about: "web-0") == [
        "Warning FailedScheduling 0/3 nodes are available: pod has unbound immediate"
          + " PersistentVolumeClaims. preemption: 0/3 nodes are available: 3 Preemption is not"
          + " helpful for scheduling."
      ])
    #expect(fixture.world.trace.waits["pod/default/web-0"] != nil)
    fixture.run(.milliseconds(1300))
    #expect(fixture.pod("web-0")?.spec.nodeName == "")
    fixture.run(.milliseconds(600))
    #expect(fixture.pod("web-0")?.spec.nodeName != "")
    #expect(fixture.world.trace.waits["pod/default/web-0"] == nil)
  }

  @Test("N2: a claim that does not exist")
  func missingClaim() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("missing", claim: "nosuchclaim"))
    fixture.run(seconds: 5)
    #expect(
      rejection(fixture, "missing")
        == "0/3 nodes are available: persistentvolumeclaim \"nosuchclaim\" not found. preemption:"
        + " 0/3 nodes are available: 3 Preemption is not helpful for scheduling.")
    fixture.create(Samples.claim("nosuchclaim"))
    fixture.run(seconds: 15)
    #expect(fixture.pod("missing")?.isReady == true)
  }

  @Test("N2 N14: reasons are counted by node and sorted as texts")
  func reasonsAreSorted() {
    let fixture = ClusterFixture(nodes: 4)
    fixture.change(Node.self, "node-1") { $0.spec.unschedulable = true }
    fixture.change(Node.self, "node-2") { node in
      var taint = Taint()
      taint.key = "only"
      taint.value = "others"
      taint.effect = "NoSchedule"
      node.spec.taints = [taint]
    }
    fixture.change(Node.self, "node-3") { $0.metadata.labels["disk"] = "fast" }
    let pod = Samples.pod("big")
    pod.spec.nodeSelector["disk"] = "fast"
    pod.spec.containers[0].resources.requests["cpu"] = Quantity("3")
    fixture.create(pod)
    fixture.run(seconds: 3)
    #expect(fixture.pod("big")?.spec.nodeName == "node-3")
    let second = pod.copy()
    second.metadata.name = "second"
    second.metadata.resourceVersion = ""
    fixture.create(second)
    fixture.run(seconds: 3)
    #expect(
      rejection(fixture, "second")
        == "0/4 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node"
        + " affinity/selector, 1 node(s) had untolerated taint {only: others}, 1 node(s) were"
        + " unschedulable. preemption: 0/4 nodes are available: 1 No preemption victims found for"
        + " incoming pod, 3 Preemption is not helpful for scheduling.")
    fixture.deletePod("big")
    fixture.run(seconds: 20)
    #expect(fixture.pod("second")?.spec.nodeName == "node-3", "room is noticed")
  }

  @Test("N14: a closed node is tainted, and the taint goes when it is opened")
  func cordonTaints() {
    let fixture = ClusterFixture()
    fixture.change(Node.self, "node-1") { $0.spec.unschedulable = true }
    fixture.run(seconds: 1)
    let taints = fixture.server.get(Node.self, name: "node-1")!.spec.taints
    #expect(taints.map { $0.key } == ["node.kubernetes.io/unschedulable"])
    fixture.change(Node.self, "node-1") { $0.spec.unschedulable = false }
    fixture.run(seconds: 1)
    #expect(fixture.server.get(Node.self, name: "node-1")!.spec.taints.isEmpty)
  }

  @Test("A node takes only so many pods")
  func maxPods() {
    let fixture = ClusterFixture(nodes: 2) { $0.podsPerNode = 2 }
    fixture.create(Samples.replicaSet(replicas: 5))
    fixture.run(seconds: 10)
    let waiting = fixture.server.list(Pod.self).filter { $0.spec.nodeName.isEmpty }
    #expect(waiting.count == 1)
    #expect(
      waiting[0].condition("PodScheduled")?.message
        == "0/2 nodes are available: 2 Too many pods. preemption: 0/2 nodes are available: 2 No"
        + " preemption victims found for incoming pod.")
  }

  @Test("Anti-affinity keeps pods of one app on different nodes")
  func antiAffinity() {
    let fixture = ClusterFixture(nodes: 2)
    let set = Samples.statefulSet(replicas: 3, claims: false, isParallel: true)
    var term = PodAffinityTerm()
    term.labelSelector = Samples.selector("web")
    term.topologyKey = "kubernetes.io/hostname"
    var far = PodAffinity()
    far.requiredDuringSchedulingIgnoredDuringExecution = [term]
    set.spec.template.spec.affinity = Affinity()
    set.spec.template.spec.affinity!.podAntiAffinity = far
    fixture.create(set)
    fixture.run(seconds: 10)
    let pods = fixture.server.list(Pod.self)
    #expect(Set(pods.map { $0.spec.nodeName }) == ["node-1", "node-2", ""])
    #expect(
      pods.contains {
        $0.condition("PodScheduled")?.message.contains(
          "2 node(s) didn't match pod anti-affinity rules") == true
      })
  }

  @Test("The choice among equal nodes depends on the seed, and on nothing else")
  func choiceIsKeyed() {
    func nodes(_ seed: UInt64) -> [String] {
      let fixture = ClusterFixture(seed: seed, nodes: 9)
      for name in ["a", "b", "c", "d"] {
        fixture.create(Samples.pod(name))
        fixture.run(seconds: 1)
      }
      return fixture.server.list(Pod.self).map { $0.spec.nodeName }
    }
    #expect(nodes(7) == nodes(7))
    #expect((1...5).map { nodes($0)[0] }.contains { $0 != nodes(1)[0] })
  }

  @Test("Without nodes the pod says so")
  func noNodes() {
    let fixture = ClusterFixture(nodes: 0)
    fixture.create(Samples.pod("user"))
    fixture.run(seconds: 1)
    #expect(rejection(fixture, "user") == "no nodes available to schedule pods")
  }

  @Test("N2: what no node has, nobody gets; what a node has is counted")
  func devices() throws {
    let fixture = ClusterFixture()
    func pod(_ name: String) -> Pod {
      let pod = Samples.pod(name)
      pod.spec.containers[0].resources.limits["nvidia.com/gpu"] = Quantity("1")
      return pod
    }
    fixture.create(pod("first"))
    fixture.run(seconds: 3)
    #expect(
      rejection(fixture, "first")
        == "0/3 nodes are available: 3 Insufficient nvidia.com/gpu. preemption: 0/3 nodes are"
        + " available: 3 No preemption victims found for incoming pod.")
    let node = try #require(fixture.server.get(Node.self, name: "node-2")).copy()
    node.status.allocatable["nvidia.com/gpu"] = Quantity("1")
    try fixture.server.updateStatus(node)
    fixture.run(seconds: 20)
    #expect(fixture.pod("first")?.spec.nodeName == "node-2")
    fixture.create(pod("second"))
    fixture.run(seconds: 3)
    #expect(fixture.pod("second")?.spec.nodeName == "")
    fixture.deletePod("first", grace: 0)
    fixture.run(seconds: 20)
    #expect(fixture.pod("second")?.spec.nodeName == "node-2")
  }

  @Test("While a pod has a scheduling gate it is not scheduled, and nobody complains")
  func schedulingGates() {
    let fixture = ClusterFixture()
    let pod = Samples.pod("held")
    var gate = PodSchedulingGate()
    gate.name = "example.com/approval"
    pod.spec.schedulingGates = [gate]
    fixture.create(pod)
    fixture.run(seconds: 60)
    #expect(fixture.pod("held")?.spec.nodeName == "")
    #expect(fixture.events(about: "held") == [])
    #expect(
      fixture.world.trace.waits["pod/default/held"]?.reason
        == "it is held back by example.com/approval")
    fixture.change(Pod.self, "held") { $0.spec.schedulingGates = [] }
    fixture.run(seconds: 1)
    #expect(fixture.pod("held")?.spec.nodeName != "")
    #expect(fixture.pod("held")?.condition("PodScheduled")?.status == "True")
    #expect(fixture.world.trace.waits["pod/default/held"] == nil)
  }

  // MARK: When a pod that fitted nowhere is tried again

  private func attempts(_ fixture: ClusterFixture, _ name: String) -> Int32 {
    fixture.server.list(Event.self)
      .filter { $0.involvedObject.name == name && $0.reason == "FailedScheduling" }
      .reduce(0) { $0 + max($1.series?.count ?? 1, 1) }
  }

  private func picky(_ fixture: ClusterFixture) {
    let pod = Samples.pod("picky")
    pod.spec.nodeSelector = ["disk": "fast"]
    fixture.create(pod)
    fixture.create(Samples.pod("other"))
    fixture.run(seconds: 20)
  }

  @Test("N2: nothing is tried again for what cannot help")
  func whatCannotHelpIsNoReason() {
    let fixture = ClusterFixture()
    picky(fixture)
    #expect(attempts(fixture, "picky") == 1)
    fixture.deletePod("other", grace: 0)
    fixture.change(Node.self, "node-2") { $0.spec.unschedulable = true }
    fixture.run(seconds: 5)
    fixture.change(Node.self, "node-2") { $0.spec.unschedulable = false }
    fixture.run(seconds: 20)
    #expect(attempts(fixture, "picky") == 1)
  }

  @Test("N2: a pod that wants labels is tried again when labels change")
  func newLabelsHelp() {
    let fixture = ClusterFixture()
    picky(fixture)
    fixture.change(Node.self, "node-2") { $0.metadata.labels["disk"] = "slow" }
    fixture.run(seconds: 5)
    #expect(attempts(fixture, "picky") == 2)
    fixture.change(Node.self, "node-2") { $0.metadata.labels["disk"] = "fast" }
    fixture.run(seconds: 15)
    #expect(fixture.pod("picky")?.spec.nodeName == "node-2")
  }

  @Test("N2: a pod that needs room is tried again when a pod goes, and not for new labels")
  func roomHelps() {
    let fixture = ClusterFixture { $0.podsPerNode = 1 }
    for name in ["a", "b", "c", "late"] {
      fixture.create(Samples.pod(name))
      fixture.run(seconds: 1)
    }
    fixture.run(seconds: 20)
    fixture.change(Node.self, "node-2") { $0.metadata.labels["disk"] = "fast" }
    fixture.run(seconds: 5)
    #expect(attempts(fixture, "late") == 1)
    fixture.deletePod("b", grace: 0)
    fixture.run(seconds: 5)
    #expect(fixture.pod("late")?.spec.nodeName != "")
  }

  @Test("N2: a pod that wants to be near another is tried again when that has a node")
  func neighboursHelp() {
    let fixture = ClusterFixture()
    let pod = Samples.pod("fan")
    var term = PodAffinityTerm()
    term.labelSelector = Samples.selector("star")
    term.topologyKey = "kubernetes.io/hostname"
    var affinity = Affinity()
    affinity.podAffinity = PodAffinity()
    affinity.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution = [term]
    pod.spec.affinity = affinity
    fixture.create(pod)
    fixture.run(seconds: 5)
    #expect(fixture.pod("fan")?.spec.nodeName == "")
    fixture.create(Samples.pod("star", labels: ["app": "star"]))
    fixture.run(seconds: 5)
    #expect(fixture.pod("fan")?.spec.nodeName == fixture.pod("star")?.spec.nodeName)
  }

  @Test("N2: what nothing helped for five minutes is tried again all the same")
  func leftovers() {
    let fixture = ClusterFixture()
    picky(fixture)
    fixture.run(seconds: 279)
    #expect(attempts(fixture, "picky") == 1)
    fixture.run(seconds: 35)
    #expect(attempts(fixture, "picky") == 2)
    fixture.run(seconds: 400)
    #expect(attempts(fixture, "picky") == 3)
  }
}
