import KubernetesAPI
import OrderedCollections
import Values

/// `kubectl rollout undo`: writes the template of an older revision into the object (K23).
enum RolloutUndo {
  static func run(_ invocation: Invocation) throws(CommandError) {
    let wanted = invocation.options.number(.toRevision)
    let dryRun = try invocation.dryRun()
    for target in try Command.rolloutTargets(invocation) {
      do throws(CommandError) {
        let operation = try undo(target, to: wanted, dryRun, invocation)
        invocation.show("\(target.messageName) \(operation)\(dryRun.suffix)")
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private static func undo(
    _ target: Target, to wanted: Int64, _ dryRun: DryRun, _ invocation: Invocation
  ) throws(CommandError) -> String {
    try RolloutHistory.checkSupport(target.type, "rollbacker")
    if wanted < 0 { throw .text("unable to find specified revision \(wanted) in history") }
    let isDeployment = target.type == .deployments
    if isDeployment, target.object.at("spec", "paused")?.bool == true {
      throw .text(
        "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume'"
          + " and try again")
    }
    let history = try RolloutRevisions(of: target, invocation).revisions
    let revision = try revision(wanted, in: history, isDeployment: isDeployment)
    var template = revision.template
    if isDeployment {
      template = template.setting(["metadata", "labels", "pod-template-hash"], to: nil)
    }
    let present = target.object.at("spec", "template") ?? .null
    if ThreeWayPatch.isSame(bare(template), bare(present)) {
      return
        "skipped rollback (current template already matches revision \(revision.number))"
    }
    if dryRun == .client { return "rolled back" }
    let isDryRun = dryRun == .server
    if isDeployment {
      let patch: JSON = [
        ["op": "replace", "path": "/spec/template", "value": template],
        [
          "op": "replace", "path": "/metadata/annotations",
          "value": annotations(target.object, revision.keeper),
        ],
      ]
      _ = try invocation.patch(
        target.type, namespace: target.namespace, name: target.name, patch, as: .json,
        isDryRun: isDryRun)
    } else {
      _ = try invocation.patch(
        target.type, namespace: target.namespace, name: target.name,
        revision.keeper["data"] ?? .null, isDryRun: isDryRun)
    }
    return "rolled back"
  }

  private static func revision(
    _ wanted: Int64, in history: [RolloutRevisions.Revision], isDeployment: Bool
  ) throws(CommandError) -> RolloutRevisions.Revision {
    if wanted > 0 {
      guard let revision = history.first(where: { $0.number == wanted }) else {
        throw .text("unable to find specified revision \(wanted) in history")
      }
      return revision
    }
    guard history.count > 1 else {
      throw .text(
        isDeployment
          ? "no rollout history found for deployment" : "no last revision to roll back to")
    }
    return history[history.count - 2]
  }

  /// A template without what does not count when two are compared.
  private static func bare(_ template: JSON) -> JSON {
    template.setting(["$patch"], to: nil)
      .setting(["metadata", "creationTimestamp"], to: nil)
      .setting(["metadata", "labels", "pod-template-hash"], to: nil)
  }

  /// The object's own annotations about itself, and what was noted with the old revision.
  private static func annotations(_ object: JSON, _ keeper: JSON) -> JSON {
    let own = [
      LastApplied.annotation, "deployment.kubernetes.io/revision",
      "deployment.kubernetes.io/revision-history", "deployment.kubernetes.io/desired-replicas",
      "deployment.kubernetes.io/max-replicas", "deprecated.deployment.rollback.to",
    ]
    var result: OrderedMembers = [:]
    for (key, value) in object.annotations where own.contains(key) { result[key] = .string(value) }
    for (key, value) in keeper.annotations where !own.contains(key) { result[key] = .string(value) }
    return .object(result)
  }
}
