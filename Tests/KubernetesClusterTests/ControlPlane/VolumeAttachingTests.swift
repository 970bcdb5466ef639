import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

/// Volumes on nodes: which node has one, who may use it there, and until when.
@Suite struct VolumeAttachingTests {
  @Test(
    "V5: a disk is attached to the node of its pod, and an object says so; a folder is not",
    arguments: [(StorageClassPreset.standard, 1), (StorageClassPreset.hostPath, 0)])
  func attachments(_ storageClass: StorageClassPreset, _ count: Int) {
    let fixture = ClusterFixture { $0.storageClasses = [storageClass] }
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    fixture.create(Samples.pod("user", claim: "data"))
    fixture.run(seconds: 10)
    let nodes = fixture.server.list(VolumeAttachment.self).map { $0.spec.nodeName }
    #expect(nodes == Array(repeating: fixture.pod("user")?.spec.nodeName ?? "none", count: count))
    #expect(
      fixture.events(about: "user").filter { $0.hasPrefix("Normal SuccessfulAttachVolume") }.count
        == count)
  }

  @Test(
    "V5: two pods on one node share a ReadWriteOnce volume, one on another node does not get it")
  func multiAttach() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    for (name, node) in [("a", "node-1"), ("b", "node-1"), ("c", "node-2")] {
      let pod = Samples.pod(name, claim: "data")
      pod.spec.nodeName = node
      fixture.create(pod)
      fixture.run(seconds: 3)
    }
    #expect(fixture.pod("a")!.isReady)
    #expect(fixture.pod("b")!.isReady)
    #expect(!fixture.pod("c")!.isReady)
    let volume = fixture.claim("data")!.spec.volumeName
    #expect(
      fixture.events(about: "c").contains(
        "Warning FailedAttachVolume Multi-Attach error for volume \"\(volume)\" Volume is already"
          + " used by pod(s) a, b"))
    #expect(
      fixture.world.trace.waits["pod/default/c"]?.reason == "its volume \(volume) is at node-1")
    fixture.deletePod("a")
    fixture.deletePod("b")
    fixture.run(seconds: 5)
    #expect(fixture.pod("c")!.isReady)
    #expect(fixture.world.trace.waits["pod/default/c"] == nil)
  }

  @Test(
    "V5: a ReadWriteMany volume is at many nodes; so is any when nothing is attached",
    arguments: [("ReadWriteMany", true), ("ReadWriteOnce", false)])
  func sharedVolumes(_ mode: String, _ attaches: Bool) {
    let fixture = ClusterFixture { $0.attachesRemoteVolumes = attaches }
    fixture.create(Samples.claim("data", mode: mode))
    fixture.run(seconds: 1)
    for (name, node) in [("a", "node-1"), ("c", "node-2")] {
      let pod = Samples.pod(name, claim: "data")
      pod.spec.nodeName = node
      fixture.create(pod)
    }
    fixture.run(seconds: 3)
    #expect(fixture.pod("a")!.isReady && fixture.pod("c")!.isReady)
  }

  @Test("V5: a ReadWriteOncePod claim is for one pod, also on the same node")
  func oncePerPod() {
    let fixture = ClusterFixture(nodes: 1)
    fixture.create(Samples.claim("data", mode: "ReadWriteOncePod"))
    fixture.run(seconds: 1)
    fixture.create(Samples.pod("first", claim: "data"))
    fixture.run(seconds: 5)
    fixture.create(Samples.pod("second", claim: "data"))
    fixture.run(seconds: 10)
    #expect(fixture.pod("first")?.isReady == true)
    #expect(fixture.pod("second")?.spec.nodeName == "")
    #expect(
      fixture.events(about: "second").contains {
        $0.hasPrefix(
          "Warning FailedScheduling 0/1 nodes are available: 1 node has pod using"
            + " PersistentVolumeClaim with the same name and ReadWriteOncePod access mode.")
      })
    fixture.deletePod("first")
    fixture.run(seconds: 20)
    #expect(fixture.pod("second")?.isReady == true)
  }

  @Test("V7, S26: the pod of a local volume cannot leave its dead node, even by force")
  func aLocalVolumeOfADeadNode() {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1, storageClass: "local-path"))
    fixture.run(seconds: 10)
    let node = fixture.pod("web-0")!.spec.nodeName
    fixture.nodes.lose(node)
    fixture.run(seconds: 400)
    fixture.deletePod("web-0", grace: 0)
    fixture.run(seconds: 1000)
    #expect(fixture.pod("web-0")?.spec.nodeName == "")
    #expect(
      fixture.events(about: "web-0").contains {
        $0.hasPrefix(
          "Warning FailedScheduling 0/3 nodes are available: 1 node(s) had untolerated taint"
            + " {node.kubernetes.io/unreachable: }, 2 node(s) had volume node affinity conflict.")
      })
    fixture.nodes.restore(node)
    fixture.run(seconds: 30)
    #expect(fixture.pod("web-0")?.isReady == true)
    #expect(fixture.pod("web-0")?.spec.nodeName == node)
  }

  @Test("V6: a volume leaves its node only when the last pod there has ended")
  func detachingWaitsForTheEnd() {
    let fixture = ClusterFixture()
    fixture.nodes.stopTime = .seconds(20)
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    for (name, node) in [("a", "node-1"), ("b", "node-2")] {
      let pod = Samples.pod(name, claim: "data")
      pod.spec.nodeName = node
      fixture.create(pod)
      fixture.run(seconds: 3)
    }
    let name = fixture.volume(of: "data")!.name
    fixture.deletePod("a")
    fixture.run(seconds: 15)
    #expect(fixture.cluster.storage.nodes(of: name) == ["node-1"])
    fixture.run(seconds: 7)
    #expect(fixture.cluster.storage.nodes(of: name) == ["node-2"])
    #expect(fixture.pod("b")?.isReady == true)
  }
}
