import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing
import Values

/// Pods that fail for a reason outside of them: the node will not have them, or not any longer.
@Suite struct PodAdmissionTests {
  private func request(_ resource: String, _ amount: String, in pod: Pod) {
    pod.spec.containers[0].resources.requests[resource] = Quantity(amount)
  }

  private func takePort(_ port: Int32, in pod: Pod, address: String = "") {
    var wanted = ContainerPort()
    wanted.containerPort = 80
    wanted.hostPort = port
    wanted.protocol = "TCP"
    wanted.hostIP = address
    pod.spec.containers[0].ports = [wanted]
  }

  @Test("N3, N5: a pod bound by hand to a node without room is rejected")
  func outOfProcessor() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("first") { request("cpu", "3", in: $0) }
    fixture.run(.seconds(5))
    try fixture.makePod("second") { request("cpu", "1500m", in: $0) }
    fixture.run(.seconds(5))
    let status = try #require(fixture.pod("second")).status
    #expect(status.phase == "Failed")
    #expect(status.reason == "OutOfcpu")
    #expect(
      status.message
        == "Pod was rejected: Node didn't have enough resource: cpu, requested: 1500, used: 3000,"
        + " capacity: 4000")
    #expect(
      fixture.events("second") == [
        "OutOfcpu: Node didn't have enough resource: cpu, requested: 1500, used: 3000, capacity:"
          + " 4000"
      ])
    // It takes no room, and it goes at once when it is deleted.
    try fixture.makePod("third") { request("cpu", "1", in: $0) }
    fixture.run(.seconds(5))
    #expect(fixture.pod("third")?.isRunningAndReady == true)
    try fixture.server.delete(.pods, namespace: "default", name: "second")
    fixture.run(.seconds(1))
    #expect(fixture.pod("second") == nil)
  }

  @Test("N3: what the scheduler would have seen, the kubelet sees, too")
  func otherRejections() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { takePort(8080, in: $0) }
    fixture.run(.seconds(5))
    try fixture.makePod("port") { takePort(8080, in: $0, address: "127.0.0.1") }
    try fixture.makePod("other-port") { takePort(8081, in: $0) }
    try fixture.makePod("elsewhere", node: "node-2") { takePort(8080, in: $0) }
    try fixture.makePod("picky") { $0.spec.nodeSelector = ["disk": "ssd"] }
    fixture.run(.seconds(5))
    #expect(fixture.pod("port")?.status.reason == "NodePorts")
    #expect(
      fixture.pod("port")?.status.message
        == "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the"
        + " requested pod ports")
    #expect(fixture.pod("other-port")?.isRunningAndReady == true)
    #expect(fixture.pod("elsewhere")?.isRunningAndReady == true)
    #expect(fixture.pod("picky")?.status.reason == "NodeAffinity")
  }

  @Test("N3: a rejected pod stays as it is when its node loses power")
  func rejectionOutlivesThePower() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("big") { request("memory", "900Gi", in: $0) }
    fixture.run(.seconds(5))
    #expect(fixture.pod("big")?.status.reason == "OutOfmemory")
    let host = try #require(fixture.agents.kubelet(of: "node-1")).node.host
    host.crash()
    fixture.run(.seconds(5))
    host.start()
    fixture.run(.seconds(20))
    #expect(fixture.pod("big")?.status.reason == "OutOfmemory")
  }

  @Test("N2: two pods that want the same port of the node go to two nodes; a fourth to none")
  func portsAreScheduled() throws {
    let fixture = KubeletFixture()
    for name in ["a", "b", "c", "d"] {
      try fixture.makePod(name, node: "") { takePort(8080, in: $0) }
      fixture.run(.seconds(5))
    }
    #expect(
      Set(["a", "b", "c"].map { fixture.pod($0)!.spec.nodeName })
        == ["node-1", "node-2", "node-3"])
    #expect(
      fixture.events("d").first
        == "FailedScheduling: 0/3 nodes are available: 3 node(s) didn't have free ports for the"
        + " requested pod ports. preemption: 0/3 nodes are available: 3 No preemption victims"
        + " found for incoming pod.")
    try fixture.server.delete(.pods, namespace: "default", name: "b")
    fixture.run(.seconds(20))
    #expect(fixture.pod("d")?.isRunningAndReady == true)
  }

  @Test("A port of the node leads to the container, from outside too, as long as the pod is there")
  func hostPort() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { takePort(8080, in: $0) }
    fixture.run(.seconds(5))
    let laptop = Host(name: "laptop")
    fixture.world.network.assign("192.168.49.1", to: laptop)
    func connects(_ node: String) -> Bool {
      let space = ProcessSpace(
        world: fixture.world, host: laptop, fileSystem: FileSystem(root: Disk(name: "laptop")))
      let sink = TextSink(world: fixture.world)
      let process = space.start(
        WaitProgram(),
        Launch(
          arguments: ["wait", "100"], input: TextSource(world: fixture.world), output: sink,
          errorOutput: sink))
      var isOpen = false
      process.connect(to: node, port: 8080) { result in
        if case .connected(let socket) = result {
          isOpen = true
          socket.close()
        }
      }
      fixture.run(.seconds(3))
      process.send(.kill)
      return isOpen
    }
    #expect(connects("10.0.0.11"))
    #expect(!connects("10.0.0.12"))
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    fixture.run(.seconds(5))
    #expect(!connects("10.0.0.11"))
  }

  private func addScratchSpace(limit: String, in spec: inout PodSpec) {
    var volume = Volume()
    volume.name = "scratch"
    volume.emptyDir = EmptyDirVolumeSource()
    volume.emptyDir?.sizeLimit = Quantity(limit)
    spec.volumes.append(volume)
    var mount = VolumeMount()
    mount.name = "scratch"
    mount.mountPath = "/data"
    spec.containers[0].volumeMounts.append(mount)
  }

  @Test("N3, N5: a pod that fills its scratch space beyond the limit is evicted")
  func eviction() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("hog") { addScratchSpace(limit: "1Ki", in: &$0.spec) }
    fixture.run(.seconds(20))
    #expect(fixture.pod("hog")?.isRunningAndReady == true)
    _ = try fixture.execute("hog", ["write", "/data/x", String(repeating: "x", count: 2000)])
    let log = fixture.watchStatus("hog")
    fixture.run(.seconds(15))
    let pod = try #require(fixture.pod("hog"))
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.reason == "Evicted")
    #expect(
      pod.status.message == "Usage of EmptyDir volume \"scratch\" exceeds the limit \"1Ki\". ")
    #expect(!pod.isBeingDeleted)
    #expect(log.lines.last == "Failed - main:Completed/0(0)")
    #expect(
      fixture.events("hog").contains(
        "Evicted: Usage of EmptyDir volume \"scratch\" exceeds the limit \"1Ki\". "))
    #expect(fixture.agents.kubelet(of: pod.spec.nodeName)?.runningContainers == 0)
    let table = Table(.pods, [pod], now: fixture.world.now)
    #expect(table.rows[0].cells[2] == "Completed", "a container's reason beats the pod's")
    fixture.run(.seconds(60))
    #expect(fixture.pod("hog") != nil)
    try fixture.server.delete(.pods, namespace: "default", name: "hog")
    #expect(fixture.pod("hog") == nil, "a pod that has ended needs no grace")
  }

  @Test("S21, D3: a StatefulSet replaces its evicted pod, a ReplicaSet leaves it beside a new one")
  func evictedPodsOfSets() throws {
    let fixture = KubeletFixture()
    let set = Samples.statefulSet(replicas: 1)
    set.spec.template.spec.containers[0].image = "server:1"
    addScratchSpace(limit: "1Ki", in: &set.spec.template.spec)
    set.metadata.namespace = "default"
    try fixture.server.create(set)
    let replicas = Samples.replicaSet(replicas: 1)
    replicas.spec.template.spec.containers[0].image = "server:1"
    addScratchSpace(limit: "1Ki", in: &replicas.spec.template.spec)
    replicas.metadata.namespace = "default"
    try fixture.server.create(replicas)
    fixture.run(.seconds(20))
    let pods = fixture.server.list(Pod.self)
    #expect(pods.count == 2)
    for pod in pods {
      guard
        case .container(let container) = fixture.agents.container(
          namespace: "default", pod: pod.name, container: "nginx", previous: false)
      else {
        Issue.record("\(pod.name) has no container")
        return
      }
      try container.fileSystem.write(
        String(repeating: "x", count: 2000), to: "/data/x", now: fixture.world.now)
    }
    let claim = fixture.server.get(
      PersistentVolumeClaim.self, namespace: "default", name: "data-web-0")
    fixture.run(.seconds(40))
    let after = fixture.server.list(Pod.self)
    #expect(
      after.filter { $0.status.reason == "Evicted" }.map { $0.controller?.kind } == ["ReplicaSet"])
    #expect(after.filter { $0.isRunningAndReady }.count == 2)
    let old = pods.first { $0.name == "web-0" }
    #expect(fixture.pod("web-0")?.metadata.uid != old?.metadata.uid)
    let kept = fixture.server.get(
      PersistentVolumeClaim.self, namespace: "default", name: "data-web-0")
    #expect(kept?.metadata.uid == claim?.metadata.uid)
  }

  @Test("N15: a pod that is active for longer than it may is ended with its grace, and has failed")
  func deadline() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("late", image: "tool:1") {
      $0.spec.activeDeadlineSeconds = 10
      $0.spec.terminationGracePeriodSeconds = 5
    }
    try fixture.makePod("quick", command: ["wait", "2"]) {
      $0.spec.activeDeadlineSeconds = 10
      $0.spec.restartPolicy = "Never"
    }
    fixture.run(.seconds(9))
    #expect(fixture.pod("late")?.isRunningAndReady == true)
    fixture.run(.seconds(3))
    // The end of a pod is told only when nothing of it can run any more.
    #expect(fixture.pod("late")?.status.phase == "Running")
    fixture.run(.seconds(6))
    let pod = try #require(fixture.pod("late"))
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.reason == "DeadlineExceeded")
    #expect(
      pod.status.message == "Pod was active on the node longer than the specified deadline")
    #expect(!pod.isBeingDeleted)
    #expect(pod.status.containerStatuses[0].state.terminated?.exitCode == 137)
    let events = fixture.events("late").suffix(2)
    #expect(
      events.sorted() == [
        "DeadlineExceeded: Pod was active on the node longer than the specified deadline x4",
        "Killing: Stopping container main",
      ])
    #expect(fixture.agents.kubelet(of: pod.spec.nodeName)?.runningContainers == 0)
    #expect(fixture.pod("quick")?.status.phase == "Succeeded")
    #expect(fixture.pod("quick")?.status.reason == "")
  }

  @Test("N15: the deadline counts while an image is missing, and may be set and made shorter")
  func deadlineOfWaitingPods() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("stuck", image: "server:nosuchtag") { $0.spec.activeDeadlineSeconds = 10 }
    try fixture.makePod("patched")
    fixture.run(.seconds(5))
    func set(_ seconds: Int64, of name: String) throws {
      let changed = try #require(fixture.pod(name)).copy()
      changed.spec.activeDeadlineSeconds = seconds
      try fixture.server.update(changed)
    }
    try set(100, of: "patched")
    fixture.run(.seconds(7))
    #expect(fixture.pod("stuck")?.status.phase == "Failed")
    #expect(fixture.pod("stuck")?.status.reason == "DeadlineExceeded")
    #expect(fixture.pod("patched")?.isRunningAndReady == true)
    try set(20, of: "patched")
    fixture.run(.seconds(5))
    #expect(fixture.pod("patched")?.isRunningAndReady == true)
    fixture.run(.seconds(40))
    #expect(fixture.pod("patched")?.status.reason == "DeadlineExceeded")
  }

  @Test("N15: the deadline counts while the node is without power, and nothing is started again")
  func deadlineAfterLoss() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { $0.spec.activeDeadlineSeconds = 60 }
    fixture.run(.seconds(5))
    let host = try #require(fixture.agents.kubelet(of: "node-1")).node.host
    host.crash()
    fixture.run(.seconds(70))
    #expect(fixture.pod("web")?.status.phase == "Running")
    host.start()
    fixture.run(.seconds(5))
    let pod = try #require(fixture.pod("web"))
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.reason == "DeadlineExceeded")
    #expect(pod.status.containerStatuses[0].restartCount == 0)
  }

  @Test("N15, S21, D3: a StatefulSet replaces a pod that failed so; a ReplicaSet makes another one")
  func deadlinesOfSets() throws {
    let fixture = KubeletFixture()
    let set = Samples.statefulSet(replicas: 1)
    set.spec.template.spec.containers[0].image = "server:1"
    set.metadata.namespace = "default"
    try fixture.server.create(set)
    let replicas = Samples.replicaSet(replicas: 1)
    replicas.spec.template.spec.containers[0].image = "server:1"
    replicas.metadata.namespace = "default"
    try fixture.server.create(replicas)
    fixture.run(.seconds(20))
    let before = fixture.server.list(Pod.self)
    #expect(before.count == 2)
    for pod in before {
      let changed = pod.copy()
      changed.spec.activeDeadlineSeconds = 25
      try fixture.server.update(changed)
    }
    fixture.run(.seconds(60))
    let after = fixture.server.list(Pod.self)
    #expect(
      after.filter { $0.status.reason == "DeadlineExceeded" }.map { $0.controller?.kind }
        == ["ReplicaSet"])
    let running = after.filter { $0.isRunningAndReady }
    #expect(running.count == 2)
    #expect(!running.contains { pod in before.contains { $0.metadata.uid == pod.metadata.uid } })
    #expect(running.contains { $0.name == "web-0" })
  }

  @Test("V6: while its volume is elsewhere a pod complains every two minutes and a bit")
  func mountComplaints() throws {
    let fixture = KubeletFixture()
    let claim = Samples.claim("data")
    claim.metadata.namespace = "default"
    try fixture.server.create(claim)
    fixture.run(.seconds(5))
    func mountClaim(_ pod: Pod) {
      var volume = Volume()
      volume.name = "store"
      volume.persistentVolumeClaim = PersistentVolumeClaimVolumeSource()
      volume.persistentVolumeClaim?.claimName = "data"
      pod.spec.volumes.append(volume)
    }
    try fixture.makePod("owner") { mountClaim($0) }
    fixture.run(.seconds(5))
    try fixture.makePod("other", node: "node-2") { mountClaim($0) }
    let text =
      "FailedMount: Unable to attach or mount volumes: unmounted volumes=[store], unattached"
      + " volumes=[], failed to process volumes=[]: context deadline exceeded"
    fixture.run(.seconds(122))
    #expect(!fixture.events("other").contains { $0.hasPrefix("FailedMount") })
    fixture.run(.seconds(3))
    #expect(fixture.events("other").contains(text))
    fixture.run(.seconds(138))
    #expect(fixture.events("other").contains(text + " x2"))
    #expect(fixture.pod("other")?.status.phase == "Pending")
    try fixture.server.delete(.pods, namespace: "default", name: "owner")
    fixture.run(.seconds(10))
    #expect(fixture.pod("other")?.isRunningAndReady == true)
  }

  @Test("N12: a node that somebody deletes comes back when its kubelet starts, and not before")
  func deletedNode() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    try fixture.server.delete(.nodes, name: "node-1")
    fixture.run(.seconds(30))
    #expect(fixture.server.get(Node.self, name: "node-1") == nil)
    #expect(fixture.pod("web") != nil)
    fixture.run(.seconds(60))
    #expect(fixture.pod("web") == nil, "its pods are collected")
    let kubelet = try #require(fixture.agents.kubelet(of: "node-1"))
    #expect(kubelet.runningContainers == 0)
    kubelet.node.host.crash()
    kubelet.node.host.start()
    fixture.run(.seconds(5))
    #expect(fixture.server.get(Node.self, name: "node-1")?.isReady == true)
  }

  @Test("N1: sidecars add to what a pod takes of its node, other init containers do not")
  func requestsOfSidecars() throws {
    let fixture = KubeletFixture()
    func make(_ name: String, sidecar: Bool) throws {
      try fixture.makePod(name, node: "") { pod in
        request("cpu", "2", in: pod)
        var extra = KubernetesAPI.Container()
        extra.name = "extra"
        extra.image = "tool:1"
        extra.command = sidecar ? ["wait", "100000"] : ["wait", "1"]
        if sidecar { extra.restartPolicy = "Always" }
        extra.resources.requests["cpu"] = Quantity("1500m")
        pod.spec.initContainers = [extra]
      }
    }
    for number in 1...6 { try make("plain-\(number)", sidecar: false) }
    fixture.run(.seconds(20))
    #expect(fixture.server.list(Pod.self).allSatisfy { $0.isRunningAndReady }, "two on each node")
    for number in 1...6 {
      try fixture.server.delete(.pods, namespace: "default", name: "plain-\(number)")
    }
    fixture.run(.seconds(20))
    for number in 1...4 { try make("side-\(number)", sidecar: true) }
    fixture.run(.seconds(20))
    #expect(
      fixture.server.list(Pod.self).filter { $0.isRunningAndReady }.count == 3, "one on each node")
  }
}
