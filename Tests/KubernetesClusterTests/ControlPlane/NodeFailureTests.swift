import KubernetesAPI
import Simulation
import Testing

@testable import KubernetesCluster

@Suite struct NodeFailureTests {
  /// A StatefulSet and a Deployment of three pods each, all running. The last lease of every node
  /// is just renewed.
  private func started(claims: Bool = false) -> ClusterFixture {
    let fixture = ClusterFixture()
    fixture.create(Samples.service())
    fixture.create(Samples.statefulSet(claims: claims))
    fixture.create(Samples.deployment())
    fixture.run(seconds: 30)
    fixture.clearLog()
    return fixture
  }

  private func node(_ fixture: ClusterFixture, _ name: String) -> Node {
    fixture.server.get(Node.self, name: name)!
  }

  private func taints(_ fixture: ClusterFixture, _ name: String) -> [String] {
    node(fixture, name).spec.taints.map { "\($0.key):\($0.effect)" }
  }

  @Test("N9 N10 S26 D9 G2: a lost node, to the second")
  func timeline() {
    let fixture = started()
    let victim = fixture.pod("web-1")!.spec.nodeName
    let start = fixture.world.now
    func at(_ seconds: Int64) { fixture.world.run(until: start + .seconds(seconds)) }
    fixture.nodes.lose(victim)

    at(54)
    #expect(node(fixture, victim).isReady)
    #expect(fixture.pod("web-1")!.isReady)

    at(56)
    let ready = node(fixture, victim).condition("Ready")!
    #expect(ready.status == "Unknown")
    #expect(ready.reason == "NodeStatusUnknown")
    #expect(ready.message == "Kubelet stopped posting node status.")
    #expect(taints(fixture, victim) == ["node.kubernetes.io/unreachable:NoSchedule"])
    #expect(!fixture.pod("web-1")!.isReady)
    #expect(fixture.pod("web-1")!.status.phase == "Running")
    #expect(fixture.events(about: "web-1").contains("Warning NodeNotReady Node is not ready"))
    #expect(
      fixture.events(about: victim).contains(
        "Normal NodeNotReady Node \(victim) status is now: NodeNotReady"))
    #expect(fixture.set().status.readyReplicas == 2)
    let endpoints = fixture.server.get(Endpoints.self, namespace: "default", name: "web")!
    #expect(endpoints.subsets[0].addresses.count == 2)

    at(61)
    #expect(
      taints(fixture, victim) == [
        "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute",
      ])
    at(359)
    #expect(fixture.log(of: "po").isEmpty)

    at(362)
    #expect(fixture.pod("web-1")!.isBeingDeleted)
    #expect(
      fixture.events(about: "web-1").contains(
        "Normal TaintManagerEviction Marking for deletion Pod default/web-1"))
    let shop = fixture.server.list(Pod.self, labels: Selector(labels: ["app": "shop"]))
    #expect(shop.count == 4, "D9: the Deployment's pod is replaced at once")
    at(900)
    #expect(fixture.pod("web-1")!.isBeingDeleted, "S26: the StatefulSet's is not")
    #expect(fixture.podNames.filter { $0.hasPrefix("web") }.count == 3)

    fixture.deletePod("web-1", grace: 0)
    fixture.run(seconds: 5)
    #expect(fixture.pod("web-1")!.isReady)
    #expect(fixture.pod("web-1")!.spec.nodeName != victim)
  }

  @Test("N10: a node that is back in time keeps its pods")
  func backInTime() {
    let fixture = started()
    let victim = fixture.pod("web-1")!.spec.nodeName
    let uid = fixture.pod("web-1")!.metadata.uid
    fixture.nodes.lose(victim)
    fixture.run(seconds: 200)
    fixture.nodes.restore(victim)
    fixture.run(seconds: 1)
    #expect(taints(fixture, victim) == ["node.kubernetes.io/unreachable:NoExecute"])
    fixture.run(seconds: 5)
    #expect(taints(fixture, victim).isEmpty)
    #expect(fixture.pod("web-1")!.isReady)
    #expect(
      fixture.events(about: "web-1").contains(
        "Normal TaintManagerEviction Cancelling deletion of Pod default/web-1"))
    fixture.run(seconds: 400)
    #expect(fixture.pod("web-1")!.metadata.uid == uid)
  }

  @Test("S26: a node that is back late ends its pods, and the set goes on")
  func backLate() {
    let fixture = started()
    let victim = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(victim)
    fixture.run(seconds: 700)
    fixture.nodes.restore(victim)
    fixture.run(seconds: 20)
    #expect(fixture.pod("web-1")!.isReady)
    #expect(!fixture.pod("web-1")!.isBeingDeleted)
  }

  @Test(
    "N11: with two of three nodes lost pods are evicted, with all three none", arguments: [2, 3])
  func massFailure(_ count: Int) {
    let fixture = started()
    for number in 1...count { fixture.nodes.lose("node-\(number)") }
    fixture.run(seconds: 500)
    let going = fixture.server.list(Pod.self).filter { $0.isBeingDeleted }
    #expect(going.isEmpty == (count == 3))
    if count == 3 { #expect(!taints(fixture, "node-1").contains { $0.hasSuffix("NoExecute") }) }
  }

  @Test("N11: one node in ten seconds loses its pods")
  func evictionPace() {
    var pace = EvictionPace()
    let now = VirtualTime.zero
    pace.take(nodes: 3, troubled: 2)
    let allowed = [0, 5, 10, 19, 20].map { pace.allows(at: now + .seconds($0)) }
    #expect(allowed == [true, false, true, false, true])
    pace.take(nodes: 5, troubled: 3)
    #expect(pace.areStopped && !pace.isTotal)
    pace.take(nodes: 100, troubled: 60)
    #expect(!pace.areStopped)
    pace.take(nodes: 1, troubled: 1)
    #expect(pace.areStopped && pace.isTotal)
  }

  @Test("N11: of several nodes lost together one in ten seconds loses its pods")
  func evictionsOneNodeAfterTheOther() {
    let fixture = ClusterFixture(nodes: 10)
    fixture.create(Samples.deployment(replicas: 10))
    fixture.run(seconds: 30)
    for number in 1...4 { fixture.nodes.lose("node-\(number)") }
    let start = fixture.world.now
    fixture.run(seconds: 600)
    let times = (1...4).map { number in
      let taint = node(fixture, "node-\(number)").spec.taints.first { $0.effect == "NoExecute" }
      return ((taint?.timeAdded ?? start) - start).seconds
    }
    #expect(times == [60, 70, 80, 90])
    let evicted = fixture.server.list(Event.self).filter { $0.reason == "TaintManagerEviction" }
      .map { ($0.firstTimestamp! - start).seconds }.sorted()
    #expect(evicted == [360, 370, 380, 390])
  }

  @Test("N11: with most of a large cluster lost evictions are slow, of a small one they stop")
  func largeDisruptions() {
    var pace = EvictionPace()
    pace.take(nodes: 100, troubled: 60)
    let allowed = [0, 10, 99, 100].map { pace.allows(at: .zero + .seconds($0)) }
    #expect(allowed == [true, false, false, true])
    // More than two, and at least 55 in a hundred.
    for (nodes, troubled, stops) in [
      (4, 2, false), (4, 3, true), (5, 3, true), (6, 3, false), (50, 28, true), (50, 27, false),
      (51, 30, false), (100, 100, true),
    ] {
      pace.take(nodes: nodes, troubled: troubled)
      #expect(pace.areStopped == stops, "\(troubled) of \(nodes)")
    }
  }

  @Test("N10: how long a pod puts up with its lost node is what its tolerations say")
  func ownTolerations() {
    let fixture = ClusterFixture()
    for (name, seconds) in [("short", 20), ("usual", nil), ("patient", -1)] as [(String, Int64?)] {
      let pod = Samples.pod(name)
      pod.spec.nodeName = "node-1"
      if let seconds {
        var toleration = Toleration()
        toleration.key = "node.kubernetes.io/unreachable"
        toleration.operator = "Exists"
        toleration.effect = "NoExecute"
        toleration.tolerationSeconds = seconds < 0 ? nil : seconds
        pod.spec.tolerations = [toleration]
      }
      fixture.create(pod)
    }
    fixture.run(seconds: 30)
    fixture.nodes.lose("node-1")
    func going(after seconds: Int64) -> [String] {
      fixture.run(seconds: seconds)
      return fixture.server.list(Pod.self).filter { $0.isBeingDeleted }.map { $0.name }
    }
    #expect(going(after: 79) == [])
    #expect(going(after: 2) == ["short"])
    #expect(going(after: 278) == ["short"])
    #expect(going(after: 2) == ["short", "usual"])
    #expect(going(after: 100_000) == ["short", "usual"])
  }

  @Test("N13: on a node that is well the taint is one like others: its pods end in good order")
  func outOfServiceOnAHealthyNode() {
    let fixture = started(claims: true)
    fixture.nodes.stopTime = .seconds(25)
    let home = fixture.pod("web-1")!.spec.nodeName
    fixture.change(Node.self, home) { node in
      var taint = Taint()
      taint.key = "node.kubernetes.io/out-of-service"
      taint.effect = "NoExecute"
      node.spec.taints.append(taint)
    }
    fixture.run(seconds: 22)
    #expect(fixture.pod("web-1")?.isBeingDeleted == true, "nobody cuts it short")
    fixture.run(seconds: 20)
    #expect(fixture.pod("web-1")?.isReady == true)
    #expect(fixture.pod("web-1")?.spec.nodeName != home)
  }

  @Test("N12: pods of a node that was deleted go after a while, and the set goes on")
  func deletedNode() {
    let fixture = started()
    let victim = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(victim)
    fixture.run(seconds: 100)
    fixture.delete(.nodes, victim)
    fixture.run(seconds: 30)
    #expect(fixture.pod("web-1")?.spec.nodeName == victim)
    fixture.run(seconds: 50)
    #expect(fixture.pod("web-1")?.isReady == true)
    #expect(fixture.pod("web-1")?.spec.nodeName != victim)
  }

  @Test("N13: the out-of-service taint frees pods and volumes at once")
  func outOfService() {
    let fixture = started(claims: true)
    let victim = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(victim)
    fixture.run(seconds: 100)
    fixture.change(Node.self, victim) { node in
      var taint = Taint()
      taint.key = "node.kubernetes.io/out-of-service"
      taint.value = "nodeshutdown"
      taint.effect = "NoExecute"
      node.spec.taints.append(taint)
    }
    fixture.run(seconds: 30)
    #expect(fixture.pod("web-1")?.isReady == true)
    #expect(fixture.pod("web-1")?.spec.nodeName != victim)
  }

  @Test("V6 G2: after a force delete the volume of a lost node is free six minutes later")
  func forcedDetach() {
    let fixture = started(claims: true)
    let victim = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(victim)
    fixture.run(seconds: 400)
    fixture.deletePod("web-1", grace: 0)
    fixture.run(seconds: 300)
    #expect(fixture.pod("web-1")?.isReady == false)
    let volume = fixture.claim("data-web-1")!.spec.volumeName
    #expect(
      fixture.events(about: "web-1").contains(
        "Warning FailedAttachVolume Multi-Attach error for volume \"\(volume)\" Volume is already"
          + " exclusively attached to one node and can't be attached to another"))
    fixture.run(seconds: 70)
    #expect(fixture.pod("web-1")?.isReady == true)
  }

  @Test("What a lost node led to can be traced back to it")
  func causes() {
    let fixture = started()
    let victim = fixture.pod("web-1")!.spec.nodeName
    fixture.nodes.lose(victim)
    fixture.run(seconds: 400)
    let trace = fixture.world.trace
    let deletion = trace.last(about: "pod/default/web-1")!
    #expect(deletion.text == "marked for deletion")
    #expect(deletion.actor == "taint-eviction-controller")
    let chain = trace.chain(from: deletion.number).map { $0.subject }
    #expect(chain.contains("node/\(victim)"))
  }
}
