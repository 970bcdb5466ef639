import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing
import Values

@Suite("The life of a pod on a node")
struct PodLifeTests {
  @Test("N4, N5: creation writes ContainerCreating, then Running and Ready in one update")
  func statusWritesOfACreation() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("web")
    try fixture.makePod("web")
    fixture.run(.seconds(10))
    #expect(
      log.lines == [
        "Pending - ", "Pending - main:ContainerCreating(0)", "Running ready main:running(0)+",
      ])
    #expect(log.times == [0, 20, 1500])
    #expect(
      fixture.events("web") == [
        "Pulling: Pulling image \"server:1\"",
        "Pulled: Successfully pulled image \"server:1\" in 500ms (500ms including waiting)."
          + " Image size: 1000 bytes.",
        "Created: Created container: main", "Started: Started container main",
      ])
    let status = try #require(fixture.pod("web")?.status)
    #expect(status.podIP == "10.244.1.2")
    #expect(status.hostIP == "10.0.0.11")
    #expect(
      status.conditions.map { $0.type } == [
        "PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled",
      ])
    let allTrue = status.conditions.allSatisfy { $0.status == "True" }
    #expect(allTrue)
  }

  @Test("The second pod with an image finds it on the machine")
  func imagesStay() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("a")
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("b")
    try fixture.makePod("b")
    fixture.run(.seconds(5))
    #expect(
      fixture.events("b").first
        == "Pulled: Container image \"server:1\" already present on machine")
    #expect(log.times == [0, 20, 1000])
  }

  @Test("N6, N4: a deleted pod ends, is reported as ended, loses its grace, and goes")
  func deletionOfAWellBehavedPod() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("web")
    try fixture.server.delete(.pods, namespace: "default", name: "web")
    fixture.run(.seconds(5))
    #expect(log.lines.first == "Running ready main:running(0)+ deleting")
    #expect(log.lines[1] == "Succeeded - main:Completed/0(0) deleting")
    #expect(log.lines.last == "GONE")
    #expect(fixture.events("web").last == "Killing: Stopping container main")
    #expect(fixture.pod("web") == nil)
  }

  @Test("N6: PID 1 without a handler ignores SIGTERM until the grace is over")
  func graceOfAProgramThatDoesNotListen() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("slow", image: "tool:1") { $0.spec.terminationGracePeriodSeconds = 10 }
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("slow")
    try fixture.server.delete(.pods, namespace: "default", name: "slow")
    fixture.run(.seconds(30))
    #expect(log.lines[1] == "Failed - main:Error/137(0) deleting")
    #expect(log.times[1] == 10_000)
    #expect(log.lines.last == "GONE")
  }

  @Test("N6: a shorter grace that is asked for later counts from then on")
  func graceCanBeShortened() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("slow", image: "tool:1")
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("slow")
    try fixture.server.delete(.pods, namespace: "default", name: "slow")
    fixture.run(.seconds(3))
    try fixture.server.delete(
      .pods, namespace: "default", name: "slow", options: DeleteOptions(gracePeriodSeconds: 2))
    fixture.run(.seconds(30))
    let killed = log.lines.firstIndex { $0.hasPrefix("Failed") }
    #expect(killed.map { log.times[$0] } == 5000)
  }

  @Test("N6, S26: by force the object goes at once, the process a second later")
  func forcedDeletion() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("slow", image: "tool:1")
    fixture.run(.seconds(5))
    let kubelet = try #require(fixture.agents.kubelet(of: "node-1"))
    try fixture.server.delete(
      .pods, namespace: "default", name: "slow", options: DeleteOptions(gracePeriodSeconds: 0))
    #expect(fixture.pod("slow") == nil)
    fixture.run(.milliseconds(500))
    #expect(kubelet.runningContainers == 1)
    fixture.run(.seconds(2))
    #expect(kubelet.runningContainers == 0)
  }

  @Test("N3: a pod that is done: the containers' end first, the pod's end a second later")
  func completion() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("once")
    try fixture.makePod("once", image: "tool:1", command: ["wait", "3"]) {
      $0.spec.restartPolicy = "Never"
    }
    fixture.run(.seconds(10))
    #expect(
      log.lines.dropFirst(2) == [
        "Running ready main:running(0)+", "Running - main:Completed/0(0)",
        "Succeeded - main:Completed/0(0)",
      ])
    let ready = fixture.pod("once")?.condition("Ready")
    #expect(ready?.reason == "PodCompleted")
  }

  @Test("N7, G4: a container that dies at once starts at 0, 0, 10, 30, 70, 150, 310, 610 s")
  func crashLoop() throws {
    let fixture = KubeletFixture()
    var starts: [Int64] = []
    fixture.world.programs.register("record") {
      ImmediateProgram { process in
        starts.append(process.world.now.milliseconds)
        return 1
      }
    }
    var folder = Directory()
    folder["record"] = .file(File(isExecutable: true, program: "record"))
    var root = Directory()
    root["bin"] = .directory(folder)
    let files = FileTree(root: root)
    fixture.world.images.offer("recorder") { _ in
      Image(reference: "", files: files, command: ["record"])
    }
    try fixture.makePod("crash", image: "recorder:1")
    fixture.run(.seconds(1000))
    let seconds = starts.map { ($0 - starts[0]) / 1000 }
    #expect(seconds == [0, 0, 10, 30, 70, 150, 310, 610, 910])
    let status = try #require(fixture.pod("crash")?.status.containerStatuses.first)
    #expect(status.restartCount == 8)
    #expect(status.state.waiting?.reason == "CrashLoopBackOff")
    #expect(status.state.waiting?.message.hasPrefix("back-off 5m0s restarting failed") == true)
    #expect(status.lastState.terminated?.exitCode == 1)
    #expect(fixture.pod("crash")?.status.phase == "Running")
  }

  @Test("N7: after ten quiet minutes a crash is the first one again")
  func crashesAreForgotten() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web", image: "tool:1", command: ["wait", "700", "1"])
    let log = fixture.watchStatus("web")
    fixture.run(.seconds(4 * 702))
    let running = log.lines.indices.filter { log.lines[$0].hasPrefix("Running ready") }
    let starts = running.map { log.times[$0] / 1000 }
    // Each time it is started again at once.
    #expect(zip(starts.dropFirst(), starts).allSatisfy { $0 - $1 <= 703 })
    #expect(starts.count == 5)
    #expect(!log.lines.contains { $0.contains("CrashLoopBackOff") })
  }

  @Test("S30: with a grace of 0 in the template the name is free before the process has ended")
  func noGraceInTheTemplate() throws {
    let fixture = KubeletFixture()
    let set = Samples.statefulSet(replicas: 1, claims: false)
    set.metadata.namespace = "default"
    set.spec.template.spec.containers[0].image = "tool:1"
    set.spec.template.spec.terminationGracePeriodSeconds = 0
    try fixture.server.create(set)
    fixture.run(.seconds(5))
    let old = try #require(fixture.pod("web-0"))
    #expect(try fixture.server.delete(.pods, namespace: "default", name: "web-0").isGone)
    var most = 0
    for _ in 0..<50 {
      fixture.run(.milliseconds(100))
      most = max(most, fixture.agents.kubelets.reduce(0) { $0 + $1.runningContainers })
    }
    #expect(most == 2, "two web-0 at the same time")
    #expect(fixture.pod("web-0")?.metadata.uid != old.metadata.uid)
    #expect(fixture.agents.kubelets.reduce(0) { $0 + $1.runningContainers } == 1)
  }

  @Test("N3, N5: Error, then CrashLoopBackOff in the next look")
  func crashStatusSequence() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("crash")
    try fixture.makePod("crash", image: "tool:1", command: ["wait", "1", "3"])
    fixture.run(.seconds(9))
    #expect(
      log.lines.dropFirst(2).map { String($0) } == [
        "Running ready main:running(0)+", "Running - main:Error/3(0)",
        "Running ready main:running(1)+", "Running - main:Error/3(1)",
        "Running - main:CrashLoopBackOff(1)",
      ])
    let hasEvent = fixture.events("crash").contains {
      $0.hasPrefix("BackOff: Back-off restarting failed container main in pod crash_default(")
    }
    #expect(hasEvent)
  }

  @Test("Logs of this instance and of the one before")
  func previousLogs() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("crash", image: "failing:1")
    fixture.run(.seconds(5))
    #expect(fixture.log("crash") == ["failing"])
    #expect(fixture.log("crash", previous: true) == ["failing"])
    try fixture.makePod("web")
    fixture.run(.seconds(5))
    #expect(fixture.log("web") == ["listening on 80"])
    #expect(fixture.log("web", previous: true) == nil)
  }

  @Test("N6, S26: a pod with a finalizer stays after its end, and its name stays taken")
  func finalizersOfPods() throws {
    let fixture = KubeletFixture()
    let set = Samples.statefulSet(replicas: 1, claims: false)
    set.metadata.namespace = "default"
    set.spec.template.spec.containers[0].image = "server:1"
    set.spec.template.metadata.finalizers = ["example.com/backup"]
    try fixture.server.create(set)
    fixture.run(.seconds(5))
    let old = try #require(fixture.pod("web-0"))
    try fixture.server.delete(.pods, namespace: "default", name: "web-0")
    fixture.run(.seconds(100))
    let ended = try #require(fixture.pod("web-0"))
    #expect(ended.metadata.uid == old.metadata.uid)
    #expect(ended.isBeingDeleted && ended.status.phase == "Succeeded")
    #expect(fixture.agents.kubelets.reduce(0) { $0 + $1.runningContainers } == 0)
    let freed = ended.copy()
    freed.metadata.finalizers = []
    try fixture.server.update(freed)
    fixture.run(.seconds(5))
    #expect(fixture.pod("web-0")?.metadata.uid != old.metadata.uid)
    #expect(fixture.pod("web-0")?.isRunningAndReady == true)
  }
}
