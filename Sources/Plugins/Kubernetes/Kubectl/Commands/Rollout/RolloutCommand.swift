import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension Flag {
  static let toRevision = Flag(
    "to-revision", "", .number(0), "The revision to rollback to. Default to 0 (last revision).")
  static let watchRollout = Flag(
    "watch", "w", .bool(true), "Watch the status of the rollout until it's done.")
  static let rolloutFlags: [Flag] = [
    .filename, .recursive, .selector, .output, .kustomize, .template, .showManagedFields,
    .allowMissingTemplateKeys, .fieldManager,
  ]
}

extension Command {
  static var rollout: Command {
    Command(
      group: "rollout", "Manage the rollout of a resource",
      subcommands: [
        Command(
          "history", "View rollout history", arguments: "(TYPE NAME | TYPE/NAME) [flags]",
          flags: Flag.rolloutFlags + [.revision], body: RolloutHistory.run),
        Command(
          "pause", "Mark the provided resource as paused", arguments: "RESOURCE",
          flags: Flag.rolloutFlags
        ) { (invocation) throws(CommandError) in try setPaused(true, invocation) },
        Command(
          "restart", "Restart a resource", arguments: "RESOURCE", flags: Flag.rolloutFlags,
          body: restart),
        Command(
          "resume", "Resume a paused resource", arguments: "RESOURCE", flags: Flag.rolloutFlags
        ) { (invocation) throws(CommandError) in try setPaused(false, invocation) },
        Command(
          "status", "Show the status of the rollout",
          arguments: "(TYPE NAME | TYPE/NAME) [flags]",
          flags: Flag.rolloutFlags + [.revision, .timeout, .watchRollout],
          body: RolloutStatus.run),
        Command(
          "undo", "Undo a previous rollout", arguments: "(TYPE NAME | TYPE/NAME) [flags]",
          flags: Flag.rolloutFlags + [.toRevision, .dryRun], body: RolloutUndo.run),
      ])
  }

  /// The objects of a rollout command: kinds without names mean all of them.
  static func rolloutTargets(_ invocation: Invocation) throws(CommandError) -> [Target] {
    if invocation.arguments.isEmpty, invocation.options.list(.filename).isEmpty {
      throw .text("required resource not specified")
    }
    return try invocation.targets(TargetSearch(listsKinds: true))
  }

  private static func setPaused(
    _ isPausing: Bool, _ invocation: Invocation
  ) throws(CommandError) {
    for target in try rolloutTargets(invocation) {
      let subject = "\(target.type.qualifiedPlural) \(quoted(target.name))"
      let isPaused = target.object.at("spec", "paused")?.bool ?? false
      do throws(CommandError) {
        if target.type != .deployments {
          throw .text("\(subject) \(isPausing ? "pausing" : "resuming") is not supported")
        }
        if isPaused == isPausing {
          throw .text("\(subject) is \(isPausing ? "already paused" : "not paused")")
        }
        let changed = try invocation.patch(
          target.type, namespace: target.namespace, name: target.name,
          ["spec": ["paused": isPausing ? true : .null]])
        try invocation.report(target, changed, isPausing ? "paused" : "resumed")
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private static func restart(_ invocation: Invocation) throws(CommandError) {
    let annotation = "kubectl.kubernetes.io/restartedAt"
    let time = invocation.now.calendar.rfc3339
    for target in try rolloutTargets(invocation) {
      let subject = "\(target.type.qualifiedPlural) \(quoted(target.name))"
      do throws(CommandError) {
        if target.type != .deployments, target.type != .statefulSets {
          throw .text("\(subject) restarting is not supported")
        }
        if target.object.at("spec", "paused")?.bool == true {
          throw .text("\(subject) can't restart paused deployment (run rollout resume first)")
        }
        let last = target.object.at(
          "spec", "template", "metadata", "annotations", annotation)?.string
        if last == time {
          throw .text(
            "failed to create patch for \(target.name): if restart has already been triggered"
              + " within the past second, please wait before attempting to trigger another")
        }
        let changed = try invocation.patch(
          target.type, namespace: target.namespace, name: target.name,
          [
            "spec": [
              "template": ["metadata": ["annotations": .object([annotation: .string(time)])]]
            ]
          ])
        try invocation.report(target, changed, "restarted")
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }
}
