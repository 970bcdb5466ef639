import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("What a pod's containers get")
struct PodConfigurationTests {
  @Test("Values, references to values, fields, ConfigMaps and Secrets become variables")
  func environment() throws {
    let fixture = KubeletFixture()
    let map = ConfigMap()
    map.metadata.name = "settings"
    map.data = ["COLOUR": "green", "SIZE": "7"]
    try fixture.server.create(map)
    let secret = Secret()
    secret.metadata.name = "password"
    secret.data = ["word": "c2VjcmV0"]
    try fixture.server.create(secret)
    try fixture.makePod("app", image: "tool:1", command: ["env"]) { pod in
      pod.spec.restartPolicy = "Never"
      pod.metadata.labels = ["app": "shop"]
      var source = EnvFromSource()
      source.prefix = "MAP_"
      var reference = EnvironmentReference()
      reference.name = "settings"
      source.configMapRef = reference
      pod.spec.containers[0].envFrom = [source]
      var name = EnvVar()
      name.name = "POD"
      name.valueFrom = EnvVarSource()
      name.valueFrom?.fieldRef = ObjectFieldSelector()
      name.valueFrom?.fieldRef?.fieldPath = "metadata.name"
      var label = EnvVar()
      label.name = "APP"
      label.valueFrom = EnvVarSource()
      label.valueFrom?.fieldRef = ObjectFieldSelector()
      label.valueFrom?.fieldRef?.fieldPath = "metadata.labels['app']"
      var greeting = EnvVar()
      greeting.name = "GREETING"
      greeting.value = "hello $(POD) $$(POD) $(NOBODY)"
      var word = EnvVar()
      word.name = "WORD"
      word.valueFrom = EnvVarSource()
      word.valueFrom?.secretKeyRef = SecretKeySelector()
      word.valueFrom?.secretKeyRef?.name = "password"
      word.valueFrom?.secretKeyRef?.key = "word"
      pod.spec.containers[0].env = [name, label, greeting, word]
    }
    fixture.run(.seconds(3))
    let log = try #require(fixture.log("app"))
    for line in [
      "KUBERNETES_SERVICE_HOST=10.96.0.1", "KUBERNETES_SERVICE_PORT_HTTPS=443",
      "MAP_COLOUR=green", "MAP_SIZE=7", "POD=app", "APP=shop",
      "GREETING=hello app $(POD) $(NOBODY)", "WORD=secret", "HOSTNAME=app",
    ] {
      #expect(log.contains(line), "\(line)")
    }
  }

  @Test("u: a missing ConfigMap is CreateContainerConfigError, and is tried again")
  func missingConfigMap() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("app")
    try fixture.makePod("app") { pod in
      var source = EnvFromSource()
      source.configMapRef = EnvironmentReference()
      source.configMapRef?.name = "nosuch"
      pod.spec.containers[0].envFrom = [source]
    }
    fixture.run(.seconds(5))
    #expect(log.lines.last == "Pending - main:CreateContainerConfigError(0)")
    let hasEvent = fixture.events("app").contains {
      $0.hasPrefix("Failed: Error: configmap \"nosuch\" not found")
    }
    #expect(hasEvent)
    let map = ConfigMap()
    map.metadata.name = "nosuch"
    try fixture.server.create(map)
    fixture.run(.seconds(20))
    #expect(fixture.pod("app")?.isRunningAndReady == true)
  }

  @Test("u, f: an image that does not exist: ErrImagePull and ImagePullBackOff take turns")
  func missingImage() throws {
    let fixture = KubeletFixture()
    let log = fixture.watchStatus("app")
    try fixture.makePod("app", image: "server:nosuchtag")
    fixture.run(.seconds(50))
    #expect(
      log.lines.dropFirst(2).map { String($0) } == [
        "Pending - main:ErrImagePull(0)", "Pending - main:ImagePullBackOff(0)",
        "Pending - main:ErrImagePull(0)", "Pending - main:ImagePullBackOff(0)",
      ])
    let events = fixture.events("app")
    #expect(events.contains("Pulling: Pulling image \"server:nosuchtag\" x3"))
    #expect(
      events.contains(
        "Failed: Failed to pull image \"server:nosuchtag\": rpc error: code = NotFound desc ="
          + " failed to pull and unpack image \"docker.io/library/server:nosuchtag\": failed to"
          + " resolve reference \"docker.io/library/server:nosuchtag\":"
          + " docker.io/library/server:nosuchtag: not found x3"))
    #expect(events.contains("BackOff: Back-off pulling image \"server:nosuchtag\" x2"))
    #expect(events.contains("Failed: Error: ImagePullBackOff x2"))
    #expect(events.contains("Failed: Error: ErrImagePull x3"))
  }

  @Test("u: deleting a pod that never ran: its containers are unknown, its phase Failed")
  func deletionBeforeTheStart() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", image: "server:nosuchtag")
    fixture.run(.seconds(5))
    let log = fixture.watchStatus("app")
    try fixture.server.delete(.pods, namespace: "default", name: "app")
    fixture.run(.seconds(3))
    #expect(
      log.lines.prefix(3) == [
        "Pending - main:ErrImagePull(0) deleting", "Pending - main:ContainerCreating(0) deleting",
        "Failed - main:ContainerStatusUnknown/137(0) deleting",
      ])
    #expect(log.lines.last == "GONE")
  }

  @Test(
    "Images that cannot be had",
    arguments: [
      ("nobody/nothing:1", "ErrImagePull"), ("Server:1", "InvalidImageName"),
      ("registry.example.com/x:1", "ErrImagePull"),
    ])
  func oddImages(_ image: String, _ reason: String) throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", image: image)
    fixture.run(.seconds(1))
    fixture.run(.milliseconds(700))
    #expect(
      fixture.pod("app")?.status.containerStatuses.first?.state.waiting?.reason == reason)
  }

  @Test("An unknown command: StartError 128, and a crash loop with RunContainerError")
  func unknownCommand() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", command: ["nosuch"])
    fixture.run(.seconds(3))
    let status = try #require(fixture.pod("app")?.status.containerStatuses.first)
    #expect(status.lastState.terminated?.exitCode == 128)
    #expect(status.lastState.terminated?.reason == "StartError")
    let isNamed = fixture.events("app").contains {
      $0.contains("exec: \"nosuch\": executable file not found in $PATH")
    }
    #expect(isNamed)
  }

  @Test("An image without a command cannot be created")
  func noCommand() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("app", image: "empty:1")
    fixture.run(.seconds(3))
    let waiting = fixture.pod("app")?.status.containerStatuses.first?.state.waiting
    #expect(waiting?.reason == "CreateContainerError")
  }

  @Test("E4: resolv.conf and hosts, with the full name of a pod with a subdomain")
  func ownFiles() throws {
    let fixture = KubeletFixture()
    try fixture.makePod("web-0") { pod in
      pod.spec.hostname = "web-0"
      pod.spec.subdomain = "nginx"
    }
    fixture.run(.seconds(3))
    #expect(
      try fixture.execute("web-0", ["cat", "/etc/resolv.conf"])
        == "search default.svc.cluster.local svc.cluster.local cluster.local\n"
        + "nameserver 10.96.0.10\noptions ndots:5\n")
    let hosts = try #require(try fixture.execute("web-0", ["cat", "/etc/hosts"]))
    #expect(hosts.hasSuffix("10.244.1.2\tweb-0.nginx.default.svc.cluster.local\tweb-0\n"))
    #expect(try fixture.execute("web-0", ["cat", "/etc/hostname"]) == "web-0\n")
  }
}
