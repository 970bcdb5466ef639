import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let patchType = Flag(
    "type", "", .text("strategic"),
    "The type of patch being provided; one of [json merge strategic]")
  static let patchFile = Flag("patch-file", "", .text(""), "A file containing a patch.")
  static let subresource = Flag(
    "subresource", "", .text(""), "If specified, patch will operate on the subresource.")
}

extension Command {
  static let patch = Command(
    "patch", "Update fields of a resource",
    arguments: "(-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]",
    flags: [
      .patch, .patchFile, .patchType, .subresource, .filename, .recursive, .output, .dryRun,
      .fieldManager, .kustomize, .template, .showManagedFields, .allowMissingTemplateKeys,
      .unsupported("local", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let options = invocation.options
    if options.has(.patch), options.has(.patchFile) {
      throw .text("cannot specify --patch and --patch-file together")
    }
    if options.text(.patch).isEmpty, options.text(.patchFile).isEmpty {
      throw .text("must specify --patch or --patch-file containing the contents of the patch")
    }
    let kinds: [(name: String, type: APIRequest.PatchType)] = [
      ("json", .json), ("merge", .merge), ("strategic", .strategicMerge),
    ]
    guard
      let kind = kinds.first(where: { $0.name == options.text(.patchType).lowercased() })
    else {
      throw .text(
        "--type must be one of [json merge strategic], not \(quoted(options.text(.patchType)))")
    }
    let patch = try invocation.patchBody()
    let dryRun = try invocation.dryRun()
    for target in try invocation.targets(TargetSearch(reads: dryRun == .client)) {
      do throws(CommandError) {
        var before = target.object
        var after = before
        if dryRun != .client {
          before = try invocation.get(
            target.type, namespace: target.namespace, name: target.name)
          after = try invocation.patch(
            target.type, namespace: target.namespace, name: target.name, patch, as: kind.type,
            subresource: options.text(.subresource), isDryRun: dryRun == .server)
        }
        let isSame =
          before.text("metadata", "resourceVersion") == after.text("metadata", "resourceVersion")
          && ThreeWayPatch.isSame(before, after)
        try invocation.report(
          target, after, isSame ? "patched (no change)" : "patched", dryRun)
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }
}

extension Invocation {
  /// The patch of `-p` or `--patch-file`, JSON or YAML.
  fileprivate func patchBody() throws(CommandError) -> JSON {
    var text = options.text(.patch)
    let file = options.text(.patchFile)
    if !file.isEmpty {
      do throws(FileError) {
        text = try process.fileSystem.read(file, from: process.workingDirectory)
      } catch {
        throw .text("unable to read patch file: open \(file): \(error.text.lowercased())")
      }
    }
    do throws(JSONError) {
      return try JSON.parse(text)
    } catch {}
    switch yamlReader.documents(in: text) {
    case .success(let documents): return documents.first?.value ?? .null
    case .failure(let error): throw .text("unable to parse \(quoted(text)): \(error.text)")
    }
  }
}
