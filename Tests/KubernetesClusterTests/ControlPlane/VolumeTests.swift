import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct VolumeTests {
  private func volume(_ fixture: ClusterFixture, of claim: String) -> PersistentVolume? {
    fixture.server.get(
      PersistentVolume.self, name: fixture.claim(claim)?.spec.volumeName ?? "")
  }

  private func handMade(
    _ name: String, size: String = "5Gi", storageClass: String = "", policy: String = "Retain",
    path: String = "/tmp/disk-1"
  ) -> PersistentVolume {
    let volume = PersistentVolume()
    volume.metadata.name = name
    volume.spec.capacity["storage"] = Quantity(size)
    volume.spec.accessModes = ["ReadWriteOnce"]
    volume.spec.persistentVolumeReclaimPolicy = policy
    volume.spec.storageClassName = storageClass
    var source = HostPathVolumeSource()
    source.path = path
    volume.spec.hostPath = source
    return volume
  }

  @Test("V1 V2 V3: a claim of an Immediate class gets a volume named after its uid")
  func immediateProvisioning() {
    let fixture = ClusterFixture()
    let claim = fixture.create(Samples.claim("data"))
    #expect(claim.spec.storageClassName == "standard")
    fixture.run(seconds: 1)
    let volume = volume(fixture, of: "data")!
    #expect(volume.name == "pvc-" + claim.metadata.uid)
    #expect(volume.status.phase == "Bound")
    #expect(fixture.claim("data")!.status.phase == "Bound")
    #expect(fixture.claim("data")!.status.capacity["storage"]?.text == "1Gi")
    #expect(
      fixture.claim("data")!.metadata.annotations.keys == [
        "pv.kubernetes.io/bind-completed", "pv.kubernetes.io/bound-by-controller",
        "volume.beta.kubernetes.io/storage-provisioner",
        "volume.kubernetes.io/storage-provisioner",
      ])
    #expect(volume.spec.csi?.driver == "cinder.csi.openstack.org")
    #expect(volume.spec.csi?.fsType == "ext4")
    #expect(
      fixture.events(about: "data") == [
        "Normal ExternalProvisioning Waiting for a volume to be created either by the external"
          + " provisioner 'cinder.csi.openstack.org' or manually by the system administrator. If"
          + " volume creation is delayed, please verify that the provisioner is running and"
          + " correctly registered.",
        "Normal Provisioning External provisioner is provisioning volume for claim"
          + " \"default/data\"",
        "Normal ProvisioningSucceeded Successfully provisioned volume \(volume.name)",
      ])
  }

  @Test(
    "V5: a disk is attached to the node of its pod, and an object says so; a folder is not",
    arguments: [(StorageClassPreset.standard, 1), (StorageClassPreset.hostPath, 0)])
  func attachments(_ storageClass: StorageClassPreset, _ count: Int) {
    let fixture = ClusterFixture { $0.storageClasses = [storageClass] }
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    fixture.create(Samples.pod("user", claim: "data"))
    fixture.run(seconds: 10)
    #expect(fixture.server.list(VolumeAttachment.self).count == count)
    #expect(
      fixture.events(about: "user").filter { $0.hasPrefix("Normal SuccessfulAttachVolume") }.count
        == count)
  }

  @Test("V4: a claim in use stays Terminating until its pod is gone, then its volume goes too")
  func protectionAndReclaim() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    fixture.create(Samples.pod("user", claim: "data"))
    fixture.run(seconds: 5)
    fixture.delete(.persistentVolumeClaims, "data")
    fixture.run(seconds: 20)
    #expect(fixture.claim("data")?.isBeingDeleted == true)
    #expect(fixture.claim("data")?.status.phase == "Bound")
    fixture.deletePod("user")
    fixture.run(seconds: 5)
    #expect(fixture.claim("data") == nil)
    #expect(fixture.server.count(.persistentVolumes) == 0)
  }

  @Test("V4: with Retain the volume stays Released and is not bound again")
  func retain() {
    let fixture = ClusterFixture {
      $0.storageClasses.append(
        StorageClassPreset(
          name: "keep", provisioner: Provisioner.hostPath.rawValue, reclaimPolicy: "Retain"))
    }
    fixture.create(Samples.claim("kept", storageClass: "keep"))
    fixture.run(seconds: 1)
    let old = volume(fixture, of: "kept")!.name
    fixture.delete(.persistentVolumeClaims, "kept")
    fixture.run(seconds: 1)
    #expect(fixture.server.get(PersistentVolume.self, name: old)?.status.phase == "Released")
    fixture.create(Samples.claim("kept", storageClass: "keep"))
    fixture.run(seconds: 20)
    #expect(volume(fixture, of: "kept")?.name != old)
    #expect(fixture.server.get(PersistentVolume.self, name: old)?.status.phase == "Released")
  }

  @Test("V1: a volume made by hand is bound at the next round of 15 s, with its own size")
  func staticVolume() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("manual", storageClass: ""))
    fixture.run(seconds: 1)
    #expect(
      fixture.events(about: "manual") == [
        "Normal FailedBinding no persistent volumes available for this claim and no storage class"
          + " is set"
      ])
    fixture.create(handMade("disk-2", size: "9Gi"))
    fixture.create(handMade("disk-1"))
    fixture.create(handMade("disk-0", size: "500Mi"))
    fixture.run(seconds: 1)
    #expect(
      fixture.server.get(PersistentVolume.self, name: "disk-1")?.status.phase == "Available")
    fixture.run(seconds: 15)
    #expect(fixture.claim("manual")?.spec.volumeName == "disk-1", "the smallest that suits")
    #expect(fixture.claim("manual")?.status.capacity["storage"]?.text == "5Gi")
    fixture.delete(.persistentVolumeClaims, "manual")
    fixture.run(seconds: 1)
    #expect(
      fixture.server.get(PersistentVolume.self, name: "disk-1")?.status.phase == "Released")
  }

  @Test("V1: a volume that cannot be wiped becomes Failed and says why")
  func aVolumeThatCannotBeWiped() {
    let fixture = ClusterFixture()
    fixture.create(handMade("disk-1", policy: "Delete", path: "/data"))
    fixture.run(seconds: 1)
    fixture.create(Samples.claim("manual", storageClass: ""))
    fixture.run(seconds: 1)
    fixture.delete(.persistentVolumeClaims, "manual")
    fixture.run(seconds: 1)
    #expect(fixture.server.get(PersistentVolume.self, name: "disk-1")?.status.phase == "Failed")
    #expect(
      fixture.events(about: "disk-1") == [
        "Warning VolumeFailedDelete host_path deleter only supports /tmp/.+ but received provided"
          + " /data"
      ])
  }

  @Test("V3: a claim of a class that does not exist says so every 15 s")
  func noSuchClass() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("noclass", storageClass: "nosuch"))
    fixture.run(seconds: 31)
    #expect(
      fixture.events(about: "noclass") == [
        "Warning ProvisioningFailed storageclass.storage.k8s.io \"nosuch\" not found (x3)"
      ])
  }

  @Test("V3: a claim of a provisioner that is not there waits for it")
  func noSuchProvisioner() {
    let fixture = ClusterFixture {
      $0.storageClasses.append(StorageClassPreset(name: "cloud", provisioner: "ebs.csi.aws.com"))
    }
    fixture.create(Samples.claim("data", storageClass: "cloud"))
    fixture.run(seconds: 1)
    #expect(fixture.claim("data")?.status.phase == "Pending")
    #expect(
      fixture.events(about: "data") == [
        "Normal ExternalProvisioning Waiting for a volume to be created either by the external"
          + " provisioner 'ebs.csi.aws.com' or manually by the system administrator. If volume"
          + " creation is delayed, please verify that the provisioner is running and correctly"
          + " registered."
      ])
  }

  @Test("V2: with WaitForFirstConsumer the volume is made on the node of the pod")
  func waitForFirstConsumer() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("late", storageClass: "local-path"))
    fixture.run(seconds: 20)
    #expect(fixture.claim("late")?.status.phase == "Pending")
    #expect(
      fixture.events(about: "late").contains {
        $0.hasPrefix(
          "Normal WaitForFirstConsumer waiting for first consumer to be created before binding")
      })
    fixture.create(Samples.pod("user", claim: "late"))
    fixture.run(seconds: 5)
    let node = fixture.pod("user")!.spec.nodeName
    #expect(fixture.pod("user")!.isReady)
    #expect(!fixture.events(about: "user").contains { $0.contains("FailedScheduling") })
    let volume = volume(fixture, of: "late")!
    let term = volume.spec.nodeAffinity?.required?.nodeSelectorTerms[0].matchExpressions[0]
    #expect(term?.key == "kubernetes.io/hostname")
    #expect(term?.values == [node])
    guard case .disk(let disk) = fixture.cluster.storage.backing(of: volume) else {
      Issue.record("a local volume has a disk")
      return
    }
    #expect(disk.location === fixture.cluster.node(named: node)?.host)
  }

  @Test(
    "V7: a local volume pins its pod; a remote one does not",
    arguments: [
      "standard", "local-path",
    ])
  func localVolumesPin(_ storageClass: String) {
    let fixture = ClusterFixture()
    fixture.create(Samples.statefulSet(replicas: 1, storageClass: storageClass))
    fixture.run(seconds: 10)
    let node = fixture.pod("web-0")!.spec.nodeName
    fixture.change(Node.self, node) { $0.spec.unschedulable = true }
    fixture.deletePod("web-0")
    fixture.run(seconds: 20)
    if storageClass == "standard" {
      #expect(fixture.pod("web-0")?.isReady == true)
      #expect(fixture.pod("web-0")?.spec.nodeName != node)
    } else {
      #expect(fixture.pod("web-0")?.spec.nodeName == "")
      let text =
        "Warning FailedScheduling 0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s)"
        + " had volume node affinity conflict. preemption: 0/3 nodes are available: 3 Preemption"
        + " is not helpful for scheduling."
      #expect(fixture.events(about: "web-0").contains { $0.hasPrefix(text) })
      fixture.change(Node.self, node) { $0.spec.unschedulable = false }
      fixture.run(seconds: 15)
      #expect(fixture.pod("web-0")?.spec.nodeName == node)
    }
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

  @Test("V1: a claim that loses its volume is Lost")
  func lostClaim() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    let name = fixture.claim("data")!.spec.volumeName
    fixture.change(PersistentVolume.self, name) { $0.metadata.finalizers = [] }
    fixture.run(seconds: 1)
    fixture.delete(.persistentVolumes, name)
    fixture.run(seconds: 1)
    #expect(fixture.claim("data")?.status.phase == "Lost")
  }

  @Test("V8: the bytes of a volume go with it, and no sooner")
  func bytesGoWithTheVolume() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    let volume = volume(fixture, of: "data")!
    guard case .disk(let disk) = fixture.cluster.storage.backing(of: volume) else {
      Issue.record("a remote volume has a disk")
      return
    }
    #expect(disk.location == nil)
    #expect(disk.capacity == 1 << 30)
    guard case .disk(let again) = fixture.cluster.storage.backing(of: volume) else { return }
    #expect(disk === again)
  }

  @Test("V4: a volume in use that somebody deletes stays until its claim is gone")
  func aVolumeInUseIsProtected() {
    let fixture = ClusterFixture()
    fixture.create(Samples.claim("data"))
    fixture.run(seconds: 1)
    let name = volume(fixture, of: "data")!.name
    fixture.delete(.persistentVolumes, name)
    fixture.run(seconds: 30)
    let going = fixture.server.get(PersistentVolume.self, name: name)
    #expect(going?.isBeingDeleted == true)
    #expect(going?.status.phase == "Bound")
    #expect(fixture.claim("data")?.status.phase == "Bound")
    fixture.delete(.persistentVolumeClaims, "data")
    fixture.run(seconds: 5)
    #expect(fixture.server.get(PersistentVolume.self, name: name) == nil)
  }

  @Test("V4: a Released volume is Available again when somebody clears its claim")
  func aReleasedVolumeCanBeFreed() {
    let fixture = ClusterFixture()
    fixture.create(handMade("disk"))
    fixture.run(seconds: 1)
    fixture.create(Samples.claim("first", storageClass: ""))
    fixture.run(seconds: 1)
    fixture.delete(.persistentVolumeClaims, "first")
    fixture.run(seconds: 1)
    fixture.create(Samples.claim("second", storageClass: ""))
    fixture.run(seconds: 60)
    #expect(fixture.server.get(PersistentVolume.self, name: "disk")?.status.phase == "Released")
    #expect(fixture.claim("second")?.status.phase == "Pending")
    fixture.change(PersistentVolume.self, "disk") { $0.spec.claimRef = nil }
    fixture.run(seconds: 20)
    #expect(fixture.server.get(PersistentVolume.self, name: "disk")?.status.phase == "Bound")
    #expect(fixture.claim("second")?.spec.volumeName == "disk")
  }

  @Test("V2: a late claim whose pod fits nowhere says that it waits for the pod")
  func waitForPodScheduled() {
    let fixture = ClusterFixture()
    let pod = Samples.pod("user", claim: "late")
    pod.spec.nodeSelector = ["disk": "ssd"]
    fixture.create(pod)
    fixture.run(seconds: 1)
    fixture.create(Samples.claim("late", storageClass: "local-path"))
    fixture.run(seconds: 40)
    #expect(fixture.claim("late")?.status.phase == "Pending")
    #expect(
      fixture.events(about: "late").contains {
        $0.hasPrefix("Normal WaitForPodScheduled waiting for pod user to be scheduled")
      })
    fixture.change(Node.self, "node-2") { $0.metadata.labels["disk"] = "ssd" }
    fixture.run(seconds: 30)
    #expect(fixture.pod("user")?.isReady == true)
    #expect(fixture.pod("user")?.spec.nodeName == "node-2")
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
    let name = volume(fixture, of: "data")!.name
    fixture.deletePod("a")
    fixture.run(seconds: 15)
    #expect(fixture.cluster.storage.nodes(of: name) == ["node-1"])
    fixture.run(seconds: 7)
    #expect(fixture.cluster.storage.nodes(of: name) == ["node-2"])
    #expect(fixture.pod("b")?.isReady == true)
  }
}
