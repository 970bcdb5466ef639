import KubernetesAPI
import Simulation
import Testing
import Values

@Suite("Watchers are told what concerns them")
struct WatchTests {
  @Test func changesArriveInOrderWithOldAndNew() throws {
    let server = makeServer()
    var lines: [String] = []
    server.watch(ObjectSelection(.pods)) { event in
      let old = event.old.map { $0.metadata.resourceVersion } ?? "-"
      lines.append(
        "\(event.change.rawValue) \(event.object.name) \(old) \(event.object.metadata.resourceVersion)"
      )
    }
    let pod = try server.create(makePod("web-0"))
    let changed = pod.copy()
    changed.metadata.labels["a"] = "1"
    try server.update(changed)
    try server.delete(.pods, namespace: "default", name: "web-0")
    // A pod's deletion is written, with its grace of 0, before the pod goes.
    #expect(
      lines == [
        "ADDED web-0 - 2", "MODIFIED web-0 2 3", "MODIFIED web-0 3 4", "DELETED web-0 4 5",
      ])
  }

  @Test func nothingArrivesBeforeTheOwnerDelivers() throws {
    let server = makeServer()
    var post: [(Watch, ObjectEvent)] = []
    server.deliver = { watches, event in post += watches.map { ($0, event) } }
    var received = 0
    let watch = server.watch(ObjectSelection(.pods)) { _ in received += 1 }
    try server.create(makePod("a"))
    try server.create(makePod("b"))
    #expect(received == 0)
    #expect(post.count == 2)
    post[0].0.receive(post[0].1)
    #expect(received == 1)
    server.stop(watch)
    post[1].0.receive(post[1].1)
    #expect(received == 1)
    try server.create(makePod("c"))
    #expect(post.count == 2)
  }

  @Test func aNodeHearsOnlyOfItsPods() throws {
    let server = makeServer()
    var lines: [String] = []
    server.watch(ObjectSelection(.pods, nodeName: "node-1")) {
      lines.append("\($0.change.rawValue) \($0.object.name)")
    }
    try server.create(makePod("a"))
    try server.create(makePod("b"))
    try server.bind(namespace: "default", pod: "a", node: "node-1")
    try server.bind(namespace: "default", pod: "b", node: "node-2")
    #expect(lines == ["ADDED a"])
    let error = refusal { () throws(APIError) in
      try server.bind(namespace: "default", pod: "a", node: "node-2")
    }
    #expect(error?.reason == .conflict)
  }

  @Test func enteringAndLeavingASelection() throws {
    let server = makeServer()
    var lines: [String] = []
    server.watch(ObjectSelection(.pods, labels: Selector(labels: ["app": "web"]))) {
      lines.append("\($0.change.rawValue) \($0.object.name)")
    }
    let pod = try server.create(makePod("a"))
    let labelled = pod.copy()
    labelled.metadata.labels["app"] = "web"
    let second = try server.update(labelled).copy()
    second.metadata.labels["app"] = "db"
    try server.update(second)
    try server.delete(.pods, namespace: "default", name: "a")
    #expect(lines == ["ADDED a", "DELETED a"])
  }

  @Test func presentObjectsComeFirst() throws {
    let server = makeServer()
    try server.create(makePod("b"))
    try server.create(makePod("a"))
    var names: [String] = []
    server.watch(ObjectSelection(.pods), sendsPresentObjects: true) { names.append($0.object.name) }
    try server.create(makePod("c"))
    #expect(names == ["a", "b", "c"])
  }

  @Test func aWatchRequestStreamsTables() throws {
    let server = makeServer()
    var request = APIRequest(.watch, .pods, namespace: "default", name: "web-0")
    request.wantsTable = true
    var messages: [WatchMessage] = []
    _ = try server.openWatch(request) { messages.append($0) }
    try server.create(makePod("web-0"))
    try server.create(makePod("web-1"))
    #expect(messages.count == 1)
    #expect(messages[0].body["rows"]?[0]?["cells"]?[2] == "Pending")
    #expect(messages[0].json["type"] == "ADDED")
  }
}
