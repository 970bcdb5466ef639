import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct StatefulSetOrderTests {
  @Test("S1 S2 S4 S18: pods are made one after the other, each after its claim")
  func podsAreMadeInOrder() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    #expect(
      fixture.log.filter { $0.contains("po ") || $0.contains("pvc ") || $0.contains("ready") } == [
        "+pvc data-web-0", "+po web-0", "ready web-0", "+pvc data-web-1", "+po web-1",
        "ready web-1", "+pvc data-web-2", "+po web-2", "ready web-2",
      ])
    let pod = fixture.pod("web-1")!
    #expect(pod.spec.hostname == "web-1")
    #expect(pod.spec.subdomain == "web")
    #expect(pod.metadata.labels["statefulset.kubernetes.io/pod-name"] == "web-1")
    #expect(pod.metadata.labels["apps.kubernetes.io/pod-index"] == "1")
    #expect(
      pod.metadata.labels["controller-revision-hash"] == fixture.set().status.currentRevision)
    #expect(pod.controller?.kind == "StatefulSet")
    #expect(pod.spec.volumes[0].persistentVolumeClaim?.claimName == "data-web-1")
    #expect(fixture.claim("data-web-1")?.metadata.labels == ["app": "web"])
    #expect(fixture.claim("data-web-1")?.metadata.ownerReferences.isEmpty == true)
  }

  @Test("S27: the events of the set have the words of the real ones")
  func eventsAreNamedAsRealOnes() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1))
    fixture.run(seconds: 10)
    #expect(
      fixture.events(about: "web") == [
        "Normal SuccessfulCreate create Claim data-web-0 Pod web-0 in StatefulSet web success",
        "Normal SuccessfulCreate create Pod web-0 in StatefulSet web successful",
      ])
  }

  @Test("S15: the status counts what there is")
  func statusFollows() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    let status = fixture.set().status
    #expect(status.replicas == 3)
    #expect(status.readyReplicas == 3)
    #expect(status.availableReplicas == 3)
    #expect(status.currentReplicas == 3)
    #expect(status.updatedReplicas == 3)
    #expect(status.currentRevision == status.updateRevision)
    #expect(status.observedGeneration == 1)
  }

  @Test("S5: Parallel makes all at once")
  func parallelMakesAllAtOnce() {
    let fixture = ClusterFixture()
    fixture.nodes.broken = ["web-0"]
    fixture.create(Samples.statefulSet(isParallel: true))
    fixture.run(.milliseconds(20))
    #expect(fixture.log(of: "po") == ["+po web-0", "+po web-1", "+po web-2"])
  }

  @Test("S7: scaling down deletes the highest, and the next one only when that is gone")
  func scaleDownGoesFromTheTop() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 4))
    fixture.run(seconds: 30)
    fixture.clearLog()
    fixture.scale(to: 1)
    fixture.run(seconds: 30)
    #expect(
      fixture.log(of: "po") == [
        "~po web-3", "-po web-3", "~po web-2", "-po web-2", "~po web-1", "-po web-1",
      ])
    #expect(fixture.claim("data-web-3") != nil, "S19: claims stay")
  }

  @Test("S5: Parallel deletes all victims at once")
  func parallelDeletesAllAtOnce() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 4, isParallel: true))
    fixture.run(seconds: 30)
    fixture.clearLog()
    fixture.scale(to: 1)
    fixture.run(.milliseconds(20))
    #expect(fixture.log(of: "po") == ["~po web-3", "~po web-2", "~po web-1"])
  }

  @Test("S8: a pod that is not Ready holds back scaling in both directions")
  func anUnreadyPodHoldsScalingBack() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    fixture.nodes.setReady("web-1", false)
    fixture.run(seconds: 1)
    fixture.clearLog()
    fixture.scale(to: 4)
    fixture.run(seconds: 60)
    #expect(fixture.log(of: "po").isEmpty)
    #expect(fixture.world.trace.waits["pod/default/web-3"]?.reason == "web-1 is not Ready")
    fixture.scale(to: 2)
    fixture.run(seconds: 60)
    #expect(fixture.log(of: "po").isEmpty)
    #expect(fixture.world.trace.waits["pod/default/web-2"]?.reason == "web-1 is not Ready")
    fixture.nodes.setReady("web-1", true)
    fixture.run(seconds: 5)
    #expect(fixture.log(of: "po") == ["~po web-2", "-po web-2"])
    #expect(fixture.world.trace.waits["pod/default/web-2"] == nil)
  }

  @Test("S7: the victim itself may be unready")
  func anUnreadyVictimMayGo() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    fixture.nodes.setReady("web-2", false)
    fixture.run(seconds: 1)
    fixture.clearLog()
    fixture.scale(to: 1)
    fixture.run(seconds: 10)
    #expect(fixture.log(of: "po") == ["~po web-2", "-po web-2", "~po web-1", "-po web-1"])
  }

  @Test("S9: a lower pod is made again although a higher one is not Ready")
  func aLowerPodIsMadeAgain() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 2))
    fixture.run(seconds: 30)
    fixture.nodes.setReady("web-1", false)
    fixture.deletePod("web-0")
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-0")?.isReady == true)
  }

  @Test("S4: a deleted pod above an unready one is not made again")
  func aHigherPodWaits() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    fixture.nodes.setReady("web-0", false)
    fixture.deletePod("web-2")
    fixture.run(seconds: 30)
    #expect(fixture.pod("web-2") == nil)
    #expect(fixture.world.trace.waits["pod/default/web-2"]?.reason == "web-0 is not Ready")
    fixture.nodes.setReady("web-0", true)
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-2")?.isReady == true)
  }

  @Test("The replacement keeps its name and claim, and comes only after the old one is gone (b)")
  func replacementKeepsItsOrdinal() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet())
    fixture.run(seconds: 30)
    let uid = fixture.pod("web-1")!.metadata.uid
    let volume = fixture.claim("data-web-1")!.spec.volumeName
    fixture.clearLog()
    fixture.deletePod("web-1")
    fixture.run(seconds: 10)
    #expect(
      fixture.podLog == ["~po web-1", "unready web-1", "-po web-1", "+po web-1", "ready web-1"])
    #expect(fixture.pod("web-1")!.metadata.uid != uid)
    #expect(fixture.claim("data-web-1")!.spec.volumeName == volume)
    #expect(fixture.log(of: "pvc").isEmpty)
  }

  @Test("S21: a pod that has ended is deleted and made again", arguments: ["Failed", "Succeeded"])
  func anEndedPodIsMadeAgain(_ phase: String) {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 2))
    fixture.run(seconds: 30)
    let uid = fixture.pod("web-0")!.metadata.uid
    fixture.nodes.finish("web-0", phase: phase)
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-0")?.isReady == true)
    #expect(fixture.pod("web-0")?.metadata.uid != uid)
  }

  @Test("S20: ordinals may start elsewhere, and pods below the start go")
  func ordinalsMayStartElsewhere() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 2)
    set.spec.ordinals = StatefulSetOrdinals()
    set.spec.ordinals!.start = 5
    fixture.create(set)
    fixture.run(seconds: 30)
    #expect(fixture.podNames == ["web-5", "web-6"])
    fixture.change(StatefulSet.self, "web") { $0.spec.ordinals!.start = 6 }
    fixture.run(seconds: 30)
    #expect(fixture.podNames == ["web-6", "web-7"])
  }

  /// The set is looked at again every `minReadySeconds`, not when a pod has been Ready for so long:
  /// a real control plane took up to twice the time (recording s2).
  @Test("S6: with minReadySeconds the next pod waits for availability")
  func minReadySecondsDelaysTheNextPod() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 2, claims: false)
    set.spec.minReadySeconds = 20
    fixture.create(set)
    fixture.run(seconds: 15)
    #expect(fixture.podNames == ["web-0"])
    #expect(fixture.set().status.readyReplicas == 1)
    #expect(fixture.set().status.availableReplicas == 0)
    fixture.run(seconds: 20)
    #expect(fixture.podNames == ["web-0"])
    fixture.run(seconds: 10)
    #expect(fixture.podNames == ["web-0", "web-1"])
    #expect(fixture.set().status.availableReplicas == 1)
    fixture.run(seconds: 40)
    #expect(fixture.set().status.availableReplicas == 2)
  }

  @Test("S6, S7: a victim that is Ready but not yet available is waited for")
  func aVictimHasToBeAvailable() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 1, claims: false)
    set.spec.minReadySeconds = 20
    fixture.create(set)
    fixture.run(seconds: 45)
    fixture.scale(to: 2)
    fixture.run(seconds: 5)
    #expect(fixture.pod("web-1")?.isReady == true)
    fixture.scale(to: 1)
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-1")?.isBeingDeleted == false)
    #expect(
      fixture.world.trace.waits["pod/default/web-1"]?.reason
        == "web-1 has not been Ready for minReadySeconds yet")
    fixture.run(seconds: 30)
    #expect(fixture.podNames == ["web-0"])
  }

  @Test("S5: with Parallel the batches of 1, 2, 4 … end where a pod cannot be made")
  func parallelBatches() {
    let fixture = ClusterFixture()
    fixture.create(Samples.pod("web-1"))
    fixture.run(seconds: 3)
    fixture.create(Samples.statefulSet(replicas: 7, isParallel: true))
    fixture.run(seconds: 10)
    // web-1 and web-2 are the second batch; web-3 to web-6 wait for it.
    #expect(fixture.podNames == ["web-0", "web-1", "web-2"])
    #expect(fixture.pod("web-1")?.controller == nil)
    fixture.deletePod("web-1")
    fixture.run(seconds: 120)
    #expect(fixture.set().status.readyReplicas == 7)
  }

  @Test("A scale down in the middle of a scale up deletes the pod that is being made (c)")
  func scaleDownDuringScaleUp() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 2))
    fixture.run(seconds: 30)
    fixture.scale(to: 5)
    fixture.run(.milliseconds(200))
    #expect(fixture.podNames == ["web-0", "web-1", "web-2"])
    fixture.scale(to: 1)
    fixture.run(seconds: 30)
    #expect(fixture.podNames == ["web-0"])
    #expect(fixture.claim("data-web-2") != nil)
  }

  @Test("Zero replicas are no trouble")
  func zeroReplicas() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 0))
    fixture.run(seconds: 5)
    #expect(fixture.podNames.isEmpty)
    #expect(fixture.set().status.replicas == 0)
    fixture.scale(to: 1)
    fixture.run(seconds: 10)
    #expect(fixture.podNames == ["web-0"])
  }

  @Test("G3: ordered start takes the sum of all starts, Parallel one; scaling down and updates too")
  func durations() {
    func seconds(_ fixture: ClusterFixture, until isDone: () -> Bool) -> Int64 {
      let start = fixture.world.now
      while !isDone(), fixture.world.now - start < .seconds(600) { fixture.run(.milliseconds(100)) }
      return (fixture.world.now - start).seconds
    }
    for isParallel in [false, true] {
      let fixture = ClusterFixture()
      fixture.nodes.startTime = .seconds(5)
      fixture.nodes.stopTime = .seconds(3)
      fixture.create(Samples.statefulSet(replicas: 4, claims: false, isParallel: isParallel))
      let start = seconds(fixture) { fixture.set().status.readyReplicas == 4 }
      #expect(start == (isParallel ? 5 : 20))
      fixture.setImage("nginx:1.26")
      let update = seconds(fixture) {
        fixture.set().status.readyReplicas == 4
          && fixture.server.list(Pod.self).allSatisfy {
            $0.spec.containers[0].image == "nginx:1.26"
          }
      }
      #expect(update == 4 * (5 + 3), "whatever the pod management policy")
      fixture.scale(to: 1)
      let end = seconds(fixture) { fixture.podNames.count == 1 }
      #expect(end == (isParallel ? 3 : 9))
    }
  }
}
