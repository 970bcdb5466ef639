import KubernetesAPI

/// The fields of a pod that its containers can be told: `metadata.name`, `status.podIP`, ….
struct PodFields {
  let pod: Pod
  let nodeName: String
  let nodeAddress: String
  let podAddress: String

  /// The value of a field; nil for one that cannot be asked for.
  func value(_ path: String) -> String? {
    switch path {
    case "metadata.name": return pod.name
    case "metadata.namespace": return pod.namespace
    case "metadata.uid": return pod.metadata.uid
    case "metadata.labels": return PodFields.lines(pod.metadata.labels)
    case "metadata.annotations": return PodFields.lines(pod.metadata.annotations)
    case "spec.nodeName": return nodeName
    case "spec.serviceAccountName": return pod.spec.serviceAccountName
    case "status.hostIP", "status.hostIPs": return nodeAddress
    case "status.podIP", "status.podIPs": return podAddress
    default: break
    }
    if let key = PodFields.subscript(of: path, "metadata.labels") {
      return pod.metadata.labels[key] ?? ""
    }
    if let key = PodFields.subscript(of: path, "metadata.annotations") {
      return pod.metadata.annotations[key] ?? ""
    }
    return nil
  }

  /// The key in `metadata.labels['app']`.
  private static func `subscript`(of path: String, _ map: String) -> String? {
    guard path.hasPrefix(map + "['"), path.hasSuffix("']") else { return nil }
    return String(path.dropFirst(map.utf8.count + 2).dropLast(2))
  }

  /// `app="web"` lines, as files of the downward API have them.
  private static func lines(_ map: StringMap) -> String {
    map.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: "\n")
  }
}
