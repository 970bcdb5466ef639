import Simulation
import Values

extension TablePrinter {
  /// K7, N14.
  static let nodes = TablePrinter(
    columns: [
      .name, .init("Status"), .init("Roles"), .age, .init("Version"),
      .init("Internal-IP", priority: 1), .init("External-IP", priority: 1),
      .init("OS-Image", priority: 1), .init("Kernel-Version", priority: 1),
      .init("Container-Runtime", priority: 1),
    ]
  ) { object, now in
    guard let node = object as? Node else { return [] }
    let ready = node.status.conditions.first { $0.type == "Ready" }
    var status = ready.map { $0.status == "True" ? "Ready" : "NotReady" } ?? "Unknown"
    if node.spec.unschedulable { status += ",SchedulingDisabled" }
    var roles: [String] = []
    for entry in node.metadata.labels {
      let start = "node-role.kubernetes.io/"
      if entry.key.hasPrefix(start), entry.key.utf8.count > start.utf8.count {
        roles.append(String(entry.key.dropFirst(start.count)))
      } else if entry.key == "kubernetes.io/role", !entry.value.isEmpty {
        roles.append(entry.value)
      }
    }
    let info = node.status.nodeInfo
    return [
      .string(node.name), .string(status), orNone(roles.joined(separator: ",")), age(node, now),
      .string(info.kubeletVersion), orNone(address(node, "InternalIP")),
      orNone(address(node, "ExternalIP")), orUnknown(info.osImage),
      orUnknown(info.kernelVersion), orUnknown(info.containerRuntimeVersion),
    ]
  }

  static func orUnknown(_ text: String) -> JSON { .string(text.isEmpty ? "<unknown>" : text) }

  static func address(_ node: Node, _ type: String) -> String {
    node.status.addresses.first { $0.type == type }?.address ?? ""
  }

  static let namespaces = TablePrinter(columns: [.name, .init("Status"), .age]) { object, now in
    guard let namespace = object as? Namespace else { return [] }
    return [.string(namespace.name), .string(namespace.status.phase), age(namespace, now)]
  }

  static let customResourceDefinitions = TablePrinter(
    columns: [.name, .init("Created At")]
  ) { object, _ in
    [.string(object.name), object.metadata.creationTimestamp?.encode() ?? .string("")]
  }

  static let configMaps = TablePrinter(columns: [.name, .init("Data"), .age]) { object, now in
    guard let map = object as? ConfigMap else { return [] }
    return [
      .string(map.name), .integer(Int64(map.data.count + map.binaryData.count)), age(map, now),
    ]
  }

  static let secrets = TablePrinter(
    columns: [.name, .init("Type"), .init("Data"), .age]
  ) { object, now in
    guard let secret = object as? Secret else { return [] }
    return [
      .string(secret.name), .string(secret.type), .integer(Int64(secret.data.count)),
      age(secret, now),
    ]
  }

  static let serviceAccounts = TablePrinter(
    columns: [.name, .init("Secrets"), .age]
  ) { object, now in
    guard let account = object as? ServiceAccount else { return [] }
    return [
      .string(account.name), .integer(Int64(account.secrets.count)), age(account, now),
    ]
  }

  static let leases = TablePrinter(columns: [.name, .init("Holder"), .age]) { object, now in
    guard let lease = object as? Lease else { return [] }
    return [.string(lease.name), .string(lease.spec.holderIdentity ?? ""), age(lease, now)]
  }

  /// K8.
  static let events = TablePrinter(
    columns: [
      .init("Last Seen"), .init("Type"), .init("Reason"), .init("Object"),
      .init("Subobject", priority: 1), .init("Source", priority: 1), .init("Message"),
      .init("First Seen", priority: 1), .init("Count", priority: 1), .init("Name", priority: 1),
    ]
  ) { object, now in
    guard let event = object as? Event else { return [] }
    let first = event.firstTimestamp ?? event.eventTime?.time
    let last = event.series?.lastObservedTime?.time ?? event.lastTimestamp ?? first
    let count = event.series?.count ?? max(event.count, 1)
    let involved = event.involvedObject
    let component =
      event.source.component.isEmpty ? event.reportingComponent : event.source.component
    let host = event.source.host.isEmpty ? event.reportingInstance : event.source.host
    let source = host.isEmpty ? component : component + ", " + host
    return [
      .string(now.age(of: last)), .string(event.type), .string(event.reason),
      .string(involved.kind.lowercased() + "/" + involved.name), .string(involved.fieldPath),
      .string(source), .string(trimmed(event.message)), .string(now.age(of: first)),
      .integer(Int64(count)), .string(event.name),
    ]
  }

  /// Without blanks and line ends around it.
  static func trimmed(_ text: String) -> String {
    var part = text[...]
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }
}
