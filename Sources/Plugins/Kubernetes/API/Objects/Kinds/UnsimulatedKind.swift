/// A kind that a real server has and this one has not: it is named where kinds are listed, and
/// refused by its name elsewhere.
public struct UnsimulatedKind: Hashable, Sendable {
  /// `daemonsets`.
  public var plural: String
  /// `ds`; may be empty.
  public var shortNames: [String]
  /// Empty for the core group.
  public var group: String
  /// `v1`, or another version of the group.
  public var version: String
  /// Whether its objects would live in namespaces.
  public var isNamespaced: Bool
  /// `DaemonSet`.
  public var kind: String

  init(
    _ plural: String, _ kind: String, _ group: String = "", version: String = "v1",
    short: [String] = [], isNamespaced: Bool = true
  ) {
    self.plural = plural
    self.kind = kind
    self.group = group
    self.version = version
    shortNames = short
    self.isNamespaced = isNamespaced
  }

  /// `apps/v1`, or `v1` for the core group.
  public var apiVersion: String { group.isEmpty ? version : group + "/" + version }

  /// `daemonsets.apps`, or `podtemplates` for the core group.
  public var qualifiedPlural: String { group.isEmpty ? plural : plural + "." + group }

  /// Whether a word on the command line means this kind: plural, singular or short name, also with
  /// its group.
  public func isNamed(_ word: String) -> Bool {
    let name = word.lowercased()
    let short = String(name.prefix { $0 != "." })
    guard short == plural || short == kind.lowercased() || shortNames.contains(short) else {
      return false
    }
    let rest = name.dropFirst(short.utf8.count + 1)
    return rest.isEmpty || rest == group || rest == version + "." + group
  }

  /// What a cluster of v1.32 has without any additions, by group and name.
  public static let all: [UnsimulatedKind] = [
    .init("bindings", "Binding"),
    .init("componentstatuses", "ComponentStatus", short: ["cs"], isNamespaced: false),
    .init("limitranges", "LimitRange", short: ["limits"]),
    .init("podtemplates", "PodTemplate"),
    .init("replicationcontrollers", "ReplicationController", short: ["rc"]),
    .init(
      "mutatingwebhookconfigurations", "MutatingWebhookConfiguration",
      "admissionregistration.k8s.io", isNamespaced: false),
    .init(
      "validatingadmissionpolicies", "ValidatingAdmissionPolicy", "admissionregistration.k8s.io",
      isNamespaced: false),
    .init(
      "validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding",
      "admissionregistration.k8s.io", isNamespaced: false),
    .init(
      "validatingwebhookconfigurations", "ValidatingWebhookConfiguration",
      "admissionregistration.k8s.io", isNamespaced: false),
    .init("apiservices", "APIService", "apiregistration.k8s.io", isNamespaced: false),
    .init("daemonsets", "DaemonSet", "apps", short: ["ds"]),
    .init(
      "selfsubjectreviews", "SelfSubjectReview", "authentication.k8s.io", isNamespaced: false),
    .init("tokenreviews", "TokenReview", "authentication.k8s.io", isNamespaced: false),
    .init("localsubjectaccessreviews", "LocalSubjectAccessReview", "authorization.k8s.io"),
    .init(
      "selfsubjectaccessreviews", "SelfSubjectAccessReview", "authorization.k8s.io",
      isNamespaced: false),
    .init(
      "selfsubjectrulesreviews", "SelfSubjectRulesReview", "authorization.k8s.io",
      isNamespaced: false),
    .init(
      "subjectaccessreviews", "SubjectAccessReview", "authorization.k8s.io", isNamespaced: false),
    .init(
      "horizontalpodautoscalers", "HorizontalPodAutoscaler", "autoscaling", version: "v2",
      short: ["hpa"]),
    .init("cronjobs", "CronJob", "batch", short: ["cj"]),
    .init("jobs", "Job", "batch"),
    .init(
      "certificatesigningrequests", "CertificateSigningRequest", "certificates.k8s.io",
      short: ["csr"], isNamespaced: false),
    .init("events", "Event", "events.k8s.io", short: ["ev"]),
    .init("flowschemas", "FlowSchema", "flowcontrol.apiserver.k8s.io", isNamespaced: false),
    .init(
      "prioritylevelconfigurations", "PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io",
      isNamespaced: false),
    .init("ingressclasses", "IngressClass", "networking.k8s.io", isNamespaced: false),
    .init("ingresses", "Ingress", "networking.k8s.io", short: ["ing"]),
    .init("networkpolicies", "NetworkPolicy", "networking.k8s.io", short: ["netpol"]),
    .init("runtimeclasses", "RuntimeClass", "node.k8s.io", isNamespaced: false),
    .init(
      "clusterrolebindings", "ClusterRoleBinding", "rbac.authorization.k8s.io",
      isNamespaced: false),
    .init("clusterroles", "ClusterRole", "rbac.authorization.k8s.io", isNamespaced: false),
    .init("rolebindings", "RoleBinding", "rbac.authorization.k8s.io"),
    .init("roles", "Role", "rbac.authorization.k8s.io"),
    .init(
      "priorityclasses", "PriorityClass", "scheduling.k8s.io", short: ["pc"], isNamespaced: false),
    .init("csidrivers", "CSIDriver", "storage.k8s.io", isNamespaced: false),
    .init("csinodes", "CSINode", "storage.k8s.io", isNamespaced: false),
    .init("csistoragecapacities", "CSIStorageCapacity", "storage.k8s.io"),
  ]
}
