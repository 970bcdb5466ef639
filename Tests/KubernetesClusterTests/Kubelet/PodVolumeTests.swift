import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("The volumes of a pod")
struct PodVolumeTests {
  private func mount(_ name: String, at path: String, in pod: Pod) {
    var mount = VolumeMount()
    mount.name = name
    mount.mountPath = path
    pod.spec.containers[0].volumeMounts.append(mount)
  }

  private func addEmptyDirectory(to pod: Pod) {
    var volume = Volume()
    volume.name = "scratch"
    volume.emptyDir = EmptyDirVolumeSource()
    pod.spec.volumes.append(volume)
    mount("scratch", at: "/data", in: pod)
  }

  @Test("V8: emptyDir survives its containers, the container's own layer does not")
  func emptyDirectory() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", image: "tool:1", command: ["wait", "20", "1"]) {
      addEmptyDirectory(to: $0)
    }
    fixture.run(.seconds(5))
    #expect(try fixture.execute("app", ["write", "/data/kept", "here"]) == "")
    #expect(try fixture.execute("app", ["write", "/etc/lost", "here"]) == "")
    fixture.run(.seconds(20))
    #expect(fixture.pod("app")?.status.containerStatuses[0].restartCount == 1)
    #expect(try fixture.execute("app", ["cat", "/data/kept"]) == "here")
    #expect(
      try fixture.execute("app", ["cat", "/etc/lost"])
        == "cat: can't open '/etc/lost': No such file or directory\n")
    // A new pod of the same name has a new one.
    try fixture.server.delete(
      .pods, namespace: "default", name: "app", options: DeleteOptions(gracePeriodSeconds: 1))
    fixture.run(.seconds(5))
    try fixture.makePod("app", image: "tool:1") { addEmptyDirectory(to: $0) }
    fixture.run(.seconds(3))
    #expect(
      try fixture.execute("app", ["cat", "/data/kept"])?.hasPrefix("cat: can't open") == true)
  }

  @Test("ConfigMaps and Secrets as files; changes arrive within a minute or so")
  func configMapFiles() throws {
    let fixture = KubeletFixture()
    let map = ConfigMap()
    map.metadata.name = "pages"
    map.data = ["index.html": "one", "other.html": "two"]
    try fixture.server.create(map)
    try fixture.makePod("app") { pod in
      var volume = Volume()
      volume.name = "pages"
      volume.configMap = ConfigMapVolumeSource()
      volume.configMap?.name = "pages"
      pod.spec.volumes.append(volume)
      mount("pages", at: "/data", in: pod)
    }
    fixture.run(.seconds(3))
    #expect(try fixture.execute("app", ["cat", "/data/index.html"]) == "one")
    #expect(
      try fixture.execute("app", ["write", "/data/index.html", "x"]) == "Read-only file system\n")
    let newer = try #require(
      fixture.server.get(ConfigMap.self, namespace: "default", name: "pages")
    ).copy()
    newer.data = ["index.html": "three"]
    try fixture.server.update(newer)
    fixture.run(.seconds(10))
    #expect(try fixture.execute("app", ["cat", "/data/index.html"]) == "one")
    fixture.run(.seconds(60))
    #expect(try fixture.execute("app", ["cat", "/data/index.html"]) == "three")
    #expect(try fixture.execute("app", ["cat", "/data/other.html"])?.hasPrefix("cat:") == true)
  }

  @Test("A missing ConfigMap keeps the pod from starting, with FailedMount events")
  func missingConfigMap() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app") { pod in
      var volume = Volume()
      volume.name = "pages"
      volume.configMap = ConfigMapVolumeSource()
      volume.configMap?.name = "nosuch"
      pod.spec.volumes.append(volume)
      mount("pages", at: "/data", in: pod)
    }
    fixture.run(.seconds(10))
    let event = try #require(fixture.events("app").first)
    #expect(
      event.hasPrefix(
        "FailedMount: MountVolume.SetUp failed for volume \"pages\" : configmap \"nosuch\" not"
          + " found x"))
    #expect(fixture.pod("app")?.status.phase == "Pending")
    let wait = fixture.world.trace.waits["pod/default/app"]
    #expect(wait?.reason.contains("configmap \"nosuch\" not found") == true)
    let map = ConfigMap()
    map.metadata.name = "nosuch"
    try fixture.server.create(map)
    fixture.run(.seconds(20))
    #expect(fixture.pod("app")?.isRunningAndReady == true)
    #expect(fixture.world.trace.waits["pod/default/app"] == nil)
  }

  @Test("hostPath: the folder of a node outlives pods and is another one on another node")
  func hostPath() throws {
    let fixture = KubeletFixture()
    func make(_ name: String, _ node: String) throws {
      try fixture.makePod(name, node: node) { pod in
        var volume = Volume()
        volume.name = "data"
        volume.hostPath = HostPathVolumeSource()
        volume.hostPath?.path = "/srv/data"
        pod.spec.volumes.append(volume)
        mount("data", at: "/data", in: pod)
      }
    }
    try make("a", "node-1")
    fixture.run(.seconds(3))
    #expect(try fixture.execute("a", ["write", "/data/file", "bytes"]) == "")
    try make("b", "node-1")
    try make("c", "node-2")
    fixture.run(.seconds(3))
    #expect(try fixture.execute("b", ["cat", "/data/file"]) == "bytes")
    #expect(try fixture.execute("c", ["cat", "/data/file"])?.hasPrefix("cat: can't open") == true)
  }

  /// A volume and the claim that is bound to it, made by hand.
  private func makeClaim(
    _ name: String, in fixture: KubeletFixture, _ change: (PersistentVolume) -> Void
  ) throws {
    let volume = PersistentVolume()
    volume.metadata.name = "pv-" + name
    volume.spec.capacity = ["storage": Quantity("1Gi")!]
    volume.spec.accessModes = ["ReadWriteOnce"]
    volume.spec.claimRef = ObjectReference()
    volume.spec.claimRef?.namespace = "default"
    volume.spec.claimRef?.name = name
    change(volume)
    try fixture.server.create(volume)
    let claim = PersistentVolumeClaim()
    claim.metadata.name = name
    claim.spec.storageClassName = ""
    claim.spec.accessModes = ["ReadWriteOnce"]
    claim.spec.resources.requests = ["storage": Quantity("1Gi")!]
    claim.spec.volumeName = "pv-" + name
    try fixture.server.create(claim)
    let bound = fixture.server.get(
      PersistentVolumeClaim.self, namespace: "default", name: name)!.copy()
    bound.status.phase = "Bound"
    try fixture.server.updateStatus(bound)
  }

  private func makePod(
    _ name: String, on node: String, with claim: String, in fixture: KubeletFixture
  ) throws {
    try fixture.makePod(name, node: node) { pod in
      var volume = Volume()
      volume.name = "data"
      volume.persistentVolumeClaim = PersistentVolumeClaimVolumeSource()
      volume.persistentVolumeClaim?.claimName = claim
      pod.spec.volumes.append(volume)
      mount("data", at: "/data", in: pod)
    }
  }

  private static var unattached: ClusterConfiguration {
    var configuration = ClusterConfiguration()
    configuration.attachesRemoteVolumes = false
    return configuration
  }

  @Test("V7: a remote volume is the same wherever the pod runs")
  func remoteVolume() throws {
    let fixture = KubeletFixture(configuration: Self.unattached)
    try makeClaim("data", in: fixture) { volume in
      volume.spec.csi = CSIPersistentVolumeSource()
      volume.spec.csi?.driver = "disks.example.com"
      volume.spec.csi?.volumeHandle = "1"
    }
    try makePod("a", on: "node-1", with: "data", in: fixture)
    fixture.run(.seconds(5))
    #expect(try fixture.execute("a", ["write", "/data/file", "bytes"]) == "")
    try fixture.server.delete(.pods, namespace: "default", name: "a")
    fixture.run(.seconds(5))
    try makePod("b", on: "node-2", with: "data", in: fixture)
    fixture.run(.seconds(5))
    #expect(try fixture.execute("b", ["cat", "/data/file"]) == "bytes")
  }

  @Test("V7: a local volume is a folder of its node, and another one elsewhere")
  func localVolume() throws {
    let fixture = KubeletFixture(configuration: Self.unattached)
    try makeClaim("data", in: fixture) { volume in
      volume.spec.hostPath = HostPathVolumeSource()
      volume.spec.hostPath?.path = "/mnt/data"
    }
    try makePod("a", on: "node-1", with: "data", in: fixture)
    fixture.run(.seconds(5))
    #expect(try fixture.execute("a", ["write", "/data/file", "bytes"]) == "")
    try makePod("b", on: "node-2", with: "data", in: fixture)
    fixture.run(.seconds(5))
    #expect(try fixture.execute("b", ["cat", "/data/file"])?.hasPrefix("cat: can't open") == true)
  }

  @Test("A claim that is not bound keeps the pod waiting, and the trace says for what")
  func unboundClaim() throws {
    let fixture = KubeletFixture(configuration: Self.unattached)
    try makePod("a", on: "node-1", with: "nosuch", in: fixture)
    fixture.run(.seconds(5))
    #expect(
      fixture.pod("a")?.status.containerStatuses[0].state.waiting?.reason == "ContainerCreating")
    #expect(
      fixture.world.trace.waits["pod/default/a"]?.reason
        == "persistentvolumeclaim \"nosuch\" not found")
  }

  @Test("V6: a volume stays attached until the last process that has it mounted has ended")
  func noDetachmentUnderAMount() throws {
    let fixture = KubeletFixture()
    let claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    claim.spec.accessModes = ["ReadWriteOnce"]
    claim.spec.resources.requests["storage"] = Quantity("1Gi")
    try fixture.server.create(claim)
    func useClaim(_ pod: Pod) {
      var volume = Volume()
      volume.name = "data"
      volume.persistentVolumeClaim = PersistentVolumeClaimVolumeSource()
      volume.persistentVolumeClaim?.claimName = "data"
      pod.spec.volumes.append(volume)
      mount("data", at: "/data", in: pod)
    }
    // It does not listen to SIGTERM: after the object is gone it runs on for a second.
    try fixture.makePod("first", image: "tool:1", useClaim)
    fixture.run(.seconds(5))
    try fixture.makePod("second", node: "node-2", image: "tool:1", useClaim)
    try fixture.server.delete(
      .pods, namespace: "default", name: "first", options: DeleteOptions(gracePeriodSeconds: 0))
    let first = try #require(fixture.agents.kubelet(of: "node-1"))
    let second = try #require(fixture.agents.kubelet(of: "node-2"))
    let volume = try #require(fixture.server.list(PersistentVolume.self).first)
    while second.runningContainers == 0, fixture.world.now < .zero + .minutes(2) {
      fixture.world.step()
      if first.runningContainers > 0 {
        #expect(fixture.cluster.storage.nodes(of: volume.name) == ["node-1"])
      }
    }
    #expect(first.runningContainers == 0)
    #expect(second.runningContainers == 1)
    #expect(fixture.world.now < .zero + .seconds(15))
  }
}
