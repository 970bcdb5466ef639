import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("Nodes that come, go and come back")
struct NodeLossTests {
  @Test("A node says what it is")
  func registration() throws {
    let fixture = KubeletFixture()
    let node = try #require(fixture.server.get(Node.self, name: "node-2"))
    #expect(node.status.conditions.map { $0.status } == ["False", "False", "False", "True"])
    #expect(node.status.addresses.map { $0.address } == ["10.0.0.12", "node-2"])
    #expect(node.status.nodeInfo.kubeletVersion == "v1.32.13")
    #expect(node.status.nodeInfo.containerRuntimeVersion.hasPrefix("containerd://"))
    #expect(node.status.capacity["pods"]?.text == "110")
    #expect(
      fixture.events("node-2").filter { !$0.hasPrefix("Registered") } == [
        "Starting: Starting kubelet.",
        "NodeHasSufficientMemory: Node node-2 status is now: NodeHasSufficientMemory x2",
        "NodeHasNoDiskPressure: Node node-2 status is now: NodeHasNoDiskPressure x2",
        "NodeHasSufficientPID: Node node-2 status is now: NodeHasSufficientPID x2",
        "NodeReady: Node node-2 status is now: NodeReady",
      ])
  }

  @Test("N9: the lease is renewed every ten seconds while the node has power")
  func lease() throws {
    let fixture = KubeletFixture()
    func renewal() -> VirtualTime? {
      fixture.server.get(Lease.self, namespace: "kube-node-lease", name: "node-1")?
        .spec.renewTime?.time
    }
    fixture.run(.seconds(60))
    let before = try #require(renewal())
    #expect(fixture.world.now - before < .seconds(10))
    fixture.agents.kubelet(of: "node-1")?.node.host.crash()
    fixture.run(.seconds(30))
    #expect(renewal() == before)
    fixture.agents.kubelet(of: "node-1")?.node.host.start()
    fixture.run(.seconds(1))
    #expect(try #require(renewal()) > before)
  }

  @Test("N9: power comes back: the pods that are still bound run again, with another address")
  func restartAfterLoss() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    let host = try #require(fixture.agents.kubelet(of: "node-1")).node.host
    host.crash()
    fixture.run(.seconds(10))
    // Nobody has said anything yet.
    #expect(fixture.pod("web")?.isRunningAndReady == true)
    #expect(try fixture.execute("web", ["cat", "/etc/hostname"]) == nil)
    fixture.run(.minutes(5))
    let start = fixture.world.now
    host.start()
    fixture.run(.seconds(5))
    let pod = try #require(fixture.pod("web"))
    #expect(KubeletFixture.summary(of: pod) == "Running ready main:running(1)+")
    // Nobody knows when it ended: it counts from when its end was found.
    let end = try #require(pod.status.containerStatuses[0].lastState.terminated?.finishedAt)
    #expect(end >= start.wholeSeconds)
    #expect(pod.status.containerStatuses[0].lastState.terminated?.exitCode == 255)
    #expect(pod.status.podIP == "10.244.1.3")
    let hasEvent = fixture.events("web").contains { $0.hasPrefix("SandboxChanged") }
    #expect(hasEvent)
  }

  @Test("N16: a machine that lost its power has another boot id, and its kubelet says so once")
  func rebooted() throws {
    let fixture = KubeletFixture()
    func bootID(_ name: String) throws -> String {
      try #require(fixture.server.get(Node.self, name: name)).status.nodeInfo.bootID
    }
    func reboots(_ name: String) -> [String] {
      fixture.events(name).filter { $0.hasPrefix("Rebooted") }
    }
    let host = try #require(fixture.agents.kubelet(of: "node-1")).node.host
    var seen = [try bootID("node-1")]
    let other = try bootID("node-2")
    #expect(seen[0] != other)
    for count in 1...2 {
      host.crash()
      fixture.run(.seconds(10))
      #expect(try bootID("node-1") == seen.last, "nobody has said anything yet")
      host.start()
      fixture.run(.seconds(30))
      let present = try bootID("node-1")
      #expect(!seen.contains(present))
      seen.append(present)
      #expect(
        reboots("node-1")
          == seen.dropFirst().map { "Rebooted: Node node-1 has been rebooted, boot id: \($0)" })
      #expect(reboots("node-1").count == count)
    }
    let event = fixture.server.list(Event.self).first { $0.reason == "Rebooted" }
    #expect(event?.type == "Warning")
    #expect(try bootID("node-2") == other)
    #expect(reboots("node-2") == [])
    // A machine that is cut off for a while has not been restarted.
    let away = try #require(fixture.agents.kubelet(of: "node-2")).node.host
    fixture.world.network.partition([away.name], from: ["control-plane"])
    fixture.run(.seconds(90))
    fixture.world.network.heal()
    fixture.run(.seconds(30))
    #expect(try bootID("node-2") == other)
    #expect(reboots("node-2") == [])
    // The same in every run.
    let again = KubeletFixture()
    let twin = try #require(again.agents.kubelet(of: "node-1")).node.host
    twin.crash()
    twin.start()
    again.run(.seconds(5))
    #expect(again.server.get(Node.self, name: "node-1")?.status.nodeInfo.bootID == seen[1])
  }

  @Test("N6, S26: what was deleted meanwhile is finished when the kubelet is back")
  func deletionMeanwhile() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    try fixture.makePod("forced")
    fixture.run(.seconds(5))
    let kubelet = try #require(fixture.agents.kubelet(of: "node-1"))
    kubelet.node.host.crash()
    fixture.run(.seconds(10))
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    try fixture.server.delete(
      .pods, namespace: "default", name: "forced", options: DeleteOptions(gracePeriodSeconds: 0))
    fixture.run(.seconds(60))
    #expect(fixture.pod("web")?.isBeingDeleted == true)
    let log = fixture.watchStatus("web")
    kubelet.node.host.start()
    fixture.run(.seconds(5))
    #expect(log.lines.contains("Failed - main:ContainerStatusUnknown/137(0) deleting"))
    #expect(log.lines.last == "GONE")
    #expect(kubelet.runningContainers == 0)
  }

  @Test("S26: a node that is cut off goes on running what was force-deleted, until it hears")
  func partition() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    let kubelet = try #require(fixture.agents.kubelet(of: "node-1"))
    fixture.world.network.partition(["node-1"], from: ["control-plane"])
    try fixture.server.delete(
      .pods, namespace: "default", name: "web", options: DeleteOptions(gracePeriodSeconds: 0))
    try fixture.makePod("web", node: "node-2")
    fixture.run(.seconds(30))
    let other = try #require(fixture.agents.kubelet(of: "node-2"))
    #expect(kubelet.runningContainers == 1)
    #expect(other.runningContainers == 1)
    fixture.world.network.heal()
    fixture.run(.seconds(15))
    #expect(kubelet.runningContainers == 0)
    #expect(other.runningContainers == 1)
  }

  @Test("N6: a pod whose status changes in the moment of its deletion still ends")
  func deletionIsNotMissed() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    let marked = try #require(fixture.pod("web")).copy()
    var condition = PodCondition()
    condition.type = "DisruptionTarget"
    condition.status = "True"
    marked.status.conditions.append(condition)
    try fixture.server.updateStatus(marked)
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    fixture.run(.seconds(40))
    #expect(fixture.pod("web") == nil)
    #expect(fixture.agents.kubelet(of: "node-1")?.runningContainers == 0)
  }

  @Test("A crash while a pod starts, pulls or ends leaves nothing half done")
  func crashAtAnyTime() throws {
    for delay: Int64 in [0, 10, 100, 310, 400, 790, 801, 900, 1400, 2500, 5100, 5400, 6000] {
      let fixture = KubeletFixture()
      try fixture.makePod("web")
      fixture.run(.milliseconds(min(delay, 5000)))
      if delay > 5000 {
        try fixture.server.delete(.pods, namespace: "default", name: "web")
        fixture.run(.milliseconds(delay - 5000))
      }
      let host = try #require(fixture.agents.kubelet(of: "node-1")).node.host
      host.crash()
      fixture.run(.seconds(2))
      host.start()
      fixture.run(.seconds(15))
      if delay > 5000 {
        #expect(fixture.pod("web") == nil, "\(delay) ms")
      } else {
        #expect(fixture.pod("web")?.isRunningAndReady == true, "\(delay) ms")
      }
    }
  }
}
