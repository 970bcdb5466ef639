import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let selectorText = Flag("selector", "", .text(""), "A label selector.")
  static let minAvailable = Flag(
    "min-available", "", .text(""), "The minimum number or percentage of available pods.")
  static let maxUnavailable = Flag(
    "max-unavailable", "", .text(""), "The maximum number or percentage of unavailable pods.")
}

extension Command {
  static let createJob = Command(
    "job", "Create a job with the specified name",
    arguments: "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
    flags: Flag.generatorFlags + [.image, .unsupported("from", "", .text(""))]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let image = invocation.options.text(.image)
    if image.isEmpty { throw .text("either --image or --from must be specified") }
    let command = invocation.arguments.dropFirst()
    var container: OrderedMembers = [:]
    if !command.isEmpty { container["command"] = .array(command.map { .string($0) }) }
    container["image"] = .string(image)
    container["name"] = .string(name)
    container["resources"] = [:]
    try invocation.createGenerated(
      .jobs,
      [
        "apiVersion": "batch/v1", "kind": "Job", "metadata": invocation.generatedMetadata(name),
        "spec": [
          "template": [
            "metadata": ["creationTimestamp": .null],
            "spec": ["containers": [.object(container)], "restartPolicy": "Never"],
          ]
        ],
        "status": [:],
      ], failurePrefix: "failed to create job: ")
    invocation.finish()
  }

  static let createExternalName = Command(
    "externalname", "Create an ExternalName service",
    arguments: "NAME --external-name external.name",
    flags: Flag.generatorFlags + [
      .externalName, .tcp,
    ], required: [.externalName]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let labels: JSON = ["app": .string(name)]
    try invocation.createGenerated(
      .services,
      [
        "apiVersion": "v1", "kind": "Service",
        "metadata": invocation.generatedMetadata(name, labels: labels),
        "spec": [
          "externalName": .string(invocation.options.text(.externalName)), "selector": labels,
          "type": "ExternalName",
        ], "status": ["loadBalancer": [:]],
      ], failurePrefix: "failed to create ExternalName service: ")
    invocation.finish()
  }

  static let createServiceAccount = Command(
    "serviceaccount", aliases: ["sa"], "Create a service account with the specified name",
    arguments: "NAME", flags: Flag.generatorFlags
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    try invocation.createGenerated(
      .serviceAccounts,
      [
        "apiVersion": "v1", "kind": "ServiceAccount",
        "metadata": invocation.generatedMetadata(name),
      ], failurePrefix: "failed to create serviceaccount: ")
    invocation.finish()
  }

  static let createDisruptionBudget = Command(
    "poddisruptionbudget", aliases: ["pdb"],
    "Create a pod disruption budget with the specified name",
    arguments: "NAME --selector=SELECTOR --min-available=N",
    flags: Flag.generatorFlags + [.selectorText, .minAvailable, .maxUnavailable]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let options = invocation.options
    let least = options.text(.minAvailable)
    let most = options.text(.maxUnavailable)
    if options.text(.selectorText).isEmpty { throw .text("a selector must be specified") }
    if least.isEmpty, most.isEmpty {
      throw .text("one of min-available or max-unavailable must be specified")
    }
    if !least.isEmpty, !most.isEmpty {
      throw .text("min-available and max-unavailable cannot be both specified")
    }
    var labels: OrderedMembers = [:]
    for pair in options.text(.selectorText).split(separator: ",") {
      guard let equals = pair.firstIndex(of: "=") else {
        throw .text("the selector \(quoted(options.text(.selectorText))) is not supported here")
      }
      labels[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
    }
    func amount(_ text: String) -> JSON { Int64(text).map { .integer($0) } ?? .string(text) }
    var spec: OrderedMembers = [:]
    if !most.isEmpty { spec["maxUnavailable"] = amount(most) }
    if !least.isEmpty { spec["minAvailable"] = amount(least) }
    spec["selector"] = ["matchLabels": .object(labels)]
    try invocation.createGenerated(
      .podDisruptionBudgets,
      [
        "apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
        "metadata": invocation.generatedMetadata(name), "spec": .object(spec),
        "status": [
          "currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0,
        ],
      ], failurePrefix: "failed to create poddisruptionbudgets: ")
    invocation.finish()
  }
}
