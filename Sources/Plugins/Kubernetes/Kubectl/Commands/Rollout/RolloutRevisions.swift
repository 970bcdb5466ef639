import KubernetesAPI
import Values

/// The revisions that a workload can go back to.
struct RolloutRevisions {
  struct Revision {
    var number: Int64
    /// The pod template.
    var template: JSON
    var changeCause: String
    /// The ReplicaSet or ControllerRevision that keeps it.
    var keeper: JSON
  }

  /// In the order of their numbers.
  var revisions: [Revision] = []

  init(of target: Target, _ invocation: Invocation) throws(CommandError) {
    let selector = labelSelectorText(target.object.at("spec", "selector"))
    let isDeployment = target.type == .deployments
    let keepers = try invocation.list(
      isDeployment ? .replicaSets : .controllerRevisions, namespace: target.namespace,
      labels: selector)
    for keeper in keepers {
      let isOwned = keeper.items("metadata", "ownerReferences").contains {
        $0["controller"]?.bool == true && $0.text("uid") == target.object.uid
      }
      if !isOwned { continue }
      let cause = keeper.at("metadata", "annotations", "kubernetes.io/change-cause")?.string ?? ""
      if isDeployment {
        let text = keeper.at("metadata", "annotations", "deployment.kubernetes.io/revision")?
          .string
        guard let number = text.flatMap({ Int64($0) }) else { continue }
        revisions.append(
          Revision(
            number: number, template: keeper.at("spec", "template") ?? .null, changeCause: cause,
            keeper: keeper))
      } else {
        revisions.append(
          Revision(
            number: keeper.number("revision"),
            template: keeper.at("data", "spec", "template") ?? .null, changeCause: cause,
            keeper: keeper))
      }
    }
    revisions.sort { $0.number < $1.number }
  }

  func revision(_ number: Int64) -> Revision? { revisions.first { $0.number == number } }
}

/// A `LabelSelector` as text: `app=web,tier in (a,b)`.
func labelSelectorText(_ selector: JSON?) -> String {
  guard let selector else { return "" }
  var parts: [(key: String, text: String)] = selector.map("matchLabels").map {
    ($0.key, "\($0.key)=\($0.value)")
  }
  for expression in selector.items("matchExpressions") {
    let key = expression.text("key")
    let values = expression.items("values").compactMap { $0.string }
      .sorted { $0.precedesByBytes($1) }.joined(separator: ",")
    switch expression.text("operator") {
    case "In": parts.append((key, "\(key) in (\(values))"))
    case "NotIn": parts.append((key, "\(key) notin (\(values))"))
    case "Exists": parts.append((key, key))
    case "DoesNotExist": parts.append((key, "!\(key)"))
    default: break
    }
  }
  parts.sort { $0.key.precedesByBytes($1.key) }
  return parts.map { $0.text }.joined(separator: ",")
}
