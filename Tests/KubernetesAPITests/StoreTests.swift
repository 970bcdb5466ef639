import KubernetesAPI
import Simulation
import Testing
import Values

@Suite("The server stores, compares and counts")
struct StoreTests {
  @Test("K9: lists are in the order of the names' bytes")
  func order() throws {
    let server = makeServer()
    for name in ["web-2", "web-10", "web-0", "web-1", "a", "web"] {
      try server.create(makePod(name))
    }
    #expect(
      server.list(Pod.self).map { $0.name } == ["a", "web", "web-0", "web-1", "web-10", "web-2"])
    try server.delete(.pods, namespace: "default", name: "web-1")
    try server.create(makePod("b"))
    try server.create(makePod("web-1"))
    try server.delete(.pods, namespace: "default", name: "a")
    #expect(
      server.list(Pod.self).map { $0.name } == ["b", "web", "web-0", "web-1", "web-10", "web-2"])
  }

  @Test("An event that a component made is found, listed and refused to others like any object")
  func uniqueEvents() throws {
    let server = makeServer()
    func event(_ name: String) -> Event {
      let event = Event("Pulled", "a message", type: "Normal", about: makePod("web-0").reference())
      event.metadata.namespace = "default"
      event.metadata.name = name
      return event
    }
    try server.create(event("own"))
    for name in ["b", "a"] { try server.create(unique: event(name)) }
    #expect(server.count(.events) == 3)
    #expect(throws: APIError.alreadyExists(.events, "a")) { try server.create(event("a")) }
    #expect(server.list(Event.self).map { $0.name } == ["a", "b", "own"])
    let first = try #require(server.get(Event.self, namespace: "default", name: "b"))
    try server.delete(.events, namespace: "default", name: "b")
    #expect(server.list(Event.self).map { $0.name } == ["a", "own"])
    let second = try server.create(event("b"))
    #expect(second.metadata.uid != first.metadata.uid)
    #expect(server.list(Event.self).map { $0.name } == ["a", "b", "own"])
  }

  @Test("D1: generated names have five letters of the alphabet, the same in every run")
  func generatedNames() throws {
    func names() throws -> [String] {
      let server = makeServer()
      return try (0..<20).map { _ in
        let pod = makePod("")
        pod.metadata.generateName = "shop-86f7f75d94-"
        return try server.create(pod).name
      }
    }
    let first = try names()
    #expect(first == (try names()))
    #expect(Set(first).count == 20)
    let letters = "bcdfghjklmnpqrstvwxz2456789"
    #expect(
      first.allSatisfy { $0.hasPrefix("shop-86f7f75d94-") && $0.dropFirst(16).count == 5 })
    #expect(first.allSatisfy { $0.dropFirst(16).allSatisfy { letters.contains($0) } })
  }

  @Test func anotherObjectBetweenThemDoesNotChangeUIDs() throws {
    let one = makeServer()
    let two = makeServer()
    try two.create(makePod("between"))
    let first = try one.create(makePod("web-0")).metadata.uid
    #expect(first == (try two.create(makePod("web-0")).metadata.uid))
    try one.delete(.pods, namespace: "default", name: "web-0")
    #expect(try one.create(makePod("web-0")).metadata.uid != first)
  }

  @Test func refusedCreations() throws {
    let server = makeServer()
    try server.create(makePod("web-0"))
    #expect(
      refusal { () throws(APIError) in try server.create(makePod("web-0")) }?.message
        == "pods \"web-0\" already exists")
    let elsewhere = makePod("web-0")
    elsewhere.metadata.namespace = "nowhere"
    #expect(
      refusal { () throws(APIError) in try server.create(elsewhere) }?.message
        == "namespaces \"nowhere\" not found")
    #expect(
      server.handle(APIRequest(.get, .pods, namespace: "default", name: "web-9")).error?.message
        == "pods \"web-9\" not found")
    #expect(
      server.handle(APIRequest(.get, .statefulSets, namespace: "default", name: "x")).error?
        .message == "statefulsets.apps \"x\" not found")
  }

  @Test func aWriteFromAnOldVersionIsAConflict() throws {
    let server = makeServer()
    let first = try server.create(makePod("web-0"))
    let newer = first.copy()
    newer.metadata.labels["a"] = "1"
    try server.update(newer)
    let stale = first.copy()
    stale.metadata.labels["b"] = "2"
    let error = refusal { () throws(APIError) in try server.update(stale) }
    #expect(error?.reason == .conflict)
    #expect(
      error?.message
        == "Operation cannot be fulfilled on pods \"web-0\": the object has been modified; please"
        + " apply your changes to the latest version and try again")
    stale.metadata.resourceVersion = ""
    #expect(throws: Never.self) { try server.update(stale) }
  }

  @Test func aWriteThatChangesNothingMakesNoVersion() throws {
    let server = makeServer()
    let pod = try server.create(makePod("web-0"))
    let version = server.resourceVersion
    var events = 0
    server.watch(ObjectSelection(.pods)) { _ in events += 1 }
    #expect(try server.update(pod.copy()) === pod)
    #expect(try server.updateStatus(pod.copy()) === pod)
    #expect(server.resourceVersion == version)
    #expect(events == 0)
  }

  @Test func statusAndSpecAreWrittenApart() throws {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let set = try #require(server.get(StatefulSet.self, namespace: "default", name: "web"))
    let changed = set.copy()
    changed.spec.replicas = 5
    changed.status.replicas = 9
    let written = try server.updateStatus(changed)
    #expect(written.spec.replicas == 3)
    #expect(written.status.replicas == 9)
    #expect(written.metadata.generation == 1)
    let other = written.copy()
    other.spec.replicas = 4
    other.status.replicas = 1
    let second = try server.update(other)
    #expect(second.spec.replicas == 4)
    #expect(second.status.replicas == 9)
    #expect(second.metadata.generation == 2)
  }

  @Test func dryRunStoresNothing() throws {
    let server = makeServer()
    let pod = try server.create(makePod("web-0"), isDryRun: true)
    #expect(!pod.metadata.uid.isEmpty)
    #expect(server.get(Pod.self, namespace: "default", name: "web-0") == nil)
  }

  @Test func selectorsSelect() throws {
    let server = makeServer()
    try server.create(makePod("a", labels: ["app": "web", "tier": "x"], node: "node-1"))
    try server.create(makePod("b", labels: ["app": "web"], node: "node-2"))
    try server.create(makePod("c", labels: ["app": "db"]))
    func names(_ labels: String, _ fields: String = "") -> [String]? {
      var request = APIRequest(.list, .pods, namespace: "default")
      request.labelSelector = labels
      request.fieldSelector = fields
      return server.handle(request).body["items"]?.array?.compactMap {
        $0["metadata"]?["name"]?.string
      }
    }
    #expect(names("app=web") == ["a", "b"])
    #expect(names("app!=web") == ["c"])
    #expect(names("app in (web, db),!tier") == ["b", "c"])
    #expect(names("tier") == ["a"])
    #expect(names("app notin (web)") == ["c"])
    #expect(names("", "spec.nodeName=node-2") == ["b"])
    #expect(names("", "spec.nodeName!=node-2,status.phase=Pending") == ["a", "c"])
    #expect(names("app=web", "metadata.name=b") == ["b"])
    #expect(names("app=(") == nil)
  }

  @Test func aBadFieldSelectorIsToldAsTheServerDoes() {
    var request = APIRequest(.list, .pods, namespace: "default")
    request.fieldSelector = "bogus"
    #expect(
      makeServer().handle(request).error?.message
        == "Unable to find \"/v1, Resource=pods\" that match label selector \"\", field selector"
        + " \"bogus\": invalid selector: 'bogus'; can't understand 'bogus'")
  }

  @Test("ten times the objects take about ten times the time, not a hundred times")
  func growth() throws {
    func seconds(_ count: Int) throws -> Double {
      let server = makeServer()
      var received = 0
      for node in 0..<10 {
        server.watch(ObjectSelection(.pods, nodeName: "node-\(node)")) { _ in received += 1 }
      }
      let clock = ContinuousClock()
      let time = try clock.measure {
        for index in 0..<count {
          let pod = try server.create(makePod("pod-\(index * 7919 % count)-\(index)"))
          try server.bind(namespace: "default", pod: pod.name, node: "node-\(index % 10)")
          if index % 1000 == 0 { _ = server.list(Pod.self) }
        }
      }
      #expect(server.list(Pod.self).count == count)
      #expect(received == count)
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    _ = try seconds(100)
    let small = try seconds(500)
    #expect(try seconds(5000) < small * 40)
  }
}
