import KubernetesAPI
import Testing
import Values

@Suite("Invalid objects are refused in the server's words")
struct ValidationTests {
  static let mismatch = "`selector` does not match template `labels`"

  @Test(
    "K29: StatefulSets",
    arguments: [
      (
        "\"replicas\":3", "\"replicas\":-1",
        ["spec.replicas: Invalid value: -1: must be greater than or equal to 0"]
      ),
      (
        "\"replicas\":3", "\"podManagementPolicy\":\"Sequential\"",
        [
          "spec.podManagementPolicy: Invalid value: \"Sequential\": must be 'OrderedReady' or"
            + " 'Parallel'"
        ]
      ),
      (
        "\"replicas\":3", "\"updateStrategy\":{\"type\":\"Recreate\"}",
        [
          "spec.updateStrategy: Invalid value:"
            + " apps.StatefulSetUpdateStrategy{Type:\"Recreate\","
            + " RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)(nil)}: must be"
            + " 'RollingUpdate' or 'OnDelete'"
        ]
      ),
      (
        "\"replicas\":3", "\"updateStrategy\":{\"rollingUpdate\":{\"partition\":-1}}",
        [
          "spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than"
            + " or equal to 0"
        ]
      ),
      (
        "\"selector\":{\"matchLabels\":{\"app\":\"web\"}},", "",
        [
          "spec.selector: Required value",
          "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"web\"}: "
            + mismatch,
        ]
      ),
      (
        "{\"labels\":{\"app\":\"web\"}}", "{}",
        [
          "spec.template.metadata.labels: Invalid value: map[string]string(nil): " + mismatch
        ]
      ),
      (
        "{\"app\":\"web\"}},\"serviceName\"", "{\"app\":\"we b\"}},\"serviceName\"",
        [
          "spec.selector.matchLabels: Invalid value: \"we b\": a valid label must be an empty"
            + " string or consist of alphanumeric characters, '-', '_' or '.', and must start and"
            + " end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345',"
            + " regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
          "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:"
            + "map[string]string{\"app\":\"we b\"},"
            + " MatchExpressions:[]v1.LabelSelectorRequirement(nil)}",
        ]
      ),
    ])
  func statefulSets(_ part: String, _ other: String, _ causes: [String]) {
    let response = makeServer().post(.statefulSets, web(part, other))
    #expect(response.code == 422)
    #expect(response.error?.causes.map { "\($0.field): \($0.message)" } == causes)
    let detail = causes.count == 1 ? causes[0] : "[" + causes.joined(separator: ", ") + "]"
    #expect(response.error?.message == "StatefulSet.apps \"web\" is invalid: " + detail)
    #expect(response.body["details"]?["kind"] == "StatefulSet")
  }

  @Test func aStatefulSetsNameIsALabel() {
    let name = String(repeating: "w", count: 70)
    let text = web("\"name\":\"web\",\"namespace\"", "\"name\":\"\(name)\",\"namespace\"")
    #expect(
      makeServer().post(.statefulSets, text).error?.message
        == "StatefulSet.apps \"\(name)\" is invalid: metadata.name: Invalid value: \"\(name)\":"
        + " must be no more than 63 characters")
  }

  @Test(
    "K29: a StatefulSet's template is hardly looked at, the pod is",
    arguments: [
      ("\"image\":\"nginx:1.25\",", "", "spec.containers[0].image: Required value"),
      ("\"name\":\"nginx\",", "", "spec.containers[0].name: Required value"),
      (
        ":80,", ":99999,",
        "spec.containers[0].ports[0].containerPort: Invalid value: 99999: must be between 1 and"
          + " 65535, inclusive"
      ),
      (
        "\"http\"", "\"web_port_is_too_long\"",
        "[spec.containers[0].ports[0].name: Invalid value: \"web_port_is_too_long\": must be no"
          + " more than 15 characters, spec.containers[0].ports[0].name: Invalid value:"
          + " \"web_port_is_too_long\": must contain only alpha-numeric characters (a-z, 0-9), and"
          + " hyphens (-)]"
      ),
      (
        "\"name\":\"data\"}]}]", "\"name\":\"nodata\"}]}]",
        "spec.containers[0].volumeMounts[0].name: Not found: \"nodata\""
      ),
    ])
  func template(_ part: String, _ other: String, _ detail: String) throws {
    let server = makeServer()
    let response = server.post(.statefulSets, web(part, other))
    #expect(response.code == 201)
    let set = try #require(server.get(StatefulSet.self, namespace: "default", name: "web"))
    let pod = Pod()
    pod.metadata.name = "web-0"
    pod.metadata.namespace = "default"
    pod.spec = set.spec.template.spec
    var volume = Volume()
    volume.name = "data"
    volume.emptyDir = EmptyDirVolumeSource()
    pod.spec.volumes = [volume]
    let error = refusal { () throws(APIError) in try server.create(pod) }
    #expect(error?.message == "Pod \"web-0\" is invalid: " + detail)
  }

  @Test func podsNeedContainersWithDifferentNames() {
    let pod = makePod("lonely")
    pod.spec.containers = []
    let server = makeServer()
    #expect(
      refusal { () throws(APIError) in try server.create(pod) }?.message
        == "Pod \"lonely\" is invalid: spec.containers: Required value")
    let twins = makePod("twins")
    twins.spec.containers += twins.spec.containers
    #expect(
      refusal { () throws(APIError) in try server.create(twins) }?.message
        == "Pod \"twins\" is invalid: spec.containers[1].name: Duplicate value: \"nginx\"")
  }

  @Test func aBadNameIsToldTwice() {
    let pod = makePod("Bad_Name")
    pod.spec.containers[0].name = "Bad_Name"
    let server = makeServer()
    let error = refusal { () throws(APIError) in try server.create(pod) }
    #expect(error?.causes.map { $0.field } == ["metadata.name", "spec.containers[0].name"])
    #expect(error?.causes.first?.message.contains("RFC 1123 subdomain") == true)
    #expect(error?.causes.last?.message.contains("RFC 1123 label") == true)
  }

  @Test func servicePorts() {
    let response = makeServer().post(
      .services,
      """
      {"apiVersion":"v1","kind":"Service","metadata":{"name":"shop"},
       "spec":{"ports":[{"port":70000}]}}
      """)
    #expect(
      response.error?.causes.map { "\($0.field): \($0.message)" } == [
        "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive",
        "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive",
      ])
  }

  @Test(
    "K29: Deployments",
    arguments: [
      (
        "{\"maxSurge\":0,\"maxUnavailable\":0}", "app", "nginx",
        [
          "spec.strategy.rollingUpdate.maxUnavailable: Invalid value:"
            + " intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}: may not be 0 when `maxSurge` is"
            + " 0"
        ]
      ),
      (
        "{}", "other", "nginx",
        [
          "spec.template.metadata.labels: Invalid value: map[string]string{\"other\":\"shop\"}: "
            + mismatch
        ]
      ),
      ("{}", "app", "", ["spec.template.spec.containers[0].image: Required value"]),
    ])
  func deployments(_ rolling: String, _ label: String, _ image: String, _ causes: [String]) {
    let response = makeServer().post(
      .deployments,
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"},"spec":{
       "selector":{"matchLabels":{"app":"shop"}},"strategy":{"rollingUpdate":\(rolling)},
       "template":{"metadata":{"labels":{"\(label)":"shop"}},"spec":{"containers":[
       {"name":"c","image":"\(image)"}]}}}}
      """)
    #expect(response.error?.causes.map { "\($0.field): \($0.message)" } == causes)
  }

  @Test func claims() {
    let server = makeServer()
    let claim = PersistentVolumeClaim()
    claim.metadata.name = "data"
    claim.spec.accessModes = ["ReadWriteOnce"]
    #expect(
      refusal { () throws(APIError) in try server.create(claim) }?.message
        == "PersistentVolumeClaim \"data\" is invalid: spec.resources[storage]: Required value")
    claim.spec.accessModes = ["ReadWriteSometimes"]
    claim.spec.resources.requests["storage"] = Quantity("1Gi")
    #expect(
      refusal { () throws(APIError) in try server.create(claim) }?.message
        == "PersistentVolumeClaim \"data\" is invalid: spec.accessModes: Unsupported value:"
        + " \"ReadWriteSometimes\": supported values: \"ReadOnlyMany\", \"ReadWriteMany\","
        + " \"ReadWriteOnce\", \"ReadWriteOncePod\"")
  }

  @Test(
    "S28, K30: what a StatefulSet may not change",
    arguments: [
      "{\"spec\":{\"serviceName\":\"x\"}}", "{\"spec\":{\"podManagementPolicy\":\"Parallel\"}}",
      "{\"spec\":{\"revisionHistoryLimit\":3}}",
      "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"wob\"}}}}",
    ])
  func immutable(_ patch: String) {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    #expect(
      server.patch(.statefulSets, "web", patch).error?.message
        == "StatefulSet.apps \"web\" is invalid: spec: Forbidden: updates to statefulset spec for"
        + " fields other than 'replicas', 'ordinals', 'template', 'updateStrategy',"
        + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")
  }

  @Test(
    "S28: what a StatefulSet may change",
    arguments: [
      "{\"spec\":{\"minReadySeconds\":5}}", "{\"spec\":{\"replicas\":5}}",
      "{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\",\"rollingUpdate\":null}}}",
      "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"nginx\",\"image\":\"a:1\"}]}}}}",
    ])
  func mutable(_ patch: String) {
    let server = makeServer()
    server.post(.statefulSets, webJSON)
    let response = server.patch(.statefulSets, "web", patch)
    #expect(response.code == 200)
    #expect(response.body["metadata"]?["generation"] == 2)
  }

  @Test func aPodsImageMayChangeItsHostnameMayNot() throws {
    let server = makeServer()
    try server.create(makePod("web-0"))
    let image = "{\"spec\":{\"containers\":[{\"name\":\"nginx\",\"image\":\"nginx:1.26\"}]}}"
    #expect(server.patch(.pods, "web-0", image).code == 200)
    let error = server.patch(.pods, "web-0", "{\"spec\":{\"hostname\":\"x\"}}").error
    #expect(
      error?.message.hasPrefix(
        "Pod \"web-0\" is invalid: spec: Forbidden: pod updates may not change fields other than")
        == true)
  }

  @Test(
    "N15: templates of pods that are kept alive have no deadline",
    arguments: [
      (ResourceType.statefulSets, "StatefulSet"), (.replicaSets, "ReplicaSet"),
      (.deployments, "ReplicaSet"),
    ])
  func deadlinesInTemplates(type: ResourceType, named: String) throws {
    let manifest = """
      {"apiVersion":"apps/v1","kind":"\(type.kind)","metadata":{"name":"web"},"spec":{
      "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
      "spec":{"activeDeadlineSeconds":5,"containers":[{"name":"nginx","image":"nginx:1.25"}]}}}}
      """
    let causes = try #require(makeServer().post(type, manifest).error?.causes)
    #expect(
      causes.map { "\($0.field): \($0.message)" } == [
        "spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in \(named) is"
          + " not Supported"
      ])
  }

  @Test("N15: the deadline of a pod is a number of seconds that may only become smaller")
  func deadlines() throws {
    let server = makeServer()
    let refused: [Int64] = [0, -1, Int64(Int32.max) + 1]
    for seconds in refused {
      let pod = makePod("late")
      pod.spec.activeDeadlineSeconds = seconds
      let error = #expect(throws: APIError.self) { try server.create(pod) }
      #expect(
        error?.message == "Pod \"late\" is invalid: spec.activeDeadlineSeconds: Invalid value:"
          + " \(seconds): must be between 1 and 2147483647, inclusive")
    }
    try server.create(makePod("web-0"))
    func set(_ value: String) -> String? {
      server.patch(.pods, "web-0", "{\"spec\":{\"activeDeadlineSeconds\":\(value)}}").error?
        .message
    }
    let refusal = "Pod \"web-0\" is invalid: spec.activeDeadlineSeconds: Invalid value: "
    #expect(set("30") == nil)
    #expect(set("20") == nil)
    #expect(set("21") == refusal + "21: must be less than or equal to previous value")
    #expect(
      set("null")
        == refusal + "\"null\": must not update from a positive integer to nil value")
  }

  @Test func aServiceKeepsItsAddress() {
    let server = makeServer()
    server.post(
      .services,
      """
      {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":1}]}}
      """)
    #expect(
      server.patch(.services, "web", "{\"spec\":{\"clusterIP\":\"10.96.0.77\"}}").error?.message
        == "Service \"web\" is invalid: spec.clusterIPs[0]: Invalid value:"
        + " []string{\"10.96.0.77\"}: may not change once set")
  }

  @Test func badLabels() throws {
    let server = makeServer()
    try server.create(makePod("web-0"))
    #expect(
      server.patch(.pods, "web-0", "{\"metadata\":{\"labels\":{\"bad label\":\"1\"}}}").error?
        .message == "Pod \"web-0\" is invalid: metadata.labels: Invalid value: \"bad label\": name"
        + " part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
        + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex"
        + " used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")
  }
}
