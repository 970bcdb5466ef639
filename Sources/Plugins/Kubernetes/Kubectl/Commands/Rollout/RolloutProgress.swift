import KubernetesAPI
import Values

/// How far a rollout is: what `kubectl rollout status` says about one state of an object
/// (K21, K22). It depends on nothing but the object.
struct RolloutProgress {
  var message: String
  var isDone: Bool

  static func of(
    _ object: JSON, _ type: ResourceType, revision: Int64
  ) throws(CommandError) -> RolloutProgress {
    if type == .deployments { return try deployment(object, revision) }
    if type == .statefulSets { return try statefulSet(object) }
    throw .text(
      "no status viewer has been implemented for \(type.kind)"
        + (type.group.isEmpty ? "" : "." + type.group))
  }

  private static func waiting(_ message: String) -> RolloutProgress {
    RolloutProgress(message: message, isDone: false)
  }

  private static func deployment(
    _ object: JSON, _ revision: Int64
  ) throws(CommandError) -> RolloutProgress {
    let name = quoted(object.name)
    if revision > 0 {
      let text = object.at("metadata", "annotations", "deployment.kubernetes.io/revision")?.string
      let running = text.flatMap { Int64($0) } ?? 0
      if running != revision {
        throw .text(
          "desired revision (\(revision)) is different from the running revision (\(running))")
      }
    }
    if object.number("metadata", "generation") > object.number("status", "observedGeneration") {
      return waiting("Waiting for deployment spec update to be observed...")
    }
    for condition in object.items("status", "conditions")
    where condition.text("type") == "Progressing"
      && condition.text("reason") == "ProgressDeadlineExceeded"
    {
      throw .text("deployment \(name) exceeded its progress deadline")
    }
    let wanted = object.at("spec", "replicas")?.integer ?? 1
    let updated = object.number("status", "updatedReplicas")
    let total = object.number("status", "replicas")
    let available = object.number("status", "availableReplicas")
    let start = "Waiting for deployment \(name) rollout to finish:"
    if updated < wanted {
      return waiting("\(start) \(updated) out of \(wanted) new replicas have been updated...")
    }
    if total > updated {
      return waiting("\(start) \(total - updated) old replicas are pending termination...")
    }
    if available < updated {
      return waiting("\(start) \(available) of \(updated) updated replicas are available...")
    }
    return RolloutProgress(message: "deployment \(name) successfully rolled out", isDone: true)
  }

  private static func statefulSet(_ object: JSON) throws(CommandError) -> RolloutProgress {
    if object.text("spec", "updateStrategy", "type") != "RollingUpdate" {
      throw .text("rollout status is only available for RollingUpdate strategy type")
    }
    let observed = object.number("status", "observedGeneration")
    if observed == 0 || object.number("metadata", "generation") > observed {
      return waiting("Waiting for statefulset spec update to be observed...")
    }
    let wanted = object.at("spec", "replicas")?.integer ?? 1
    let ready = object.number("status", "readyReplicas")
    let updated = object.number("status", "updatedReplicas")
    if ready < wanted { return waiting("Waiting for \(wanted - ready) pods to be ready...") }
    if let parameters = object.at("spec", "updateStrategy", "rollingUpdate") {
      if let partition = parameters["partition"]?.integer, updated < wanted - partition {
        return waiting(
          "Waiting for partitioned roll out to finish: \(updated) out of \(wanted - partition)"
            + " new pods have been updated...")
      }
      return RolloutProgress(
        message: "partitioned roll out complete: \(updated) new pods have been updated...",
        isDone: true)
    }
    let target = object.text("status", "updateRevision")
    let current = object.text("status", "currentRevision")
    if target != current {
      return waiting(
        "waiting for statefulset rolling update to complete \(updated) pods at revision"
          + " \(target)...")
    }
    let pods = object.number("status", "currentReplicas")
    return RolloutProgress(
      message: "statefulset rolling update complete \(pods) pods at revision \(current)...",
      isDone: true)
  }
}
