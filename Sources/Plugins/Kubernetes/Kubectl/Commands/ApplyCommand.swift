import KubernetesAPI
import Values

extension Flag {
  static let serverSide = Flag(
    "server-side", "", .bool(false), "If true, apply runs in the server.")
  static let forceConflicts = Flag(
    "force-conflicts", "", .bool(false),
    "If true, server-side apply will force the changes against conflicts.")
}

extension Command {
  static let apply = Command(
    "apply", "Apply a configuration to a resource by file name or stdin",
    arguments: "(-f FILENAME | -k DIRECTORY)",
    flags: [
      .filename, .recursive, .output, .dryRun, .validate, .selector, .all, .fieldManager,
      .overwriteConflicts, .openAPIPatch, .serverSide, .kustomize, .template,
      .unsupported("force", "", .bool(false)), .forceConflicts,
      .unsupported("prune", "", .bool(false)), .unsupported("prune-allowlist", "", .array),
      .showManagedFields, .allowMissingTemplateKeys, .wait, .timeout,
      .unsupported("subresource", "", .text("")), .gracePeriod, .cascade,
    ]
  ) { (invocation) throws(CommandError) in
    let dryRun = try invocation.dryRun()
    let isServerSide = invocation.options.isSet(.serverSide)
    if invocation.options.isSet(.forceConflicts), !isServerSide {
      throw .text("--force-conflicts only works with --server-side")
    }
    if isServerSide, dryRun == .client {
      throw .text(
        "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server"
          + " instead?)")
    }
    let files = invocation.options.list(.filename)
    if !invocation.arguments.isEmpty {
      throw invocation.usageError(
        "Unexpected args: [\(invocation.arguments.joined(separator: " "))]")
    }
    if files.isEmpty { throw .text("must specify one of -f and -k") }
    let manifests = try invocation.manifests(in: files)
    if manifests.isEmpty, !invocation.hasErrors { throw .text("no objects passed to apply") }
    for manifest in manifests {
      do throws(CommandError) {
        if isServerSide {
          try ServerSideApplying(invocation, manifest, dryRun).run()
        } else {
          try Applying(invocation, manifest, dryRun).run()
        }
      } catch {
        invocation.note(error)
      }
      if !invocation.isRunning { return }
    }
    invocation.finish()
  }
}

extension Flag {
  static let overwriteConflicts = Flag(
    "overwrite", "", .bool(true), "Automatically resolve conflicts.")
  static let openAPIPatch = Flag(
    "openapi-patch", "", .bool(true), "If true, use openapi to calculate diff.")
}
