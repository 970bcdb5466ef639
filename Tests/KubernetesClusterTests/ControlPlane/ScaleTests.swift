import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct ScaleTests {
  /// Large enough that anything that walks over all pods for each change would be noticed.
  static let pods: Int32 = 2000

  @Test("A large set costs per pod what a small one costs", arguments: [true, false])
  func costPerPod(_ isParallel: Bool) {
    func events(_ count: Int32) -> Int64 {
      let fixture = ClusterFixture(nodes: 20, logs: false) { $0.podsPerNode = 250 }
      fixture.nodes.startTime = .milliseconds(100)
      let before = fixture.world.eventCount
      fixture.create(Samples.service())
      fixture.create(Samples.statefulSet(replicas: count, claims: false, isParallel: isParallel))
      fixture.run(seconds: isParallel ? 30 : Int64(count))
      #expect(fixture.set().status.readyReplicas == count)
      return (fixture.world.eventCount - before) / Int64(count)
    }
    let small = events(100)
    let large = events(ScaleTests.pods)
    #expect(large <= small + small / 2 + 2)
  }

  @Test("A set of thousands can be scaled to nothing and updated")
  func scalingDown() {
    let fixture = ClusterFixture(nodes: 20, logs: false) { $0.podsPerNode = 250 }
    fixture.create(
      Samples.statefulSet(replicas: ScaleTests.pods, claims: false, isParallel: true))
    fixture.run(seconds: 20)
    #expect(fixture.set().status.readyReplicas == ScaleTests.pods)
    fixture.scale(to: 0)
    fixture.run(seconds: 20)
    #expect(fixture.podNames.isEmpty)
    #expect(fixture.set().status.replicas == 0)
  }

  @Test("A quiet cluster costs next to nothing")
  func quietCluster() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 60)
    let before = fixture.world.eventCount
    let entries = fixture.world.trace.entries.count
    fixture.run(seconds: 10_000)
    #expect(fixture.world.eventCount - before < 10_000)
    #expect(fixture.world.trace.entries.count == entries)
  }

  @Test("Billions of replicas end in a limit, not in the memory", arguments: [true, false])
  func billionsOfReplicas(_ isParallel: Bool) {
    let fixture = ClusterFixture(logs: false) { $0.objectLimit = 5000 }
    let set = Samples.statefulSet(replicas: Int32.max, isParallel: isParallel)
    set.spec.ordinals = StatefulSetOrdinals()
    set.spec.ordinals!.start = isParallel ? 0 : Int32.max - 1
    fixture.create(set)
    fixture.create(Samples.replicaSet(replicas: isParallel ? Int32.max : 1))
    fixture.run(seconds: 60)
    #expect((fixture.world.exceeded == .objects) == isParallel)
    #expect(fixture.server.count(.pods) < 5000)
  }

  @Test("Requests and tolerations beyond all measure break nothing")
  func hugeNumbers() {
    let fixture = ClusterFixture()
    let pod = Samples.pod("huge")
    pod.spec.containers[0].resources.requests["memory"] = Quantity("7Ei")
    pod.spec.containers[0].resources.requests["cpu"] = Quantity("9000000000000000000")
    var second = pod.spec.containers[0]
    second.name = "second"
    pod.spec.containers.append(second)
    fixture.create(pod)
    let patient = Samples.pod("patient")
    var toleration = Toleration()
    toleration.operator = "Exists"
    toleration.effect = "NoExecute"
    toleration.tolerationSeconds = Int64.max
    patient.spec.tolerations = [toleration]
    fixture.create(patient)
    fixture.run(seconds: 10)
    #expect(fixture.pod("huge")?.spec.nodeName == "")
    fixture.nodes.lose(fixture.pod("patient")!.spec.nodeName)
    fixture.run(seconds: 1000)
    #expect(fixture.pod("patient")?.isBeingDeleted == false)
  }

  @Test("Two runs of the same world do the same")
  func determinism() {
    func trace(_ seed: UInt64) -> [TraceEntry] {
      let fixture = ClusterFixture(seed: seed)
      fixture.create(Samples.service())
      fixture.create(Samples.statefulSet(isParallel: true))
      fixture.create(Samples.deployment(replicas: 7))
      fixture.run(seconds: 20)
      fixture.nodes.lose("node-2")
      fixture.run(seconds: 500)
      return fixture.world.trace.entries
    }
    #expect(trace(3) == trace(3))
    #expect(trace(3) != trace(4))
  }
}
