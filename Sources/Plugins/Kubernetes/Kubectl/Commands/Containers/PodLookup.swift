import KubernetesAPI
import Simulation
import Values

/// Finding the pod and the container that `exec` and `logs` are about.
extension Invocation {
  /// The pods behind a workload or a service, the best to talk to first: running and ready ones
  /// before others, in the order of their names.
  func pods(behind target: Target) throws(CommandError) -> [JSON] {
    let selector: String
    switch target.type {
    case .pods: return [target.object]
    case .services: selector = labelsAsSelector(target.object.map("spec", "selector"))
    case .statefulSets, .replicaSets, .deployments, .jobs:
      selector = labelSelectorText(target.object.at("spec", "selector"))
    default:
      throw .text(
        "cannot attach to *unstructured.Unstructured: selector for \(target.type.kind) not"
          + " implemented")
    }
    let pods = try list(.pods, namespace: target.namespace, labels: selector)
    let ranks = pods.map { rank($0) }
    return pods.indices.sorted {
      ranks[$0] == ranks[$1] ? $0 < $1 : ranks[$0] < ranks[$1]
    }.map { pods[$0] }
  }

  private func labelsAsSelector(_ labels: [(key: String, value: String)]) -> String {
    labels.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  private func rank(_ pod: JSON) -> Int {
    let isReady = pod.items("status", "conditions").contains {
      $0.text("type") == "Ready" && $0.text("status") == "True"
    }
    switch pod.text("status", "phase") {
    case "Running": return isReady ? 0 : 1
    case "Pending": return 2
    default: return 3
    }
  }

  /// `web-0` and `pod/web-0` name a pod, `deploy/shop` one of its pods.
  func podTarget(_ argument: String) throws(CommandError) -> Target {
    guard argument.contains("/") else {
      return Target(
        type: .pods, namespace: namespace, name: argument,
        object: try get(.pods, name: argument))
    }
    guard let item = try ResourceArguments([argument], connection).items.first,
      let name = item.name
    else { throw ResourceArguments.nothingNamed }
    return Target(
      type: item.type, namespace: namespace(for: item.type), name: name,
      object: try get(item.type, name: name))
  }

  /// The container that is meant (K25): that of `-c`, the one an annotation names, the first.
  func containerName(in pod: JSON) throws(CommandError) -> String {
    let names = pod.items("spec", "containers").map { $0.text("name") }
    let initial = pod.items("spec", "initContainers").map { $0.text("name") }
    let wanted = options.text(.container)
    if !wanted.isEmpty {
      if names.contains(wanted) || initial.contains(wanted) { return wanted }
      let all = (names + initial.map { "\($0) (init)" }).joined(separator: ", ")
      throw .text("container \(wanted) is not valid for pod \(pod.name) out of: \(all)")
    }
    let annotation = pod.at("metadata", "annotations", "kubectl.kubernetes.io/default-container")
    if let name = annotation?.string, names.contains(name) { return name }
    let first = names.first ?? ""
    if names.count + initial.count > 1 {
      let all = (names + initial.map { "\($0) (init)" }).joined(separator: ", ")
      printError("Defaulted container \(quoted(first)) out of: \(all)")
    }
    return first
  }

  /// Asks the kubelet of a pod for a container.
  func container(
    _ name: String, of pod: JSON, previous: Bool = false
  ) throws(CommandError) -> PodRuntimeAnswer {
    guard let runtime = connection.runtime else {
      throw .text("containers do not run in this cluster")
    }
    return runtime.container(
      namespace: pod.namespace, pod: pod.name, container: name, previous: previous)
  }

  /// The server cannot reach the kubelet of a node.
  func unreachable(_ address: String) -> CommandError {
    .literal(
      "Error from server: error dialing backend: dial tcp \(address):10250: connect: no route"
        + " to host")
  }
}
