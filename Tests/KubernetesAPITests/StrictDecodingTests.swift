import KubernetesAPI
import Testing
import Values

@Suite("What cannot be decoded is refused in the server's words")
struct StrictDecodingTests {
  @Test(
    "K31: unknown fields and wrong types",
    arguments: [
      (
        "\"replicas\":3", "\"replica\":3",
        "strict decoding error: unknown field \"spec.replica\""
      ),
      (
        "\"image\":", "\"imagge\":",
        "strict decoding error: unknown field \"spec.template.spec.containers[0].imagge\""
      ),
      (
        "\"spec\":{\"replicas\"", "\"specs\":1,\"spec\":{\"replicas\"",
        "strict decoding error: unknown field \"specs\""
      ),
      (
        "\"replicas\":3", "\"replicas\":\"3\"",
        "json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32"
      ),
      (
        "[{\"containerPort\":80,\"name\":\"http\"}]", "80",
        "json: cannot unmarshal number into Go struct field"
          + " Container.spec.template.spec.containers.ports of type []v1.ContainerPort"
      ),
      (
        "\"1Gi\"", "\"big\"",
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
      ),
      (
        "{\"app\":\"web\"}},\"serviceName\"", "{\"app\":1}},\"serviceName\"",
        "json: cannot unmarshal number into Go struct field"
          + " LabelSelector.spec.selector.matchLabels of type string"
      ),
    ])
  func refused(_ part: String, _ other: String, _ detail: String) {
    let response = makeServer().post(.statefulSets, web(part, other))
    #expect(response.code == 400)
    #expect(response.error?.reason == .badRequest)
    #expect(
      response.error?.message
        == "StatefulSet in version \"v1\" cannot be handled as a StatefulSet: " + detail)
  }

  @Test func severalUnknownFieldsAreOneMessage() {
    let text = web("\"replicas\":3", "\"replica\":3,\"servicename\":\"x\"")
    #expect(
      makeServer().post(.statefulSets, text).error?.message.hasSuffix(
        "strict decoding error: unknown field \"spec.replica\", unknown field \"spec.servicename\"")
        == true)
  }

  @Test func unknownFieldsCanBeIgnoredOrWarnedAbout() {
    let text = web("\"replicas\":3", "\"replica\":3")
    let ignored = makeServer().post(.statefulSets, text, validation: .ignore)
    #expect(ignored.code == 201)
    #expect(ignored.warnings.isEmpty)
    #expect(ignored.body["spec"]?["replicas"] == 1)
    let warned = makeServer().post(.statefulSets, text, validation: .warn)
    #expect(warned.code == 201)
    #expect(warned.warnings == ["unknown field \"spec.replica\""])
  }

  @Test func validFieldsWithoutEffectAreKept() {
    let text = web(
      "\"name\":\"nginx\",", "\"name\":\"nginx\",\"resizePolicy\":[],")
    let response = makeServer().post(.statefulSets, text)
    #expect(response.code == 201)
    let container = response.body["spec"]?["template"]?["spec"]?["containers"]?[0]
    #expect(container?["resizePolicy"] == [])
  }

  @Test func theWrongKindIsRefused() {
    let response = makeServer().post(.pods, webJSON)
    #expect(response.code == 400)
  }
}
