import OrderedCollections
import Values

extension GoValue {
  /// The spec of a pod. What is said of the host's namespaces belongs to its security context.
  static func podSpec(_ spec: PodSpec) -> GoValue {
    var json = spec.encode()
    var context = json["securityContext"]?.object ?? [:]
    for name in ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"] {
      if let value = json[name] { context[name] = value }
    }
    var members = json.object ?? [:]
    members["securityContext"] = .object(context)
    json = .object(members)
    return make("PodSpec", json)
  }

  static func claimSpec(_ spec: PersistentVolumeClaimSpec) -> GoValue {
    make("PersistentVolumeClaimSpec", spec.encode())
  }

  static func volumeSource(_ spec: PersistentVolumeSpec) -> GoValue {
    make("PersistentVolumeSource", spec.encode())
  }
}
