import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let currentReplicas = Flag(
    "current-replicas", "", .number(-1), "Precondition for current size.")
  static let resourceVersion = Flag(
    "resource-version", "", .text(""), "Precondition for resource version.")
}

extension Command {
  static let scale = Command(
    "scale", "Set a new size for a deployment, replica set, or replication controller",
    arguments:
      "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME |"
      + " TYPE NAME)",
    flags: [
      .replicas, .currentReplicas, .resourceVersion, .timeout, .selector, .all, .filename,
      .recursive, .output, .dryRun, .kustomize, .template, .showManagedFields,
      .allowMissingTemplateKeys,
    ], required: [.replicas]
  ) { (invocation) throws(CommandError) in
    let replicas = invocation.options.number(.replicas)
    if replicas < 0 {
      throw .text(
        "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0")
    }
    let dryRun = try invocation.dryRun()
    let targets = try invocation.targets()
    if targets.isEmpty, invocation.hasErrors {
      // What was not found is told in one sentence here.
      throw .text("no objects passed to scale \(invocation.takeErrors().message)")
    }
    var scaled: [Target] = []
    for target in targets {
      do throws(CommandError) {
        try scale(target, to: replicas, dryRun, invocation)
        scaled.append(target)
      } catch {
        // The rest is left alone, whatever it is.
        invocation.note(error)
        break
      }
    }
    let timeout = invocation.options.duration(.timeout)
    guard timeout > .zero, dryRun == .none, !scaled.isEmpty else {
      invocation.finish()
      return
    }
    let path = try sizePath()
    Wait(
      invocation, scaled, .jsonPath(path, value: String(replicas)), timeout: timeout,
      whenDone: { invocation.finish() }
    ).start()
  }

  private static func sizePath() throws(CommandError) -> JSONPath {
    do throws(JSONPath.Failure) {
      return try JSONPath("{.status.replicas}")
    } catch {
      throw .text(error.message)
    }
  }

  private static func scale(
    _ target: Target, to replicas: Int64, _ dryRun: DryRun, _ invocation: Invocation
  ) throws(CommandError) {
    let current = invocation.options.number(.currentReplicas)
    let version = invocation.options.text(.resourceVersion)
    if dryRun != .client {
      if invocation.options.has(.currentReplicas) || !version.isEmpty {
        var request = APIRequest(
          .get, target.type, namespace: target.namespace, name: target.name)
        request.subresource = "scale"
        let present = try invocation.send(request)
        let size = present.number("spec", "replicas")
        if current >= 0, size != current {
          throw .text("Expected replicas to be \(current), was \(size)")
        }
        let presentVersion = present.text("metadata", "resourceVersion")
        if !version.isEmpty, version != presentVersion {
          throw .text("Expected resource version to be \(version), was \(presentVersion)")
        }
      }
      _ = try invocation.patch(
        target.type, namespace: target.namespace, name: target.name,
        ["spec": ["replicas": .integer(replicas)]], as: .merge, subresource: "scale",
        isDryRun: dryRun == .server)
    }
    try invocation.report(target, target.object, "scaled", dryRun)
  }
}
