import KubernetesAPI
import Testing
import Values

@Suite("A field of a pod without an effect here is refused by its name")
struct PodFieldRefusalTests {
  /// A pod with more in its spec, and more in its container, than is needed.
  static func pod(_ spec: String = "", container: String = "") -> String {
    """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"default"},
     "spec":{"containers":[{"name":"nginx","image":"nginx:1.25"
     \(container.isEmpty ? "" : "," + container)}]\(spec.isEmpty ? "" : "," + spec)}}
    """
  }

  private static func causes(_ text: String) -> [String] {
    makeServer().post(.pods, text).error?.causes.map { "\($0.field): \($0.message)" } ?? []
  }

  @Test(
    "Fields of the spec, and the same fields with a value that changes nothing",
    arguments: [
      ("hostPID", "true", "false"), ("hostIPC", "true", "false"),
      ("shareProcessNamespace", "true", "false"), ("setHostnameAsFQDN", "true", "false"),
      ("hostUsers", "false", "true"),
      ("topologySpreadConstraints", "[{\"maxSkew\":1,\"topologyKey\":\"zone\"}]", "[]"),
      ("resourceClaims", "[{\"name\":\"gpu\"}]", "[]"),
      ("resources", "{\"limits\":{\"cpu\":\"1\"}}", "{}"),
    ])
  func ofTheSpec(_ name: String, _ value: String, _ harmless: String) {
    #expect(
      Self.causes(Self.pod("\"\(name)\":\(value)"))
        == ["spec.\(name): Forbidden: is not simulated"])
    #expect(makeServer().post(.pods, Self.pod("\"\(name)\":\(harmless)")).code == 201)
  }

  @Test("Ephemeral containers are only added later, which cannot be done here")
  func ephemeralContainers() {
    #expect(
      Self.causes(Self.pod("\"ephemeralContainers\":[{\"name\":\"debug\"}]"))
        == ["spec.ephemeralContainers: Forbidden: cannot be set on create"])
  }

  @Test(
    "The security context of a pod",
    arguments: [
      ("runAsUser", "1000", "users other than root are not simulated; leave it out"),
      ("runAsGroup", "1000", "users other than root are not simulated; leave it out"),
      ("sysctls", "[{\"name\":\"net.core.somaxconn\",\"value\":\"1\"}]", "is not simulated"),
      ("seLinuxOptions", "{\"level\":\"s0\"}", "is not simulated"),
      ("windowsOptions", "{\"hostProcess\":true}", "is not simulated"),
      ("supplementalGroupsPolicy", "\"Strict\"", "is not simulated"),
      ("seLinuxChangePolicy", "\"Recursive\"", "is not simulated"),
      (
        "seccompProfile", "{\"type\":\"Localhost\",\"localhostProfile\":\"a.json\"}",
        "profiles of the node are not simulated"
      ),
      (
        "appArmorProfile", "{\"type\":\"Localhost\",\"localhostProfile\":\"a\"}",
        "profiles of the node are not simulated"
      ),
    ])
  func ofTheSecurityContext(_ name: String, _ value: String, _ detail: String) {
    #expect(
      Self.causes(Self.pod("\"securityContext\":{\"\(name)\":\(value)}"))
        == ["spec.securityContext.\(name): Forbidden: \(detail)"])
  }

  @Test(
    "The security context of a container",
    arguments: [
      ("privileged", "true", "is not simulated"),
      ("capabilities", "{\"add\":[\"SYS_NICE\"]}", "is not simulated"),
      ("runAsUser", "999", "users other than root are not simulated; leave it out"),
      ("runAsGroup", "999", "users other than root are not simulated; leave it out"),
      ("procMount", "\"Unmasked\"", "is not simulated"),
      ("seLinuxOptions", "{\"level\":\"s0\"}", "is not simulated"),
      ("windowsOptions", "{\"hostProcess\":true}", "is not simulated"),
      ("seccompProfile", "{\"type\":\"Localhost\"}", "profiles of the node are not simulated"),
      ("appArmorProfile", "{\"type\":\"Localhost\"}", "profiles of the node are not simulated"),
    ])
  func ofAContainersSecurityContext(_ name: String, _ value: String, _ detail: String) {
    #expect(
      Self.causes(Self.pod(container: "\"securityContext\":{\"\(name)\":\(value)}"))
        == ["spec.containers[0].securityContext.\(name): Forbidden: \(detail)"])
  }

  @Test("What only gives rights, or takes rights that nothing here uses, is kept")
  func harmless() {
    let pod = Self.pod(
      "\"securityContext\":{\"fsGroup\":999,\"fsGroupChangePolicy\":\"OnRootMismatch\","
        + "\"supplementalGroups\":[5],\"runAsUser\":0,"
        + "\"seccompProfile\":{\"type\":\"RuntimeDefault\"}}",
      container: "\"securityContext\":{\"allowPrivilegeEscalation\":false,\"privileged\":false}")
    let response = makeServer().post(.pods, pod)
    #expect(response.code == 201)
    #expect(response.body["spec"]?["securityContext"]?["fsGroup"] == 999)
    #expect(
      response.body["spec"]?["containers"]?[0]?["securityContext"]
        == ["privileged": false, "allowPrivilegeEscalation": false])
  }

  @Test("A field that a security context does not have is unknown")
  func unknownFields() {
    #expect(
      makeServer().post(.pods, Self.pod("\"securityContext\":{\"runAsUsr\":0}")).error?.message
        .contains("unknown field \"spec.securityContext.runAsUsr\"") == true)
  }

  @Test(
    "Parts of a container",
    arguments: [
      ("\"resources\":{\"claims\":[{\"name\":\"gpu\"}]}", "resources.claims"),
      ("\"livenessProbe\":{\"grpc\":{\"port\":80}}", "livenessProbe.grpc"),
      ("\"readinessProbe\":{\"grpc\":{\"port\":80}}", "readinessProbe.grpc"),
      ("\"startupProbe\":{\"grpc\":{\"port\":80}}", "startupProbe.grpc"),
      (
        "\"volumeMounts\":[{\"name\":\"a\",\"mountPath\":\"/a\","
          + "\"mountPropagation\":\"Bidirectional\"}]",
        "volumeMounts[0].mountPropagation"
      ),
      (
        "\"volumeMounts\":[{\"name\":\"a\",\"mountPath\":\"/a\",\"readOnly\":true,"
          + "\"recursiveReadOnly\":\"Enabled\"}]",
        "volumeMounts[0].recursiveReadOnly"
      ),
    ])
  func ofAContainer(_ part: String, _ field: String) {
    #expect(
      Self.causes(Self.pod("\"volumes\":[{\"name\":\"a\",\"emptyDir\":{}}]", container: part))
        == ["spec.containers[0].\(field): Forbidden: is not simulated"])
  }

  @Test(
    "Rules about other pods",
    arguments: [
      ("namespaceSelector", "{\"matchLabels\":{\"a\":\"b\"}}"),
      ("matchLabelKeys", "[\"pod-template-hash\"]"),
      ("mismatchLabelKeys", "[\"pod-template-hash\"]"),
    ])
  func ofAffinity(_ name: String, _ value: String) {
    let term = "{\"topologyKey\":\"kubernetes.io/hostname\",\"\(name)\":\(value)}"
    let wish = "DuringSchedulingIgnoredDuringExecution"
    #expect(
      Self.causes(
        Self.pod("\"affinity\":{\"podAntiAffinity\":{\"required\(wish)\":[\(term)]}}"))
        == [
          "spec.affinity.podAntiAffinity.required\(wish)[0].\(name): Forbidden: is not simulated"
        ])
    let preferred = "[{\"weight\":1,\"podAffinityTerm\":\(term)}]"
    #expect(
      Self.causes(Self.pod("\"affinity\":{\"podAffinity\":{\"preferred\(wish)\":\(preferred)}}"))
        == [
          "spec.affinity.podAffinity.preferred\(wish)[0].podAffinityTerm.\(name): Forbidden: is"
            + " not simulated"
        ])
  }

  @Test("In a template, the field is named with its whole path")
  func inATemplate() {
    let text = web("\"spec\":{\"containers\"", "\"spec\":{\"hostPID\":true,\"containers\"")
    #expect(
      makeServer().post(.statefulSets, text).error?.causes.map { $0.field }
        == ["spec.template.spec.hostPID"])
  }
}
