import Values

/// A probe in one line: `http-get http://:80/ delay=0s timeout=1s period=10s #success=1 #failure=3`.
enum ProbeText {
  static func of(_ probe: JSON) -> String {
    let attributes =
      "delay=\(probe.number("initialDelaySeconds"))s timeout=\(probe.number("timeoutSeconds"))s"
      + " period=\(probe.number("periodSeconds"))s #success=\(probe.number("successThreshold"))"
      + " #failure=\(probe.number("failureThreshold"))"
    if let exec = probe["exec"] {
      let words = exec.items("command").compactMap { $0.string }
      return "exec [\(words.joined(separator: " "))] \(attributes)"
    }
    if let get = probe["httpGet"] {
      let scheme = get.text("scheme").lowercased()
      let port = get["port"].map { JSONPath.text($0) } ?? ""
      let path = get.text("path")
      return "http-get \(scheme.isEmpty ? "http" : scheme)://\(get.text("host")):\(port)\(path)"
        + " \(attributes)"
    }
    if let socket = probe["tcpSocket"] {
      let port = socket["port"].map { JSONPath.text($0) } ?? ""
      return "tcp-socket \(socket.text("host")):\(port) \(attributes)"
    }
    if let grpc = probe["grpc"] {
      return "grpc <pod>:\(grpc.number("port")) \(grpc.text("service")) \(attributes)"
    }
    return "unknown \(attributes)"
  }
}

/// The values of the fields of a pod that environment variables can refer to.
enum FieldPathText {
  static func value(of path: String, in pod: JSON) -> String {
    switch path {
    case "metadata.name": return pod.name
    case "metadata.namespace": return pod.namespace
    case "metadata.uid": return pod.uid
    case "spec.nodeName": return pod.text("spec", "nodeName")
    case "spec.serviceAccountName": return pod.text("spec", "serviceAccountName")
    case "status.hostIP": return pod.text("status", "hostIP")
    case "status.podIP": return pod.text("status", "podIP")
    default:
      for member in ["labels", "annotations"] {
        let start = "metadata.\(member)['"
        if path.hasPrefix(start), path.hasSuffix("']") {
          let key = String(path.dropFirst(start.count).dropLast(2))
          return pod.at("metadata", member, key)?.string ?? ""
        }
      }
      return ""
    }
  }
}
