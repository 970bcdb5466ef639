import KubernetesAPI
import OrderedCollections
import Simulation
import Values

extension Flag {
  static let restart = Flag(
    "restart", "", .text("Always"), "The restart policy: Always, OnFailure, Never.")
  static let removeAfter = Flag(
    "rm", "", .bool(false), "If true, delete the pod after it exits.")
  static let isCommand = Flag(
    "command", "", .bool(false), "If true, use extra arguments as the 'command' field.")
  static let attach = Flag("attach", "", .bool(false), "If true, wait for the Pod and attach.")
  static let env = Flag("env", "", .array, "Environment variables to set in the container.")
  static let podLabels = Flag("labels", "l", .text(""), "Comma separated labels.")
  static let pullPolicy = Flag("image-pull-policy", "", .text(""), "The image pull policy.")
  static let exposePod = Flag(
    "expose", "", .bool(false), "If true, create a ClusterIP service for the pod.")
  static let annotations = Flag("annotations", "", .array, "Annotations of the pod.")
}

extension Command {
  static let run = Command(
    "run", "Run a particular image on the cluster",
    arguments:
      "NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client]"
      + " [--command] -- [COMMAND] [args...]",
    flags: [
      .image, .restart, .removeAfter, .isCommand, .attach, .env, .podLabels, .pullPolicy,
      .annotations, .port, .standardInput, .terminal, .quiet, .output, .dryRun, .saveConfig,
      .podRunningTimeout, .fieldManager, .template, .showManagedFields,
      .allowMissingTemplateKeys, .timeout, .gracePeriod, .force, .wait, .cascade,
      .unsupported("overrides", "", .text("")), .unsupported("override-type", "", .text("")),
      .exposePod, .unsupported("leave-stdin-open", "", .bool(false)),
      .unsupported("privileged", "", .bool(false)), .filename, .recursive, .kustomize,
    ], required: [.image]
  ) { (invocation) throws(CommandError) in
    guard let name = invocation.arguments.first, invocation.line.argumentsBeforeDash != 0 else {
      throw invocation.usageError("NAME is required for run")
    }
    let options = invocation.options
    let isInteractive = options.isSet(.standardInput)
    let isAttached = isInteractive || options.isSet(.attach)
    if options.text(.image).isEmpty { throw .text("--image is required") }
    if !isImageReference(options.text(.image)) {
      throw .text(
        "Invalid image name \(quoted(options.text(.image))): invalid reference format")
    }
    if options.isSet(.terminal), !isInteractive {
      throw invocation.usageError("-i/--stdin is required for containers with -t/--tty=true")
    }
    if options.isSet(.exposePod), options.text(.port).isEmpty {
      throw invocation.usageError("--port must be set when exposing a service")
    }
    if options.isSet(.removeAfter), !isAttached {
      throw invocation.usageError("--rm should only be used for attached containers")
    }
    if isAttached || options.isSet(.terminal), try invocation.dryRun() != .none {
      throw invocation.usageError(
        "--dry-run=[server|client] can't be used with attached containers options (--attach,"
          + " --stdin, or --tty)")
    }
    let pod = try podToRun(name, invocation)
    if options.isSet(.exposePod) { try exposePod(name, pod, invocation) }
    if isAttached {
      try AttachedPod(invocation, pod).start()
      return
    }
    try invocation.createGenerated(.pods, pod)
    invocation.finish()
  }

  /// Whether a text can be the name of an image: no blanks and no capital letters before the tag.
  private static func isImageReference(_ text: String) -> Bool {
    let last = text.split(separator: "/").last ?? ""
    let path = text.dropLast(last.utf8.count) + last.prefix { $0 != ":" && $0 != "@" }
    return !text.contains { $0 == " " || $0 == "\t" } && !last.isEmpty
      && !path.contains { $0.isUppercase }
  }

  /// Makes a Service that leads to the pod.
  private static func exposePod(
    _ name: String, _ pod: JSON, _ invocation: Invocation
  ) throws(CommandError) {
    let port = Int64(invocation.options.text(.port)) ?? 0
    try invocation.createGenerated(
      .services,
      [
        "apiVersion": "v1", "kind": "Service", "metadata": invocation.generatedMetadata(name),
        "spec": [
          "ports": [
            ["port": .integer(port), "protocol": "TCP", "targetPort": .integer(port)]
          ], "selector": pod.at("metadata", "labels") ?? [:],
        ], "status": ["loadBalancer": [:]],
      ])
    let output = invocation.options.text(.output)
    if output == "yaml" { invocation.write("---\n") }
  }

  private static func podToRun(
    _ name: String, _ invocation: Invocation
  ) throws(CommandError) -> JSON {
    let options = invocation.options
    let words = JSON.array(invocation.arguments.dropFirst().map { .string($0) })
    let hasWords = invocation.arguments.count > 1
    var container: OrderedMembers = [:]
    if hasWords { container[options.isSet(.isCommand) ? "command" : "args"] = words }
    var variables: [JSON] = []
    for variable in options.list(.env) {
      guard let equals = variable.firstIndex(of: "="), equals > variable.startIndex else {
        throw .text("invalid env: \(variable)")
      }
      variables.append([
        "name": .string(String(variable[..<equals])),
        "value": .string(String(variable[variable.index(after: equals)...])),
      ])
    }
    if !variables.isEmpty { container["env"] = .array(variables) }
    container["image"] = .string(options.text(.image))
    let policy = options.text(.pullPolicy)
    if !policy.isEmpty {
      guard ["Always", "IfNotPresent", "Never"].contains(policy) else {
        throw invocation.usageError("invalid image pull policy: \(policy)")
      }
      container["imagePullPolicy"] = .string(policy)
    }
    container["name"] = .string(name)
    let port = options.text(.port)
    if !port.isEmpty {
      guard let number = Int64(port) else {
        throw .text("strconv.Atoi: parsing \(quoted(port)): invalid syntax")
      }
      container["ports"] = [["containerPort": .integer(number)]]
    }
    container["resources"] = [:]
    if options.isSet(.standardInput) {
      container["stdin"] = true
      container["stdinOnce"] = true
    }
    if options.isSet(.terminal) { container["tty"] = true }
    let restart = options.text(.restart)
    if !["Always", "OnFailure", "Never"].contains(restart) {
      throw invocation.usageError("invalid restart policy: \(restart)")
    }
    return [
      "apiVersion": "v1", "kind": "Pod",
      "metadata": try metadata(name, invocation),
      "spec": [
        "containers": .array([.object(container)]), "dnsPolicy": "ClusterFirst",
        "restartPolicy": .string(restart),
      ], "status": [:],
    ]
  }

  private static func metadata(
    _ name: String, _ invocation: Invocation
  ) throws(CommandError) -> JSON {
    let options = invocation.options
    let metadata = invocation.generatedMetadata(name, labels: try labels(name, options))
    var annotations: OrderedMembers = [:]
    for pair in options.list(.annotations) {
      guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
        throw .text("invalid annotation format: \(pair)")
      }
      annotations[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
    }
    if annotations.isEmpty { return metadata }
    return metadata.setting(["annotations"], to: .object(annotations))
  }

  private static func labels(_ name: String, _ options: Options) throws(CommandError) -> JSON {
    var labels: OrderedMembers = [:]
    for pair in options.text(.podLabels).split(separator: ",") {
      guard let equals = pair.firstIndex(of: "=") else {
        throw .text("unexpected label spec: \(pair)")
      }
      labels[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
    }
    if labels.isEmpty { labels["run"] = .string(name) }
    return .object(labels)
  }
}
