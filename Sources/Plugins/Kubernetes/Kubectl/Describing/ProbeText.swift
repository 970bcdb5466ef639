import KubernetesAPI
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

/// The amounts of a container that environment variables can refer to.
enum ContainerAmount {
  /// The amount in units of the divisor, rounded up: `requests.cpu` of 250m in units of 1 is 1.
  static func text(of reference: JSON, in container: JSON) -> String {
    let resource = reference.text("resource")
    guard let dot = resource.firstIndex(of: ".") else { return "" }
    let (group, name) = (String(resource[..<dot]), String(resource[resource.index(after: dot)...]))
    func thousandths(_ value: JSON?) -> Int64 {
      value.flatMap { Quantity(JSONPath.text($0)) }?.inThousandths ?? 0
    }
    let amount = thousandths(container.at("resources", group, name))
    var divisor = thousandths(reference["divisor"])
    if divisor == 0 { divisor = 1000 }
    let units = (amount + divisor - 1) / divisor
    if units == 0, resource == "limits.cpu" || resource == "limits.memory" {
      return "node allocatable"
    }
    return String(units)
  }
}
