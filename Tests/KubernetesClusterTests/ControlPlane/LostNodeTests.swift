import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

/// What becomes of three workloads when a node dies right after its lease was renewed, to the
/// second, with real kubelets. The times are those of v1.32 with its defaults: leases every 10 s,
/// looked at every 5 s, missed after 50 s; NoExecute one look after NoSchedule; 300 s of toleration.
@Suite struct LostNodeTests {
  /// The columns of the table.
  enum Workload: String, CaseIterable, Sendable {
    /// A Deployment of three pods that share nothing.
    case deployment
    /// A Deployment of one pod with a ReadWriteOnce claim.
    case deploymentWithClaim
    /// A StatefulSet of one pod with a ReadWriteOnce claim.
    case statefulSet
  }

  /// A cluster with one of the workloads, one of its pods on node-1.
  private final class Situation {
    let fixture = KubeletFixture()
    let workload: Workload
    /// The pod on node-1.
    private(set) var victim: Pod
    /// When the node died, right after its lease was renewed.
    private(set) var death = VirtualTime.zero

    init(_ workload: Workload) throws {
      self.workload = workload
      victim = Pod()
      let service = Samples.service("app")
      service.metadata.namespace = "default"
      try fixture.server.create(service)
      switch workload {
      case .deployment: try makeDeployment(replicas: 3, claim: nil)
      case .deploymentWithClaim:
        let claim = Samples.claim("data")
        claim.metadata.namespace = "default"
        try fixture.server.create(claim)
        try makeDeployment(replicas: 1, claim: "data")
      case .statefulSet:
        let set = Samples.statefulSet("app", replicas: 1)
        set.metadata.namespace = "default"
        set.spec.template.spec = spec(set.spec.template.spec)
        try fixture.server.create(set)
      }
      fixture.run(.seconds(60))
      let found = fixture.server.pods(onNode: "node-1").first { $0.namespace == "default" }
      victim = try #require(found)
      let lease = fixture.server.get(Lease.self, namespace: "kube-node-lease", name: "node-1")
      let renewed = try #require(lease?.spec.renewTime?.time)
      death = renewed + .seconds(10)
      fixture.world.run(until: death)
      host.crash()
    }

    var host: Host { fixture.agents.kubelet(of: "node-1")!.node.host }

    /// The pods would rather be on node-1.
    private func spec(_ spec: PodSpec) -> PodSpec {
      var spec = spec
      spec.containers[0].image = "server:1"
      var demand = NodeSelectorRequirement()
      demand.key = "kubernetes.io/hostname"
      demand.operator = "In"
      demand.values = ["node-1"]
      var term = PreferredSchedulingTerm()
      term.weight = 100
      term.preference.matchExpressions = [demand]
      var affinity = Affinity()
      affinity.nodeAffinity = NodeAffinity()
      affinity.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution = [term]
      if workload != .deployment { spec.affinity = affinity }
      return spec
    }

    private func makeDeployment(replicas: Int32, claim: String?) throws {
      let deployment = Samples.deployment("app", replicas: replicas)
      deployment.metadata.namespace = "default"
      deployment.spec.template.spec = spec(deployment.spec.template.spec)
      if let claim {
        deployment.spec.template.spec.volumes = Samples.pod("x", claim: claim).spec.volumes
      }
      try fixture.server.create(deployment)
    }

    // MARK: Time

    /// Lets time pass until so many seconds after the death.
    func at(_ seconds: Int64, _ milliseconds: Int64 = 0) {
      fixture.world.run(until: death + .milliseconds(seconds * 1000 + milliseconds))
    }

    // MARK: What is seen

    var node: Node? { fixture.server.get(Node.self, name: "node-1") }

    var taints: [String] {
      node?.spec.taints.map { "\($0.key.dropFirst("node.kubernetes.io/".count)):\($0.effect)" }
        ?? []
    }

    /// The victim as it is now; nil when the object is gone.
    var old: Pod? {
      let pod = fixture.pod(victim.name)
      return pod?.metadata.uid == victim.metadata.uid ? pod : nil
    }

    /// The pods that were made since, and are not going.
    var replacements: [Pod] {
      fixture.server.list(Pod.self, namespace: "default").filter {
        $0.metadata.creationTimestamp! >= death.wholeSeconds && !$0.isBeingDeleted
      }
    }

    /// How many pods a Service would lead to.
    var backends: Int {
      let endpoints = fixture.server.get(Endpoints.self, namespace: "default", name: "app")
      return endpoints?.subsets.reduce(0) { $0 + $1.addresses.count } ?? 0
    }

    /// Whether the replacement runs on another node, with the old volume if it has one.
    var hasMoved: Bool {
      replacements.count == 1 && replacements[0].isRunningAndReady
        && replacements[0].spec.nodeName != "node-1"
    }

    /// Whether the replacement has a node, and its volume is still at the dead one.
    var isWaitingForItsVolume: Bool {
      guard let pod = replacements.first, replacements.count == 1,
        let claim = fixture.server.get(
          PersistentVolumeClaim.self, namespace: "default", name: pod.claimNames[0])
      else { return false }
      return pod.status.phase == "Pending" && !pod.spec.nodeName.isEmpty
        && fixture.cluster.storage.nodes(of: claim.spec.volumeName) == ["node-1"]
    }

    var hasMultiAttachError: Bool {
      fixture.events(replacements.first?.name ?? "").contains {
        $0.hasPrefix("FailedAttachVolume: Multi-Attach error for volume")
      }
    }
  }

  /// Checks the rows that come before anybody does anything: 0, 55, 60, 360.
  private func checkEviction(_ here: Situation) throws {
    let survivors = here.workload == .deployment ? 2 : 0
    here.at(54, 999)
    #expect(here.node?.isReady == true, "nobody knows yet")
    #expect(here.old?.isRunningAndReady == true)
    #expect(here.backends == survivors + 1, "the dead pod still gets its share of the traffic")

    here.at(55, 100)
    #expect(here.node?.condition("Ready")?.status == "Unknown")
    #expect(here.taints == ["unreachable:NoSchedule"])
    #expect(here.old?.isReady == false)
    #expect(here.old?.status.phase == "Running")
    #expect(here.backends == survivors)
    #expect(here.fixture.events(here.victim.name).contains("NodeNotReady: Node is not ready"))

    here.at(59, 999)
    #expect(here.taints == ["unreachable:NoSchedule"])
    here.at(60, 100)
    #expect(here.taints == ["unreachable:NoSchedule", "unreachable:NoExecute"])

    here.at(359, 999)
    #expect(here.old?.isBeingDeleted == false)
    #expect(here.replacements.isEmpty)
    here.at(360, 100)
    #expect(here.old?.isBeingDeleted == true)
    #expect(
      here.fixture.events(here.victim.name).contains(
        "TaintManagerEviction: Marking for deletion Pod default/\(here.victim.name)"))
    switch here.workload {
    case .statefulSet: #expect(here.replacements.isEmpty, "the name is taken")
    default: #expect(here.replacements.count == 1, "at once")
    }
  }

  @Test("G2, N9, N10, S26, D9: nobody acts, and nothing comes back", arguments: Workload.allCases)
  func nobodyActs(_ workload: Workload) throws {
    let here = try Situation(workload)
    try checkEviction(here)
    for hour: Int64 in [1, 5, 24] {
      here.at(hour * 3600)
      #expect(here.old?.isBeingDeleted == true)
      switch workload {
      case .deployment:
        #expect(here.hasMoved)
        #expect(here.backends == 3)
      case .deploymentWithClaim:
        #expect(here.isWaitingForItsVolume)
        #expect(here.backends == 0)
        #expect(hour > 1 || here.hasMultiAttachError)
      case .statefulSet:
        #expect(here.replacements.isEmpty)
        #expect(here.backends == 0)
      }
    }
  }

  @Test(
    "G2, V5, V6: the object is deleted by force at 600 s, the volume is free at 960 s",
    arguments: Workload.allCases)
  func forceDelete(_ workload: Workload) throws {
    let here = try Situation(workload)
    try checkEviction(here)
    here.at(600)
    try here.fixture.server.delete(
      .pods, namespace: "default", name: here.victim.name,
      options: DeleteOptions(gracePeriodSeconds: 0))
    here.at(601)
    #expect(here.old == nil)
    guard workload != .deployment else {
      #expect(here.hasMoved)
      return
    }
    #expect(here.replacements.count == 1)
    here.at(605)
    #expect(here.isWaitingForItsVolume)
    #expect(here.hasMultiAttachError)
    here.at(959, 900)
    #expect(here.isWaitingForItsVolume)
    here.at(963)
    #expect(here.hasMoved)
    #expect(here.backends == 1)
  }

  @Test(
    "G2, N13: the node is declared out of service at 600 s, all is well within half a minute",
    arguments: Workload.allCases)
  func outOfService(_ workload: Workload) throws {
    let here = try Situation(workload)
    try checkEviction(here)
    here.at(600)
    let node = here.node!.copy()
    var taint = Taint()
    taint.key = "node.kubernetes.io/out-of-service"
    taint.value = "nodeshutdown"
    taint.effect = "NoExecute"
    node.spec.taints.append(taint)
    try here.fixture.server.update(node)
    here.at(620, 100)
    #expect(here.old == nil, "removed within the 20 s of the pod garbage collector")
    here.at(625)
    #expect(here.hasMoved)
    #expect(here.backends == (workload == .deployment ? 3 : 1))
  }

  @Test("G2, N10: the node is back at 200 s, and nobody has moved", arguments: Workload.allCases)
  func earlyReturn(_ workload: Workload) throws {
    let here = try Situation(workload)
    here.at(200)
    here.host.start()
    here.at(206)
    #expect(here.taints.isEmpty)
    #expect(
      here.fixture.events(here.victim.name).contains(
        "TaintManagerEviction: Cancelling deletion of Pod default/\(here.victim.name)"))
    #expect(here.old?.isRunningAndReady == true)
    #expect(here.backends == (workload == .deployment ? 3 : 1))
    here.at(2000)
    #expect(here.old?.isRunningAndReady == true)
    #expect(here.old?.status.containerStatuses[0].restartCount == 1, "it lost its power")
    #expect(here.replacements.isEmpty)
  }

  @Test(
    "G2, N6, S26: the node is back at 700 s, and ends what was to be ended",
    arguments: Workload.allCases)
  func lateReturn(_ workload: Workload) throws {
    let here = try Situation(workload)
    try checkEviction(here)
    here.at(700)
    here.host.start()
    here.at(710)
    #expect(here.old == nil)
    #expect(here.taints.isEmpty)
    let pods = here.fixture.server.list(Pod.self, namespace: "default")
    #expect(pods.allSatisfy { $0.isRunningAndReady })
    #expect(pods.count == (workload == .deployment ? 3 : 1))
    #expect(here.backends == pods.count)
    if workload == .statefulSet {
      #expect(pods[0].name == here.victim.name)
      #expect(pods[0].spec.nodeName == "node-1", "it may go home again")
      let claim = pods[0].claimNames[0]
      #expect(here.victim.claimNames == [claim])
    }
  }

  /// The network alone: the kubelet and its containers go on all the time.
  @Test("G2, S26: the node is only cut off, so its containers run until it hears of their end")
  func partition() throws {
    let here = try Situation(.statefulSet)
    here.host.start()
    here.at(60)
    let network = here.fixture.world.network
    network.partition(["node-1"], from: ["control-plane"])
    let kubelet = here.fixture.agents.kubelet(of: "node-1")!
    here.at(600)
    #expect(here.old?.isBeingDeleted == true)
    #expect(kubelet.runningContainers == 1)
    network.heal()
    here.at(640)
    #expect(here.old == nil)
    #expect(here.replacements.count == 1)
    #expect(here.replacements[0].isRunningAndReady)
    #expect(here.replacements[0].status.containerStatuses[0].restartCount == 0)
  }
}
