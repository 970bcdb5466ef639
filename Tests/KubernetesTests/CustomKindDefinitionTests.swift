import Containers
import Kubernetes
import KubernetesAPI
import Sessions
import Testing

@Suite("What kubectl says of a kind of a plugin")
struct CustomKindDefinitionTests {
  private func fixture(extra: [SimulationPlugin] = []) -> ConsoleFixture {
    ConsoleFixture(
      plugins: [ContainersPlugin.plugin, KubernetesPlugin.plugin, .bells] + extra)
  }

  private static let manifest = """
    apiVersion: bells.example.org/v1beta1
    kind: Bell
    metadata: {name: door}
    spec: {sound: ding}

    """

  @Test("Its definition is there to be read, with its names and the fields that it has")
  func definition() throws {
    let fixture = fixture()
    #expect(
      fixture.run("kubectl get crd")
        == "NAME                      CREATED AT\nbells.bells.example.org   "
        + fixture.run(
          "kubectl get customresourcedefinitions -o jsonpath='{.items[0].metadata.creationTimestamp}'"
        ) + "\n")
    let text = fixture.run("kubectl get crd bells.bells.example.org -o yaml")
    let start = try #require(text.range(of: "spec:\n"))
    #expect(
      text[start.lowerBound...].replacing(/"20\d\d-[^"]*"/, with: "TIME") == """
        spec:
          conversion:
            strategy: None
          group: bells.example.org
          names:
            kind: Bell
            listKind: BellList
            plural: bells
            shortNames:
            - bl
            singular: bell
          scope: Namespaced
          versions:
          - additionalPrinterColumns:
            - jsonPath: .spec.sound
              name: Sound
              type: string
            name: v1beta1
            schema:
              openAPIV3Schema:
                properties:
                  spec:
                    properties:
                      loudness:
                        format: int32
                        type: integer
                      sound:
                        type: string
                    type: object
                  status:
                    properties:
                      rung:
                        type: boolean
                    type: object
                type: object
            served: true
            storage: true
            subresources:
              status: {}
        status:
          acceptedNames:
            kind: Bell
            listKind: BellList
            plural: bells
            shortNames:
            - bl
            singular: bell
          conditions:
          - lastTransitionTime: TIME
            message: no conflicts found
            reason: NoConflicts
            status: "True"
            type: NamesAccepted
          - lastTransitionTime: TIME
            message: the initial names have been accepted
            reason: InitialNamesAccepted
            status: "True"
            type: Established
          storedVersions:
          - v1beta1

        """)
    #expect(
      fixture.run("kubectl wait crd/bells.bells.example.org --for=condition=Established")
        == "customresourcedefinition.apiextensions.k8s.io/bells.bells.example.org condition met\n")
    #expect(
      fixture.run("kubectl api-resources --api-group=apiextensions.k8s.io | tr -s ' '")
        == "NAME SHORTNAMES APIVERSION NAMESPACED KIND\n"
        + "customresourcedefinitions crd,crds apiextensions.k8s.io/v1 false"
        + " CustomResourceDefinition\n")
    #expect(
      ConsoleFixture().run("kubectl get crds") == "No resources found\n")
  }

  @Test("Its definition cannot be changed, and no other can be made")
  func definitionsStay() throws {
    let fixture = fixture()
    let refusal =
      "customresourcedefinitions.apiextensions.k8s.io can only be read here: a kind comes from a"
      + " plugin of the book, and stays"
    for command in [
      "kubectl delete crd bells.bells.example.org",
      "kubectl label crd bells.bells.example.org a=b",
      "kubectl get crd bells.bells.example.org -o yaml | sed 's/bells/gongs/' | kubectl create -f -",
      "kubectl get crd bells.bells.example.org -o yaml | sed '/uid:/d;/resourceVersion:/d;s/bells/"
        + "gongs/' | kubectl apply -f -",
    ] {
      let output = fixture.run(command + " 2>&1")
      #expect(output.contains("Error from server (MethodNotAllowed): "), "\(output)")
      #expect(output.contains(refusal), "\(output)")
    }
    #expect(fixture.run("kubectl get crd -o name").split(separator: "\n").count == 1)
    #expect(fixture.run("kubectl get bells") == "No resources found in default namespace.\n")
  }

  @Test("It is explained with what its definition says")
  func explanation() {
    let fixture = fixture()
    let head = "GROUP:      bells.example.org\nKIND:       Bell\nVERSION:    v1beta1\n\n"
    #expect(
      fixture.run("kubectl explain bell.spec")
        == head + """
          FIELD: spec <Object>


          DESCRIPTION:
              <empty>
          FIELDS:
            loudness\t<integer>
              <no description>

            sound\t<string>
              <no description>



          """)
    let whole = fixture.run("kubectl explain bells")
    #expect(
      whole.hasPrefix(
        head + "DESCRIPTION:\n    <empty>\nFIELDS:\n  apiVersion\t<string>\n    The group and"),
      "\(whole)")
    #expect(whole.contains("\n  metadata\t<ObjectMeta>\n    The name,"), "\(whole)")
    #expect(
      whole.hasSuffix(
        "\n  spec\t<Object>\n    <no description>\n\n  status\t<Object>\n    <no description>\n\n\n"
      ), "\(whole)")
    #expect(fixture.run("kubectl explain bell.metadata.labels").contains("by which selectors find"))
    #expect(
      fixture.run("kubectl explain bell --recursive").contains(
        "\n  spec\t<Object>\n    loudness\t<integer>\n    sound\t<string>\n"))
  }

  @Test("It is scaled when it says what that means, and is not found by scale when not")
  func scaling() throws {
    let fixture = fixture(extra: [
      SimulationPlugin(name: "choirs", version: "1", summary: "Choirs") {
        $0.resource(Choir.resource)
      }
    ])
    try fixture.session.write(CustomKindDefinitionTests.manifest, toFile: "bell.yaml")
    fixture.run("kubectl apply -f bell.yaml")
    #expect(
      fixture.run("kubectl scale bell door --replicas=3")
        == "Error from server (NotFound): bells.bells.example.org \"door\" not found\n[1]")
    try fixture.apply(
      "apiVersion: bells.example.org/v1\nkind: Choir\nmetadata: {name: high}\n"
        + "spec: {replicas: 2}\n")
    #expect(
      fixture.run("kubectl scale choir high --replicas=5 --current-replicas=2")
        == "choir.bells.example.org/high scaled\n")
    #expect(
      fixture.run(
        "kubectl get choirs -o jsonpath='{.items[0].spec.replicas}"
          + " {.items[0].metadata.generation}'") == "5 2")
    #expect(
      fixture.run("kubectl scale choir high --replicas=6 --current-replicas=2")
        == "error: Expected replicas to be 2, was 5\n[1]")
    #expect(fixture.run("kubectl get choirs") == "NAME   SINGERS\nhigh   5\n")
    #expect(
      fixture.run(
        "kubectl get crd choirs.bells.example.org -o jsonpath='{.spec.versions[0].subresources}'")
        == "{\"scale\":{\"specReplicasPath\":\".spec.replicas\","
        + "\"statusReplicasPath\":\".status.replicas\"}}")
  }
}

/// A kind that can be scaled.
private final class Choir: KubernetesObject {
  static let resource = ResourceType(
    "choirs", "Choir", group: "bells.example.org", countsGenerations: true, scale: ScalePaths(),
    columns: [PrinterColumn("Singers", path: ".spec.replicas")]
  ) { Choir() }

  struct Spec: FieldRecord, Hashable {
    static var goType: String { "v1.ChoirSpec" }
    var replicas: Int32?
    mutating func visit(_ fields: inout Fields) throws(FieldError) {
      try fields.field("replicas", &replicas)
    }
  }

  var spec = Spec()

  init() { super.init(Choir.resource) }

  private init(copying original: Choir) {
    spec = original.spec
    super.init(copying: original)
  }

  override func copy() -> Choir { Choir(copying: self) }

  override func visit(_ fields: inout Fields) throws(FieldError) {
    try fields.field("spec", &spec)
  }

  override func hasSameSpec(as other: KubernetesObject) -> Bool {
    (other as? Choir)?.spec == spec
  }
}
