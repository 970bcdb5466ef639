import KubernetesAPI
import Testing
import Values

@Suite("Patches and subresources")
struct PatchTests {
  @Test(
    "strategic merges know the lists",
    arguments: [
      (
        #"{"containers":[{"name":"a","image":"1"},{"name":"b"}]}"#,
        #"{"containers":[{"name":"a","image":"2"}]}"#,
        #"{"containers":[{"name":"a","image":"2"},{"name":"b"}]}"#
      ),
      (
        #"{"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}"#,
        #"{"env":[{"name":"A","$patch":"delete"},{"name":"C","value":"3"}]}"#,
        #"{"env":[{"name":"B","value":"2"},{"name":"C","value":"3"}]}"#
      ),
      (
        #"{"volumeMounts":[{"mountPath":"/a","name":"x"}]}"#,
        #"{"volumeMounts":[{"mountPath":"/a","name":"y"},{"mountPath":"/b","name":"x"}]}"#,
        #"{"volumeMounts":[{"mountPath":"/a","name":"y"},{"mountPath":"/b","name":"x"}]}"#
      ),
      (
        #"{"containers":[{"name":"a"},{"name":"b"}]}"#,
        ##"{"$setElementOrder/containers":[{"name":"c"},{"name":"a"}],"##
          + ##""containers":[{"name":"b","$patch":"delete"},{"name":"c","image":"3"}]}"##,
        #"{"containers":[{"name":"c","image":"3"},{"name":"a"}]}"#
      ),
      (
        #"{"tolerations":[{"key":"a"}]}"#, #"{"tolerations":[{"key":"b"}]}"#,
        #"{"tolerations":[{"key":"b"}]}"#
      ),
      (
        #"{"finalizers":["a","b"]}"#, #"{"$deleteFromPrimitiveList/finalizers":["a"]}"#,
        #"{"finalizers":["b"]}"#
      ),
      (#"{"finalizers":["a"]}"#, #"{"finalizers":["b"]}"#, #"{"finalizers":["a","b"]}"#),
      (
        #"{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}"#,
        #"{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}"#,
        #"{"strategy":{"type":"Recreate"}}"#
      ),
      (#"{"a":{"b":1,"c":2}}"#, #"{"a":{"$patch":"replace","d":3}}"#, #"{"a":{"d":3}}"#),
      (#"{"a":1}"#, #"{"a":null,"b":null}"#, #"{}"#),
    ])
  func strategic(_ value: String, _ patch: String, _ expected: String) {
    #expect(StrategicMerge.apply(json(patch), to: json(value)).compactText == expected)
  }

  @Test func aPatchOfTheName() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    #expect(
      server.patch(.statefulSets, "web", "{\"metadata\":{\"name\":\"x\"}}").error?.message
        == "the name of the object (x) does not match the name on the URL (web)")
  }

  @Test func aPatchThatIsNoObject() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    #expect(
      server.patch(.statefulSets, "web", "\"not json\"").error?.message
        == "json: cannot unmarshal string into Go value of type map[string]interface {}")
  }

  @Test func aPatchWithAWrongType() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let error = server.patch(
      .statefulSets, "web", "{\"spec\":{\"replicas\":\"two\"}}", as: .merge
    ).error
    #expect(error?.reason == .invalid)
    #expect(
      error?.message.hasPrefix(" \"\" is invalid: patch: Invalid value: \"{\\\"apiVersion\\\"")
        == true)
    #expect(
      error?.message.hasSuffix(
        "json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type"
          + " int32") == true)
  }

  @Test func jsonPatches() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let good = server.patch(
      .statefulSets, "web", #"[{"op":"replace","path":"/spec/replicas","value":2}]"#, as: .json)
    #expect(good.body["spec"]?["replicas"] == 2)
    let missing = server.patch(
      .statefulSets, "web", #"[{"op":"remove","path":"/spec/nothing"}]"#, as: .json)
    #expect(missing.code == 422)
    let escaped = server.patch(
      .statefulSets, "web",
      #"[{"op":"add","path":"/metadata/labels","value":{}},{"op":"add","path":"/metadata/labels/a~1b","value":"c"}]"#,
      as: .json)
    #expect(escaped.body["metadata"]?["labels"] == ["a/b": "c"])
  }

  /// Copies of copies double with each operation.
  @Test func jsonPatchesThatGrowAreRefused() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let text = String(repeating: "x", count: 1000)
    var operations = [#"{"op":"add","path":"/metadata/annotations","value":{"a":"\#(text)"}}"#]
    operations += (0..<40).map {
      #"{"op":"copy","from":"/metadata","path":"/metadata/annotations/b\#($0)"}"#
    }
    let growing = server.patch(
      .statefulSets, "web", "[\(operations.joined(separator: ","))]", as: .json)
    #expect(growing.code == 422)
    #expect(
      growing.error?.causes.first?.message.hasPrefix(
        "Unable to complete the copy, the accumulated size increase of copy is ") == true)
    #expect(growing.error?.causes.first?.message.hasSuffix("exceeding the limit 3145728") == true)
    let one = #"{"op":"test","path":"/metadata/name","value":"web"}"#
    let many = Array(repeating: one, count: 10_001).joined(separator: ",")
    let error = server.patch(.statefulSets, "web", "[\(many)]", as: .json).error
    #expect(error?.code == 413)
    #expect(
      error?.message
        == "Request entity too large: The allowed maximum operations in a JSON patch is 10000,"
        + " got 10001")
  }

  @Test func scaling() {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    var request = APIRequest(.get, .statefulSets, namespace: "default", name: "web")
    request.subresource = "scale"
    #expect(server.handle(request).body["spec"] == ["replicas": 3])
    let scaled = server.patch(
      .statefulSets, "web", "{\"spec\":{\"replicas\":5}}", as: .merge, subresource: "scale")
    #expect(scaled.body["kind"] == "Scale")
    #expect(server.get(StatefulSet.self, namespace: "default", name: "web")?.spec.replicas == 5)
    request.resource = "services"
    request.group = ""
    #expect(
      server.handle(request).error?.message
        == "the server could not find the requested resource")
  }

  @Test func evictionsAskTheBudget() throws {
    let server = makeServer()
    let pod = try server.create(makePod("web-0", labels: ["app": "web"], node: "node-1")).copy()
    pod.status.phase = "Running"
    try server.updateStatus(pod)
    let budget = PodDisruptionBudget()
    budget.metadata.name = "b"
    budget.spec.selector = LabelSelector()
    budget.spec.selector?.matchLabels = ["app": "web"]
    budget.spec.minAvailable = .integer(1)
    let stored = try server.create(budget)
    let error = refusal { () throws(APIError) in
      try server.evict(namespace: "default", pod: "web-0")
    }
    #expect(error?.code == 429)
    #expect(
      error?.message == "Cannot evict pod as it would violate the pod's disruption budget.")
    let allowing = stored.copy()
    allowing.status.disruptionsAllowed = 1
    allowing.status.observedGeneration = stored.metadata.generation
    try server.updateStatus(allowing)
    try server.evict(namespace: "default", pod: "web-0")
    #expect(
      server.get(Pod.self, namespace: "default", name: "web-0")?.isBeingDeleted == true)
    #expect(
      server.get(PodDisruptionBudget.self, namespace: "default", name: "b")?.status
        .disruptionsAllowed == 0)
  }

  @Test func wordsForKinds() {
    let server = makeServer()
    #expect(server.resourceType(named: "sts") === ResourceType.statefulSets)
    #expect(server.resourceType(named: "StatefulSet") === ResourceType.statefulSets)
    #expect(server.resourceType(named: "deployments.apps") === ResourceType.deployments)
    #expect(server.resourceType(named: "deploy.v1.apps") === ResourceType.deployments)
    #expect(server.resourceType(named: "foo") == nil)
    #expect(server.resourceType(kind: "Pod", apiVersion: "v1") === ResourceType.pods)
    #expect(server.resourceType(kind: "StatefulSet", apiVersion: "apps/v1beta1") == nil)
    let list = server.apiResourceList(group: "apps", version: "v1")
    #expect(list["groupVersion"] == "apps/v1")
    #expect(list["resources"]?.array?.count == 4)
  }
}
