import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("What a pod may do, for which system it is, and whom it asks for names")
struct PodSecurityTests {
  @Test("With readOnlyRootFilesystem only volumes and the termination log can be written")
  func readOnlyRoot() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("closed") { pod in
      pod.spec.containers[0].securityContext = SecurityContext()
      pod.spec.containers[0].securityContext?.readOnlyRootFilesystem = true
      var volume = Volume()
      volume.name = "scratch"
      volume.emptyDir = EmptyDirVolumeSource()
      pod.spec.volumes = [volume]
      var mount = VolumeMount()
      mount.name = "scratch"
      mount.mountPath = "/scratch"
      pod.spec.containers[0].volumeMounts = [mount]
    }
    try fixture.makePod("open")
    fixture.run(.seconds(5))
    func write(_ pod: String, _ path: String) throws -> String? {
      try fixture.execute(pod, ["write", path, "text"])
    }
    #expect(try write("open", "/etc/motd") == "")
    #expect(try write("closed", "/etc/motd") == "Read-only file system\n")
    #expect(try write("closed", "/new") == "Read-only file system\n")
    #expect(try write("closed", "/scratch/new") == "")
    #expect(try write("closed", "/dev/termination-log") == "")
    #expect(try fixture.execute("closed", ["cat", "/scratch/new"]) == "text")
    #expect(try fixture.execute("closed", ["cat", "/etc/hostname"]) == "closed\n")
  }

  @Test("The last words of a container with read-only files are still its message")
  func lastWords() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("bye", command: ["write", "/dev/termination-log", "done"]) { pod in
      pod.spec.restartPolicy = "Never"
      pod.spec.containers[0].securityContext = SecurityContext()
      pod.spec.containers[0].securityContext?.readOnlyRootFilesystem = true
    }
    fixture.run(.seconds(5))
    let end = fixture.pod("bye")?.status.containerStatuses.first?.state.terminated
    #expect(end?.exitCode == 0)
    #expect(end?.message == "done")
  }

  @Test("An image that runs as root does not start where root is forbidden")
  func runAsNonRoot() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("strict") { pod in
      pod.spec.securityContext = PodSecurityContext()
      pod.spec.securityContext?.runAsNonRoot = true
    }
    try fixture.makePod("named") { pod in
      pod.spec.securityContext = PodSecurityContext()
      pod.spec.securityContext?.runAsUser = 0
      pod.spec.containers[0].securityContext = SecurityContext()
      pod.spec.containers[0].securityContext?.runAsNonRoot = true
    }
    // What a container says wins over what the pod says.
    try fixture.makePod("lenient") { pod in
      pod.spec.securityContext = PodSecurityContext()
      pod.spec.securityContext?.runAsNonRoot = true
      pod.spec.containers[0].securityContext = SecurityContext()
      pod.spec.containers[0].securityContext?.runAsNonRoot = false
    }
    fixture.run(.seconds(5))
    func waiting(_ name: String) -> ContainerStateWaiting? {
      fixture.pod(name)?.status.containerStatuses.first?.state.waiting
    }
    func identity(_ name: String) -> String {
      "(pod: \"\(name)_default(\(fixture.pod(name)?.metadata.uid ?? ""))\", container: main)"
    }
    #expect(waiting("strict")?.reason == "CreateContainerConfigError")
    let message =
      "container has runAsNonRoot and image will run as root " + identity("strict")
    #expect(waiting("strict")?.message == message)
    #expect(fixture.events("strict").contains { $0.hasPrefix("Failed: Error: " + message) })
    #expect(
      waiting("named")?.message
        == "container's runAsUser breaks non-root policy " + identity("named"))
    #expect(fixture.pod("lenient")?.isRunningAndReady == true)
  }

  @Test("A pod for Windows is bound to a node, whose kubelet rejects it")
  func windows() throws {
    let fixture = KubeletFixture()
    for (name, system) in [("windows", "windows"), ("linux", "linux")] {
      try fixture.makePod(name, node: "") { pod in
        pod.spec.os = PodOS()
        pod.spec.os?.name = system
      }
    }
    fixture.run(.seconds(5))
    let pod = try #require(fixture.pod("windows"))
    #expect(!pod.spec.nodeName.isEmpty)
    #expect(pod.status.phase == "Failed")
    #expect(pod.status.reason == "PodOSNotSupported")
    #expect(
      pod.status.message
        == "Pod was rejected: Failed to admit pod as the OS field doesn't match node OS")
    #expect(fixture.pod("linux")?.isRunningAndReady == true)
  }

  @Test("E4: with the policy None only dnsConfig counts; else it is added, and its ndots wins")
  func dnsConfig() throws {
    let fixture = KubeletFixture()
    func option(_ name: String, _ value: String?) -> PodDNSConfigOption {
      var option = PodDNSConfigOption()
      option.name = name
      option.value = value
      return option
    }
    for (name, policy) in [("own", "None"), ("more", "ClusterFirst")] {
      try fixture.makePod(name) { pod in
        pod.spec.dnsPolicy = policy
        pod.spec.dnsConfig = PodDNSConfig()
        pod.spec.dnsConfig?.nameservers = ["10.96.0.10", "192.0.2.1"]
        pod.spec.dnsConfig?.searches = ["example.com", "cluster.local"]
        pod.spec.dnsConfig?.options = [option("ndots", "2"), option("edns0", nil)]
      }
    }
    fixture.run(.seconds(5))
    #expect(
      try fixture.execute("own", ["cat", "/etc/resolv.conf"]) == """
        search example.com cluster.local
        nameserver 10.96.0.10
        nameserver 192.0.2.1
        options ndots:2 edns0

        """)
    #expect(
      try fixture.execute("more", ["cat", "/etc/resolv.conf"]) == """
        search default.svc.cluster.local svc.cluster.local cluster.local example.com
        nameserver 10.96.0.10
        nameserver 192.0.2.1
        options ndots:2 edns0

        """)
  }
}
