import OrderedCollections
import Values

/// The defaults of a pod's spec, also of one inside a template.
func applyPodDefaults(_ spec: inout PodSpec) {
  for index in spec.initContainers.indices { applyContainerDefaults(&spec.initContainers[index]) }
  for index in spec.containers.indices { applyContainerDefaults(&spec.containers[index]) }
  if spec.dnsPolicy.isEmpty { spec.dnsPolicy = "ClusterFirst" }
  if spec.restartPolicy.isEmpty { spec.restartPolicy = "Always" }
  if spec.schedulerName.isEmpty { spec.schedulerName = "default-scheduler" }
  if spec.securityContext == nil { spec.securityContext = PodSecurityContext() }
  if spec.terminationGracePeriodSeconds == nil { spec.terminationGracePeriodSeconds = 30 }
  if spec.serviceAccountName.isEmpty {
    spec.serviceAccountName = spec.serviceAccount
  } else {
    spec.serviceAccount = spec.serviceAccountName
  }
  for index in spec.volumes.indices { applyVolumeDefaults(&spec.volumes[index]) }
}

func applyVolumeDefaults(_ volume: inout Volume) {
  if volume.configMap != nil, volume.configMap?.defaultMode == nil {
    volume.configMap?.defaultMode = 420
  }
  if volume.secret != nil, volume.secret?.defaultMode == nil { volume.secret?.defaultMode = 420 }
  if volume.hostPath != nil, volume.hostPath?.type == nil { volume.hostPath?.type = "" }
  if case .object(var members)? = volume.projected, members["defaultMode"] == nil {
    members["defaultMode"] = 420
    volume.projected = .object(members)
  }
}

func applyContainerDefaults(_ container: inout Container) {
  if container.imagePullPolicy.isEmpty, !container.image.isEmpty {
    container.imagePullPolicy = hasMovingTag(container.image) ? "Always" : "IfNotPresent"
  }
  if container.imagePullPolicy.isEmpty { container.imagePullPolicy = "Always" }
  if container.terminationMessagePath.isEmpty {
    container.terminationMessagePath = "/dev/termination-log"
  }
  if container.terminationMessagePolicy.isEmpty { container.terminationMessagePolicy = "File" }
  for index in container.ports.indices where container.ports[index].protocol.isEmpty {
    container.ports[index].protocol = "TCP"
  }
  for index in container.env.indices {
    if container.env[index].valueFrom?.fieldRef?.apiVersion == "" {
      container.env[index].valueFrom?.fieldRef?.apiVersion = "v1"
    }
  }
  for entry in container.resources.limits where container.resources.requests[entry.key] == nil {
    container.resources.requests[entry.key] = entry.value
  }
  applyProbeDefaults(&container.livenessProbe)
  applyProbeDefaults(&container.readinessProbe)
  applyProbeDefaults(&container.startupProbe)
  if container.lifecycle?.postStart?.httpGet != nil {
    applyHTTPDefaults(&container.lifecycle!.postStart!.httpGet!)
  }
  if container.lifecycle?.preStop?.httpGet != nil {
    applyHTTPDefaults(&container.lifecycle!.preStop!.httpGet!)
  }
}

/// N8: every 10 s, with 1 s to answer, one success or three failures decide.
func applyProbeDefaults(_ probe: inout Probe?) {
  guard var changed = probe else { return }
  if changed.timeoutSeconds == 0 { changed.timeoutSeconds = 1 }
  if changed.periodSeconds == 0 { changed.periodSeconds = 10 }
  if changed.successThreshold == 0 { changed.successThreshold = 1 }
  if changed.failureThreshold == 0 { changed.failureThreshold = 3 }
  if changed.httpGet != nil { applyHTTPDefaults(&changed.httpGet!) }
  if changed.grpc != nil, changed.grpc?.service == nil { changed.grpc?.service = "" }
  probe = changed
}

func applyHTTPDefaults(_ action: inout HTTPGetAction) {
  if action.path.isEmpty { action.path = "/" }
  if action.scheme.isEmpty { action.scheme = "HTTP" }
}

/// Whether the image has no tag or the tag `latest`, and no digest.
func hasMovingTag(_ image: String) -> Bool {
  if image.contains("@") { return false }
  let last = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  let parts = last.split(separator: ":", omittingEmptySubsequences: false)
  return parts.count < 2 || parts[1] == "latest"
}

/// The text in Base64, as a Secret keeps it.
func base64(_ text: String) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var result: [UInt8] = []
  let bytes = Array(text.utf8)
  var index = 0
  while index < bytes.count {
    let rest = bytes.count - index
    let group =
      UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
      | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
    for place: UInt32 in 0..<4 {
      result.append(
        Int(place) <= rest ? letters[Int(group >> (18 - 6 * place) & 63)] : UInt8(ascii: "="))
    }
    index += 3
  }
  return String(decoding: result, as: UTF8.self)
}
