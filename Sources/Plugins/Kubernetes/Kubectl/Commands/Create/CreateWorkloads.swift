import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let port = Flag("port", "", .text(""), "The port.")
  static let deploymentReplicas = Flag(
    "replicas", "r", .number(1), "Number of replicas to create. Default is 1.")
  static let tcp = Flag(
    "tcp", "", .list, "Port pairs can be specified as '<port>:<targetPort>'.")
  static let clusterIP = Flag(
    "clusterip", "", .text(""), "Assign your own ClusterIP or set to 'None'.")
  static let nodePort = Flag(
    "node-port", "", .number(0), "Port used to expose the service on each node.")
  static let externalName = Flag("external-name", "", .text(""), "External name of service")
}

extension Command {
  static let createDeployment = Command(
    "deployment", aliases: ["deploy"], "Create a deployment with the specified name",
    arguments: "NAME --image=image -- [COMMAND] [args...]",
    flags: Flag.generatorFlags + [.images, .deploymentReplicas, .port], required: [.images]
  ) { (invocation) throws(CommandError) in
    let name = try invocation.nameToCreate()
    let options = invocation.options
    let images = options.list(.images)
    let command = invocation.arguments.dropFirst()
    if images.count > 1, !command.isEmpty {
      throw .text("cannot specify multiple --image options and command")
    }
    var containers: [JSON] = []
    for image in images {
      var container: OrderedMembers = [:]
      if !command.isEmpty { container["command"] = .array(command.map { .string($0) }) }
      container["image"] = .string(image)
      container["name"] = .string(containerName(ofImage: image))
      let port = options.text(.port)
      if !port.isEmpty {
        guard let number = Int64(port) else {
          throw .text("invalid argument \(quoted(port)) for \(quoted("--port")) flag")
        }
        container["ports"] = [["containerPort": .integer(number)]]
      }
      container["resources"] = [:]
      containers.append(.object(container))
    }
    let labels: JSON = ["app": .string(name)]
    try invocation.createGenerated(
      .deployments,
      [
        "apiVersion": "apps/v1", "kind": "Deployment",
        "metadata": invocation.generatedMetadata(name, labels: labels),
        "spec": [
          "replicas": .integer(options.number(.deploymentReplicas)),
          "selector": ["matchLabels": labels], "strategy": [:],
          "template": [
            "metadata": ["creationTimestamp": .null, "labels": labels],
            "spec": ["containers": .array(containers)],
          ],
        ],
        "status": [:],
      ], failurePrefix: "failed to create deployment: ")
    invocation.finish()
  }

  /// The name that a container gets from its image: `nginx` from `library/nginx:1.25`.
  private static func containerName(ofImage image: String) -> String {
    let last = image.split(separator: "/").last ?? ""
    let name = last.prefix { $0 != ":" && $0 != "@" }
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      let isLegal = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
      result.unicodeScalars.append(isLegal ? scalar : "-")
    }
    return result
  }

  static var createService: Command {
    Command(
      group: "service", aliases: ["svc"], "Create a service using a specified subcommand",
      subcommands: [
        serviceGenerator("clusterip", "ClusterIP", "Create a ClusterIP service"),
        .createExternalName,
        serviceGenerator("loadbalancer", "LoadBalancer", "Create a LoadBalancer service"),
        serviceGenerator("nodeport", "NodePort", "Create a NodePort service"),
      ])
  }

  private static func serviceGenerator(
    _ name: String, _ type: String, _ summary: String
  ) -> Command {
    var flags = Flag.generatorFlags + [.tcp]
    if type == "ClusterIP" { flags.append(.clusterIP) }
    if type == "NodePort" { flags.append(.nodePort) }
    return Command(name, summary, arguments: "NAME [--tcp=<port>:<targetPort>]", flags: flags) {
      (invocation) throws(CommandError) in
      try createService(type, invocation)
    }
  }

  private static func createService(
    _ type: String, _ invocation: Invocation
  ) throws(CommandError) {
    let name = try invocation.nameToCreate()
    let isHeadless = type == "ClusterIP" && invocation.options.text(.clusterIP) == "None"
    var ports: [JSON] = []
    for pair in invocation.options.list(.tcp) { ports.append(try port(pair, type, invocation)) }
    if ports.isEmpty, !isHeadless {
      throw .text("at least one tcp port specifier must be provided")
    }
    let labels: JSON = ["app": .string(name)]
    var spec: OrderedMembers = [:]
    let address = type == "ClusterIP" ? invocation.options.text(.clusterIP) : ""
    if !address.isEmpty { spec["clusterIP"] = .string(address) }
    if !ports.isEmpty { spec["ports"] = .array(ports) }
    spec["selector"] = labels
    spec["type"] = .string(type)
    try invocation.createGenerated(
      .services,
      [
        "apiVersion": "v1", "kind": "Service",
        "metadata": invocation.generatedMetadata(name, labels: labels), "spec": .object(spec),
        "status": ["loadBalancer": [:]],
      ], failurePrefix: "failed to create \(type) service: ")
    invocation.finish()
  }

  private static func port(
    _ pair: String, _ type: String, _ invocation: Invocation
  ) throws(CommandError) -> JSON {
    let parts = pair.split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
    if Int64(parts[0]) == nil {
      throw .text("strconv.ParseUint: parsing \(quoted(parts[0])): invalid syntax")
    }
    guard parts.count <= 2, let number = Int64(parts[0]), (1...65535).contains(number) else {
      throw .text("invalid port format '\(pair)', expected port or port:targetPort")
    }
    let target = parts.count == 2 ? parts[1] : parts[0]
    var port: OrderedMembers = [
      "name": .string(pair.split(separator: ":").joined(separator: "-")),
      "port": .integer(number), "protocol": "TCP",
      "targetPort": Int64(target).map { .integer($0) } ?? .string(target),
    ]
    if type == "NodePort", invocation.options.has(.nodePort) {
      port["nodePort"] = .integer(invocation.options.number(.nodePort))
    }
    return .object(port)
  }
}
