import GoWriting
import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let targetPort = Flag(
    "target-port", "", .text(""), "Name or number for the port on the container.")
  static let serviceName = Flag("name", "", .text(""), "The name for the newly created object.")
  static let serviceType = Flag("type", "", .text(""), "Type for this service.")
  static let serviceProtocol = Flag(
    "protocol", "", .text(""), "The network protocol for the service to be created.")
  static let serviceLabels = Flag("labels", "l", .text(""), "Labels to apply to the service.")
  static let serviceSelector = Flag(
    "selector", "", .text(""), "A label selector to use for this service.")
  static let clusterIPOfExposed = Flag(
    "cluster-ip", "", .text(""), "ClusterIP to be assigned to the service.")
  static let sessionAffinity = Flag(
    "session-affinity", "", .text(""), "Session affinity: 'None', 'ClientIP'.")
}

extension Command {
  static let expose = Command(
    "expose",
    "Take a replication controller, service, deployment or pod and expose it as a new"
      + " Kubernetes service",
    arguments:
      "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP]"
      + " [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service]"
      + " [--type=type]",
    flags: [
      .port, .targetPort, .serviceName, .serviceType, .serviceProtocol, .serviceLabels,
      .serviceSelector, .clusterIPOfExposed, .sessionAffinity, .filename, .recursive, .output,
      .dryRun, .saveConfig, .fieldManager, .kustomize, .template, .showManagedFields,
      .allowMissingTemplateKeys, .unsupported("external-ip", "", .text("")),
      .unsupported("load-balancer-ip", "", .text("")), .unsupported("overrides", "", .text("")),
      .unsupported("override-type", "", .text("")),
    ]
  ) { (invocation) throws(CommandError) in
    for target in try invocation.targets(TargetSearch(selects: false)) {
      do throws(CommandError) {
        let service = try service(for: target, invocation)
        try invocation.createGenerated(.services, service, operation: "exposed")
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  private static func service(
    for target: Target, _ invocation: Invocation
  ) throws(CommandError) -> JSON {
    guard target.type.canBeExposed else {
      throw .text(
        "cannot expose a \(target.type.kind)\(target.type.group.isEmpty ? "" : "." + target.type.group)"
      )
    }
    let options = invocation.options
    let given = options.text(.serviceName)
    let name = given.isEmpty ? String(target.name.prefix(63)) : given
    let clusterIP = options.text(.clusterIPOfExposed)
    var spec: OrderedMembers = [:]
    if !clusterIP.isEmpty { spec["clusterIP"] = .string(clusterIP) }
    let ports = try self.ports(of: target, options)
    if ports.isEmpty, clusterIP != "None" {
      throw .text("couldn't find port via --port flag or introspection")
    }
    if !ports.isEmpty { spec["ports"] = .array(ports) }
    spec["selector"] = try selector(of: target, options)
    let affinity = options.text(.sessionAffinity)
    if !affinity.isEmpty { spec["sessionAffinity"] = .string(affinity) }
    let type = options.text(.serviceType)
    if !type.isEmpty { spec["type"] = .string(type) }
    var labels = target.object.at("metadata", "labels")
    if !options.text(.serviceLabels).isEmpty { labels = try pairs(options.text(.serviceLabels)) }
    return [
      "apiVersion": "v1", "kind": "Service",
      "metadata": invocation.generatedMetadata(name, labels: labels), "spec": .object(spec),
      "status": ["loadBalancer": [:]],
    ]
  }

  private static func pairs(_ text: String) throws(CommandError) -> JSON {
    var result: OrderedMembers = [:]
    for pair in text.split(separator: ",") {
      guard let equals = pair.firstIndex(of: "=") else {
        throw .text("unexpected label spec: \(pair)")
      }
      result[String(pair[..<equals])] = .string(String(pair[pair.index(after: equals)...]))
    }
    return .object(result)
  }

  private static func selector(of target: Target, _ options: Options) throws(CommandError) -> JSON {
    if !options.text(.serviceSelector).isEmpty { return try pairs(options.text(.serviceSelector)) }
    switch target.type {
    case .pods:
      guard let labels = target.object.at("metadata", "labels") else {
        throw .text(
          "couldn't retrieve selectors via --selector flag or introspection: the pod has"
            + " no labels and cannot be exposed")
      }
      return labels
    case .services: return target.object.at("spec", "selector") ?? [:]
    default:
      let selector = target.object.at("spec", "selector") ?? .null
      if !selector.items("matchExpressions").isEmpty {
        throw .text(
          "couldn't retrieve selectors via --selector flag or introspection: couldn't convert"
            + " expressions - \(quoted(GoText.plain(selector["matchExpressions"] ?? .null))) to"
            + " map-based selector format")
      }
      return selector["matchLabels"] ?? [:]
    }
  }

  private static func ports(of target: Target, _ options: Options) throws(CommandError) -> [JSON] {
    var numbers: [String] = []
    let given = options.text(.port)
    if !given.isEmpty {
      numbers = given.split(separator: ",").map { String($0) }
    } else if target.type == .services {
      numbers = target.object.items("spec", "ports").map { String($0.number("port")) }
    } else {
      let spec =
        target.type == .pods
        ? target.object["spec"] : target.object.at("spec", "template", "spec")
      for container in spec?.items("containers") ?? [] {
        numbers += container.items("ports").map { String($0.number("containerPort")) }
      }
    }
    let transport = options.text(.serviceProtocol)
    var ports: [JSON] = []
    for (index, text) in numbers.enumerated() {
      guard let number = Int64(text) else {
        throw .text("strconv.Atoi: parsing \(quoted(text)): invalid syntax")
      }
      var port: OrderedMembers = [:]
      if numbers.count > 1 { port["name"] = .string("port-\(index + 1)") }
      port["port"] = .integer(number)
      port["protocol"] = .string(transport.isEmpty ? "TCP" : transport)
      let goal = options.text(.targetPort)
      let wanted = goal.isEmpty ? text : goal
      port["targetPort"] = Int64(wanted).map { .integer($0) } ?? .string(wanted)
      ports.append(.object(port))
    }
    return ports
  }
}

extension ResourceType {
  fileprivate var canBeExposed: Bool {
    switch self {
    case .pods, .services, .deployments, .replicaSets: true
    default: false
    }
  }
}
