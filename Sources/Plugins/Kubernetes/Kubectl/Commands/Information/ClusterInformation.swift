import GoWriting
import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let clientOnly = Flag(
    "client", "", .bool(false), "If true, shows client version only (no server required).")
  static let apiGroup = Flag(
    "api-group", "", .text(""), "Limit to resources in the specified API group.")
  static let namespaced = Flag(
    "namespaced", "", .bool(true), "If false, non-namespaced resources will be returned.")
}

/// What the simulated client and server call themselves: the profile of the recordings.
enum Versions {
  static let client = "v1.32.5"
  static let kustomize = "v5.5.0"
  static let server = "v1.32.13"
  static let serverAddress = "https://192.168.49.2:8443"
  static let context = "kubernetes-admin@kubernetes"
}

extension Command {
  static let version = Command(
    "version", "Print the client and server version information", flags: [.clientOnly, .output]
  ) { (invocation) throws(CommandError) in
    let output = invocation.options.text(.output)
    if !invocation.arguments.isEmpty {
      throw .text("extra arguments: [\(invocation.arguments.joined(separator: " "))]")
    }
    let isClientOnly = invocation.options.isSet(.clientOnly)
    guard !output.isEmpty else {
      invocation.show("Client Version: \(Versions.client)")
      invocation.show("Kustomize Version: \(Versions.kustomize)")
      if !isClientOnly { invocation.show("Server Version: \(Versions.server)") }
      invocation.finish()
      return
    }
    var object: OrderedMembers = [
      "clientVersion": details(Versions.client), "kustomizeVersion": .string(Versions.kustomize),
    ]
    if !isClientOnly { object["serverVersion"] = details(Versions.server) }
    switch output {
    case "yaml": invocation.write(JSON.object(object).yamlText)
    case "json": invocation.show(JSON.object(object).prettyText)
    default: throw .text("--output must be 'yaml' or 'json'")
    }
    invocation.finish()
  }

  private static func details(_ version: String) -> JSON {
    [
      "major": "1", "minor": "32", "gitVersion": .string(version), "platform": "linux/amd64",
    ]
  }

  static let clusterInfo = Command("cluster-info", "Display cluster information") {
    (invocation) throws(CommandError) in
    if invocation.arguments.first == "dump" {
      throw .text("'kubectl cluster-info dump' is refused here: it is not simulated")
    }
    invocation.show("Kubernetes control plane is running at \(Versions.serverAddress)\n")
    invocation.show(
      "To further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.")
    invocation.finish()
  }

  static let apiResources = Command(
    "api-resources", "Print the supported API resources on the server",
    flags: [
      .apiGroup, .namespaced, .noHeaders, .output, .unsupported("verbs", "", .list),
      .unsupported("categories", "", .list), .unsupported("sort-by", "", .text("")),
      .unsupported("cached", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let options = invocation.options
    let output = options.text(.output)
    if !invocation.arguments.isEmpty {
      throw invocation.usageError(
        "unexpected arguments: [\(invocation.arguments.joined(separator: " "))]")
    }
    if output == "wide" {
      throw .text(
        "the output format \"wide\" of 'kubectl api-resources' is refused here: verbs and"
          + " categories are not told")
    }
    if !output.isEmpty, output != "name" {
      throw .text("--output \(output) is not available")
    }
    var writer = TabWriter.table
    if output != "name", !options.isSet(.noHeaders) {
      writer.write(cells: ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"])
    }
    for kind in listedKinds(invocation.connection) {
      if options.has(.apiGroup), kind.group != options.text(.apiGroup) { continue }
      if options.has(.namespaced), kind.isNamespaced != options.isSet(.namespaced) { continue }
      if output == "name" {
        invocation.show(kind.group.isEmpty ? kind.plural : "\(kind.plural).\(kind.group)")
        continue
      }
      writer.write(cells: [
        kind.plural, kind.shortNames, kind.apiVersion, kind.isNamespaced ? "true" : "false",
        kind.kind,
      ])
    }
    invocation.write(writer.flush())
    invocation.finish()
  }

  /// A kind as discovery lists it.
  private struct ListedKind {
    var plural: String
    var shortNames: String
    var group: String
    var apiVersion: String
    var isNamespaced: Bool
    var kind: String
  }

  /// The kinds that there are, and those that real servers have besides, by group and name.
  private static func listedKinds(_ connection: APIConnection) -> [ListedKind] {
    var kinds = connection.resourceTypes.map {
      ListedKind(
        plural: $0.plural, shortNames: $0.shortNames.joined(separator: ","), group: $0.group,
        apiVersion: $0.apiVersion, isNamespaced: $0.isNamespaced, kind: $0.kind)
    }
    for other in UnsimulatedKind.all
    where !kinds.contains(where: { $0.plural == other.plural && $0.group == other.group }) {
      kinds.append(
        ListedKind(
          plural: other.plural, shortNames: other.shortNames.joined(separator: ","),
          group: other.group, apiVersion: other.apiVersion, isNamespaced: other.isNamespaced,
          kind: other.kind))
    }
    return kinds.sorted {
      $0.group == $1.group
        ? $0.plural.precedesByBytes($1.plural) : $0.group.precedesByBytes($1.group)
    }
  }

  static let apiVersions = Command(
    "api-versions",
    "Print the supported API versions on the server, in the form of \"group/version\""
  ) { (invocation) throws(CommandError) in
    if !invocation.arguments.isEmpty {
      throw invocation.usageError(
        "unexpected arguments: [\(invocation.arguments.joined(separator: " "))]")
    }
    // The autoscaler's kind is served in an older version too.
    var versions = ["autoscaling/v1"]
    for kind in listedKinds(invocation.connection) where !versions.contains(kind.apiVersion) {
      versions.append(kind.apiVersion)
    }
    for version in versions.sorted(by: { $0.precedesByBytes($1) }) { invocation.show(version) }
    invocation.finish()
  }
}
