import KubernetesAPI
import OrderedCollections
import Values

extension Command {
  static let setFlags: [Flag] = [
    .all, .selector, .filename, .recursive, .output, .dryRun, .fieldManager, .kustomize,
    .template, .showManagedFields, .allowMissingTemplateKeys,
    .unsupported("local", "", .bool(false)),
  ]

  static var set: Command {
    Command(
      group: "set", "Set specific features on objects",
      subcommands: [
        .setEnvironment, .setImage, .setResources,
        Command(refused: "selector", "Set the selector on a resource", "use 'kubectl patch'"),
        Command(
          refused: "serviceaccount", "Update the service account of a resource",
          "service accounts are not simulated"),
        Command(
          refused: "subject", "Update the user, group, or service account in a role binding",
          "roles are not simulated"),
      ])
  }

  private static let setImage = Command(
    "image", "Update the image of a pod template",
    arguments:
      "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ..."
      + " CONTAINER_NAME_N=CONTAINER_IMAGE_N",
    flags: setFlags
  ) { (invocation) throws(CommandError) in
    let split = TemplateChange.split(invocation.arguments)
    if split.resources.isEmpty, invocation.options.list(.filename).isEmpty {
      throw ResourceArguments.nothingNamed
    }
    try ResourceArguments.check(split.resources)
    if split.changes.isEmpty { throw .text("at least one image update is required") }
    try TemplateChange.run(split.resources, "image updated", invocation) {
      (spec) throws(CommandError) in
      var spec = spec
      for (name, image) in split.changes {
        var isFound = false
        for list in ["initContainers", "containers"] {
          let containers = spec.items(list).map { container in
            guard name == "*" || container.text("name") == name else { return container }
            isFound = true
            return container.setting(["image"], to: .string(image))
          }
          if !containers.isEmpty { spec = spec.setting([list], to: .array(containers)) }
        }
        if !isFound { throw .text("unable to find container named \(quoted(name))") }
      }
      return spec
    }
  }
}

/// A change of the pod templates of workloads, or of pods themselves.
enum TemplateChange {
  /// Takes `name=value` arguments apart from those that name objects.
  static func split(
    _ arguments: [String]
  ) -> (resources: [String], changes: [(name: String, value: String)]) {
    var resources: [String] = []
    var changes: [(name: String, value: String)] = []
    for argument in arguments {
      if let equals = argument.firstIndex(of: "="), equals > argument.startIndex {
        changes.append(
          (
            String(argument[..<equals]), String(argument[argument.index(after: equals)...])
          ))
      } else {
        resources.append(argument)
      }
    }
    return (resources, changes)
  }

  /// Applies a change to the pod specs of the named objects and sends what differs. An object
  /// that needs no change is passed over without a word.
  static func run(
    _ resources: [String], _ operation: String, _ invocation: Invocation,
    change: (JSON) throws(CommandError) -> JSON
  ) throws(CommandError) {
    let dryRun = try invocation.dryRun()
    for target in try invocation.targets(TargetSearch(arguments: resources, listsKinds: false)) {
      do throws(CommandError) {
        let path = target.type == .pods ? ["spec"] : ["spec", "template", "spec"]
        let spec = value(at: path, of: target.object)
        if spec.items("containers").isEmpty {
          throw .text(
            "the object is not a pod or does not have a pod template: \(target.messageName)")
        }
        let after = target.object.setting(path, to: try change(spec))
        let patch = ThreeWayPatch(
          original: target.object, modified: after, current: target.object
        ).patch
        if patch == .object([:]) { continue }
        var changed = after
        if dryRun != .client {
          changed = try invocation.patch(
            target.type, namespace: target.namespace, name: target.name, patch,
            isDryRun: dryRun == .server)
        }
        try invocation.report(target, changed, operation, dryRun)
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private static func value(at path: [String], of object: JSON) -> JSON {
    var value = object
    for name in path { value = value[name] ?? .null }
    return value
  }
}
