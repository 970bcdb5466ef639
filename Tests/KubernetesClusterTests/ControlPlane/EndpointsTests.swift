import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite struct EndpointsTests {
  private func endpoints(_ fixture: ClusterFixture, _ name: String = "web") -> Endpoints? {
    fixture.server.get(Endpoints.self, namespace: "default", name: name)
  }

  private func addresses(_ fixture: ClusterFixture) -> [String] {
    endpoints(fixture)?.subsets.flatMap { $0.addresses.map { $0.hostname } }.sorted() ?? []
  }

  private func slices(_ fixture: ClusterFixture, _ service: String = "web") -> [EndpointSlice] {
    fixture.server.list(
      EndpointSlice.self, namespace: "default",
      labels: Selector(labels: ["kubernetes.io/service-name": service]))
  }

  private func started(replicas: Int32 = 3) -> ClusterFixture {
    let fixture = ClusterFixture()
    fixture.create(Samples.service())
    fixture.create(Samples.statefulSet(replicas: replicas, claims: false))
    fixture.run(seconds: 30)
    return fixture
  }

  @Test("A Service begins with empty Endpoints and an empty slice")
  func beginning() {
    let fixture = ClusterFixture()
    fixture.create(Samples.service())
    fixture.run(seconds: 1)
    #expect(endpoints(fixture)?.subsets.isEmpty == true)
    #expect(slices(fixture).map { $0.endpoints.count } == [0])
  }

  @Test("E1: ready pods are addresses, sorted by address, with their host names")
  func readyPods() {
    let fixture = started()
    let subsets = endpoints(fixture)!.subsets
    #expect(subsets.count == 1)
    #expect(subsets[0].ports.map { "\($0.name) \($0.port) \($0.protocol)" } == ["http 80 TCP"])
    let list = subsets[0].addresses.map { $0.ip }
    #expect(list == list.sorted())
    #expect(addresses(fixture) == ["web-0", "web-1", "web-2"])
    #expect(slices(fixture).map { $0.endpoints.count } == [3])
    #expect(slices(fixture)[0].metadata.name.hasPrefix("web-"))
  }

  @Test("E1: a pod that is not ready moves, one that is being deleted goes")
  func unreadyAndDeleted() {
    let fixture = started()
    fixture.nodes.setReady("web-1", false)
    fixture.run(.milliseconds(100))
    #expect(addresses(fixture) == ["web-0", "web-2"])
    #expect(endpoints(fixture)!.subsets[0].notReadyAddresses.map { $0.hostname } == ["web-1"])
    fixture.nodes.setReady("web-1", true)
    fixture.deletePod("web-2")
    fixture.run(.milliseconds(100))
    #expect(addresses(fixture) == ["web-0", "web-1"])
    #expect(endpoints(fixture)!.subsets[0].notReadyAddresses.isEmpty)
    let going = slices(fixture)[0].endpoints.first { $0.hostname == "web-2" }
    #expect(going?.conditions.ready == false)
    #expect(going?.conditions.terminating == true)
    #expect(going?.conditions.serving == true)
  }

  @Test("E1: publishNotReadyAddresses keeps pods that are not ready")
  func publishAll() {
    let fixture = started()
    fixture.change(Service.self, "web") { $0.spec.publishNotReadyAddresses = true }
    fixture.nodes.setReady("web-1", false)
    fixture.run(.milliseconds(100))
    #expect(addresses(fixture) == ["web-0", "web-1", "web-2"])
  }

  @Test("E7: a Service can lead to one pod by its label")
  func onePod() {
    let fixture = started()
    let service = Samples.service("master", isHeadless: false)
    service.spec.selector = ["statefulset.kubernetes.io/pod-name": "web-1"]
    fixture.create(service)
    fixture.run(.milliseconds(100))
    let found = endpoints(fixture, "master")!.subsets.flatMap { $0.addresses }
    #expect(found.map { $0.targetRef?.name } == ["web-1"])
    #expect(found.map { $0.hostname } == [""], "its host name belongs to another Service")
  }

  @Test("A named target port is looked up in the pod")
  func namedPort() {
    let fixture = ClusterFixture()
    let pod = Samples.pod("user", labels: ["app": "web"])
    var port = ContainerPort()
    port.name = "web"
    port.containerPort = 8080
    pod.spec.containers[0].ports = [port]
    fixture.create(pod)
    let service = Samples.service()
    service.spec.ports[0].targetPort = .string("web")
    fixture.create(service)
    fixture.run(seconds: 5)
    #expect(endpoints(fixture)?.subsets.first?.ports.first?.port == 8080)
  }

  @Test("E1: Endpoints hold a thousand addresses, slices a hundred each")
  func limits() {
    let fixture = ClusterFixture(nodes: 10, logs: false) { $0.podsPerNode = 200 }
    fixture.create(Samples.service())
    fixture.create(Samples.replicaSet("web", replicas: 1050))
    fixture.run(seconds: 10)
    let object = endpoints(fixture)!
    #expect(object.subsets.reduce(0) { $0 + $1.addresses.count } == 1000)
    #expect(object.metadata.annotations["endpoints.kubernetes.io/over-capacity"] == "truncated")
    let sizes = slices(fixture).map { $0.endpoints.count }
    #expect(sizes.reduce(0, +) == 1050)
    #expect(sizes.count == 11 && sizes.allSatisfy { $0 <= 100 })
  }

  @Test("Endpoints and slices go with their Service")
  func deletion() {
    let fixture = started()
    fixture.delete(.services, "web", .background)
    fixture.run(seconds: 1)
    #expect(endpoints(fixture) == nil)
    #expect(slices(fixture).isEmpty)
  }

  @Test("A Service without a selector leaves its Endpoints to their maker")
  func noSelector() {
    let fixture = ClusterFixture()
    let service = Samples.service("outside", isHeadless: false)
    service.spec.selector = [:]
    fixture.create(service)
    let made = Endpoints()
    made.metadata.name = "outside"
    fixture.create(made)
    fixture.run(seconds: 30)
    #expect(endpoints(fixture, "outside") != nil)
  }

  @Test("All pods gone: the Endpoints are empty, one empty slice is left")
  func empty() {
    let fixture = started()
    fixture.scale(to: 0)
    fixture.run(seconds: 30)
    #expect(endpoints(fixture)?.subsets.isEmpty == true)
    #expect(slices(fixture).map { $0.endpoints.count } == [0])
    fixture.scale(to: 1)
    fixture.run(seconds: 30)
    #expect(slices(fixture).map { $0.endpoints.count } == [1])
  }
}
