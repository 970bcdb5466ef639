import Book
import Containers
import Kubernetes
import KubernetesAPI
import KubernetesCluster
import Sessions
import Simulation
import Testing
import Values

/// A kind of a plugin: bells, each of which has a ConfigMap with its sound.
final class Bell: KubernetesObject, TypedObject {
  static let resource = ResourceType(
    "bells", "Bell", group: "bells.example.org", version: "v1beta1", shortNames: ["bl"],
    hasStatusSubresource: true, countsGenerations: true,
    columns: [
      PrinterColumn("Sound", path: ".spec.sound"),
      PrinterColumn("Rung", isWide: true) { .bool(($0 as? Bell)?.status.rung ?? false) },
    ]
  ) { Bell() }

  struct Spec: FieldRecord, Hashable {
    static var goType: String { "v1beta1.BellSpec" }
    var sound = ""
    var loudness: Int32?
    mutating func visit(_ fields: inout Fields) throws(FieldError) {
      try fields.field("sound", &sound)
      try fields.field("loudness", &loudness)
    }
  }

  struct Status: FieldRecord, Hashable {
    static var goType: String { "v1beta1.BellStatus" }
    var rung = false
    mutating func visit(_ fields: inout Fields) throws(FieldError) {
      try fields.always("rung", &rung)
    }
  }

  var spec = Spec()
  var status = Status()

  init() { super.init(Bell.resource) }

  private init(copying original: Bell) {
    spec = original.spec
    status = original.status
    super.init(copying: original)
  }

  override func copy() -> Bell { Bell(copying: self) }

  override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
    try fields.field("status", &status)
  }

  override func fillDefaults() { if spec.loudness == nil { spec.loudness = 3 } }

  override func validate() -> [APIError.Cause] {
    spec.sound.isEmpty ? [.required("spec.sound", "a bell has a sound")] : []
  }

  override func hasSameSpec(as other: KubernetesObject) -> Bool { (other as? Bell)?.spec == spec }
  override func hasSameStatus(as other: KubernetesObject) -> Bool {
    (other as? Bell)?.status == status
  }
  override func takeStatus(from other: KubernetesObject) {
    if let other = other as? Bell { status = other.status }
  }
  override var hasStatus: Bool { true }
}

final class BellController: Controller {
  init(_ cluster: Cluster) { super.init(cluster, named: "bell-controller", manager: "bell-tower") }

  override func start() { watchAndQueue(Bell.resource) }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let bell = server.get(Bell.self, namespace: namespace, name: name),
      server.get(ConfigMap.self, namespace: namespace, name: name) == nil
    else { return .done }
    let map = ConfigMap()
    map.metadata.name = name
    map.metadata.namespace = namespace
    map.metadata.ownerReferences = [bell.controllerReference()]
    map.data["sound"] = bell.spec.sound
    let rung = bell.copy()
    rung.status.rung = true
    do throws(APIError) {
      try client.create(map)
      try client.updateStatus(rung)
    } catch {
      return .failed
    }
    return .done
  }
}

@Suite("A kind and a controller of a plugin")
struct CustomKindTests {
  /// A session with bells; it does not matter whether the cluster's own plugin comes first.
  private func fixture(first: Bool = false, extra: [SimulationPlugin] = []) -> ConsoleFixture {
    let standard = [ContainersPlugin.plugin, KubernetesPlugin.plugin]
    return ConsoleFixture(
      plugins: first
        ? [SimulationPlugin.bells] + standard : standard + [SimulationPlugin.bells] + extra)
  }

  private static let manifest = """
    apiVersion: bells.example.org/v1beta1
    kind: Bell
    metadata: {name: door}
    spec: {sound: ding}

    """

  @Test(
    "kubectl applies it and shows its columns, and the controller acts", arguments: [false, true])
  func applyAndGet(first: Bool) throws {
    let fixture = fixture(first: first)
    try #require(fixture.session.diagnostics == [])
    try fixture.session.write(CustomKindTests.manifest, toFile: "bell.yaml")
    #expect(fixture.run("kubectl apply -f bell.yaml") == "bell.bells.example.org/door created\n")
    #expect(fixture.run("kubectl apply -f bell.yaml") == "bell.bells.example.org/door unchanged\n")
    #expect(fixture.run("kubectl get bells") == "NAME   SOUND\ndoor   ding\n")
    #expect(fixture.run("kubectl get bl -o wide") == "NAME   SOUND   RUNG\ndoor   ding    true\n")
    #expect(
      fixture.run("kubectl get bell.bells.example.org door -o jsonpath='{.spec.loudness}'") == "3")
    #expect(fixture.run("kubectl get configmap door -o jsonpath='{.data.sound}'") == "ding")
    #expect(
      fixture.run("kubectl get configmap door -o yaml --show-managed-fields | grep manager:")
        == "    manager: bell-tower\n")
    #expect(
      fixture.run("kubectl api-resources | grep -i bell | tr -s ' '")
        == "bells bl bells.example.org/v1beta1 true Bell\n")
    #expect(fixture.run("kubectl explain bell.spec | grep sound") == "  sound\t<string>\n")
    #expect(
      fixture.run("sim why configmap/door")
        .contains("bell-controller"))
  }

  @Test("What is wrong in a manifest is refused with its place")
  func mistakes() throws {
    let fixture = fixture()
    try fixture.session.write(CustomKindTests.manifest, toFile: "bell.yaml")
    #expect(
      fixture.run("sed 's/sound: ding/sound: \"\"/' bell.yaml | kubectl apply -f - 2>&1")
        .contains("spec.sound: Required value: a bell has a sound"))
    #expect(
      fixture.run("sed 's/sound/sond/' bell.yaml | kubectl apply -f - 2>&1")
        .contains("strict decoding error: unknown field \"spec.sond\""))
    #expect(
      fixture.run("sed 's/v1beta1/v1/' bell.yaml | kubectl apply -f - 2>&1")
        .contains("no matches for kind \"Bell\" in version \"bells.example.org/v1\""))
    #expect(fixture.run("kubectl get bells") == "No resources found in default namespace.\n")
  }

  @Test("It is changed, its generation counted, and deleted with what it owns")
  func changing() throws {
    let fixture = fixture()
    try fixture.session.write(CustomKindTests.manifest, toFile: "bell.yaml")
    fixture.run("kubectl apply -f bell.yaml")
    #expect(
      fixture.run("kubectl patch bell door --type=merge -p '{\"spec\":{\"loudness\":5}}'")
        == "bell.bells.example.org/door patched\n")
    #expect(
      fixture.run("kubectl get bl door -o jsonpath='{.metadata.generation} {.status.rung}'")
        == "2 true")
    #expect(fixture.run("kubectl describe bell door").contains("Loudness:  5"))
    #expect(
      fixture.run("kubectl delete bell door") == "bell.bells.example.org \"door\" deleted\n")
    fixture.run("sleep 5")
    #expect(fixture.run("kubectl get configmap door 2>&1").contains("NotFound"))
  }

  @Test("A kind without columns shows its age")
  func noColumns() throws {
    let fixture = fixture(extra: [
      SimulationPlugin(name: "ropes", version: "1", summary: "Ropes") { $0.resource(Rope.resource) }
    ])
    try fixture.apply("apiVersion: bells.example.org/v1\nkind: Rope\nmetadata: {name: long}\n")
    #expect(fixture.run("kubectl get ropes") == "NAME   AGE\nlong   1s\n")
  }

  @Test("The same kind twice and a kind without a group are diagnostics")
  func refusals() {
    let groupless = ResourceType("bells", "Gong") { Bell() }
    let fixture = fixture(extra: [
      SimulationPlugin(name: "more", version: "1", summary: "More") {
        $0.resource(Bell.resource)
        $0.resource(groupless)
        $0.controller("bell-controller", summary: "again") { BellController($0) }
      }
    ])
    #expect(
      fixture.session.diagnostics == [
        "plugin more: the kind 'Bell' is already there, from plugin bells",
        "plugin more: the kind 'Gong' has no group; give it one, such as bells.example.org",
        "plugin more: the controller 'bell-controller' is already there, from plugin bells",
      ])
  }

  @Test("Without a cluster the kind is in nobody's way")
  func noCluster() {
    let fixture = ConsoleFixture(
      cluster: false, plugins: [KubernetesPlugin.plugin, SimulationPlugin.bells])
    #expect(fixture.session.diagnostics == [])
  }
}

/// A kind without a spec and without columns.
private final class Rope: KubernetesObject {
  static let resource = ResourceType("ropes", "Rope", group: "bells.example.org") { Rope() }

  init() { super.init(Rope.resource) }

  private init(copying original: Rope) { super.init(copying: original) }

  override func copy() -> Rope { Rope(copying: self) }
}
