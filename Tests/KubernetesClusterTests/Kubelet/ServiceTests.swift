import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

@Suite("Services on the network")
struct ServiceTests {
  /// A Service, and a slice with the addresses of pods that are there.
  @discardableResult
  private func makeService(
    _ name: String, in fixture: KubeletFixture, pods: [String], isHeadless: Bool = false,
    _ change: (Service) -> Void = { _ in }
  ) throws -> Service {
    let service = Service()
    service.metadata.name = name
    if isHeadless { service.spec.clusterIP = "None" }
    var port = ServicePort()
    port.name = "http"
    port.port = 8080
    port.targetPort = .integer(80)
    service.spec.ports = [port]
    change(service)
    let stored = try fixture.server.create(service)
    try setEndpoints(of: name, in: fixture, pods: pods)
    fixture.run(.milliseconds(10))
    return stored
  }

  private func setEndpoints(of name: String, in fixture: KubeletFixture, pods: [String]) throws {
    let old = fixture.server.get(EndpointSlice.self, namespace: "default", name: name + "-x")
    let slice = old?.copy() ?? EndpointSlice()
    slice.metadata.name = name + "-x"
    slice.metadata.namespace = "default"
    slice.metadata.labels = ["kubernetes.io/service-name": name]
    slice.addressType = "IPv4"
    slice.endpoints = pods.compactMap { name in
      guard let pod = fixture.pod(name) else { return nil }
      var endpoint = Endpoint()
      endpoint.addresses = [pod.status.podIP]
      endpoint.conditions.ready = pod.isReady
      endpoint.nodeName = pod.spec.nodeName
      endpoint.hostname = pod.spec.hostname.isEmpty ? nil : pod.spec.hostname
      return endpoint
    }
    var port = EndpointSlicePort()
    port.name = "http"
    port.port = 80
    port.protocol = "TCP"
    slice.ports = [port]
    if old == nil {
      try fixture.server.create(slice)
    } else {
      try fixture.server.update(slice)
    }
  }

  /// What a client on a host gets from an address.
  private func ask(
    _ address: String, _ port: Int, from host: Host, in fixture: KubeletFixture
  ) -> String {
    let files = FileSystem(root: Disk(name: "client"))
    let space = ProcessSpace(world: fixture.world, host: host, fileSystem: files)
    let sink = NullSink()
    let process = space.start(
      WaitProgram(),
      Launch(
        arguments: ["wait", "60"], input: TextSource(world: fixture.world), output: sink,
        errorOutput: sink))
    var answer = "no answer"
    process.connect(to: address, port: port) { result in
      switch result {
      case .refused: answer = "refused"
      case .unreachable: answer = "unreachable"
      case .connected(let socket):
        var parser = HTTPParser()
        socket.onReceive = { text in
          for response in parser.feed(text) {
            answer = String(response.body.split(separator: " ").first ?? "")
          }
        }
        socket.send(HTTPMessage.request("GET", "/").serialized)
      }
    }
    fixture.run(.milliseconds(20))
    process.send(.kill)
    space.dispose()
    return answer
  }

  private func makePods(_ count: Int, in fixture: KubeletFixture) throws -> [String] {
    var names: [String] = []
    for index in 0..<count {
      let name = "web-\(index)"
      try fixture.makePod(name, node: "node-\(index % 3 + 1)") { pod in
        pod.spec.hostname = name
        pod.spec.subdomain = "web"
      }
      names.append(name)
    }
    fixture.run(.seconds(5))
    return names
  }

  private func host(of pod: String, in fixture: KubeletFixture) throws -> Host {
    let address = try #require(fixture.pod(pod)).status.podIP
    return try #require(fixture.world.network.host(at: address))
  }

  @Test("E2: each new connection to a ClusterIP goes to some endpoint; all of them get some")
  func clusterAddress() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(3, in: fixture)
    let service = try makeService("web", in: fixture, pods: pods)
    let client = try host(of: "web-0", in: fixture)
    var counts: [String: Int] = [:]
    for _ in 0..<60 {
      counts[ask(service.spec.clusterIP, 8080, from: client, in: fixture), default: 0] += 1
    }
    #expect(counts.keys.sorted() == pods)
    let all = counts.values.allSatisfy { $0 >= 8 }
    #expect(all)
  }

  @Test("Nobody behind a Service: the connection is refused")
  func noEndpoints() throws {
    let fixture = KubeletFixture()
    _ = try makePods(1, in: fixture)
    let service = try makeService("web", in: fixture, pods: [])
    let client = try host(of: "web-0", in: fixture)
    #expect(ask(service.spec.clusterIP, 8080, from: client, in: fixture) == "refused")
    #expect(ask(service.spec.clusterIP, 9999, from: client, in: fixture) == "no answer")
  }

  @Test("E5: with sessionAffinity ClientIP a client stays with its endpoint until that goes")
  func affinity() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(3, in: fixture)
    let service = try makeService("web", in: fixture, pods: pods) {
      $0.spec.sessionAffinity = "ClientIP"
      $0.spec.sessionAffinityConfig = SessionAffinityConfig()
      $0.spec.sessionAffinityConfig?.clientIP = ClientIPConfig()
      $0.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds = 100
    }
    let client = try host(of: "web-0", in: fixture)
    let first = ask(service.spec.clusterIP, 8080, from: client, in: fixture)
    for _ in 0..<20 {
      #expect(ask(service.spec.clusterIP, 8080, from: client, in: fixture) == first)
      fixture.run(.seconds(50))
    }
    try setEndpoints(of: "web", in: fixture, pods: pods.filter { $0 != first })
    fixture.run(.milliseconds(10))
    #expect(ask(service.spec.clusterIP, 8080, from: client, in: fixture) != first)
  }

  @Test(
    "NodePort: any node's address leads to a pod, also from outside; pods cannot be reached from there"
  )
  func nodePort() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(2, in: fixture)
    let service = try makeService("web", in: fixture, pods: pods) {
      $0.spec.type = "NodePort"
      $0.spec.ports[0].nodePort = 30080
    }
    let laptop = Host(name: "laptop")
    fixture.world.network.assign("192.168.49.1", to: laptop)
    for node in ["10.0.0.11", "10.0.0.12", "10.0.0.13"] {
      #expect(pods.contains(ask(node, 30080, from: laptop, in: fixture)))
    }
    #expect(ask("10.0.0.11", 30081, from: laptop, in: fixture) == "refused")
    #expect(ask(service.spec.clusterIP, 8080, from: laptop, in: fixture) == "no answer")
    let address = try #require(fixture.pod("web-0")).status.podIP
    #expect(ask(address, 80, from: laptop, in: fixture) == "no answer")
    let other = try host(of: "web-1", in: fixture)
    #expect(ask(address, 80, from: other, in: fixture) == "web-0")
    // A node without power passes nothing on.
    fixture.agents.kubelet(of: "node-3")?.node.host.crash()
    #expect(ask("10.0.0.13", 30080, from: laptop, in: fixture) == "no answer")
  }

  // MARK: Names

  private func lookUp(
    _ name: String, _ type: RecordType = .address, from host: Host, in fixture: KubeletFixture
  ) -> LookUpResult {
    var result = LookUpResult.noServer
    fixture.world.network.lookUp(name, type, from: host) { result = $0 }
    fixture.run(.milliseconds(20))
    return result
  }

  @Test("E2, E3, E4: names of Services and pods, with the search list of a pod")
  func names() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(2, in: fixture)
    let service = try makeService("shop", in: fixture, pods: pods)
    try makeService("web", in: fixture, pods: pods, isHeadless: true)
    let client = try host(of: "web-0", in: fixture)
    let addresses = pods.compactMap { fixture.pod($0)?.status.podIP }
    #expect(lookUp("shop", from: client, in: fixture).addresses == [service.spec.clusterIP])
    #expect(
      lookUp("shop.default.svc", from: client, in: fixture).addresses == [service.spec.clusterIP])
    #expect(lookUp("web", from: client, in: fixture).addresses.sorted() == addresses)
    #expect(lookUp("web-1.web", from: client, in: fixture).addresses == [addresses[1]])
    #expect(
      lookUp("web-1.web.default.svc.cluster.local", from: client, in: fixture).addresses
        == [addresses[1]])
    #expect(lookUp("web-9.web", from: client, in: fixture).addresses == [])
    let services = lookUp("_http._tcp.web", .service, from: client, in: fixture)
    guard case .found(_, let records, let server) = services else {
      Issue.record("no SRV records")
      return
    }
    #expect(server == "10.96.0.10")
    let targets = records.compactMap { record in
      if case .service(_, _, let port, let target) = record.content {
        "\(target):\(port)"
      } else {
        nil
      }
    }
    #expect(
      targets.sorted() == [
        "web-0.web.default.svc.cluster.local:80", "web-1.web.default.svc.cluster.local:80",
      ])
    let reversed = addresses[0].split(separator: ".").reversed().joined(separator: ".")
    let pointer = lookUp(reversed + ".in-addr.arpa.", .pointer, from: client, in: fixture)
    guard case .found(_, let names, _) = pointer else {
      Issue.record("no PTR record")
      return
    }
    #expect(names.map { $0.content } == [.pointer("web-0.web.default.svc.cluster.local")])
  }

  @Test("E4: that a name does not exist is remembered for 30 seconds")
  func negativeCaching() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(2, in: fixture)
    try makeService("web", in: fixture, pods: ["web-0"], isHeadless: true)
    let client = try host(of: "web-0", in: fixture)
    #expect(lookUp("web-1.web", from: client, in: fixture).addresses == [])
    try setEndpoints(of: "web", in: fixture, pods: pods)
    fixture.run(.seconds(25))
    #expect(lookUp("web-1.web", from: client, in: fixture).addresses == [])
    fixture.run(.seconds(6))
    #expect(lookUp("web-1.web", from: client, in: fixture).addresses.count == 1)
  }

  @Test("E3: the name of a pod exists only while it is ready")
  func unreadyNames() throws {
    let fixture = KubeletFixture()
    let pods = try makePods(2, in: fixture)
    try makeService("web", in: fixture, pods: pods, isHeadless: true)
    let slice = try #require(
      fixture.server.get(EndpointSlice.self, namespace: "default", name: "web-x")
    ).copy()
    slice.endpoints[1].conditions.ready = false
    try fixture.server.update(slice)
    fixture.run(.milliseconds(10))
    let client = try host(of: "web-0", in: fixture)
    #expect(lookUp("web-1.web", from: client, in: fixture).addresses == [])
    #expect(lookUp("web", from: client, in: fixture).addresses.count == 1)
  }

  @Test("ExternalName is an alias; other names of the world do not exist")
  func otherNames() throws {
    let fixture = KubeletFixture()
    _ = try makePods(1, in: fixture)
    try makeService("db", in: fixture, pods: []) {
      $0.spec.type = "ExternalName"
      $0.spec.externalName = "db.example.com"
      $0.spec.ports = []
    }
    let client = try host(of: "web-0", in: fixture)
    guard case .found(_, let records, _) = lookUp("db", from: client, in: fixture) else {
      Issue.record("no alias")
      return
    }
    #expect(records.map { $0.content } == [.alias("db.example.com")])
    #expect(lookUp("example.com", from: client, in: fixture).addresses == [])
    #expect(lookUp("", from: client, in: fixture).addresses == [])
    #expect(lookUp("....", from: client, in: fixture).addresses == [])
  }
}
