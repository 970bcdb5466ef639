import KubernetesAPI
import KubernetesCluster
import Simulation
import Testing

/// The tables of the real StatefulSet controller's unit tests, restated:
/// `stateful_set_control_test.go`. Each case runs under both pod management policies, which the
/// originals call monotonic and burst, and with the set's size as it was, larger or smaller.
@Suite struct StatefulSetControlTests {
  /// One case of a table.
  struct Case: Sendable, CustomTestStringConvertible {
    var isParallel: Bool
    var replicas: Int32
    var wanted: Int32

    var testDescription: String {
      (isParallel ? "burst" : "monotonic") + " image update, \(replicas) to \(wanted)"
    }

    static let all: [Case] = [false, true].flatMap { isParallel in
      [(3, 3), (3, 5), (5, 3)].map {
        Case(isParallel: isParallel, replicas: $0.0, wanted: $0.1)
      }
    }
  }

  static let old = "nginx:1.25"
  static let new = "nginx:1.26"

  private func started(
    _ size: Case, _ change: (StatefulSet) -> Void = { _ in }
  ) -> ClusterFixture {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: size.replicas, isParallel: size.isParallel)
    change(set)
    fixture.create(set)
    fixture.run(seconds: 40)
    fixture.clearLog()
    return fixture
  }

  private func update(_ fixture: ClusterFixture, to image: String, size: Int32) {
    fixture.change(StatefulSet.self, "web") {
      $0.spec.template.spec.containers[0].image = image
      $0.spec.replicas = size
    }
    fixture.run(seconds: 90)
  }

  private func images(_ fixture: ClusterFixture) -> [String] {
    fixture.podNames.map { fixture.pod($0)!.spec.containers[0].image }
  }

  private func all(_ image: String, _ count: Int32) -> [String] {
    Array(repeating: image, count: Int(count))
  }

  /// Restates `TestStatefulSetControlRollingUpdate`.
  @Test("S3, S10, S15: a rolling update, alone or together with scaling", arguments: Case.all)
  func rollingUpdate(_ size: Case) {
    let fixture = started(size)
    update(fixture, to: StatefulSetControlTests.new, size: size.wanted)
    #expect(images(fixture) == all(StatefulSetControlTests.new, size.wanted))
    let status = fixture.set().status
    #expect(status.currentRevision == status.updateRevision)
    #expect(status.currentReplicas == size.wanted)
    #expect(status.updatedReplicas == size.wanted)
    #expect(status.readyReplicas == size.wanted)

    // Scaling first, then the update from the top down.
    let deleted = fixture.log(of: "po").filter { $0.hasPrefix("~") }
    let condemned =
      size.wanted < size.replicas
      ? (size.wanted..<size.replicas).reversed().map { "~po web-\($0)" } : []
    let outdated = (0..<min(size.wanted, size.replicas)).reversed().map { "~po web-\($0)" }
    #expect(deleted == condemned + outdated)
    if size.wanted > size.replicas, !size.isParallel {
      let firstUpdate = fixture.log(of: "po").firstIndex(of: "~po web-2")!
      #expect(fixture.log(of: "po")[..<firstUpdate] == ["+po web-3", "+po web-4"])
    }
  }

  /// Restates `TestStatefulSetControlOnDeleteUpdate`.
  @Test("S12, S15: OnDelete leaves old pods alone, and makes new ones new", arguments: Case.all)
  func onDelete(_ size: Case) {
    let fixture = started(size) { $0.spec.updateStrategy.type = "OnDelete" }
    update(fixture, to: StatefulSetControlTests.new, size: size.wanted)
    let kept = min(size.replicas, size.wanted)
    #expect(
      images(fixture)
        == all(StatefulSetControlTests.old, kept)
        + all(StatefulSetControlTests.new, size.wanted - kept))
    for name in fixture.podNames { fixture.deletePod(name) }
    fixture.run(seconds: 60)
    #expect(images(fixture) == all(StatefulSetControlTests.new, size.wanted))
    let status = fixture.set().status
    #expect(status.currentRevision != status.updateRevision)
    #expect(status.currentReplicas == 0)
    #expect(status.updatedReplicas == size.wanted)
  }

  /// Restates `TestStatefulSetControlRollingUpdateWithPartition`.
  @Test("S11, S15: a partition holds back what is below it", arguments: Case.all)
  func partition(_ size: Case) {
    let fixture = started(size) { set in
      set.spec.updateStrategy.type = "RollingUpdate"
      set.spec.updateStrategy.rollingUpdate = RollingUpdateStatefulSetStrategy()
      set.spec.updateStrategy.rollingUpdate!.partition = 2
    }
    update(fixture, to: StatefulSetControlTests.new, size: size.wanted)
    #expect(
      images(fixture)
        == all(StatefulSetControlTests.old, 2) + all(StatefulSetControlTests.new, size.wanted - 2))
    let status = fixture.set().status
    #expect(status.currentRevision != status.updateRevision)
    #expect(status.currentReplicas == 2)
    #expect(status.updatedReplicas == size.wanted - 2)
    for name in fixture.podNames { fixture.deletePod(name) }
    fixture.run(seconds: 60)
    #expect(
      images(fixture)
        == all(StatefulSetControlTests.old, 2) + all(StatefulSetControlTests.new, size.wanted - 2))
  }

  /// Restates `TestStatefulSetControlRollback` and the case "must rollback to a previous
  /// revision" of `TestStatefulSetControl_getSetRevisions`.
  @Test("S16: a rollback takes the old revision and numbers it anew", arguments: Case.all)
  func rollback(_ size: Case) {
    let fixture = started(size)
    let first = fixture.set().status.currentRevision
    update(fixture, to: StatefulSetControlTests.new, size: size.wanted)
    let second = fixture.set().status.currentRevision
    #expect(first != second)
    update(fixture, to: StatefulSetControlTests.old, size: size.replicas)
    #expect(images(fixture) == all(StatefulSetControlTests.old, size.replicas))
    #expect(fixture.set().status.currentRevision == first)
    let revisions = fixture.server.list(ControllerRevision.self)
    #expect(revisions.first { $0.name == first }?.revision == 3)
    #expect(revisions.first { $0.name == second }?.revision == 2)
    #expect(revisions.count == 2)
  }

  /// Restates the cases "creates initial revision", "creates revision on update" and "must not
  /// recreate a new revision of same set" of `TestStatefulSetControl_getSetRevisions`.
  @Test("S16: a new template makes a revision, anything else of the set none")
  func onlyTemplatesMakeRevisions() {
    let fixture = started(Case(isParallel: false, replicas: 1, wanted: 1))
    let first = fixture.server.list(ControllerRevision.self)
    #expect(first.map { $0.revision } == [1])
    #expect(first[0].controller?.uid == fixture.set().metadata.uid)
    #expect(first[0].metadata.labels["app"] == "web")
    #expect(first[0].name == "web-" + first[0].metadata.labels["controller.kubernetes.io/hash"]!)
    fixture.change(StatefulSet.self, "web") {
      $0.spec.replicas = 2
      $0.spec.minReadySeconds = 1
      $0.spec.updateStrategy.type = "OnDelete"
      $0.spec.updateStrategy.rollingUpdate = nil
      $0.metadata.annotations["note"] = "x"
    }
    fixture.run(seconds: 20)
    #expect(fixture.server.list(ControllerRevision.self).count == 1)
    fixture.change(StatefulSet.self, "web") {
      $0.spec.template.metadata.annotations["note"] = "x"
    }
    fixture.run(seconds: 20)
    #expect(
      fixture.server.list(ControllerRevision.self).map { $0.revision }.sorted() == [1, 2])
  }

  /// Restates `TestStatefulSetControlLimitsHistory` and `TestStatefulSetHonorRevisionHistoryLimit`.
  @Test("S16: history beyond the limit goes, but never what a pod carries", arguments: [0, 1, 5])
  func historyLimit(_ limit: Int32) {
    let fixture = started(Case(isParallel: false, replicas: 2, wanted: 2)) {
      $0.spec.revisionHistoryLimit = limit
    }
    for number in 1...8 {
      update(fixture, to: "nginx:1.\(number)", size: 2)
      let revisions = fixture.server.list(ControllerRevision.self)
      #expect(revisions.count == min(number + 1, Int(limit) + 1))
    }
    // A broken update leaves web-0 at the old revision: that one stays, too.
    fixture.nodes.brokenImages = ["nginx:bad"]
    update(fixture, to: "nginx:bad", size: 2)
    update(fixture, to: "nginx:worse", size: 2)
    let names = Set(fixture.server.list(ControllerRevision.self).map { $0.name })
    for name in fixture.podNames {
      #expect(names.contains(fixture.pod(name)!.metadata.labels["controller-revision-hash"]!))
    }
    #expect(names.count == Int(limit) + 3, "the limit, the present one, and two that pods carry")
  }

  /// Restates `CreatePodFailure` and `TestStatefulSetControlCreatesPods` and its scaling cases.
  @Test("S4, S27: what refuses a pod holds the next ones back until it is over")
  func creationFailure() {
    let fixture = ClusterFixture()
    let set = Samples.statefulSet(replicas: 3)
    set.spec.template.spec.serviceAccountName = "nobody"
    fixture.create(set)
    fixture.run(seconds: 5)
    #expect(fixture.podNames.isEmpty)
    #expect(fixture.claim("data-web-0") != nil)
    #expect(fixture.claim("data-web-1") == nil)
    #expect(
      fixture.events(about: "web").contains {
        $0.hasPrefix(
          "Warning FailedCreate create Pod web-0 in StatefulSet web failed error: pods \"web-0\" is"
            + " forbidden: error looking up service account default/nobody: serviceaccount"
            + " \"nobody\" not found")
      })
    let account = ServiceAccount()
    account.metadata.name = "nobody"
    fixture.create(account)
    fixture.run(seconds: 60)
    #expect(fixture.set().status.readyReplicas == 3)
  }

  /// Restates `TestStatefulSetControlScaleDownDeleteError` and `TestStatefulSetControl`'s case of a
  /// set that is deleted.
  @Test("S3: a set that is being deleted makes and deletes nothing, but counts")
  func aDyingSetOnlyCounts() {
    let fixture = started(Case(isParallel: false, replicas: 3, wanted: 3)) {
      $0.metadata.finalizers = ["example.com/wait"]
    }
    fixture.delete(.statefulSets, "web", .background)
    fixture.deletePod("web-1")
    fixture.run(seconds: 10)
    #expect(fixture.podNames == ["web-0", "web-2"])
    #expect(fixture.set().status.replicas == 2)
    #expect(fixture.set().status.readyReplicas == 2)
    #expect(fixture.log(of: "po") == ["~po web-1", "-po web-1"])
  }

  /// Restates the e2e cases "Setting .start ordinal", "Increasing .start ordinal", "Decreasing
  /// .start ordinal" and "Removing .start ordinal" (statefulset.go).
  @Test(
    "S20: a moved range is filled first, then what is outside goes from the top",
    arguments: [
      (0, 2, ["+po web-2", "+po web-3", "~po web-1", "-po web-1", "~po web-0", "-po web-0"]),
      (2, 3, ["+po web-4", "~po web-2", "-po web-2"]),
      (3, 2, ["+po web-2", "~po web-4", "-po web-4"]),
      (3, 0, ["+po web-0", "+po web-1", "~po web-4", "-po web-4", "~po web-3", "-po web-3"]),
    ] as [(Int32, Int32, [String])])
  func movedOrdinals(_ before: Int32, _ after: Int32, _ changes: [String]) {
    func ordinals(_ start: Int32) -> StatefulSetOrdinals? {
      guard start > 0 else { return nil }
      var ordinals = StatefulSetOrdinals()
      ordinals.start = start
      return ordinals
    }
    let fixture = started(Case(isParallel: false, replicas: 2, wanted: 2)) {
      $0.spec.ordinals = ordinals(before)
    }
    #expect(fixture.podNames == ["web-\(before)", "web-\(before + 1)"])
    fixture.change(StatefulSet.self, "web") { $0.spec.ordinals = ordinals(after) }
    fixture.run(seconds: 30)
    #expect(fixture.log(of: "po") == changes)
    #expect(fixture.claim("data-web-\(before)") != nil)
  }

  @Test("S11, S20: a partition counts places from the start, not ordinals")
  func partitionAboveAStart() {
    let fixture = started(Case(isParallel: false, replicas: 3, wanted: 3)) { set in
      set.spec.ordinals = StatefulSetOrdinals()
      set.spec.ordinals!.start = 10
      set.spec.updateStrategy.type = "RollingUpdate"
      set.spec.updateStrategy.rollingUpdate = RollingUpdateStatefulSetStrategy()
      set.spec.updateStrategy.rollingUpdate!.partition = 2
    }
    update(fixture, to: StatefulSetControlTests.new, size: 3)
    #expect(
      images(fixture)
        == all(StatefulSetControlTests.old, 2) + all(StatefulSetControlTests.new, 1))
    fixture.deletePod("web-11")
    fixture.run(seconds: 10)
    #expect(fixture.pod("web-11")?.spec.containers[0].image == StatefulSetControlTests.old)
    #expect(fixture.pod("web-11")?.metadata.labels["apps.kubernetes.io/pod-index"] == "11")
  }

  /// Restates `TestStatefulSetAvailability` and the e2e case "AvailableReplicas should get updated
  /// accordingly when MinReadySeconds is enabled" (statefulset.go).
  @Test("S6, S15: minReadySeconds that is changed is counted anew")
  func availability() {
    let fixture = started(Case(isParallel: true, replicas: 2, wanted: 2)) {
      $0.spec.minReadySeconds = 3600
    }
    #expect(fixture.set().status.readyReplicas == 2)
    #expect(fixture.set().status.availableReplicas == 0)
    fixture.change(StatefulSet.self, "web") { $0.spec.minReadySeconds = 0 }
    fixture.run(seconds: 1)
    #expect(fixture.set().status.availableReplicas == 2)
    fixture.change(StatefulSet.self, "web") { $0.spec.minReadySeconds = 3600 }
    fixture.run(seconds: 1)
    #expect(fixture.set().status.availableReplicas == 0)
  }

  @Test("S1: a bare pod whose name does not fit is left alone, whatever its labels")
  func namesThatDoNotFit() {
    let fixture = ClusterFixture()
    let names = ["web", "web-x", "web-0x", "web-00", "web-99999999999"]
    for name in names { fixture.create(Samples.pod(name, labels: ["app": "web"])) }
    fixture.create(Samples.statefulSet(replicas: 1, claims: false))
    fixture.run(seconds: 20)
    #expect(fixture.set().status.replicas == 1)
    for name in names { #expect(fixture.pod(name)?.controller == nil) }
  }
}
