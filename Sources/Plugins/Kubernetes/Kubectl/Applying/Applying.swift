import KubernetesAPI
import OrderedCollections
import Values

/// `kubectl apply` of one object (K18): made when it is missing, patched when it differs.
struct Applying {
  let invocation: Invocation
  let manifest: Manifest
  let dryRun: DryRun

  init(_ invocation: Invocation, _ manifest: Manifest, _ dryRun: DryRun) {
    self.invocation = invocation
    self.manifest = manifest
    self.dryRun = dryRun
  }

  private var target: Target {
    Target(type: manifest.type, namespace: manifest.namespace, name: manifest.name)
  }

  /// Resource, kind, name and namespace, as several error messages list them.
  private var particulars: String {
    let type = manifest.type
    let kind = "\(type.apiVersion), Kind=\(type.kind)"
    return "Resource: \(quoted("\(type.apiVersion), Resource=\(type.plural)")), "
      + "GroupVersionKind: \(quoted(kind))\nName: \(quoted(manifest.name)), "
      + "Namespace: \(quoted(manifest.namespace))"
  }

  func run() throws(CommandError) {
    let modified = LastApplied.noting(manifest.value)
    guard let current = try present() else {
      try create(modified)
      return
    }
    if LastApplied.configuration(of: current) == nil, dryRun != .client {
      invocation.show([
        "resource \(manifest.type.plural)/\(manifest.name) is missing the "
          + "\(LastApplied.annotation) annotation which is required by kubectl apply. kubectl"
          + " apply should only be used on resources created declaratively by either kubectl"
          + " create --save-config or kubectl apply. The missing annotation will be patched"
          + " automatically."
      ])
    }
    if dryRun == .client {
      try invocation.report(target, current, "configured", dryRun)
      return
    }
    let original = LastApplied.configuration(of: current) ?? .null
    let patch = ThreeWayPatch(original: original, modified: modified, current: current).patch
    if patch == .object([:]) {
      try invocation.report(target, current, "unchanged", dryRun)
      return
    }
    var changed: JSON
    do throws(CommandError) {
      changed = try invocation.patch(
        manifest.type, namespace: manifest.namespace, name: manifest.name, patch,
        isDryRun: dryRun == .server)
    } catch {
      throw explained(error, patch)
    }
    if changed.isBeingDeleted {
      invocation.show([
        "Detected changes to resource \(manifest.name) which is currently being deleted."
      ])
    }
    if changed.kind.isEmpty { changed = changed.setting(["kind"], to: .string(manifest.type.kind)) }
    try invocation.report(target, changed, "configured", dryRun)
  }

  /// What the object would be after it was applied; nothing is stored.
  func merged(with current: JSON?) throws(CommandError) -> JSON {
    let modified = LastApplied.noting(manifest.value)
    guard let current else {
      return try invocation.create(
        manifest.type, namespace: manifest.namespace, manifest.value, isDryRun: true)
    }
    let original = LastApplied.configuration(of: current) ?? .null
    let patch = ThreeWayPatch(original: original, modified: modified, current: current).patch
    if patch == .object([:]) { return current }
    let changed: JSON
    do throws(CommandError) {
      changed = try invocation.patch(
        manifest.type, namespace: manifest.namespace, name: manifest.name, patch, isDryRun: true)
    } catch {
      throw explained(error, patch)
    }
    // The annotation that apply keeps for itself is left as it was.
    return changed.setting(
      ["metadata", "annotations", LastApplied.annotation],
      to: current.at("metadata", "annotations", LastApplied.annotation))
  }

  private func present() throws(CommandError) -> JSON? {
    do throws(CommandError) {
      return try invocation.find(
        manifest.type, namespace: manifest.namespace, name: manifest.name)
    } catch {
      let start =
        "error when retrieving current configuration of:\n\(particulars)\n"
        + "from server for: \(quoted(manifest.source)): "
      switch error {
      case .status(var status):
        status.message = start + status.message
        throw .status(status)
      default: throw .text(start + error.message)
      }
    }
  }

  private func create(_ object: JSON) throws(CommandError) {
    if dryRun == .client {
      try invocation.report(target, manifest.value, "created", dryRun)
      return
    }
    do throws(CommandError) {
      let made = try invocation.create(
        manifest.type, namespace: manifest.namespace, object, isDryRun: dryRun == .server)
      try invocation.report(target, made, "created", dryRun)
    } catch {
      throw error.adding(verb: "creating", source: manifest.source)
    }
  }

  private func explained(_ error: CommandError, _ patch: JSON) -> CommandError {
    guard case .status(var status) = error else { return error }
    let source = quoted(manifest.source)
    status.message =
      "error when applying patch:\n\(patch.sorted.compactText)\nto:\n\(particulars)\n"
      + "for: \(source): error when patching \(source): \(status.message)"
    return .status(status)
  }
}
