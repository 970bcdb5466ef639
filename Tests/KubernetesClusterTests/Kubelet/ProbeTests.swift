import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("Probes and hooks")
struct ProbeTests {
  private func probe(_ change: (inout Probe) -> Void) -> Probe {
    var probe = Probe()
    probe.periodSeconds = 2
    change(&probe)
    return probe
  }

  @Test("N8: a readiness probe makes the pod Running first and Ready later")
  func readiness() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("web")
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].readinessProbe = probe {
        $0.initialDelaySeconds = 5
        $0.httpGet = HTTPGetAction()
        $0.httpGet?.port = .integer(80)
        $0.httpGet?.path = "/health"
      }
    }
    fixture.run(.seconds(10))
    #expect(
      log.lines.dropFirst(2).map { String($0) } == [
        "Running - main:running(0)", "Running ready main:running(0)+",
      ])
    #expect(fixture.pod("web")?.condition("Ready")?.message == "")
    // The server gets sick: three failures in a row, then it is not Ready any more.
    _ = try fixture.execute("web", ["write", "/data/sick", "x"])
    fixture.run(.seconds(3))
    #expect(fixture.pod("web")?.isReady == true)
    fixture.run(.seconds(4))
    #expect(fixture.pod("web")?.isReady == false)
    #expect(fixture.pod("web")?.status.containerStatuses[0].restartCount == 0)
    #expect(
      fixture.pod("web")?.condition("ContainersReady")?.message
        == "containers with unready status: [main]")
    let event = fixture.events("web").last
    #expect(
      event?.hasPrefix("Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503")
        == true)
  }

  @Test("N5, N8: what a command prints is in the event")
  func commandProbe() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].readinessProbe = probe {
        $0.exec = ExecAction()
        $0.exec?.command = ["cat", "/data/ready"]
      }
    }
    fixture.run(.seconds(5))
    #expect(fixture.pod("web")?.isReady == false)
    let event = fixture.events("web").last
    #expect(
      event?.hasPrefix(
        "Unhealthy: Readiness probe failed: cat: can't open '/data/ready': No such file or"
          + " directory") == true)
    _ = try fixture.execute("web", ["write", "/data/ready", "x"])
    fixture.run(.seconds(3))
    #expect(fixture.pod("web")?.isReady == true)
  }

  @Test("N5, N8: a liveness probe that fails three times restarts the container")
  func liveness() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].livenessProbe = probe {
        $0.tcpSocket = TCPSocketAction()
        $0.tcpSocket?.port = .integer(81)
      }
    }
    fixture.run(.milliseconds(6215))
    let pod = try #require(fixture.pod("web"))
    #expect(pod.status.containerStatuses[0].restartCount == 1)
    let events = fixture.events("web")
    #expect(
      events.contains(
        "Unhealthy: Liveness probe failed: dial tcp 10.244.1.2:81: connect: connection refused x3"))
    #expect(
      events.contains("Killing: Container main failed liveness probe, will be restarted"))
  }

  @Test("N8: a startup probe keeps the others waiting")
  func startup() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].startupProbe = probe {
        $0.failureThreshold = 30
        $0.exec = ExecAction()
        $0.exec?.command = ["cat", "/data/started"]
      }
      pod.spec.containers[0].livenessProbe = probe {
        $0.exec = ExecAction()
        $0.exec?.command = ["cat", "/data/started"]
      }
    }
    fixture.run(.seconds(15))
    #expect(fixture.pod("web")?.status.containerStatuses[0].started == false)
    #expect(fixture.pod("web")?.status.containerStatuses[0].restartCount == 0)
    #expect(fixture.pod("web")?.isReady == false)
    _ = try fixture.execute("web", ["write", "/data/started", "x"])
    fixture.run(.seconds(3))
    #expect(fixture.pod("web")?.isReady == true)
  }

  @Test("N8: a probe that gets no answer in time has failed")
  func timeout() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web", image: "tool:1") { pod in
      pod.spec.containers[0].readinessProbe = probe {
        $0.exec = ExecAction()
        $0.exec?.command = ["wait", "100"]
      }
    }
    fixture.run(.seconds(6))
    let event = fixture.events("web").last
    #expect(
      event?.hasPrefix(
        "Unhealthy: Readiness probe failed: command timed out: \"wait 100\" timed out after 1s")
        == true)
  }

  @Test("N6: preStop runs before SIGTERM and inside the grace")
  func preStop() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].lifecycle = Lifecycle()
      pod.spec.containers[0].lifecycle?.preStop = LifecycleHandler()
      pod.spec.containers[0].lifecycle?.preStop?.sleep = SleepAction()
      pod.spec.containers[0].lifecycle?.preStop?.sleep?.seconds = 5
    }
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("web")
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    fixture.run(.seconds(10))
    let ended = log.lines.firstIndex { $0.hasPrefix("Succeeded") }
    #expect(ended.map { log.times[$0] } == 5000)
  }

  @Test(
    "N6: a hook that outlives the grace is cut off; SIGTERM comes then, and two seconds later SIGKILL"
  )
  func aHookThatIsTooLong() throws {
    let fixture = KubeletFixture()
    func make(_ name: String, image: String, hook: String) throws {
      try fixture.makePod(name, image: image) { pod in
        pod.spec.terminationGracePeriodSeconds = 10
        pod.spec.containers[0].lifecycle = Lifecycle()
        pod.spec.containers[0].lifecycle?.preStop = LifecycleHandler()
        pod.spec.containers[0].lifecycle?.preStop?.exec = ExecAction()
        pod.spec.containers[0].lifecycle?.preStop?.exec?.command = ["wait", hook]
      }
    }
    try make("deaf", image: "tool:1", hook: "60")
    try make("polite", image: "server:1", hook: "60")
    try make("late", image: "tool:1", hook: "9")
    fixture.run(.seconds(5))
    let logs = ["deaf", "polite", "late"].map { fixture.watchStatus($0) }
    for name in ["deaf", "polite", "late"] {
      try fixture.server.delete(.pods, namespace: "default", name: name)
    }
    fixture.run(.seconds(30))
    #expect(logs[0].lines[1] == "Failed - main:Error/137(0) deleting")
    #expect(logs[0].times[1] == 12_000)
    #expect(logs[1].lines[1] == "Succeeded - main:Completed/0(0) deleting")
    #expect(logs[1].times[1] == 10_000)
    #expect(logs[2].lines[1] == "Failed - main:Error/137(0) deleting")
    #expect(logs[2].times[1] == 11_000, "SIGTERM after 9 s, and two more")
  }

  @Test("N5: a hook that fails is told, and SIGTERM follows at once")
  func aHookThatFails() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].lifecycle = Lifecycle()
      pod.spec.containers[0].lifecycle?.preStop = LifecycleHandler()
      pod.spec.containers[0].lifecycle?.preStop?.exec = ExecAction()
      pod.spec.containers[0].lifecycle?.preStop?.exec?.command = ["cat", "/nosuch"]
    }
    fixture.run(.seconds(5))
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    fixture.run(.seconds(3))
    #expect(fixture.pod("web") == nil)
    #expect(fixture.events("web").contains("FailedPreStopHook: PreStopHook failed"))
  }

  @Test("N8: by itself a container is Ready when it runs; the values that are left out")
  func defaults() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      pod.spec.containers[0].readinessProbe = Probe()
      pod.spec.containers[0].readinessProbe?.tcpSocket = TCPSocketAction()
      pod.spec.containers[0].readinessProbe?.tcpSocket?.port = .integer(80)
    }
    let probe = try #require(fixture.pod("web")?.spec.containers[0].readinessProbe)
    #expect(probe.periodSeconds == 10)
    #expect(probe.timeoutSeconds == 1)
    #expect(probe.successThreshold == 1)
    #expect(probe.failureThreshold == 3)
    #expect(probe.initialDelaySeconds == 0)
    fixture.run(.seconds(5))
    #expect(fixture.pod("web")?.isReady == true)
  }

  @Test("postStart holds the container back; one that fails restarts it")
  func postStart() throws {
    let fixture = KubeletFixture()
    func make(_ name: String, _ command: [String]) throws {
      try fixture.makePod(name) { pod in
        pod.spec.containers[0].lifecycle = Lifecycle()
        pod.spec.containers[0].lifecycle?.postStart = LifecycleHandler()
        pod.spec.containers[0].lifecycle?.postStart?.exec = ExecAction()
        pod.spec.containers[0].lifecycle?.postStart?.exec?.command = command
      }
    }
    try make("good", ["wait", "3"])
    fixture.run(.seconds(3))
    #expect(fixture.pod("good")?.status.phase == "Pending")
    fixture.run(.seconds(3))
    #expect(fixture.pod("good")?.isRunningAndReady == true)
    try make("bad", ["cat", "/nosuch"])
    fixture.run(.seconds(3))
    #expect(fixture.pod("bad")?.status.containerStatuses[0].restartCount == 1)
    let hasEvent = fixture.events("bad").contains { $0.hasPrefix("FailedPostStartHook") }
    #expect(hasEvent)
  }

  @Test("K, FINDINGS 6: a readiness gate keeps the pod unready until somebody opens it")
  func readinessGate() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web") { pod in
      var gate = PodReadinessGate()
      gate.conditionType = "example.com/open"
      pod.spec.readinessGates = [gate]
    }
    fixture.run(.seconds(5))
    let closed = try #require(fixture.pod("web"))
    #expect(KubeletFixture.summary(of: closed) == "Running - main:running(0)+")
    #expect(closed.condition("Ready")?.reason == "ReadinessGatesNotReady")
    let open = closed.copy()
    var condition = PodCondition()
    condition.type = "example.com/open"
    condition.status = "True"
    open.status.conditions.append(condition)
    try fixture.server.updateStatus(open)
    fixture.run(.seconds(1))
    #expect(fixture.pod("web")?.isReady == true)
  }
}
