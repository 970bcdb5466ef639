import KubernetesAPI
import Simulation
import Values

extension Command {
  static let replace = Command(
    "replace", "Replace a resource by file name or stdin", arguments: "-f FILENAME",
    flags: [
      .filename, .recursive, .force, .cascade, .gracePeriod, .wait, .timeout, .output, .dryRun,
      .validate, .saveConfig, .fieldManager, .kustomize, .template, .showManagedFields,
      .allowMissingTemplateKeys, .unsupported("raw", "", .text("")), .subresource,
    ]
  ) { (invocation) throws(CommandError) in
    let files = invocation.options.list(.filename)
    if files.isEmpty { throw .text("must specify one of -f and -k") }
    let manifests = try invocation.manifests(in: files)
    if manifests.isEmpty, !invocation.hasErrors { throw .text("no objects passed to replace") }
    if invocation.options.isSet(.force) {
      try replaceByForce(manifests, invocation)
      return
    }
    let dryRun = try invocation.dryRun()
    for manifest in manifests {
      do throws(CommandError) {
        var object = manifest.value
        if dryRun != .client {
          var request = APIRequest(
            .update, manifest.type, namespace: manifest.namespace, name: manifest.name)
          request.body = try updatable(manifest, invocation)
          request.isDryRun = dryRun == .server
          request.fieldValidation = invocation.fieldValidation
          object = try invocation.send(request)
        }
        try invocation.report(target(manifest), object, "replaced", dryRun)
      } catch {
        invocation.note(error.adding(verb: "replacing", source: manifest.source))
      }
    }
    invocation.finish()
  }

  private static func target(_ manifest: Manifest) -> Target {
    Target(
      type: manifest.type, namespace: manifest.namespace, name: manifest.name,
      source: manifest.source)
  }

  /// The object with the version that it replaces, unless the file names one.
  private static func updatable(
    _ manifest: Manifest, _ invocation: Invocation
  ) throws(CommandError) -> JSON {
    var object = manifest.value
    if invocation.options.isSet(.saveConfig) { object = LastApplied.noting(object) }
    if !object.text("metadata", "resourceVersion").isEmpty { return object }
    let present = try invocation.get(
      manifest.type, namespace: manifest.namespace, name: manifest.name)
    return object.setting(
      ["metadata", "resourceVersion"],
      to: .string(present.text("metadata", "resourceVersion")))
  }

  /// Deletes the objects, waits for their end, and makes them anew.
  private static func replaceByForce(
    _ manifests: [Manifest], _ invocation: Invocation
  ) throws(CommandError) {
    let grace = invocation.options.number(.gracePeriod)
    let options = DeleteOptions(
      gracePeriodSeconds: grace >= 0 ? grace : nil, propagation: .background)
    var deleted: [Target] = []
    for manifest in manifests {
      do throws(CommandError) {
        _ = try invocation.delete(
          manifest.type, namespace: manifest.namespace, name: manifest.name, options)
        invocation.show("\(manifest.type.messageKind) \(quoted(manifest.name)) deleted")
        deleted.append(target(manifest))
      } catch {
        if !error.isNotFound { throw error }
      }
    }
    let timeout = invocation.options.duration(.timeout)
    Wait(
      invocation, deleted, .deletion, timeout: timeout > .zero ? timeout : nil,
      whenDone: {
        for manifest in manifests {
          do throws(CommandError) {
            let object = try invocation.create(
              manifest.type, namespace: manifest.namespace, manifest.value)
            try invocation.report(target(manifest), object, "replaced")
          } catch {
            invocation.note(error.adding(verb: "creating", source: manifest.source))
          }
        }
        invocation.finish()
      }
    ).start()
  }
}
