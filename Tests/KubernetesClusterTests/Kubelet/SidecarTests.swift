import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing
import Values

@Suite("Init containers and sidecars")
struct SidecarTests {
  @Test("N3: init containers run one after the other, and again from the failed one")
  func initContainers() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("db")
    try fixture.makePod("db") { pod in
      for (name, command) in [("one", ["wait", "3"]), ("two", ["wait", "1", "1"])] {
        var container = KubernetesAPI.Container()
        container.name = name
        container.image = "tool:1"
        container.command = command
        pod.spec.initContainers.append(container)
      }
    }
    fixture.run(.seconds(8))
    let texts = log.lines
    #expect(
      texts[1] == "Pending - one:PodInitializing(0) two:PodInitializing(0) main:PodInitializing(0)")
    #expect(texts[2].hasPrefix("Pending - one:running(0) two:PodInitializing(0)"))
    #expect(texts[3].hasPrefix("Pending - one:Completed/0(0) two:PodInitializing(0)"))
    let hasFailed = texts.contains { $0.contains("two:Error/1(0)") }
    #expect(hasFailed)
    #expect(
      fixture.pod("db")?.condition("Initialized")?.message
        == "containers with incomplete status: [two]")
    // The first one has succeeded and is not run again.
    let twice = fixture.events("db").contains { $0.hasPrefix("Started: Started container one x") }
    #expect(!twice)
  }

  @Test("N3, N6: a sidecar stays beside the main container and ends after it")
  func sidecars() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app") { pod in
      var sidecar = KubernetesAPI.Container()
      sidecar.name = "helper"
      sidecar.image = "server:1"
      sidecar.command = ["serve", "9000"]
      sidecar.restartPolicy = "Always"
      pod.spec.initContainers = [sidecar]
    }
    fixture.run(.seconds(5))
    let pod = try #require(fixture.pod("app"))
    #expect(KubeletFixture.summary(of: pod) == "Running ready helper:running(0)+ main:running(0)+")
    try fixture.server.delete(.pods, namespace: "default", name: "app")
    fixture.run(.seconds(5))
    let stops = fixture.events("app").filter { $0.hasPrefix("Killing") }
    #expect(
      stops == ["Killing: Stopping container main", "Killing: Stopping container helper"])
  }

  private func sidecar(_ name: String, _ command: [String]) -> KubernetesAPI.Container {
    var sidecar = KubernetesAPI.Container()
    sidecar.name = name
    sidecar.image = "server:1"
    sidecar.command = command
    sidecar.restartPolicy = "Always"
    return sidecar
  }

  @Test("N3: a sidecar has to be started before the next container begins")
  func sidecarsStartFirst() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app") { pod in
      var slow = sidecar("slow", ["serve", "9000"])
      slow.startupProbe = Probe()
      slow.startupProbe?.periodSeconds = 1
      slow.startupProbe?.failureThreshold = 100
      slow.startupProbe?.exec = ExecAction()
      slow.startupProbe?.exec?.command = ["cat", "/data/started"]
      pod.spec.initContainers = [slow]
    }
    fixture.run(.seconds(20))
    let waiting = try #require(fixture.pod("app"))
    #expect(
      KubeletFixture.summary(of: waiting)
        == "Pending - slow:running(0) main:PodInitializing(0)")
    let table = Table(.pods, [waiting], now: fixture.world.now)
    #expect(table.rows[0].cells[1] == "0/2")
    #expect(table.rows[0].cells[2] == "Init:0/1")
    guard
      case .container(let container) = fixture.agents.container(
        namespace: "default", pod: "app", container: "slow", previous: false)
    else {
      Issue.record("the sidecar runs")
      return
    }
    try container.fileSystem.write("x", to: "/data/started", now: fixture.world.now)
    fixture.run(.seconds(5))
    let running = try #require(fixture.pod("app"))
    #expect(
      KubeletFixture.summary(of: running) == "Running ready slow:running(0)+ main:running(0)+")
    #expect(
      Table(.pods, [running], now: fixture.world.now).rows[0].cells[1] == "2/2",
      "sidecars count")
  }

  @Test("N7: a sidecar that crashes is started again beside the others, whatever the pod's policy")
  func sidecarsRestart() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app") { pod in
      pod.spec.restartPolicy = "Never"
      pod.spec.initContainers = [sidecar("flaky", ["wait", "3", "1"])]
    }
    fixture.run(.seconds(30))
    let pod = try #require(fixture.pod("app"))
    #expect(pod.status.initContainerStatuses[0].restartCount >= 2)
    #expect(pod.status.containerStatuses[0].restartCount == 0)
    #expect(pod.status.phase == "Running")
  }

  @Test("N3: a sidecar does not keep a pod alive whose work is done")
  func sidecarsEndWithTheWork() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("job", image: "tool:1", command: ["wait", "5"]) { pod in
      pod.spec.restartPolicy = "Never"
      pod.spec.initContainers = [sidecar("log", ["serve", "9000"])]
    }
    fixture.run(.seconds(20))
    let pod = try #require(fixture.pod("job"))
    #expect(pod.status.phase == "Succeeded")
    #expect(pod.status.containerStatuses[0].state.terminated?.exitCode == 0)
    #expect(fixture.agents.kubelet(of: "node-1")?.runningContainers == 0)
  }

  @Test("N3: an init container that fails for good fails the pod that is not to be restarted")
  func initFailure() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app") { pod in
      pod.spec.restartPolicy = "Never"
      var first = KubernetesAPI.Container()
      first.name = "check"
      first.image = "tool:1"
      first.command = ["wait", "1", "3"]
      pod.spec.initContainers = [first]
    }
    fixture.run(.seconds(10))
    let pod = try #require(fixture.pod("app"))
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.containerStatuses[0].state.waiting?.reason == "PodInitializing")
    #expect(Table(.pods, [pod], now: fixture.world.now).rows[0].cells[2] == "Init:Error")
  }

  @Test("N6: hooks of sidecars run at once, their stop signal comes after the others have ended")
  func sidecarsEndLast() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", image: "tool:1") { pod in
      pod.spec.terminationGracePeriodSeconds = 10
      var first = sidecar("first", ["serve", "9000"])
      first.lifecycle = Lifecycle()
      first.lifecycle?.preStop = LifecycleHandler()
      first.lifecycle?.preStop?.sleep = SleepAction()
      first.lifecycle?.preStop?.sleep?.seconds = 3
      pod.spec.initContainers = [first, sidecar("second", ["serve", "9001"])]
    }
    fixture.run(.seconds(8))
    let log = fixture.watchStatus("app")
    try fixture.server.delete(.pods, namespace: "default", name: "app")
    fixture.run(.seconds(1))
    #expect(
      fixture.events("app").filter { $0.hasPrefix("Killing") } == [
        "Killing: Stopping container main", "Killing: Stopping container first",
        "Killing: Stopping container second",
      ])
    // The main container does not listen: it is killed when the grace is over, and only then the
    // sidecars hear of the end, which they do at once, too.
    fixture.run(.seconds(8))
    #expect(fixture.agents.kubelet(of: "node-1")?.runningContainers == 3)
    fixture.run(.seconds(2))
    #expect(fixture.agents.kubelet(of: "node-1")?.runningContainers == 0)
    let end = try #require(log.lines.firstIndex { $0.hasPrefix("Failed") })
    #expect(log.times[end] == 10_000)
    #expect(
      log.lines[end]
        == "Failed - first:Completed/0(0) second:Completed/0(0) main:Error/137(0) deleting")
  }
}
