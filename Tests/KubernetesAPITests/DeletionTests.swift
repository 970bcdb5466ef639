import KubernetesAPI
import Simulation
import Testing
import Values

@Suite("Deletion waits for grace and finalizers")
struct DeletionTests {
  @Test("N6: a running pod ends after its grace")
  func aRunningPodEndsAfterItsGrace() throws {
    let clock = TestClock()
    clock.time = VirtualTime(milliseconds: 10_500)
    let server = makeServer(clock)
    try server.create(makePod("web-0", node: "node-1"))
    let begun = try server.delete(.pods, namespace: "default", name: "web-0")
    #expect(!begun.isGone)
    #expect(begun.object.metadata.deletionTimestamp == VirtualTime(milliseconds: 40_000))
    #expect(begun.object.metadata.deletionGracePeriodSeconds == 30)
    let version = server.resourceVersion
    #expect(!(try server.delete(.pods, namespace: "default", name: "web-0").isGone))
    #expect(server.resourceVersion == version)
    let shorter = try server.delete(
      .pods, namespace: "default", name: "web-0", options: .init(gracePeriodSeconds: 5))
    #expect(shorter.object.metadata.deletionTimestamp == VirtualTime(milliseconds: 15_000))
    let end = try server.delete(
      .pods, namespace: "default", name: "web-0", options: .init(gracePeriodSeconds: 0))
    #expect(end.isGone)
    #expect(server.count(.pods) == 0)
  }

  @Test(
    "N6: pods without a node, and ended ones, go at once", arguments: ["", "Succeeded", "Failed"])
  func withoutGrace(_ phase: String) throws {
    let server = makeServer()
    let pod = try server.create(makePod("web-0", node: phase.isEmpty ? "" : "node-1"))
    if !phase.isEmpty {
      let ended = pod.copy()
      ended.status.phase = phase
      try server.updateStatus(ended)
    }
    #expect(try server.delete(.pods, namespace: "default", name: "web-0").isGone)
  }

  @Test("V4: a finalizer keeps an object until it is removed")
  func aFinalizerKeepsAnObjectUntilItIsRemoved() throws {
    let server = makeServer()
    let claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    claim.spec.accessModes = ["ReadWriteOnce"]
    claim.spec.resources.requests["storage"] = Quantity("1Gi")
    try server.create(claim)
    var changes: [ObjectEvent.Change] = []
    server.watch(ObjectSelection(.persistentVolumeClaims)) { changes.append($0.change) }
    let begun = try server.delete(.persistentVolumeClaims, namespace: "default", name: "data")
    #expect(!begun.isGone)
    let present = try #require(
      server.get(PersistentVolumeClaim.self, namespace: "default", name: "data"))
    #expect(present.isBeingDeleted)
    let freed = present.copy()
    freed.metadata.finalizers = []
    try server.update(freed)
    #expect(server.count(.persistentVolumeClaims) == 0)
    #expect(changes == [.modified, .deleted])
  }

  @Test func preconditionsAreChecked() throws {
    let server = makeServer()
    let pod = try server.create(makePod("web-0"))
    let error = refusal { () throws(APIError) in
      try server.delete(.pods, namespace: "default", name: "web-0", options: .init(uid: "other"))
    }
    #expect(
      error?.message
        == "Operation cannot be fulfilled on pods \"web-0\": Precondition failed: UID in"
        + " precondition: other, UID in object meta: \(pod.metadata.uid)")
    #expect(
      try server.delete(
        .pods, namespace: "default", name: "web-0", options: .init(uid: pod.metadata.uid)
      ).isGone)
  }

  @Test(
    "propagation leaves its mark for the collector",
    arguments: [
      (DeleteOptions.Propagation.orphan, "orphan"), (.foreground, "foregroundDeletion"),
    ])
  func propagation(_ propagation: DeleteOptions.Propagation, _ finalizer: String) throws {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let outcome = try server.delete(
      .statefulSets, namespace: "default", name: "web",
      options: .init(propagation: propagation))
    #expect(!outcome.isGone)
    #expect(outcome.object.metadata.finalizers == [finalizer])
    #expect(outcome.object.metadata.generation == 2)
  }

  @Test func anEndingNamespaceTakesNothingNew() throws {
    let server = makeServer()
    #expect(!(try server.delete(.namespaces, name: "default").isGone))
    #expect(server.get(Namespace.self, name: "default")?.status.phase == "Terminating")
    #expect(
      refusal { () throws(APIError) in try server.create(makePod("web-0")) }?.message
        == "pods \"web-0\" is forbidden: unable to create new content in namespace default because"
        + " it is being terminated")
    let ending = try #require(server.get(Namespace.self, name: "default")).copy()
    ending.spec.finalizers = []
    try server.update(ending)
    #expect(server.get(Namespace.self, name: "default") == nil)
  }

  @Test func dependentsAreFoundByTheirOwner() throws {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let set = try #require(server.get(StatefulSet.self, namespace: "default", name: "web"))
    for name in ["web-1", "web-0"] {
      let pod = makePod(name)
      pod.metadata.ownerReferences = [set.controllerReference()]
      try server.create(pod)
    }
    #expect(server.dependents(ofOwner: set.metadata.uid).map { $0.name } == ["web-0", "web-1"])
    let released = try #require(server.get(Pod.self, namespace: "default", name: "web-0")).copy()
    released.metadata.ownerReferences = []
    try server.update(released)
    #expect(server.dependents(ofOwner: set.metadata.uid).map { $0.name } == ["web-1"])
  }
}
