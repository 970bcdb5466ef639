import KubernetesAPI
import Simulation
import Values

extension Command {
  static let createFlags: [Flag] = [
    .filename, .recursive, .output, .dryRun, .validate, .saveConfig, .fieldManager, .selector,
    .kustomize, .template, .showManagedFields, .allowMissingTemplateKeys,
    .unsupported("edit", "", .bool(false)), .unsupported("raw", "", .text("")),
    .unsupported("windows-line-endings", "", .bool(false)),
  ]

  /// `kubectl create -f`, and the commands that make an object from flags.
  static var create: Command {
    var command = Command(
      "create", "Create a resource from a file or from stdin", arguments: "-f FILENAME",
      flags: createFlags
    ) { (invocation) throws(CommandError) in
      if !invocation.arguments.isEmpty {
        throw invocation.usageError(
          "Unexpected args: [\(invocation.arguments.joined(separator: " "))]")
      }
      let files = invocation.options.list(.filename)
      if files.isEmpty { throw .text("must specify one of -f and -k") }
      try createFromFiles(files, invocation)
    }
    command.subcommands = [
      .createNamespace, .createConfigMap, .createSecret, .createDeployment, .createService,
      .createJob, .createServiceAccount, .createDisruptionBudget, refusedGenerator("clusterrole"),
      refusedGenerator("clusterrolebinding"),
      refusedGenerator("cronjob"), refusedGenerator("ingress"), refusedGenerator("priorityclass"),
      refusedGenerator("quota"), refusedGenerator("role"), refusedGenerator("rolebinding"),
      Command(refused: "token", "Create a token", "tokens are not simulated"),
    ]
    return command
  }

  private static func refusedGenerator(_ name: String) -> Command {
    let kind = UnsimulatedKind.all.first { $0.isNamed(name) }
    return Command(
      refused: name, "Create a \(name)",
      kind.map { "the kind \($0.kind) is not simulated" }
        ?? "use 'kubectl create -f' with a manifest instead")
  }

  private static func createFromFiles(
    _ files: [String], _ invocation: Invocation
  ) throws(CommandError) {
    let dryRun = try invocation.dryRun()
    let manifests = try invocation.manifests(in: files)
    if manifests.isEmpty, !invocation.hasErrors { throw .text("no objects passed to create") }
    for manifest in manifests {
      let target = Target(
        type: manifest.type, namespace: manifest.namespace, name: manifest.name)
      var object = manifest.value
      if invocation.options.isSet(.saveConfig) { object = LastApplied.noting(object) }
      do throws(CommandError) {
        if dryRun != .client {
          object = try invocation.create(
            manifest.type, namespace: manifest.namespace, object, isDryRun: dryRun == .server)
        }
        var named = target
        named.name = object.name
        try invocation.report(named, object, "created", dryRun)
      } catch {
        invocation.note(error.adding(verb: "creating", source: manifest.source))
      }
    }
    invocation.finish()
  }
}

extension Invocation {
  /// The name that a generator makes an object with.
  func nameToCreate() throws(CommandError) -> String {
    if arguments.isEmpty || line.argumentsBeforeDash == 0 {
      throw usageError("exactly one NAME is required, got 0")
    }
    if arguments.count > 1, (line.argumentsBeforeDash ?? arguments.count) != 1 {
      throw usageError("exactly one NAME is required, got \(arguments.count)")
    }
    return arguments[0]
  }

  /// Sends an object that was made from flags, and reports it.
  func createGenerated(
    _ type: ResourceType, _ object: JSON, failurePrefix: String = "", operation: String = "created"
  ) throws(CommandError) {
    let dryRun = try dryRun()
    let target = Target(type: type, namespace: namespace(for: type), name: object.name)
    var made = options.isSet(.saveConfig) ? LastApplied.noting(object) : object
    if dryRun != .client {
      do throws(CommandError) {
        made = try create(
          type, namespace: target.namespace, made, isDryRun: dryRun == .server)
      } catch {
        // Some generators wrap what the server says, which changes how it is printed.
        if failurePrefix.isEmpty { throw error }
        throw .text("\(failurePrefix)\(error.message)")
      }
    }
    try report(target, made, operation, dryRun)
  }
}
