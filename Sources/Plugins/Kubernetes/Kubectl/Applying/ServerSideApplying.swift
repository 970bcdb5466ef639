import KubernetesAPI
import OrderedCollections
import Values

/// `kubectl apply --server-side` of one object: the server merges, and notes whose fields they
/// are.
struct ServerSideApplying {
  let invocation: Invocation
  let manifest: Manifest
  let dryRun: DryRun

  init(_ invocation: Invocation, _ manifest: Manifest, _ dryRun: DryRun) {
    self.invocation = invocation
    self.manifest = manifest
    self.dryRun = dryRun
  }

  private static let manager = "kubectl"
  private static let advice = """

    Please review the fields above--they currently have other managers. Here
    are the ways you can resolve this warning:
    * If you intend to manage all of these fields, please re-run the apply
      command with the `--force-conflicts` flag.
    * If you do not intend to manage all of the fields, please edit your
      manifest to remove references to the fields that should keep their
      current managers.
    * You may co-own fields by updating your manifest to match the existing
      value; in this case, you'll become the manager if the other manager(s)
      stop managing the field (remove it from their configuration).
    See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
    """

  private var name: String {
    let given = invocation.options.text(.fieldManager)
    return given.isEmpty ? ServerSideApplying.manager : given
  }

  func run() throws(CommandError) {
    let applied: JSON
    do throws(CommandError) {
      applied = try send(
        manifest.value, as: name, isForced: invocation.options.isSet(.forceConflicts))
    } catch {
      if case .status(let status) = error, status.reason == .conflict {
        throw .text(status.message + ServerSideApplying.advice)
      }
      throw error.adding(verb: "applying patch to", source: "")
    }
    if dryRun == .none { try takeOver(applied) }
    let target = Target(
      type: manifest.type, namespace: manifest.namespace, name: manifest.name)
    try invocation.report(target, applied, "serverside-applied", dryRun)
  }

  private func send(
    _ body: JSON, as manager: String, isForced: Bool
  ) throws(CommandError) -> JSON {
    var request = APIRequest(
      .patch, manifest.type,
      namespace: invocation.namespace(for: manifest.type, manifest.namespace),
      name: manifest.name)
    request.patchType = .apply
    request.body = body
    request.fieldManager = manager
    request.isForced = isForced
    request.isDryRun = dryRun == .server
    request.fieldValidation = invocation.fieldValidation
    request.wantsManagers = true
    return try invocation.send(request)
  }

  /// Makes fields that were applied by the client before fields of the server-side applier, so
  /// that the same user has no conflicts with themselves. The note that the client kept goes on
  /// as a field of its own.
  private func takeOver(_ object: JSON) throws(CommandError) {
    guard name == ServerSideApplying.manager,
      object.items("metadata", "managedFields").contains(where: { isClientSide($0) })
    else { return }
    let note = object.at("metadata", "annotations", LastApplied.annotation) ?? .null
    let current = try send(
      [
        "apiVersion": .string(manifest.type.apiVersion), "kind": .string(manifest.type.kind),
        "metadata": [
          "name": .string(manifest.name), "annotations": .object([LastApplied.annotation: note]),
        ],
      ], as: "kubectl-last-applied", isForced: true)
    let managers = current.items("metadata", "managedFields")
    var fields: JSON = .object([:])
    for manager in managers where isClientSide(manager) {
      fields = fields.merged(with: manager["fieldsV1"] ?? .null)
    }
    let merged = managers.filter { !isClientSide($0) }.map { manager in
      guard manager.text("manager") == name, manager.text("operation") == "Apply" else {
        return manager
      }
      return manager.setting(
        ["fieldsV1"], to: (manager["fieldsV1"] ?? .null).merged(with: fields))
    }
    _ = try invocation.patch(
      manifest.type, namespace: manifest.namespace, name: manifest.name,
      ["metadata": ["managedFields": .array(merged)]], as: .merge)
  }

  /// Whether a manager wrote the note that apply keeps on the client's side.
  private func isClientSide(_ manager: JSON) -> Bool {
    manager.text("operation") == "Update"
      && manager.at(
        "fieldsV1", "f:metadata", "f:annotations", "f:" + LastApplied.annotation) != nil
  }
}
